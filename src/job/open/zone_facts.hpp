#pragma once

#include "base/text.hpp"
#include "model/tables/amounts.hpp"
#include "model/tables/office_table.hpp"
#include "model/zone.hpp"
#include "plan/plan.hpp"

#include <functional>

namespace peaksite {

/// Reads the facts of zones from rows. Amounts among the attributes are in the unit of their head, else in the one
/// above the table that is no area or length; codes of regions are no amounts.
class ZoneFactReader {
public:
    /// Throws InputError when a column is missing, or the published area has no unit that is known.
    ZoneFactReader(const ZonesPlan& plan, const OfficeTable& table);

    /// Fills proposer, official_area_km2 and attributes; `cell` gives a trimmed cell of the row by column.
    void fill(Zone& zone, const std::function<std::string(std::size_t)>& cell);
    /// Warnings about what was read.
    void report(std::vector<Sentence>& warnings) const;

private:
    const ZonesPlan& m_plan;
    std::optional<std::size_t> m_proposer, m_area;
    Amounts m_km2;
    std::map<std::string, std::size_t> m_attributes; // by role
    std::map<std::string, std::string> m_units;      // of attributes, by role
    std::vector<std::string> m_undecided;            // attributes in one of several units
    std::vector<std::string> m_strange_units;        // attributes in one that is not known
    std::vector<std::string> m_strange_areas, m_overruled, m_wrong_credit_codes, m_rounded_keys;
};

} // namespace peaksite
