#include "job/draw_maps.hpp"

#include "engine/run_pass.hpp"
#include "eval/compiler.hpp"
#include "geo/projection.hpp"
#include "geo/transform.hpp"
#include "job/version.hpp"
#include "plan/read_technology.hpp"
#include "report/qml.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <set>

namespace peaksite {

namespace {

// Cells of a raster output kept in memory.
class MemorySink final : public RasterSink {
public:
    explicit MemorySink(const Grid& grid) : m_cols(grid.cols()), m_cells(static_cast<std::size_t>(grid.rows()) * static_cast<std::size_t>(grid.cols())) {}

    void write(const Window& window, const void* cells) override
    {
        // Tiles do not overlap: each worker writes its own rows.
        const auto* from = static_cast<const float*>(cells);
        for (int row = 0; row < window.rows; ++row)
            std::memcpy(&m_cells[static_cast<std::size_t>(window.row.value + row) * static_cast<std::size_t>(m_cols) + static_cast<std::size_t>(window.col.value)],
                        from + static_cast<std::ptrdiff_t>(row) * window.cols, static_cast<std::size_t>(window.cols) * sizeof(float));
    }
    std::vector<float> take() { return std::move(m_cells); }

private:
    int m_cols;
    std::vector<float> m_cells;
};

// The layer on a grid fit for a sheet: about a thousand cells across.
Grid display_grid(const Grid& grid)
{
    constexpr double across = 1000;
    const auto box = grid.box();
    const double margin = 0.15 * std::max(box.xmax - box.xmin, box.ymax - box.ymin);
    const auto wide = grown(box, margin);
    const double cell = std::max(wide.xmax - wide.xmin, wide.ymax - wide.ymin) / across;
    return snapped_grid(wide, cell, cell);
}

SheetBackground background_of(const Layer& layer, const OpenRaster& open, const GridFrame& frame)
{
    Pass pass;
    pass.name = "sheet";
    pass.grid = display_grid(frame.grid);
    pass.crs = frame.crs;
    pass.areas = std::make_shared<const CellAreas>(CellAreas::constant(1));
    pass.tiling = Tiling{pass.grid, 512};
    pass.rasters.push_back(open.file.raster);
    const Placement placement{pass.grid, pass.crs, open.file.raster};
    constexpr double fine = 1.5;
    const bool finer = placement.fineness() > fine, classes = !open.classes.empty();
    Symbols symbols;
    if (classes) {
        pass.inputs.emplace_back(ClassInputPlan{.raster = 0, .codes = open.codes, .missing = open.missing, .nodata = open.rule.nodata, .resampling = finer ? Resampling::majority : Resampling::nearest});
        symbols.emplace("layer", ClassInput{.input = 0, .classes = open.classes, .missing = open.missing});
    } else {
        pass.inputs.emplace_back(NumberInputPlan{.raster = 0, .rule = open.rule, .resampling = finer ? Resampling::average : Resampling::bilinear, .derive = NumberInputPlan::Derive::none, .metres = 1});
        symbols.emplace("layer", NumberInput{.input = 0, .unit = layer.unit, .twin = {}});
    }
    Compiler compiler{symbols};
    std::vector<double> indices;
    for (const auto& one : open.classes) {
        const auto entry = std::ranges::find(layer.classes, one.code, &ClassEntry::code);
        indices.push_back(entry == layer.classes.end() ? std::nan("") : static_cast<double>(entry - layer.classes.begin()));
    }
    RasterOutput output;
    output.value = classes ? compiler.class_value("layer", indices, Unit::dimensionless()) : compiler.value(parse("layer"));
    output.everywhere = true;
    const auto sink = std::make_shared<MemorySink>(pass.grid);
    output.sink = sink;
    pass.outputs.push_back(output);
    pass.program = std::make_shared<const Program>(compiler.finish());
    run_pass(pass, {});

    SheetBackground background{.name = layer.title.empty() ? Bilingual{.zh = layer.id, .en = layer.id} : layer.title, .unit = layer.unit.text(), .grid = pass.grid, .values = sink->take(), .classes = {}};
    for (const auto& one : layer.classes) background.classes.push_back({.name = one.name, .color = one.color.empty() ? "#cccccc" : one.color});
    return background;
}

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

// The indicator a sheet shows: the one asked for, else the first of a usual list that most zones have.
std::optional<std::size_t> indicator_of(const MapPlan& map, const Results& results, std::size_t set)
{
    const auto find = [&](std::string_view id) -> std::optional<std::size_t> {
        for (std::size_t i = 0; i < results.indicators.size(); ++i)
            if (results.indicators[i].id == id) return i;
        return {};
    };
    if (!map.indicator.empty()) return find(map.indicator);
    constexpr std::array<std::string_view, 6> usual{"pv_suit_area", "wind_suit_area", "c_density_mean", "pv_ghi_mean", "forest_cover", "e_facilities"};
    for (const auto id : usual) {
        const auto found = find(id);
        if (!found) continue;
        const auto shown = std::ranges::count_if(results.by_set[set].indicators, [&](const auto& row) { return row[*found].shown && row[*found].value.value; });
        if (2 * shown >= static_cast<std::ptrdiff_t>(results.by_set[set].indicators.size())) return found;
    }
    return results.indicators.empty() ? std::nullopt : std::optional<std::size_t>{0};
}

void add_note(Sheet& sheet, const Bilingual& note)
{
    if (std::ranges::find(sheet.notes, note) == sheet.notes.end()) sheet.notes.push_back(note);
}

class SheetMaker {
public:
    SheetMaker(const MapPlan& map, const OpenPlan& open, const Blueprint& blueprint, const Results& results, const Catalogue& catalogue)
        : m_map(map), m_open(open), m_blueprint(blueprint), m_results(results), m_catalogue(catalogue), m_set(zone_set_of(map, open))
    {
    }

