#include "geo/transform.hpp"
#include "job/run/draw_maps.hpp"
#include "job/run/draw_maps_background.hpp"
#include "job/version.hpp"
#include "model/indicators/printed_value.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace peaksite {

namespace {

const Layer* background_layer(const MapPlan& map, const Plan& plan)
{
    if (!map.background.empty()) {
        const auto* layer = plan.layer(map.background);
        return layer != nullptr && layer->kind == Layer::Kind::raster ? layer : nullptr;
    }
    for (const auto& layer : plan.layers)
        if (layer.kind == Layer::Kind::raster && layer.quantity != Quantity::extensive) return &layer;
    return nullptr;
}

std::size_t zone_set_of(const MapPlan& map, const OpenPlan& open)
{
    for (std::size_t i = 0; i < open.sets.size(); ++i)
        if (open.sets[i].id == map.zones) return i;
    return 0;
}

Bilingual title_of(const std::string& id, const Bilingual& title)
{
    return title.empty() ? Bilingual{.zh = id, .en = id} : title;
}

// Facilities at one place are one symbol, else the larger would hide the smaller.
struct Gathered {
    std::vector<SheetSymbols::Symbol> symbols;
    bool merged = false;
};

Gathered gathered(const FacilityList& list, const Crs& crs, double scale)
{
    Gathered out;
    std::map<std::pair<double, double>, std::size_t> at;
    const Transform to_sheet{list.crs, crs};
    for (const auto& facility : list.facilities) {
        const auto place = facility.place ? to_sheet.forward(*facility.place) : std::nullopt;
        if (!place) continue;
        const auto [found, fresh] = at.emplace(std::pair{place->x, place->y}, out.symbols.size());
        if (fresh)
            out.symbols.push_back({.place = *place, .value = {}, .name = facility.name});
        else
            out.merged = true;
        auto& value = out.symbols[found->second].value;
        if (facility.emission) value = value.value_or(0) + *facility.emission * scale;
    }
    return out;
}

// The names of what comes from one source, in the order of the plan.
class SourceLines {
public:
    void add(const Bilingual& name, const std::string& source, std::optional<int> year)
    {
        if (source.empty()) return;
        // A source that names the year itself need not be told twice.
        const auto told =
            year && source.find(std::to_string(*year)) == std::string::npos ? std::to_string(*year) : std::string{};
        const auto same =
            std::ranges::find_if(m_lines, [&](const Line& line) { return line.source == source && line.year == told; });
        if (same == m_lines.end())
            m_lines.push_back({.source = source, .year = told, .names = {name}});
        else if (std::ranges::find(same->names, name) == same->names.end())
            same->names.push_back(name);
    }

    std::vector<Bilingual> texts() const
    {
        std::vector<Bilingual> out;
        for (const auto& line : m_lines) {
            Bilingual names;
            for (const auto& name : line.names) {
                names.zh += (names.zh.empty() ? "" : "、") + name.in("zh");
                names.en += (names.en.empty() ? "" : "; ") + name.in("en");
            }
            const bool dated = !line.year.empty();
            out.push_back({.zh = names.zh + "：" + line.source + (dated ? "，" + line.year + "年数据" : ""),
                           .en = names.en + ": " + line.source + (dated ? ", data of " + line.year : "")});
        }
        return out;
    }

private:
    struct Line {
        std::string source;
        std::string year;
        std::vector<Bilingual> names;
    };
    std::vector<Line> m_lines;
};

class SheetMaker {
public:
    SheetMaker(const MapPlan& map, const OpenPlan& open, const Blueprint& blueprint, const Results& results,
               const Catalogue& catalogue)
        : m_map(map), m_open(open), m_blueprint(blueprint), m_results(results), m_catalogue(catalogue),
          m_set(zone_set_of(map, open)), m_units(open.plan.output.units, open.plan.output.lang)
    {}

    Sheet make(const std::string& date)
    {
        m_sheet.landscape = m_map.sheet != "a4-portrait";
        const bool siting = m_map.sheet == "siting"; // colours and symbols are put on it by show_siting
        m_sheet.lang = m_open.plan.output.lang;
        m_sheet.title = !m_map.title.empty() ? m_map.title : m_open.plan.title;
        m_sheet.crs = m_blueprint.frame.crs;
        m_sheet.extent = m_blueprint.frame.grid.box();
        m_sheet.date = date;
        m_sheet.program = std::string{"peaksite "} + program_version;
        zones();
        if (const auto indicator = siting ? std::nullopt : shown_indicator(m_map.indicator, m_results, m_set))
            theme(*indicator);
        const auto* layer = background_layer(m_map, m_open.plan);
        if (layer != nullptr)
            m_sheet.background = sheet_background(*layer, m_open.rasters.at(layer->id), m_blueprint.frame);
        if (!siting) symbols();
        sources();
        official_texts();
        return std::move(m_sheet);
    }

private:
    // The policy's words are printed in Chinese in English sheets too, the English after them.
    Bilingual verbatim(const Bilingual& words) const
    {
        return {.zh = words.zh, .en = m_sheet.lang == "en" ? words.zh + "\n" + words.en : words.en};
    }

    void add_note(const Bilingual& note)
    {
        const auto text = verbatim(note);
        if (std::ranges::find(m_sheet.notes, text) == m_sheet.notes.end()) m_sheet.notes.push_back(text);
    }

    void zones()
    {
        const auto& set = m_results.sets[m_set];
        for (std::size_t zone = 0; zone < set.zones.size(); ++zone)
            if (set.zones[zone].has_boundary()) {
                m_sheet.theme.zones.push_back(
                    {.name = set.zones[zone].name, .shape = m_blueprint.frame.zones[m_set][zone], .value = {}});
                m_drawn.push_back(zone);
            }
    }

