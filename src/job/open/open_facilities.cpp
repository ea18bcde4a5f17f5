#include "base/error.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"
#include "io/tables/sheet.hpp"
#include "io/vector/attribute_rows.hpp"
#include "job/open/open_layers.hpp"
#include "job/open/read_headed.hpp"
#include "job/open/stated_crs.hpp"
#include "job/open/table_fields.hpp"

#include <cmath>
#include <set>

namespace peaksite {

namespace {

// The rows of a list; places stand beside them where the file has geometries.
struct FacilityRows {
    HeadedSheet sheet;
    std::vector<std::optional<Point>> places;
    std::optional<Crs> crs;
};

FacilityRows with_geometries(const FacilitiesPlan& plan)
{
    const auto table = read_features(
        {.file = plan.file, .table = plan.table, .where = plan.where, .encoding = plan.encoding, .crs = plan.crs});
    FacilityRows out{.sheet = attribute_rows(table), .places = {}, .crs = table.crs};
    std::vector<SheetRow> kept;
    for (std::size_t i = 0; i < table.features.size(); ++i) {
        const auto& points = table.features[i].shape.points;
        if (points.size() != 1 && out.sheet.rows[i].blank()) continue;
        kept.push_back(std::move(out.sheet.rows[i]));
        out.places.push_back(points.size() == 1 ? std::optional{points.front()} : std::nullopt);
    }
    out.sheet.rows = std::move(kept);
    return out;
}

FacilityRows rows_of(const FacilitiesPlan& plan)
{
    if (!is_sheet_file(plan.file) || plan.x.empty()) return with_geometries(plan);
    std::vector<std::string> wanted;
    for (const auto& head : {plan.x, plan.y, plan.name, plan.sector.column, plan.emission.column, plan.capacity})
        if (!head.empty()) wanted.push_back(head);
    const HeadedRequest request{.file = plan.file,
                                .table = plan.table,
                                .where = plan.where,
                                .encoding = plan.encoding,
                                .key = plan.name,
                                .may_be_empty = true};
    return {.sheet = read_headed(request, wanted),
            .places = {},
            .crs = plan.crs ? std::optional{Crs::parse(*plan.crs)} : std::nullopt};
}

class FacilityReader {
public:
    FacilityReader(const FacilitiesPlan& plan, std::vector<Sentence>& warnings)
        : m_plan(plan), m_warnings(warnings), m_rows(rows_of(plan))
    {}

    FacilityList read()
    {
        FacilityList list{.id = m_plan.id,
                          .title = m_plan.title,
                          .source = m_plan.source,
                          .year = m_plan.year,
                          .crs = {},
                          .facilities = {}};
        if (list.title.empty()) list.title = {.zh = m_plan.id, .en = m_plan.id};
        find_columns();
        if (m_rows.sheet.rows.empty())
            m_warnings.push_back(text("facilities '{}': file '{}' has no rows that pass", m_plan.id, m_plan.file));
        FeatureTable stated;
        stated.crs = m_rows.crs;
        list.crs = stated_crs(stated, m_plan.file, box());
        if (!list.crs.china_offset().empty())
            m_warnings.push_back(text("facilities '{}': positions are taken off China's map offset; this undoes a "
                                      "confidentiality step and may be restricted",
                                      m_plan.id));
        m_facilities.reserve(m_rows.sheet.rows.size());
        for (std::size_t i = 0; i < m_rows.sheet.rows.size(); ++i) {
            add(i, list.crs.geographic());
            m_rows.sheet.rows[i].cells = {}; // long lists are not held twice
        }
        list.facilities = std::move(m_facilities);
        report();
        return list;
    }

private:
    void find_columns()
    {
        const auto column = [this](const std::string& head) {
            return head.empty() ? std::nullopt : std::optional{column_of(head)};
        };
        m_x = column(m_plan.x);
        m_y = column(m_plan.y);
        m_name = column(m_plan.name);
        m_sector = column(m_plan.sector.column);
        m_emission = column(m_plan.emission.column);
        m_capacity = column(m_plan.capacity);
        tell_unit(m_emission, m_plan.unit);
        tell_unit(m_capacity, m_plan.capacity_unit);
    }

    // Of several columns with the same head the first, which is told.
    std::size_t column_of(const std::string& head)
    {
        const auto found = m_rows.sheet.columns(head);
        if (found.size() < 2) return sheet_column(m_rows.sheet, head, m_plan.file);
        m_warnings.push_back(text("facilities '{}': file '{}' has {} columns headed '{}', of which the first was taken",
                                  m_plan.id, m_plan.file, found.size(), head));
        return found.front();
    }

    // The unit of the plan is used; that a head says another one is told.
    void tell_unit(const std::optional<std::size_t>& column, const Unit& stated)
    {
        if (!column) return;
        const auto& head = m_rows.sheet.heads[*column];
        if (head.unit && !means_the_same(*head.unit, stated))
            m_overruled.push_back(head.text + " (" + stated.text() + ")");
    }

    // Tonnes in a head may be those of CO2, and of a year.
    static bool means_the_same(const Unit& head, const Unit& stated)
    {
        if (same_dimension(head, stated)) return conversion(head, stated)(1) == 1;
        static const Unit tonne = unit("t"), yearly = unit("t CO2/a"), tonne_co2 = unit("t CO2");
        for (const auto& plain : {tonne, tonne_co2})
            if (same_dimension(head, plain) && same_dimension(stated, yearly))
                return std::fabs(conversion(head, plain)(1) / conversion(stated, yearly)(1) - 1) < 1e-12;
        return false;
    }