    Sheet make(const std::string& date)
    {
        const auto& plan = m_open.plan;
        m_sheet.landscape = m_map.sheet == "a4-landscape";
        m_sheet.lang = plan.output.lang;
        m_sheet.crs = m_blueprint.frame.crs;
        m_sheet.extent = m_blueprint.frame.grid.box();
        m_sheet.base_map_number = m_map.base_map_number;
        m_sheet.review_number = m_map.review_number;
        if (plan.secrecy() != Secrecy::open) m_sheet.secrecy = plan.secrecy() == Secrecy::internal ? "内部" : "秘密";
        m_sheet.date = date;
        m_sheet.program = std::string{"peaksite "} + program_version;
        theme();
        background();
        symbols();
        sources();
        return std::move(m_sheet);
    }

private:
    std::pair<std::string, double> printed_unit(const IndicatorInfo& info) const
    {
        const bool gov = m_open.plan.output.units == OfficeUnits::gov && info.unit_gov != "-";
        if (gov) return {info.unit_gov, info.scale_gov};
        return {info.unit == "-" ? "" : info.unit, 1};
    }

    void theme()
    {
        const auto indicator = indicator_of(m_map, m_results, m_set);
        m_sheet.title = !m_map.title.empty() ? m_map.title : m_open.plan.title;
        double scale = 1;
        if (indicator) {
            const auto& info = m_results.indicators[*indicator];
            const auto [word, factor] = printed_unit(info);
            scale = factor;
            m_sheet.theme.name = info.name;
            m_sheet.theme.unit = word;
            m_sheet.subtitle = info.name;
            if (info.potential) add_note(m_sheet, m_catalogue.output_text("potential"));
            if (info.computed_emission) add_note(m_sheet, m_catalogue.output_text("emissions"));
        }
        const auto& set = m_results.sets[m_set];
        for (std::size_t zone = 0; zone < set.zones.size(); ++zone) {
            if (!set.zones[zone].has_boundary()) continue;
            SheetZone one{.name = set.zones[zone].name, .shape = m_blueprint.frame.zones[m_set][zone], .value = {}};
            if (indicator) {
                const auto& result = m_results.by_set[m_set].indicators[zone][*indicator];
                if (result.shown && result.value.value) one.value = *result.value.value * scale;
                m_sheet.theme.upper_bound = m_sheet.theme.upper_bound || result.flag == "upper_bound";
            }
            m_sheet.theme.zones.push_back(std::move(one));
        }
        if (m_sheet.theme.upper_bound) unchecked_notes();
    }

    // One line for every layer that was not supplied.
    void unchecked_notes()
    {
        const auto tail = m_catalogue.output_text("unchecked");
        Bilingual names;
        std::set<std::string> seen;
        for (const auto& rule : m_results.unchecked) {
            if (!seen.insert(rule.rule.zh).second) continue;
            names.zh += (names.zh.empty() ? "" : "、") + rule.rule.zh;
            names.en += (names.en.empty() ? "" : "; ") + rule.rule.en;
        }
        add_note(m_sheet, {.zh = names.zh + "：" + tail.zh + "。", .en = names.en + ": " + tail.en + "."});
    }

