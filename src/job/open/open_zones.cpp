#include "base/row_warnings.hpp"
#include "geo/stray_corner.hpp"
#include "geo/validity.hpp"
#include "io/vector/attribute_rows.hpp"
#include "job/open/open_layers.hpp"
#include "job/open/open_zone_list.hpp"
#include "job/open/stated_crs.hpp"
#include "job/open/zone_facts.hpp"
#include "job/open/zone_kinds.hpp"
#include "job/study/build_grid.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace peaksite {

namespace {

constexpr double far_metres = 100000;

OfficeTable heads_of(const FeatureTable& table, const std::string& file)
{
    OfficeTable out{.file = file, .sheet = {}, .marks = {}};
    out.sheet.heads = attribute_heads(table);
    return out;
}

class ZoneReader {
public:
    ZoneReader(const ZonesPlan& plan, std::vector<Sentence>& warnings)
        : m_plan(plan), m_warnings(warnings), m_table(read_features({.file = plan.file,
                                                                     .table = plan.table,
                                                                     .where = plan.where,
                                                                     .encoding = plan.encoding,
                                                                     .crs = plan.crs}))
    {}

    ZoneSet read()
    {
        ZoneSet set{.id = m_plan.id, .title = m_plan.title, .crs = {}, .zones = {}};
        if (set.title.empty()) set.title = {.zh = m_plan.id, .en = m_plan.id};
        if (m_table.features.empty())
            throw InputError{
                m_plan.where.empty()
                    ? text("file '{}' has no features; choose another file, or another table of it: table = \"…\"",
                           m_plan.file)
                    : text("no feature of '{}' passes the filter \"{}\"; columns are: {}", m_plan.file, m_plan.where,
                           joined(m_table.columns, ", "))};
        const bool any_geometry =
            std::ranges::any_of(m_table.features, [](const Feature& feature) { return !feature.no_geometry; });
        set.crs = any_geometry  ? stated_crs(m_table, m_plan.file)
                  : m_table.crs ? *m_table.crs
                                : Crs::parse("EPSG:4490");
        m_far = far_metres / metres_per_unit(set.crs);
        for (auto& feature : m_table.features) set.zones.push_back(zone(feature));
        require_keys(set);
        if (m_lines == set.zones.size())
            throw InputError{text("file '{}' holds lines and no polygons; make polygons of them first (QGIS: Lines to "
                                  "Polygons, 线转面), or choose another table: table = \"…\"",
                                  m_plan.file)};
        report();
        return set;
    }

private:
    std::string cell(const Feature& feature, const std::string& column)
    {
        return std::string{trimmed(feature.values[m_table.column(column, m_plan.file)].value_or(""))};
    }

    Zone zone(const Feature& feature)
    {
        Zone out;
        out.key = m_plan.key.empty() ? std::to_string(feature.id) : cell(feature, m_plan.key);
        out.name = m_plan.name.empty() ? out.key : cell(feature, m_plan.name);
        const auto word = m_plan.kind.column.empty() ? m_plan.kind.value : cell(feature, m_plan.kind.column);
        out.kind = kind_of_zone(word, m_plan.file, out.key);
        const auto label = out.label();
        if (feature.not_finite)
            throw InputError{text(
                "file '{}', zone {}: coordinates are no numbers; correct the feature, or leave it out: where = \"…\"",
                m_plan.file, label)};
        auto valid = made_valid(feature.shape);
        out.shape.polygons = std::move(valid.shape.polygons);
        if (!valid.repair.empty()) m_repaired.push_back(label + " (" + valid.repair + ")");
        if (feature.no_geometry)
            m_without.push_back(label);
        else if (out.shape.polygons.empty())
            m_no_polygons.push_back(label);
        if (!feature.no_geometry && out.shape.polygons.empty() && !feature.shape.lines.empty()) ++m_lines;
        if (stray_corner(out.shape, m_far)) m_stray.push_back(label);
        if (feature.had_curves) m_curves.push_back(label);
        if (feature.was_collection) m_collections.push_back(label);
        m_facts.fill(out,
                     [&](std::size_t column) { return std::string{trimmed(feature.values[column].value_or(""))}; });
        return out;
    }

    void require_keys(const ZoneSet& set) const
    {
        for (std::size_t i = 0; i < set.zones.size(); ++i)
            if (set.zones[i].key.empty())
                throw InputError{text("file '{}': feature {} has no key in column '{}'; fill it in, choose another "
                                      "column, or leave the feature out: where = \"…\"",
                                      m_plan.file, i + 1, m_plan.key)};
        require_unique_keys(set, m_plan);
    }

    void report()
    {
        RowWarnings rows{m_plan.id, m_warnings};
        rows.add(m_without, "zones '{}': {} without boundary, whose map indicators stay empty: {}");
        rows.add(m_no_polygons,
                 "zones '{}': {} with points or lines instead of polygons, whose map indicators stay empty: {}");
        rows.add(m_repaired, "zones '{}': {} with invalid polygons, which were repaired: {}");
        rows.add(m_stray,
                 "zones '{}': {} with one corner more than 100 km away from all others; is a digit of it wrong? {}");
        rows.add(m_curves, "zones '{}': {} with curves, which were made straight: {}");
        rows.add(m_collections, "zones '{}': {} that mix kinds of geometry, of which only the polygons count: {}");
        m_facts.report(m_warnings);
        m_warnings.insert(m_warnings.end(), m_table.warnings.begin(), m_table.warnings.end());
        for (const auto& warning : m_plan.warnings)
            m_warnings.push_back(text("zones '{}': {}", m_plan.id, sentence_of(warning)).as_remark());
        if (m_table.encoding != "UTF-8")
            m_warnings.push_back(
                text("zones '{}': texts of '{}' were read as {}", m_plan.id, m_plan.file, m_table.encoding)
                    .as_remark());
    }

    const ZonesPlan& m_plan;
    std::vector<Sentence>& m_warnings;
    FeatureTable m_table;
    ZoneFactReader m_facts{m_plan, heads_of(m_table, m_plan.file)};
    std::vector<std::string> m_without, m_no_polygons, m_repaired, m_curves, m_collections, m_stray;
    double m_far = 0; // in units of the plane
    std::size_t m_lines = 0;
};

} // namespace

ZoneSet open_zones(const ZonesPlan& plan, std::vector<Sentence>& warnings)
{
    if (is_zone_list(plan)) return open_zone_list(plan, warnings);
    return ZoneReader{plan, warnings}.read();
}

} // namespace peaksite
