#include "base/parse_number.hpp"
#include "job/open_layers.hpp"
#include "job/row_warnings.hpp"
#include "job/stated_crs.hpp"

#include <cmath>

namespace peaksite {

namespace {

class FacilityReader {
public:
    FacilityReader(const FacilitiesPlan& plan, std::vector<Sentence>& warnings)
        : m_plan(plan), m_warnings(warnings),
          m_table(read_features({.file = plan.file, .table = plan.table, .where = plan.where, .encoding = plan.encoding, .crs = plan.crs}))
    {
    }

    FacilityList read()
    {
        FacilityList list{.id = m_plan.id, .title = m_plan.title, .source = m_plan.source, .year = m_plan.year, .crs = {}, .facilities = {}};
        if (list.title.empty()) list.title = {.zh = m_plan.id, .en = m_plan.id};
        for (const auto& column : {m_plan.x, m_plan.y, m_plan.name, m_plan.sector.column, m_plan.emission.column, m_plan.capacity})
            if (!column.empty()) static_cast<void>(m_table.column(column, m_plan.file));
        if (m_table.features.empty()) m_warnings.push_back(text("facilities '{}': file '{}' has no rows that pass", m_plan.id, m_plan.file));
        list.crs = stated_crs(m_table, m_plan.file, box());
        if (!list.crs.china_offset().empty())
            m_warnings.push_back(text("facilities '{}': positions are taken off China's map offset; this undoes a confidentiality step and may be restricted", m_plan.id));
        for (const auto& feature : m_table.features) {
            auto& one = list.facilities.emplace_back(facility(feature));
            settle_place(one, list.crs.geographic());
        }
        report();
        return list;
    }

private:
    // Of the columns that hold positions, or else of the geometries.
    std::optional<Box> box() const
    {
        if (m_plan.x.empty()) return m_table.box();
        std::optional<Box> out;
        for (const auto& feature : m_table.features) {
            const auto x = parse_number(cell(feature, m_plan.x).value_or("")), y = parse_number(cell(feature, m_plan.y).value_or(""));
            if (!x || !y || !std::isfinite(*x) || !std::isfinite(*y)) continue;
            const Box one{.xmin = *x, .ymin = *y, .xmax = *x, .ymax = *y};
            out = out ? united(*out, one) : one;
        }
        return out;
    }

    std::optional<std::string> cell(const Feature& feature, const std::string& column) const { return feature.values[m_table.column(column, m_plan.file)]; }

    // A number; what is neither a number nor says that there is none is reported.
    std::optional<double> amount(const Feature& feature, const std::string& column, std::vector<std::string>& strange)
    {
        const auto content = cell(feature, column);
        if (!content || says_missing(*content)) return {};
        if (const auto value = parse_number(*content)) return value;
        strange.push_back("'" + *content + "' (row " + std::to_string(feature.id) + ")");
        return {};
    }

    Facility facility(const Feature& feature)
    {
        Facility out;
        out.row = feature.id;
        if (!m_plan.name.empty()) out.name = cell(feature, m_plan.name).value_or("");
        out.sector = m_plan.sector.column.empty() ? m_plan.sector.value : cell(feature, m_plan.sector.column).value_or("");
        if (!m_plan.x.empty()) {
            const auto x = amount(feature, m_plan.x, m_no_place), y = amount(feature, m_plan.y, m_no_place);
            if (x && y) out.place = Point{.x = *x, .y = *y};
        } else if (feature.shape.points.size() == 1) {
            out.place = feature.shape.points.front();
        }
        static const Unit tonnes = unit("t CO2/a"), megawatts = unit("MW");
        if (!m_plan.emission.column.empty()) {
            const auto value = amount(feature, m_plan.emission.column, m_strange);
            if (value) out.emission = convert(*value, m_plan.unit, tonnes);
            if (value && *value < 0) m_negative.push_back("row " + std::to_string(feature.id));
        }
        if (!m_plan.capacity.empty())
            if (const auto value = amount(feature, m_plan.capacity, m_strange)) out.capacity = convert(*value, m_plan.capacity_unit, megawatts);
        return out;
    }

    static std::string label(const Facility& one) { return "row " + std::to_string(one.row) + (one.name.empty() ? "" : " " + one.name); }

    // A position that is none on earth is none.
    void settle_place(Facility& one, bool degrees)
    {
        if (!one.place) return m_placeless.push_back(label(one));
        constexpr double most_east = 360, most_north = 90;
        const auto [x, y] = *one.place;
        const bool nowhere = !std::isfinite(x) || !std::isfinite(y) || (degrees && (std::fabs(x) > most_east || std::fabs(y) > most_north));
        if (!nowhere) return;
        m_nowhere.push_back(label(one));
        one.place.reset();
    }

    void report()
    {
        RowWarnings rows{m_plan.id, m_warnings};
        rows.add(m_no_place, "facilities '{}': {} coordinates are no numbers: {}");
        rows.add(m_placeless, "facilities '{}': {} rows have no usable position and belong to no zone: {}");
        rows.add(m_nowhere, "facilities '{}': {} positions are nowhere on earth and belong to no zone; are x and y exchanged? {}");
        rows.add(m_strange, "facilities '{}': {} amounts are no numbers and count as not stated: {}");
        rows.add(m_negative, "facilities '{}': {} emissions are negative: {}");
        m_warnings.insert(m_warnings.end(), m_table.warnings.begin(), m_table.warnings.end());
        for (const auto& warning : m_plan.warnings) m_warnings.push_back(text("facilities '{}': {}", m_plan.id, warning.en));
        if (m_table.encoding != "UTF-8") m_warnings.push_back(text("facilities '{}': texts of '{}' were read as {}", m_plan.id, m_plan.file, m_table.encoding));
    }

    const FacilitiesPlan& m_plan;
    std::vector<Sentence>& m_warnings;
    FeatureTable m_table;
    std::vector<std::string> m_no_place, m_placeless, m_nowhere, m_strange, m_negative;
};

} // namespace

FacilityList open_facilities(const FacilitiesPlan& plan, std::vector<Sentence>& warnings) { return FacilityReader{plan, warnings}.read(); }

} // namespace peaksite
