#include "model/audit/group.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace peaksite {

namespace {

constexpr std::array<const char*, 24> identity_words{
    "levels_add_up",          "waterfall_closes",        "waterfall_within",        "technology_as_waterfall",
    "technology_as_area",     "technology_as_indicator", "generation_within_hours", "ledger_closes",
    "ledger_as_statistics",   "fractions_sum_to_one",    "classes_fill_valid_area", "area_as_boundary",
    "statistics_in_order",    "valid_share_within_one",  "emissions_as_list",       "listed_within_total",
    "sum_of_parts",           "grid_as_published",       "installed_capacity",      "score_as_contributions",
    "selection_within_quota", "selection_as_lists",      "indicator_as_statistic",  "share_of_whole"};

} // namespace

const char* identity_word(Identity identity) { return identity_words.at(static_cast<std::size_t>(identity)); }

std::optional<double> AuditRow::difference() const
{
    if (left && right) return *left - *right;
    return {};
}

AuditGroup::AuditGroup(Identity identity, std::string zones, AuditSubject subject, std::string unit)
{
    m_base.identity = identity;
    m_base.zones = std::move(zones);
    m_base.subject = std::move(subject);
    m_base.unit = std::move(unit);
}

void AuditGroup::add(const AuditPlace& at, double left, double right, double share, double least, bool at_most)
{
    ++m_checked;
    auto row = m_base;
    row.key = at.key;
    row.label = at.label;
    row.left = left;
    row.right = right;
    row.at_most = at_most;
    row.tolerance = std::max(least, share * std::max(std::fabs(left), std::fabs(right)));
    const double off = at_most ? left - right : std::fabs(left - right);
    row.holds = off <= row.tolerance; // what is no number does not hold
    if (!*row.holds) m_failed.push_back(row);
    const double strain = off / row.tolerance;
    if (!m_nearest || strain > m_strain) {
        m_nearest = std::move(row);
        m_strain = strain;
    }
}

void AuditGroup::equal_unless(const AuditPlace& at, double left, double right, double share,
                              const std::optional<Sentence>& excuse)
{
    const double off = std::fabs(left - right);
    const bool differ = off > share * std::max(std::fabs(left), std::fabs(right)); // what is no number has no excuse
    if (excuse && differ)
        lacking(at, *excuse);
    else
        equal(at, left, right, share);
}

void AuditGroup::lacking(const AuditPlace& at, Sentence reason)
{
    if (m_lacking) return;
    m_lacking = m_base;
    m_lacking->key = at.key;
    m_lacking->label = at.label;
    m_lacking->reason = std::move(reason);
}

void AuditGroup::finish(std::vector<AuditRow>& rows)
{
    auto found = std::move(m_failed);
    const std::size_t failed = found.size();
    if (found.empty() && m_nearest) found.push_back(*m_nearest);
    if (found.empty() && m_lacking) found.push_back(*m_lacking);
    for (auto& row : found) {
        row.checked = m_checked;
        row.failed = failed;
        rows.push_back(std::move(row));
    }
}

std::vector<AuditRow> audit(const Results& results, const AuditRules& rules, const PilotPlan* plan,
                            const PilotResult* siting, const PilotData* data)
{
    std::vector<AuditRow> out;
    audit_levels(results, rules, out);
    audit_land(results, rules, out);
    audit_statistics(results, out);
    audit_indicators(results, rules, out);
    audit_capacity(results, rules, out);
    if (plan != nullptr && siting != nullptr && data != nullptr) audit_siting(*plan, *siting, *data, out);
    return out;
}

std::vector<std::size_t> audit_failures(const std::vector<AuditRow>& rows)
{
    std::vector<std::size_t> out;
    const AuditRow* last = nullptr; // rows of a group stand together
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        const bool again = last != nullptr && last->identity == row.identity && last->zones == row.zones &&
                           last->subject == row.subject;
        if (!again && row.holds && !*row.holds) out.push_back(i);
        last = &row;
    }
    return out;
}

std::optional<double> in_unit(double value, const std::string& from, const std::string& to)
{
    try {
        return convert(value, unit(from), unit(to));
    } catch (const UsageError&) {
        return {};
    }
}

std::optional<Sentence> other_years(const std::set<int>& years)
{
    if (years.size() < 2) return {};
    std::vector<std::string> words;
    for (const int year : years) words.push_back(std::to_string(year));
    return text("they are of several years: {}", joined(words, ", "));
}

std::optional<std::size_t> indicator_at(const Results& results, const std::string& id)
{
    const auto found = std::ranges::find(results.indicators, id, &IndicatorInfo::id);
    if (found == results.indicators.end()) return {};
    return static_cast<std::size_t>(found - results.indicators.begin());
}

namespace {

PublishedColumn published_in(const Results& results, const UnitTable& table, std::size_t field, std::optional<int> year)
{
    PublishedColumn out{.unit = table.fields[field].unit, .year = year, .values = {}};
    for (const auto& set : results.sets) out.values.emplace_back(set.zones.size());
    // Two rows for one number say two things: the zone has none, as for formulas. Of a sum whose rows do not all state
    // a number nobody published the value.
    std::set<std::pair<std::size_t, std::size_t>> none;
    for (const auto& row : table.rows) {
        const auto& number = row.cells[field].number;
        if (row.year != year || (!number && !table.several)) continue;
        for (std::size_t set = 0; set < row.zones.size() && set < out.values.size(); ++set)
            for (const auto zone : row.zones[set]) {
                auto& value = out.values[set][zone];
                if (!number || (value && !table.several)) none.emplace(set, zone);
                value = value.value_or(0) + number.value_or(0);
            }
    }
    for (const auto& [set, zone] : none) out.values[set][zone].reset();
    return out;
}

} // namespace

std::vector<PublishedColumn> published_columns(const Results& results, const std::string& column)
{
    const auto dot = column.find('.');
    const auto table = std::ranges::find(results.tables, column.substr(0, dot), &UnitTable::id);
    if (table == results.tables.end() || dot == std::string::npos) return {};
    const auto field = std::ranges::find(table->fields, column.substr(dot + 1), &TableField::name);
    if (field == table->fields.end() || field->words) return {};
    const auto at = static_cast<std::size_t>(field - table->fields.begin());
    std::set<std::optional<int>> years;
    for (const auto& row : table->rows)
        if (row.cells[at].number) years.insert(row.year);
    std::vector<PublishedColumn> out;
    for (const auto& year : years) out.push_back(published_in(results, *table, at, year));
    return out;
}

} // namespace peaksite