    void background()
    {
        const auto* layer = background_layer(m_map, m_open.plan);
        if (layer != nullptr) m_sheet.background = background_of(*layer, m_open.rasters.at(layer->id), m_blueprint.frame);
    }

    void symbols()
    {
        for (const auto& list : m_results.facilities) {
            if (!m_map.facilities.empty() && list.id != m_map.facilities) continue;
            const bool emits = std::ranges::any_of(list.facilities, [](const Facility& one) { return one.emission.has_value(); });
            constexpr double megatonne = 1e6;
            const bool gov = m_open.plan.output.units == OfficeUnits::gov;
            SheetSymbols symbols{.name = list.title, .unit = emits ? (gov ? "万吨CO2/年" : "Mt CO2/a") : "", .symbols = {}};
            const Transform to_sheet{list.crs, m_sheet.crs};
            for (const auto& facility : list.facilities) {
                const auto place = facility.place ? to_sheet.forward(*facility.place) : std::nullopt;
                if (!place) continue;
                SheetSymbols::Symbol symbol{.place = *place, .value = {}, .name = facility.name};
                if (facility.emission) symbol.value = *facility.emission / (gov ? 1e4 : megatonne);
                symbols.symbols.push_back(std::move(symbol));
            }
            if (emits) add_note(m_sheet, m_catalogue.output_text("emissions"));
            if (!symbols.symbols.empty()) m_sheet.symbols.push_back(std::move(symbols));
        }
    }

    void sources()
    {
        const auto add = [&](const Bilingual& name, const std::string& source, std::optional<int> year) {
            if (source.empty()) return;
            const auto when = year ? " (" + std::to_string(*year) + ")" : "";
            const Bilingual line{.zh = name.zh + "：" + source + when, .en = name.en + ": " + source + when};
            if (std::ranges::find(m_sheet.sources, line) == m_sheet.sources.end()) m_sheet.sources.push_back(line);
        };
        for (const auto& layer : m_open.plan.layers)
            if (layer.kind == Layer::Kind::raster || layer.kind == Layer::Kind::vector) add(layer.title.empty() ? Bilingual{.zh = layer.id, .en = layer.id} : layer.title, layer.note.source, layer.note.year);
        for (const auto& list : m_results.facilities) add(list.title, list.source, list.year);
    }

    const MapPlan& m_map;
    const OpenPlan& m_open;
    const Blueprint& m_blueprint;
    const Results& m_results;
    const Catalogue& m_catalogue;
    std::size_t m_set;
    Sheet m_sheet;
};

} // namespace

Sheet sheet_of(const MapPlan& map, const OpenPlan& open, const Blueprint& blueprint, const Results& results, const Catalogue& catalogue, const std::string& date)
{
    return SheetMaker{map, open, blueprint, results, catalogue}.make(date);
}

void draw_maps(const OpenPlan& open, const Blueprint& blueprint, const Results& results, const Catalogue& catalogue, const std::filesystem::path& folder, const std::string& date)
{
    std::filesystem::create_directories(folder);
    for (std::size_t i = 0; i < open.plan.maps.size(); ++i) {
        const auto name = "sheet_" + std::to_string(i + 1);
        draw_sheet(sheet_of(open.plan.maps[i], open, blueprint, results, catalogue, date), {.pdf = folder / (name + ".pdf"), .png = folder / (name + ".png")});
    }
}

std::vector<TableStyle> table_styles(const OpenPlan& open, const Results& results)
{
    std::vector<TableStyle> styles;
    for (std::size_t set = 0; set < results.sets.size(); ++set) {
        const auto indicator = indicator_of({}, results, set);
        if (!indicator) continue;
        std::vector<double> values;
        for (const auto& row : results.by_set[set].indicators)
            if (row[*indicator].shown && row[*indicator].value.value) values.push_back(*row[*indicator].value.value);
        const auto& info = results.indicators[*indicator];
        styles.push_back({.table = "zones_" + results.sets[set].id, .qml = graduated_qml(info.id, info.name.in(open.plan.output.lang) + (info.unit == "-" ? "" : " [" + info.unit + "]"), values), .sld = {}});
    }
    return styles;
}

} // namespace peaksite
