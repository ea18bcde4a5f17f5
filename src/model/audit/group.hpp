#pragma once

#include "model/audit/audit.hpp"

#include <set>

namespace peaksite {

/// A number that may be there, of results that hold it as either.
inline std::optional<double> stated(double value) { return value; }
inline std::optional<double> stated(const std::optional<double>& value) { return value; }

/// Shares within which two numbers are the same: handed on, and computed by another way.
inline constexpr double handed_on = 1e-9, computed_twice = 1e-6;

/// Where an identity is looked at.
struct AuditPlace {
    std::string key, label;
};
/// A zone of a set, by their numbers.
inline AuditPlace audit_place(const Results& results, std::size_t set, std::size_t zone)
{
    const auto& one = results.sets[set].zones[zone];
    return {.key = one.key, .label = one.label()};
}

/// The checks of one identity, set and subject; keeps the failures, or the check nearest to one.
class AuditGroup {
public:
    AuditGroup(Identity identity, std::string zones, AuditSubject subject, std::string unit);

    /// left = right within `share` of the larger of them and `least`.
    void equal(const AuditPlace& at, double left, double right, double share, double least = 1e-9)
    {
        add(at, left, right, share, least, false);
    }
    /// left = right within `share`; where they differ and there is an excuse, nothing is said but that.
    void equal_unless(const AuditPlace& at, double left, double right, double share,
                      const std::optional<Sentence>& excuse);
    /// left ≤ right, likewise.
    void at_most(const AuditPlace& at, double left, double right, double share, double least = 1e-9)
    {
        add(at, left, right, share, least, true);
    }
    /// It applies, but numbers are missing.
    void lacking(const AuditPlace& at, Sentence reason);

    void finish(std::vector<AuditRow>& rows);

private:
    void add(const AuditPlace& at, double left, double right, double share, double least, bool at_most);

    AuditRow m_base;
    std::vector<AuditRow> m_failed;
    std::optional<AuditRow> m_nearest, m_lacking;
    double m_strain = 0; // of the nearest: part of its tolerance that is used up
    std::size_t m_checked = 0;
};

/// Parts of `audit`, each adding its rows.
void audit_levels(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows);
void audit_land(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows);
void audit_statistics(const Results& results, std::vector<AuditRow>& rows);
void audit_indicators(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows);
void audit_capacity(const Results& results, const AuditRules& rules, std::vector<AuditRow>& rows);
void audit_siting(const PilotPlan& plan, const PilotResult& siting, const PilotData& data, std::vector<AuditRow>& rows);

/// Nothing where one of the two is no unit, or of another dimension.
std::optional<double> in_unit(double value, const std::string& from, const std::string& to);

/// Why numbers of tables of several years may differ; nothing where they are of one.
std::optional<Sentence> other_years(const std::set<int>& years);

/// The published value of a column "stats.pop" by set and zone in one year: sums over the rows of tables that may have
/// several for a zone, where each of them states a number; else what the one row states.
struct PublishedColumn {
    std::string unit;
    std::optional<int> year;
    std::vector<std::vector<std::optional<double>>> values;
};
/// For every year of which the column has a number, the latest last; of rows without year that come first.
std::vector<PublishedColumn> published_columns(const Results& results, const std::string& column);

/// Components of a total that it does without in a zone or in its parts, and not in both: such totals do not add up.
std::vector<std::string> components_apart(const Results& results, const AuditSubject& subject, const Whole& whole);

/// Place of an indicator in the results by its id.
std::optional<std::size_t> indicator_at(const Results& results, const std::string& id);

} // namespace peaksite
