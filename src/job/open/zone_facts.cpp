#include "job/open/zone_facts.hpp"

#include "base/codes.hpp"
#include "base/error.hpp"
#include "base/excerpt.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// "6.40104E+11": a code that a spreadsheet took for a number.
bool looks_rounded(const std::string& key) { return key.find("E+") != std::string::npos && office_number(key); }

// An amount as rules read it: "1,234.5" and "１２３４" without what offices put between and around their digits. Codes
// stay as they are.
std::string plain_amount(std::string value)
{
    if (parse_number(value)) return value;
    const auto amount = office_number(value);
    return amount && !amount->percent ? number(amount->value) : value;
}

// Whether the cells of a column are amounts: numbers, and not all of them codes of regions.
bool holds_amounts(const OfficeTable& table, std::size_t column)
{
    constexpr std::size_t county = 6; // digits of its code
    bool amounts = false;
    for (const auto& row : table.sheet.rows) {
        const auto cell = row.cell(column);
        if (says_missing(cell)) continue;
        if (!office_number(cell) || (cell.size() > 1 && cell.starts_with('0') && !cell.starts_with("0."))) return false;
        amounts = amounts || cell.size() < county || !area_code(cell);
    }
    return amounts;
}

// Units above the table that attributes may be in: areas and lengths are of columns of their own.
std::vector<Unit> units_of_attributes(const HeadedSheet& sheet)
{
    std::vector<Unit> out;
    for (const auto& one : sheet.units_of_table)
        if (!same_dimension(one, unit("km2")) && !same_dimension(one, unit("m"))) out.push_back(one);
    return out;
}

} // namespace

ZoneFactReader::ZoneFactReader(const ZonesPlan& plan, const OfficeTable& table)
    : m_plan(plan), m_proposer(table.column(plan.proposer)), m_area(table.column(plan.official_area))
{
    const auto above = units_of_attributes(table.sheet);
    for (const auto& [role, column] : plan.attributes) {
        const auto at = m_attributes[role] = *table.column(column);
        if (const auto* stated = table.sheet.heads[at].unit.known())
            m_units[role] = stated->text();
        else if (table.sheet.heads[at].unit.unknown() != nullptr && holds_amounts(table, at))
            m_strange_units.push_back(table.sheet.heads[at].text);
        else if (above.empty() || !holds_amounts(table, at))
            continue;
        else if (above.size() == 1)
            m_units[role] = above.front().text();
        else
            m_undecided.push_back(column);
    }
    if (!m_area) return;
    static const Unit km2 = unit("km2");
    const auto is_area = [](const Unit& one) { return same_dimension(one, km2); };
    const auto stated = unit_of_column(table.sheet, *m_area, plan.official_area_unit, is_area);
    refuse_strange_unit(stated, plan.file, table.sheet.heads[*m_area],
                        text("correct it, or say it in the plan: official_area.unit = \"公顷\""));
    if (!stated.unit)
        throw InputError{text("file '{}': column '{}' states no unit; say it in the plan: official_area.column and "
                              "official_area.unit = \"公顷\"",
                              plan.file, plan.official_area)};
    if (!is_area(*stated.unit))
        throw InputError{text("file '{}': column '{}' is in '{}', which is no area", plan.file, plan.official_area,
                              stated.unit->text())};
    m_km2 = {conversion(*stated.unit, km2), km2};
    if (stated.overruled) m_overruled.push_back(table.sheet.heads[*m_area].text + " (" + stated.unit->text() + ")");
}

void ZoneFactReader::fill(Zone& zone, const std::function<std::string(std::size_t)>& cell)
{
    if (m_proposer) zone.proposer = cell(*m_proposer);
    for (const auto& [role, column] : m_attributes) {
        auto value = cell(column);
        if (says_missing(value)) continue;
        auto& written = zone.attributes[role] = plain_amount(std::move(value));
        if (const auto unit = m_units.find(role); unit != m_units.end() && parse_number(written))
            zone.attribute_units[role] = unit->second;
    }
    if (m_area) {
        const auto content = cell(*m_area);
        const auto area = m_km2.read(content);
        if (area.value && *area.value > 0)
            zone.official_area_km2 = area.value;
        else if (area.value || area.strange)
            m_strange_areas.push_back(zone.label() + " '" + excerpt(content) + "'");
    }
    if (has_credit_code_form(zone.key) && !is_credit_code(zone.key)) m_wrong_credit_codes.push_back(zone.label());
    for (const auto& [role, value] : zone.attributes)
        if (role.find("credit") != std::string::npos && !is_credit_code(value))
            m_wrong_credit_codes.push_back(zone.label() + " " + value);
    if (looks_rounded(zone.key)) m_rounded_keys.push_back(zone.key);
}

void ZoneFactReader::report(std::vector<Sentence>& warnings) const
{
    RowWarnings rows{m_plan.id, warnings};
    rows.add(m_strange_areas, "zones '{}': {} published areas are no positive numbers: {}");
    rows.add(m_overruled, "zones '{}': {} columns state another unit than the plan, whose unit was used: {}");
    rows.add(m_strange_units, "zones '{}': {} columns of amounts are in units that are not known, and count as numbers "
                              "without a unit; correct their heads: {}");
    rows.add(m_undecided, "zones '{}': {} columns of amounts state no unit, and several stand above the table; write "
                          "it into their heads: {}");
    rows.add(m_wrong_credit_codes, "zones '{}': {} unified social credit codes have a wrong check digit: {}");
    rows.add(m_rounded_keys, "zones '{}': {} keys were made numbers and rounded by a spreadsheet; format the column as "
                             "text and fill it in again: {}");
}

} // namespace peaksite
