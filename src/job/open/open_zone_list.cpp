#include "job/open/open_zone_list.hpp"

#include "base/error.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"
#include "geo/geodesic.hpp"
#include "geo/transform.hpp"
#include "io/tables/plain_table.hpp"
#include "io/tables/sheet.hpp"
#include "job/open/read_headed.hpp"
#include "job/open/table_fields.hpp"
#include "job/open/zone_facts.hpp"
#include "job/open/zone_kinds.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace peaksite {

namespace {

class ListReader {
public:
    ListReader(const ZonesPlan& plan, std::vector<Sentence>& warnings)
        : m_plan(plan), m_warnings(warnings), m_rows{plan.id, warnings}
    {}

    ZoneSet read()
    {
        m_sheet = read_zone_rows(m_plan);
        find_columns();
        ZoneSet set{
            .id = m_plan.id, .title = m_plan.title, .crs = Crs::parse(m_plan.crs.value_or("EPSG:4490")), .zones = {}};
        if (set.title.empty()) set.title = {.zh = m_plan.id, .en = m_plan.id};
        ZoneFactReader facts{m_plan, raw_heads()};
        for (const auto& row : m_sheet.rows) add(row, set, facts);
        if (set.zones.empty()) throw InputError{text("file '{}' lists no zones", m_plan.file)};
        check_keys(set);
        facts.report(m_warnings);
        report();
        return set;
    }

private:
    // With their units.
    std::vector<std::string> raw_heads() const
    {
        std::vector<std::string> out;
        for (const auto& head : m_sheet.heads) out.push_back(head.text);
        return out;
    }

    std::optional<std::size_t> column(const std::string& head) const
    {
        if (head.empty()) return {};
        return sheet_column(m_sheet, head, m_plan.file);
    }

    void find_columns()
    {
        m_key = column(m_plan.key);
        m_name = column(m_plan.name);
        m_kind = column(m_plan.kind.column);
        m_x = column(m_plan.x);
        m_y = column(m_plan.y);
        m_radius = column(m_plan.radius.column);
        if (!m_radius) return;
        static const Unit metre = unit("m");
        const auto& head = m_sheet.heads[*m_radius];
        if (head.unit && !same_dimension(*head.unit, metre))
            throw InputError{text("file '{}': column '{}' is in '{}', which is no length", m_plan.file, head.text,
                                  head.unit->text())};
        if (head.unit) m_to_metres = conversion(*head.unit, metre);
    }

    void add(const SheetRow& row, ZoneSet& set, ZoneFactReader& facts)
    {
        const auto cell = [&row](std::size_t of) { return row.cell(of); };
        if (is_total(row) || (m_name && names_total(cell(*m_name))))
            return m_totals.push_back("row " + std::to_string(row.line));
        if (!m_seen.insert(row.cells).second) return m_repeated.push_back("row " + std::to_string(row.line));
        Zone zone;
        zone.key = m_key ? cell(*m_key) : std::to_string(set.zones.size() + 1);
        if (zone.key.empty())
            throw InputError{text("file '{}', row {}: no key in column '{}'; fill it in, choose another column, or "
                                  "leave the row out: where = \"…\"",
                                  m_plan.file, row.line, m_plan.key)};
        zone.name = m_name ? cell(*m_name) : zone.key;
        zone.kind = kind_of(m_kind ? cell(*m_kind) : m_plan.kind.value, zone.key);
        if (m_x) place(row, set.crs, zone);
        if (!zone.has_boundary()) m_without.push_back(zone.label());
        facts.fill(zone, cell);
        set.zones.push_back(std::move(zone));
    }

    std::string kind_of(const std::string& word, const std::string& key) const
    {
        const auto kind = zone_kind_words().find(plain_name(word));
        if (kind == zone_kind_words().end())
            throw InputError{text("file '{}', zone {}: '{}' is no kind of zone; use city, park, village, community, "
                                  "institution, enterprise or area",
                                  m_plan.file, key, word)};
        return kind->second;
    }

    void place(const SheetRow& row, const Crs& crs, Zone& zone)
    {
        const auto x = office_coordinate(row.cell(*m_x)), y = office_coordinate(row.cell(*m_y));
        if (!x || !y) return m_no_place.push_back(zone.label());
        const Point at{.x = *x, .y = *y};
        constexpr double most_east = 360, most_north = 90;
        if (crs.geographic() && (std::fabs(at.x) > most_east || std::fabs(at.y) > most_north))
            return m_nowhere.push_back(zone.label());
        zone.place = at;
        const auto radius = radius_of(row, zone);
        if (!radius) return;
        zone.shape = circle_about(crs, at, *radius);
        if (zone.has_boundary())
            m_circles.push_back(zone.label());
        else
            m_nowhere.push_back(zone.label());
    }