    void theme(std::size_t indicator)
    {
        const auto& info = m_results.indicators[indicator];
        std::vector<double> values;
        for (const auto zone : m_drawn)
            if (const auto& result = m_results.by_set[m_set].indicators[zone][indicator];
                result.shown && result.value.value)
                values.push_back(*result.value.value);
        const auto unit = m_units.of_column(info, values);
        const auto standing = words::standing_of(info);
        m_sheet.theme.name = {.zh = info.name.zh + "（" + standing.zh + "）",
                              .en = info.name.en + " (" + standing.en + ")"};
        m_sheet.theme.unit = unit.unit;
        m_sheet.subtitle = info.name;
        bool bounded = false;
        for (std::size_t i = 0; i < m_drawn.size(); ++i) {
            const auto& result = m_results.by_set[m_set].indicators[m_drawn[i]][indicator];
            if (!result.shown || !result.value.value) {
                m_sheet.theme.zones[i].blank = result.value.value ? Blank::too_little : Blank::no_data;
                continue;
            }
            m_sheet.theme.zones[i].value = rounded(*result.value.value * unit.scale, deserved_digits(info, result));
            bounded = bounded || result.flags.bound == Bound::upper;
        }
        if (const auto statement = statement_of(info.kind)) add_note(m_catalogue.output_text(text_id(*statement)));
        if (bounded) unchecked_rules(info);
    }

    // The layers that were not supplied, of the technologies the indicator rests on.
    void unchecked_rules(const IndicatorInfo& info)
    {
        const auto words = m_catalogue.output_text("unchecked");
        m_sheet.theme.caveat = {.zh = words.zh,
                                .en = m_sheet.lang == "en" ? words.zh + " (" + words.en + ")" : words.en};
        Bilingual names;
        std::set<std::string> seen;
        for (const auto& rule : m_results.unchecked) {
            if (std::ranges::find(info.bounded_by, rule.technology) == info.bounded_by.end() ||
                !seen.insert(rule.rule.in("zh")).second)
                continue;
            names.zh += (names.zh.empty() ? "" : "、") + rule.rule.in("zh");
            names.en += (names.en.empty() ? "" : "; ") + rule.rule.in("en");
        }
        add_note({.zh = names.zh + "：" + words.zh + "。", .en = names.en + ": " + words.en + "."});
    }

    void symbols()
    {
        constexpr double per_megatonne = 1e-6;
        for (const auto& [list, by_set] : m_results.facilities) {
            if (!m_map.facilities.empty() && list.id != m_map.facilities) continue;
            const bool emits =
                std::ranges::any_of(list.facilities, [](const Facility& one) { return one.emission.has_value(); });
            std::vector<double> emissions;
            for (const auto& one : list.facilities)
                if (one.emission) emissions.push_back(*one.emission);
            const auto unit = m_units.of_amounts("t CO2/a", emissions);
            auto places = gathered(list, m_sheet.crs, m_units.office() ? unit.scale : per_megatonne);
            if (places.symbols.empty()) continue;
            SheetSymbols layer{.name = title_of(list.id, list.title),
                               .unit = emits ? (m_units.office() ? unit.unit : "Mt CO2/a") : "",
                               .symbols = std::move(places.symbols),
                               .remark = {}};
            if (places.merged) layer.remark = {.zh = "同一地点的合并表示", .en = "those at one place drawn as one"};
            if (emits) add_note(m_catalogue.output_text(text_id(Statement::emissions)));
            m_sheet.symbols.push_back(std::move(layer));
        }
    }

    void sources()
    {
        SourceLines lines;
        for (const auto& plan : m_open.plan.zones)
            if (plan.id == m_results.sets[m_set].id)
                lines.add({.zh = "单元界线", .en = "Boundaries of zones"},
                          std::filesystem::path{plan.file}.filename().string() +
                              (plan.table.empty() ? "" : " (" + plan.table + ")"),
                          {});
        for (const auto& layer : m_open.plan.layers)
            if (layer.kind == Layer::Kind::raster || layer.kind == Layer::Kind::vector)
                lines.add(title_of(layer.id, layer.title), layer.note.source, layer.note.year);
        for (const auto& [list, by_set] : m_results.facilities)
            lines.add(title_of(list.id, list.title), list.source, list.year);
        m_sheet.sources = lines.texts();
    }

    void official_texts()
    {
        m_sheet.base_map = {.name = m_catalogue.output_text("base_map_number"), .number = m_map.base_map_number};
        m_sheet.review = {.name = m_catalogue.output_text("review_number"), .number = m_map.review_number};
        m_sheet.not_reviewed = m_catalogue.output_text("not_reviewed");
        const auto secrecy = words::secrecy(m_open.plan.secrecy());
        if (m_open.plan.secrecy() > Secrecy::open)
            m_sheet.secrecy = {.zh = secrecy.zh,
                               .en = m_sheet.lang == "en" ? secrecy.zh + " " + secrecy.en : secrecy.en};
    }

    const MapPlan& m_map;
    const OpenPlan& m_open;
    const Blueprint& m_blueprint;
    const Results& m_results;
    const Catalogue& m_catalogue;
    std::size_t m_set;
    PrintUnits m_units;
    std::vector<std::size_t> m_drawn; // zones of the set, by zone of the sheet
    Sheet m_sheet;
};

} // namespace

Sheet sheet_of(const MapPlan& map, const OpenPlan& open, const Blueprint& blueprint, const Results& results,
               const Catalogue& catalogue, const std::string& date)
{
    return SheetMaker{map, open, blueprint, results, catalogue}.make(date);
}

} // namespace peaksite