    // Of the columns that hold positions, or else of the geometries.
    std::optional<Box> box() const
    {
        std::optional<Box> out;
        for (std::size_t i = 0; i < m_rows.sheet.rows.size(); ++i) {
            const auto place = place_of(i);
            if (!place || !std::isfinite(place->x) || !std::isfinite(place->y)) continue;
            const Box one{.xmin = place->x, .ymin = place->y, .xmax = place->x, .ymax = place->y};
            out = out ? united(*out, one) : one;
        }
        return out;
    }

    std::string cell(std::size_t row, const std::optional<std::size_t>& column) const
    {
        return column ? m_rows.sheet.rows[row].cell(*column) : std::string{};
    }

    std::optional<Point> place_of(std::size_t row) const
    {
        if (!m_x) return row < m_rows.places.size() ? m_rows.places[row] : std::nullopt;
        const auto x = office_coordinate(cell(row, m_x)), y = office_coordinate(cell(row, m_y));
        return x && y ? std::optional{Point{.x = *x, .y = *y}} : std::nullopt;
    }

    static std::string quoted(const std::string& content, const SheetRow& row)
    {
        return "'" + content + "' (row " + std::to_string(row.line) + ")";
    }

    void tell_strange_place(std::size_t row)
    {
        for (const auto& column : {m_x, m_y})
            if (const auto content = cell(row, column); !says_missing(content) && !office_coordinate(content))
                m_no_place.push_back(quoted(content, m_rows.sheet.rows[row]));
    }

    // A number in `to`; what is neither a number nor says that there is none is reported.
    std::optional<double> amount(std::size_t row, const std::optional<std::size_t>& column, const Unit& from,
                                 const Unit& to)
    {
        const auto content = cell(row, column);
        if (says_missing(content)) return {};
        const auto value = office_number(content);
        const auto converted = value && !value->percent ? std::optional{convert(value->value, from, to)} : std::nullopt;
        if (converted && std::isfinite(*converted)) return converted;
        m_strange.push_back(quoted(content, m_rows.sheet.rows[row]));
        return {};
    }

    void add(std::size_t row, bool degrees)
    {
        const auto& from = m_rows.sheet.rows[row];
        if (is_total(from) || names_total(cell(row, m_name)))
            return m_totals.push_back("row " + std::to_string(from.line) + " " + from.first());
        if (!m_seen.insert(from.cells).second)
            m_repeated.push_back("row " + std::to_string(from.line) + " " + from.first());
        auto& one = m_facilities.emplace_back();
        one.row = from.line;
        one.name = cell(row, m_name);
        one.sector = m_sector ? cell(row, m_sector) : m_plan.sector.value;
        one.place = place_of(row);
        if (m_x) tell_strange_place(row);
        static const Unit tonnes = unit("t CO2/a"), megawatts = unit("MW");
        one.emission = amount(row, m_emission, m_plan.unit, tonnes);
        if (one.emission && *one.emission < 0) m_negative.push_back("row " + std::to_string(from.line));
        one.capacity = amount(row, m_capacity, m_plan.capacity_unit, megawatts);
        settle_place(one, degrees);
    }

    static std::string label(const Facility& one)
    {
        return "row " + std::to_string(one.row) + (one.name.empty() ? "" : " " + one.name);
    }

    // A position that is none on earth is none.
    void settle_place(Facility& one, bool degrees)
    {
        if (!one.place) return m_placeless.push_back(label(one));
        constexpr double most_east = 360, most_north = 90;
        const auto [x, y] = *one.place;
        const bool nowhere = !std::isfinite(x) || !std::isfinite(y) ||
                             (degrees && (std::fabs(x) > most_east || std::fabs(y) > most_north));
        if (!nowhere) return;
        m_nowhere.push_back(label(one));
        one.place.reset();
    }

    void report()
    {
        RowWarnings rows{m_plan.id, m_warnings};
        rows.add(m_no_place, "facilities '{}': {} coordinates are no numbers: {}");
        rows.add(m_placeless, "facilities '{}': {} rows have no usable position and belong to no zone: {}");
        rows.add(m_nowhere,
                 "facilities '{}': {} positions are nowhere on earth and belong to no zone; are x and y exchanged? {}");
        rows.add(m_strange, "facilities '{}': {} amounts are no numbers and count as not stated: {}");
        rows.add(m_negative, "facilities '{}': {} emissions are negative: {}");
        rows.add(m_repeated, "facilities '{}': {} rows repeat a whole row above and count again: {}");
        rows.add(m_totals, "facilities '{}': {} rows of totals were left out: {}");
        rows.add(m_overruled, "facilities '{}': {} columns state another unit than the plan, whose unit was used: {}");
        m_warnings.insert(m_warnings.end(), m_rows.sheet.warnings.begin(), m_rows.sheet.warnings.end());
        for (const auto& warning : m_plan.warnings)
            m_warnings.push_back(text("facilities '{}': {}", m_plan.id, sentence_of(warning)).as_remark());
        const auto& encoding = m_rows.sheet.encoding;
        if (encoding != "UTF-8")
            m_warnings.push_back(
                text("facilities '{}': texts of '{}' were read as {}", m_plan.id, m_plan.file, encoding).as_remark());
    }

    const FacilitiesPlan& m_plan;
    std::vector<Sentence>& m_warnings;
    FacilityRows m_rows;
    std::vector<Facility> m_facilities;
    std::optional<std::size_t> m_x, m_y, m_name, m_sector, m_emission, m_capacity;
    std::vector<std::string> m_no_place, m_placeless, m_nowhere, m_strange, m_negative, m_totals, m_overruled,
        m_repeated;
    std::set<RowCells> m_seen;
};

} // namespace

FacilityList open_facilities(const FacilitiesPlan& plan, std::vector<Sentence>& warnings)
{
    return FacilityReader{plan, warnings}.read();
}

} // namespace peaksite