    std::optional<Length> radius_of(const SheetRow& row, const Zone& zone)
    {
        if (!m_plan.radius.value.empty()) return metres(measure(m_plan.radius.value).value);
        if (!m_radius) return {};
        const auto content = row.cell(*m_radius);
        if (says_missing(content)) return {};
        const auto value = office_number(content);
        if (value && !value->percent && value->value > 0 && std::isfinite(m_to_metres(value->value)))
            return metres(m_to_metres(value->value));
        m_strange_radius.push_back(zone.label() + " '" + content + "'");
        return {};
    }

    void check_keys(const ZoneSet& set) const
    {
        std::set<std::string> seen;
        std::vector<std::string> twice;
        for (const auto& zone : set.zones)
            if (!seen.insert(zone.key).second) twice.push_back(zone.key);
        if (!twice.empty())
            throw InputError{text("file '{}': the keys of column '{}' are not unique: {}; choose another column, or "
                                  "unite the features first",
                                  m_plan.file, m_plan.key, some_of(twice))};
    }

    void report()
    {
        m_rows.add(m_without, "zones '{}': {} without boundary, whose map indicators stay empty: {}");
        m_rows.add(
            m_circles,
            "zones '{}': {} are bounded by a circle about their position, an approximation (以点位半径近似边界): {}");
        m_rows.add(m_no_place, "zones '{}': {} have no usable position: {}");
        m_rows.add(m_nowhere, "zones '{}': {} positions are nowhere on earth; are x and y exchanged? {}");
        m_rows.add(m_strange_radius, "zones '{}': {} radii are no positive numbers: {}");
        m_rows.add(m_repeated, "zones '{}': {} rows repeat an earlier one and were left out: {}");
        m_rows.add(m_totals, "zones '{}': {} rows of totals were left out: {}");
        for (const auto& warning : m_plan.warnings)
            m_warnings.push_back(text("zones '{}': {}", m_plan.id, sentence_of(warning)).as_remark());
        m_warnings.insert(m_warnings.end(), m_sheet.warnings.begin(), m_sheet.warnings.end());
        if (m_sheet.encoding != "UTF-8")
            m_warnings.push_back(
                text("zones '{}': texts of '{}' were read as {}", m_plan.id, m_plan.file, m_sheet.encoding)
                    .as_remark());
    }

    const ZonesPlan& m_plan;
    std::vector<Sentence>& m_warnings;
    RowWarnings m_rows;
    HeadedSheet m_sheet;
    std::optional<std::size_t> m_key, m_name, m_kind, m_x, m_y, m_radius;
    Conversion m_to_metres;
    std::set<RowCells> m_seen;
    std::vector<std::string> m_without, m_circles, m_no_place, m_nowhere, m_strange_radius, m_repeated, m_totals;
};

} // namespace

bool is_zone_list(const ZonesPlan& plan)
{
    if (!plan.x.empty()) return true;
    return is_sheet_file(plan.file) && !(lower(plan.file).ends_with(".csv") && has_geometry_column(plan.file)) &&
           !lower(plan.file).ends_with(".txt");
}

HeadedSheet read_zone_rows(const ZonesPlan& plan)
{
    std::vector<std::string> wanted;
    for (const auto& head :
         {plan.key, plan.name, plan.kind.column, plan.x, plan.y, plan.radius.column, plan.proposer, plan.official_area})
        if (!head.empty()) wanted.push_back(head);
    for (const auto& [role, column] : plan.attributes) wanted.push_back(column);
    return read_headed(
        {.file = plan.file, .table = plan.table, .where = plan.where, .encoding = plan.encoding, .key = plan.key},
        wanted);
}

Shape circle_about(const Crs& crs, Point centre, Length radius)
{
    constexpr int corners = 180;
    constexpr double turn = 360.0 / corners, radians = std::numbers::pi / 180;
    const Transform to_degrees{crs, Crs::parse("EPSG:4490")};
    const auto middle = to_degrees.forward(centre);
    if (!middle) return {};
    // A little beyond the circle, so that the polygon has its area.
    const double reach = radius.metres() * std::sqrt(turn * radians / std::sin(turn * radians));
    Line ring;
    for (int i = 0; i < corners; ++i) {
        const auto corner = to_degrees.inverse(geodesic_destination(crs.earth(), *middle, turn * i, reach));
        if (!corner) return {};
        ring.push_back(*corner);
    }
    ring.push_back(ring.front());
    Shape out;
    out.polygons.push_back({.rings = {std::move(ring)}});
    return out;
}

ZoneSet open_zone_list(const ZonesPlan& plan, std::vector<Sentence>& warnings)
{
    return ListReader{plan, warnings}.read();
}

} // namespace peaksite
