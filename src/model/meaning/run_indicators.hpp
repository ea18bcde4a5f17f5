#pragma once

#include "model/indicators/indicators.hpp"
#include "model/meaning/meaning.hpp"
#include "model/tables/table_store.hpp"

namespace peaksite {

/// What formulas of a run may speak of, and the indicators found from it.
class RunIndicators {
public:
    /// Plan and catalogue must outlive it.
    RunIndicators(const Plan& plan, const IndicatorCatalogue& catalogue, const CarbonTable* carbon,
                  const std::vector<ZoneSet>& sets, const std::vector<UnitTable>& tables,
                  const std::vector<PlacedList>& facilities);
    RunIndicators(const RunIndicators&) = delete;
    RunIndicators& operator=(const RunIndicators&) = delete;

    const FormulaNames& names() const { return m_names; }
    const TableStore& tables() const { return m_tables; }
    const IndicatorBook& book() const { return m_book; }
    IndicatorBook& book() { return m_book; }

private:
    FormulaNames m_names;
    TableStore m_tables; // of the plan, and the lists that state emissions as table "fac"
    IndicatorBook m_book;
};

} // namespace peaksite
