#pragma once

#include "model/indicators/formula.hpp"
#include "model/indicators/indicator_value.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace peaksite {

/// One indicator in a run; those that hold for each technology occur once for each ("excl_share.pv").
struct IndicatorColumn {
    std::string id;
    IndicatorEntry entry;
    const Technology* technology = nullptr;
    std::map<char, std::size_t> formulas{}; ///< number of its formula by pilot type, of those that occur
};

/// The indicators of a run: found from the catalogue by what the plan and its tables offer, with the sums over cells
/// they need.
class IndicatorBook {
public:
    /// `letters`: pilot types that occur. The names, and with them plan and catalogue, and the tables must outlive the
    /// book.
    IndicatorBook(std::vector<IndicatorEntry> entries, const FormulaNames& names, std::set<char> letters,
                  const TableStore& tables);

    const std::vector<ZonalTerm>& terms() const { return m_terms; }
    const std::vector<IndicatorColumn>& columns() const { return m_columns; }
    const std::vector<MissingIndicator>& missing() const { return m_missing; }
    const FormulaNames& names() const { return m_names; }
    const TableStore& tables() const { return m_tables; }

    /// Withdraws a term that turned out not to compile; indicators that need it become missing.
    void withdraw(std::size_t term, const Sentence& reason);

    const std::vector<PlannedFormula>& formulas() const { return m_formulas; }
    /// Number of the column's formula for a pilot type; that of `formulas()` where it has none.
    std::size_t formula(const IndicatorColumn& column, char letter) const;
    /// An indicator of the run by its id, or null.
    const IndicatorEntry* entry(std::string_view id) const;

private:
    friend class FormulaPlanner;
    std::size_t new_group() { return m_groups++; }
    void plan_all();
    std::size_t planned(const IndicatorEntry& entry, const Technology* technology, char letter,
                        const std::vector<std::string>& open);
    std::vector<std::size_t> placed(std::vector<ZonalTerm> terms);

    using Key = std::tuple<std::string, const Technology*, char>;
    std::vector<IndicatorEntry> m_entries;
    const FormulaNames& m_names;
    std::set<char> m_letters;
    const TableStore& m_tables;
    IndicatorCatalogue m_units; ///< the catalogue with the entries of the run: what units formulas go by
    std::vector<ZonalTerm> m_terms;
    std::map<std::size_t, Sentence> m_withdrawn;
    std::vector<PlannedFormula> m_formulas;
    std::map<Key, std::size_t> m_numbers;
    std::size_t m_groups = 0; ///< typesums and indices so far
    std::vector<IndicatorColumn> m_columns;
    std::vector<MissingIndicator> m_missing;
};

} // namespace peaksite
