#include "job/open/open_zone_list.hpp"

#include "base/error.hpp"
#include "base/excerpt.hpp"
#include "base/office_number.hpp"
#include "base/row_warnings.hpp"
#include "geo/geodesic.hpp"
#include "geo/transform.hpp"
#include "io/tables/plain_table.hpp"
#include "io/tables/read_office_table.hpp"
#include "io/tables/sheet.hpp"
#include "job/open/row_places.hpp"
#include "job/open/table_requests.hpp"
#include "job/open/zone_facts.hpp"
#include "job/open/zone_kinds.hpp"
#include "model/tables/amounts.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace peaksite {

namespace {

class ListReader {
public:
    ListReader(const ZonesPlan& plan, std::vector<Sentence>& warnings)
        : m_plan(plan), m_warnings(warnings), m_rows{plan.id, warnings}, m_table(read_office_table(table_request(plan)))
    {}

    ZoneSet read()
    {
        find_columns();
        ZoneSet set{.id = m_plan.id, .title = m_plan.title, .crs = m_places.crs, .zones = {}};
        if (set.title.empty()) set.title = {.zh = m_plan.id, .en = m_plan.id};
        ZoneFactReader facts{m_plan, m_table};
        for (std::size_t row = 0; row < m_table.sheet.rows.size(); ++row) add(row, set, facts);
        if (set.zones.empty()) throw InputError{text("file '{}' lists no zones", m_plan.file)};
        require_unique_keys(set, m_plan);
        facts.report(m_warnings);
        tell_blanks();
        report();
        return set;
    }

private:
    void find_columns()
    {
        m_key = m_table.column(m_plan.key);
        m_name = m_table.column(m_plan.name);
        m_kind = m_table.column(m_plan.kind.column);
        const auto x = m_table.column(m_plan.x), y = m_table.column(m_plan.y);
        if (x)
            m_places = row_places(m_table, x, y);
        else
            m_places.crs = m_table.crs.value_or(Crs::parse("EPSG:4490"));
        m_radius = m_table.column(m_plan.radius.column);
        if (m_radius) settle_radius();
    }

    // Metres where nobody says a unit.
    void settle_radius()
    {
        static const Unit metre = unit("m");
        const auto is_length = [](const Unit& one) { return same_dimension(one, metre); };
        const auto found = unit_of_column(m_table.sheet, *m_radius, {}, is_length);
        refuse_strange_unit(found, m_plan.file, m_table.sheet.heads[*m_radius],
                            text("write one of lengths into its head: 米, 公里"));
        const auto& of_column = found.unit;
        if (!of_column)
            m_warnings.push_back(text("zones '{}': the column '{}' of radii states no unit and is taken in metres; "
                                      "write the unit into its head: {}（米）",
                                      m_plan.id, m_table.sheet.heads[*m_radius].text,
                                      m_table.sheet.heads[*m_radius].text));
        const auto stated = of_column.value_or(metre);
        if (!is_length(stated))
            throw InputError{text("file '{}': column '{}' is in '{}', which is no length", m_plan.file,
                                  m_table.sheet.heads[*m_radius].text, stated.text())};
        m_metres = {conversion(stated, metre), metre};
    }

    void add(std::size_t at, ZoneSet& set, ZoneFactReader& facts)
    {
        const auto& row = m_table.sheet.rows[at];
        if (m_table.marks[at].total) return m_totals.push_back(row_label(row, {}));
        if (m_table.marks[at].repeats) return m_repeated.push_back(row_label(row, {}));
        Zone zone;
        zone.key = m_key ? row.cell(*m_key) : std::to_string(set.zones.size() + 1);
        if (zone.key.empty())
            throw InputError{text("file '{}', row {}: no key in column '{}'; fill it in, choose another column, or "
                                  "leave the row out: where = \"…\"",
                                  m_plan.file, row.line, m_plan.key)};
        zone.name = m_name ? row.cell(*m_name) : zone.key;
        zone.kind = kind_of_zone(m_kind ? row.cell(*m_kind) : m_plan.kind.value, m_plan.file, zone.key);
        if (!m_places.rows.empty()) place(at, set.crs, zone);
        if (!zone.has_boundary()) m_without.push_back(zone.label());
        facts.fill(zone, [&row](std::size_t column) { return row.cell(column); });
        set.zones.push_back(std::move(zone));
    }

