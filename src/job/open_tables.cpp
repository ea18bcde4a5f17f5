#include "base/parse_number.hpp"
#include "base/utf8.hpp"
#include "geo/validity.hpp"
#include "job/open_layers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace peaksite {

namespace {

const std::map<std::string, std::string, std::less<>>& kind_words()
{
    static const std::map<std::string, std::string, std::less<>> words{
        {"city", "city"},           {"park", "park"},           {"village", "village"},         {"community", "community"}, {"institution", "institution"},
        {"enterprise", "enterprise"}, {"area", "area"},           {"城市", "city"},                {"园区", "park"},           {"工业园区", "park"},
        {"乡村", "village"},        {"村", "village"},          {"社区", "community"},           {"公共机构", "institution"}, {"企业", "enterprise"}};
    return words;
}

// At most a few of many, for a message.
std::string some_of(const std::vector<std::string>& all)
{
    constexpr std::size_t few = 5;
    const std::vector<std::string> shown{all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(few, all.size()))};
    return joined(shown, ", ") + (all.size() > few ? ", …" : "");
}

class ZoneReader {
public:
    ZoneReader(const ZonesPlan& plan, std::vector<Sentence>& warnings)
        : m_plan(plan), m_warnings(warnings),
          m_table(read_features({.file = plan.file, .table = plan.table, .where = plan.where, .encoding = plan.encoding, .crs = plan.crs}))
    {
    }

    ZoneSet read()
    {
        ZoneSet set{.id = m_plan.id, .title = m_plan.title, .crs = {}, .zones = {}};
        if (set.title.empty()) set.title = {.zh = m_plan.id, .en = m_plan.id};
        if (m_table.features.empty())
            throw InputError{m_plan.where.empty() ? text("zones '{}': file '{}' has no features", m_plan.id, m_plan.file)
                                                  : text("zones '{}': no feature of '{}' passes the filter \"{}\"", m_plan.id, m_plan.file, m_plan.where)};
        const bool any_geometry = std::ranges::any_of(m_table.features, [](const Feature& feature) { return !feature.no_geometry; });
        if (any_geometry && !m_table.crs)
            throw InputError{text("zones '{}': file '{}' has no coordinate system; say it in the plan: crs = \"EPSG:…\"", m_plan.id, m_plan.file)};
        set.crs = m_table.crs ? *m_table.crs : Crs::parse("EPSG:4490");
        for (auto& feature : m_table.features) set.zones.push_back(zone(feature));
        check_keys(set);
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
        const auto kind = kind_words().find(word);
        if (kind == kind_words().end())
            throw InputError{text("zones '{}': '{}' of zone {} is no kind; use city, park, village, community, institution, enterprise or area", m_plan.id, word, out.key)};
        out.kind = kind->second;
        const auto label = out.key + " " + out.name;
        auto valid = made_valid(feature.shape);
        out.shape.polygons = std::move(valid.shape.polygons);
        if (!valid.repair.empty()) m_repaired.push_back(label + " (" + valid.repair + ")");
        if (feature.no_geometry) m_without.push_back(label);
        else if (out.shape.polygons.empty()) m_no_polygons.push_back(label);
        if (feature.had_curves) m_curves.push_back(label);
        if (feature.was_collection) m_collections.push_back(label);
        return out;
    }

    void check_keys(const ZoneSet& set) const
    {
        std::set<std::string> seen;
        std::vector<std::string> twice;
        for (std::size_t i = 0; i < set.zones.size(); ++i) {
            const auto& key = set.zones[i].key;
            if (key.empty()) throw InputError{text("zones '{}': feature {} of '{}' has no key in column '{}'", m_plan.id, i + 1, m_plan.file, m_plan.key)};
            if (!seen.insert(key).second) twice.push_back(key);
        }
        if (!twice.empty())
            throw InputError{text("zones '{}': keys of column '{}' of '{}' are not unique: {}; choose another column, or unite the features first", m_plan.id, m_plan.key, m_plan.file, some_of(twice))};
    }

    void report()
    {
        const auto say = [&](const std::vector<std::string>& zones, std::string_view what) {
            if (!zones.empty()) m_warnings.push_back(text("zones '{}': {} {}: {}", m_plan.id, zones.size(), what, some_of(zones)));
        };
        say(m_without, "without boundary (map indicators stay empty)");
        say(m_no_polygons, "with points or lines instead of polygons (map indicators stay empty)");
        say(m_repaired, "with invalid polygons, repaired");
        say(m_curves, "with curves, made straight");
        say(m_collections, "that mix geometries; only their polygons count");
        if (m_table.encoding != "UTF-8") m_warnings.push_back(text("zones '{}': texts of '{}' were read as {}", m_plan.id, m_plan.file, m_table.encoding));
    }

    const ZonesPlan& m_plan;
    std::vector<Sentence>& m_warnings;
    FeatureTable m_table;
    std::vector<std::string> m_without, m_no_polygons, m_repaired, m_curves, m_collections;
};

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
        if (m_table.features.empty()) m_warnings.push_back(text("facilities '{}': file '{}' has no rows that pass", m_plan.id, m_plan.file));
        if (!m_table.crs) throw InputError{text("facilities '{}': file '{}' has no coordinate system; say it in the plan: crs = \"EPSG:4326\"", m_plan.id, m_plan.file)};
        list.crs = *m_table.crs;
        if (!list.crs.china_offset().empty())
            m_warnings.push_back(text("facilities '{}': positions are taken off China's map offset; this undoes a confidentiality step and may be restricted", m_plan.id));
        for (const auto& feature : m_table.features) list.facilities.push_back(facility(feature));
        report();
        return list;
    }

private:
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
        if (!out.place) m_placeless.push_back("row " + std::to_string(feature.id) + (out.name.empty() ? "" : " " + out.name));
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

    void report()
    {
        const auto say = [&](const std::vector<std::string>& rows, std::string_view what) {
            if (!rows.empty()) m_warnings.push_back(text("facilities '{}': {} {}: {}", m_plan.id, rows.size(), what, some_of(rows)));
        };
        say(m_no_place, "positions are no numbers");
        say(m_placeless, "rows have no usable position");
        say(m_strange, "amounts are no numbers and count as not stated");
        say(m_negative, "emissions are negative");
        if (m_table.encoding != "UTF-8") m_warnings.push_back(text("facilities '{}': texts of '{}' were read as {}", m_plan.id, m_plan.file, m_table.encoding));
    }

    const FacilitiesPlan& m_plan;
    std::vector<Sentence>& m_warnings;
    FeatureTable m_table;
    std::vector<std::string> m_no_place, m_placeless, m_strange, m_negative;
};

} // namespace

ZoneSet open_zones(const ZonesPlan& plan, std::vector<Sentence>& warnings) { return ZoneReader{plan, warnings}.read(); }

FacilityList open_facilities(const FacilitiesPlan& plan, std::vector<Sentence>& warnings) { return FacilityReader{plan, warnings}.read(); }

} // namespace peaksite
