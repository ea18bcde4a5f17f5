#pragma once

#include "model/zonal_terms.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace peaksite {

/// A number of a zone, or none, and the share of the zone's area that had data for it.
struct ZonalValue {
    std::optional<double> value;
    double valid_share = 1;
};

/// What a zone offers to the formulas.
struct ZoneFacts {
    char letter = 'C';       ///< pilot type
    double area_km2 = 0;
    std::optional<double> facility_emission; ///< t CO2/a of the facilities in it; nothing when the plan lists none
    std::function<ZonalValue(std::size_t term)> term;
};

/// One indicator in a run; those that hold for each technology occur once for each ("excl_share.pv").
struct IndicatorColumn {
    std::string id;
    IndicatorEntry entry;
    const Technology* technology = nullptr;
};

/// An indicator that no zone of the run can have, and why.
struct MissingIndicator {
    std::string id;
    std::string reason;
    bool rare = false; ///< rarely at hand: not listed unless asked for
};

/// The indicators of a run: found from the catalogue by what the plan offers, with the sums over cells they need.
class IndicatorBook {
public:
    /// `letters`: pilot types that occur; `facilities`: the plan lists emission sources.
    IndicatorBook(std::vector<IndicatorEntry> entries, const FormulaNames& names, const std::set<char>& letters, bool facilities);

    const std::vector<ZonalTerm>& terms() const { return m_terms; }
    const std::vector<IndicatorColumn>& columns() const { return m_columns; }
    const std::vector<MissingIndicator>& missing() const { return m_missing; }

    /// Withdraws a term that turned out not to compile; indicators that need it become missing.
    void withdraw(std::size_t term, const std::string& reason);

    /// The value of a column in a zone; without value where the indicator is not for its type or an input has no data.
    ZonalValue value(const IndicatorColumn& column, const ZoneFacts& zone) const;

private:
    struct Scope; // the formula at hand
    void plan(const Syntax& s, const Scope& scope);
    void plan_call(const Syntax& s, const Scope& scope);
    std::optional<Syntax> branch(const Syntax& call, char letter) const;
    bool needs(const Syntax& s, std::size_t term, const Scope& scope) const;
    ZonalValue evaluated(const Syntax& s, const Scope& scope, const ZoneFacts& zone) const;
    ZonalValue evaluated_call(const Syntax& s, const Scope& scope, const ZoneFacts& zone) const;
    ZonalValue evaluated_terms(const Syntax& s, const Scope& scope, const ZoneFacts& zone) const;
    std::string call_key(const Syntax& s, const Scope& scope) const;
    const IndicatorEntry* entry(std::string_view id) const;
    std::string unavailable_for(const IndicatorEntry& entry, const Technology* technology, char letter);

    std::vector<IndicatorEntry> m_entries;
    std::map<std::string, Syntax> m_formulas;
    const FormulaNames& m_names;
    bool m_facilities;
    std::vector<ZonalTerm> m_terms;
    std::map<std::string, std::vector<std::size_t>> m_calls; // by call_key: its terms
    std::vector<IndicatorColumn> m_columns;
    std::map<std::string, std::set<char>> m_letters; // by column: the types it is computed for
    std::vector<MissingIndicator> m_missing;
};

} // namespace peaksite