    void place(std::size_t at, const Crs& crs, Zone& zone)
    {
        zone.place = m_places.rows[at].at;
        if (!zone.place) return (m_places.rows[at].nowhere ? m_nowhere : m_no_place).push_back(zone.label());
        const auto radius = radius_of(m_table.sheet.rows[at], zone);
        if (!radius) return;
        zone.shape = circle_about(crs, *zone.place, *radius);
        (zone.has_boundary() ? m_circles : m_nowhere).push_back(zone.label());
    }

    std::optional<Length> radius_of(const SheetRow& row, const Zone& zone)
    {
        if (!m_plan.radius.value.empty()) return metres(measure(m_plan.radius.value).value);
        if (!m_radius) return {};
        const auto content = row.cell(*m_radius);
        const auto radius = m_metres.read(content);
        if (radius.value && *radius.value > 0) return metres(*radius.value);
        if (radius.value || radius.strange) m_strange_radius.push_back(zone.label() + " '" + excerpt(content) + "'");
        return {};
    }

    // In columns of words that begin filled, as merged cells do, blanks below may be of what stands above.
    void tell_blanks()
    {
        std::set<std::string> heads{m_plan.proposer};
        for (const auto& [role, head] : m_plan.attributes) heads.insert(head);
        for (const auto& head : heads)
            if (const auto column = m_table.column(head))
                if (const auto blank = blank_below_words(*column); !blank.empty())
                    m_warnings.push_back(
                        text("zones '{}': {} rows leave column '{}' blank below one that is filled, and "
                             "have nothing there; if its cells are merged, fill in each: {}",
                             m_plan.id, blank.size(), head, some_of(blank)));
    }

    std::vector<std::string> blank_below_words(std::size_t column) const
    {
        std::vector<std::string> out;
        bool words = false;
        for (std::size_t row = 0; row < m_table.sheet.rows.size(); ++row) {
            if (m_table.marks[row].total || m_table.marks[row].repeats) continue;
            const auto cell = m_table.sheet.rows[row].cell(column);
            words = words || (!cell.empty() && !office_number(cell));
            if (!cell.empty()) continue;
            if (!words) return {};
            out.push_back(m_table.row_name(row));
        }
        return out;
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
        if (!m_places.crs.china_offset().empty())
            m_warnings.push_back(text("zones '{}': positions are taken off China's map offset; this undoes a "
                                      "confidentiality step and may be restricted",
                                      m_plan.id));
        m_warnings.insert(m_warnings.end(), m_table.sheet.warnings.begin(), m_table.sheet.warnings.end());
        if (m_table.sheet.encoding != "UTF-8")
            m_warnings.push_back(
                text("zones '{}': texts of '{}' were read as {}", m_plan.id, m_plan.file, m_table.sheet.encoding)
                    .as_remark());
    }

    const ZonesPlan& m_plan;
    std::vector<Sentence>& m_warnings;
    RowWarnings m_rows;
    OfficeTable m_table;
    RowPlaces m_places;
    std::optional<std::size_t> m_key, m_name, m_kind, m_radius;
    Amounts m_metres;
    std::vector<std::string> m_without, m_circles, m_no_place, m_nowhere, m_strange_radius, m_repeated, m_totals;
};

} // namespace

bool is_zone_list(const ZonesPlan& plan)
{
    if (!plan.x.empty()) return true;
    return is_sheet_file(plan.file) && !(lower(plan.file).ends_with(".csv") && has_geometry_column(plan.file)) &&
           !lower(plan.file).ends_with(".txt");
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
