#include "job/survey_passes.hpp"

#include "geo/collisions.hpp"
#include "geo/turns.hpp"
#include "geo/validity.hpp"
#include "job/native_passes.hpp"
#include "job/row_warnings.hpp"
#include "plan/class_match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace peaksite {

namespace {

constexpr double square_metres_per_km2 = 1e6;

SetPlan counted(const Survey& survey)
{
    SetPlan out;
    const MomentNeeds all{.sums = true, .squares = false, .extremes = true, .pivot = 0};
    out.layout.moments.assign(static_cast<std::size_t>(std::max(survey.classes, 1)), all);
    out.layout.class_layers = survey.classes > 0 ? 1 : 0;
    return out;
}

std::optional<Slot> pass_named(const Blueprint& blueprint, const std::string& name)
{
    const auto& passes = blueprint.study.passes;
    for (std::size_t i = 1; i < passes.size(); ++i)
        if (passes[i].survey != nullptr && passes[i].name == name) return Slot{.pass = static_cast<int>(i), .at = 0};
    return {};
}

std::optional<Box> bounds_of(const Survey& survey)
{
    std::optional<Box> all;
    for (const auto& parcel : survey.parcels)
        if (const auto box = bounds(parcel)) all = all ? united(*all, *box) : *box;
    return all;
}

// Polygons laid over all zones, whatever the grid.
Slot laid_pass(const OpenPlan& open, Blueprint& blueprint, const std::string& name,
               std::shared_ptr<const Survey> survey)
{
    if (const auto known = pass_named(blueprint, name)) return *known;
    Pass pass;
    pass.name = name;
    pass.grid = Grid{{.x = 0, .y = 1}, 1, 1, 1, 1};
    pass.crs = survey->crs;
    pass.areas = std::make_shared<const CellAreas>(CellAreas::constant(1));
    pass.tiling = Tiling{pass.grid, blueprint.frame.tile};
    pass.program = std::make_shared<const Program>();
    auto laid = std::make_shared<SurveyPass>();
    laid->survey = std::move(survey);
    // What bends away from a straight line by less than a tenth of a millimetre is straight.
    constexpr double tolerance_metres = 1e-4;
    const auto parcels = bounds_of(*laid->survey);
    for (std::size_t set = 0; set < open.sets.size(); ++set)
        for (auto& shape : zones_on(open, blueprint, set, pass.crs, tolerance_metres)) {
            laid->zones.push_back(parcels ? on_turn_of(shape, *parcels, pass.crs) : std::move(shape));
            pass.zones.push_back({.set = static_cast<int>(set), .cells = {}});
        }
    for (std::size_t set = 0; set < open.sets.size(); ++set) {
        laid->outside_of.push_back(pass.zones.size());
        pass.zones.push_back({.set = static_cast<int>(set), .cells = {}});
        pass.sets.push_back(counted(*laid->survey));
    }
    for (std::size_t i = 0; i < laid->zones.size(); ++i)
        pass.zones[i].label = blueprint.study.passes.front().zones[i].label; // the same zones, in the same order
    pass.survey = std::move(laid);
    blueprint.study.passes.push_back(std::move(pass));
    return {.pass = static_cast<int>(blueprint.study.passes.size()) - 1, .at = 0};
}

std::vector<Shape> one_by_one(const std::vector<Polygon>& polygons)
{
    std::vector<Shape> out;
    for (const auto& one : polygons) out.push_back({.polygons = {one}, .lines = {}, .points = {}});
    return out;
}

// The rows of one layer, zone by zone.
class Ledger {
public:
    Ledger(const Layer& layer, Results& results) : m_layer(layer), m_results(results) {}

    void add(std::size_t set, std::optional<std::size_t> zone, const ZoneTally& here)
    {
        m_row = {.set = set,
                 .zone = zone,
                 .layer = m_layer.id,
                 .class_code = {},
                 .class_name = {},
                 .area_km2 = 0,
                 .parcels = 0,
                 .share = {}};
        double all = 0;
        int parcels = 0;
        for (std::size_t i = 0; i <= m_layer.classes.size(); ++i) {
            all += here.moments(i).area();
            parcels += static_cast<int>(here.moments(i).count());
        }
        m_whole = zone ? here.area() : all;
        if (m_whole <= 0) return;
        for (std::size_t i = 0; i <= m_layer.classes.size(); ++i) {
            const auto& moments = here.moments(i);
            if (moments.empty()) continue;
            const bool known = i < m_layer.classes.size();
            push(known ? code_text(m_layer.classes[i]) : "unclassified",
                 known ? m_layer.classes[i].name : Bilingual{.zh = "未识别地类", .en = "unclassified"}, moments.area(),
                 static_cast<int>(moments.count()));
        }
        const double rest = m_whole - all, doubt = 1e-9 * m_whole + 1;
        if (zone && rest > doubt) push("uncovered", {.zh = "未覆盖", .en = "not covered by the layer"}, rest, 0);
        if (rest < -doubt)
            m_claimed.push_back(fmt::format("{} ({:.6g} km²)", zone ? m_results.sets[set].zones[*zone].label() : "",
                                            -rest / square_metres_per_km2));
        push("total", {.zh = "合计", .en = "total"}, all, parcels);
    }

    void warn(std::size_t set)
    {
        RowWarnings{m_results.sets[set].id, m_results.warnings}.add(
            m_claimed, "zones '{}': in {} the polygons of a layer overlap, so that they claim more land than there is; "
                       "ledger.csv keeps the areas of the survey: {}");
        m_claimed.clear();
    }

private:
    void push(std::string code, Bilingual name, double square_metres, int parcels)
    {
        auto row = m_row;
        row.class_code = std::move(code);
        row.class_name = std::move(name);
        row.area_km2 = square_metres / square_metres_per_km2;
        row.parcels = parcels;
        row.share = square_metres / m_whole;
        m_results.ledger.push_back(std::move(row));
    }

    const Layer& m_layer;
    Results& m_results;
    LedgerRow m_row;
    double m_whole = 0;
    std::vector<std::string> m_claimed;
};

} // namespace

Slot survey_pass(const OpenPlan& open, Blueprint& blueprint, const Layer& layer)
{
    return laid_pass(open, blueprint, layer.id, open.vectors.at(layer.id).survey);
}

Slot cover_pass(const OpenPlan& open, Blueprint& blueprint, const Layer& layer)
{
    const auto name = "inside " + layer.id;
    if (const auto known = pass_named(blueprint, name)) return *known;
    const auto& vector = open.vectors.at(layer.id);
    auto survey = std::make_shared<Survey>();
    survey->crs = vector.crs;
    survey->parcels = one_by_one(vector.shape.polygons);
    // Land counts once, however often it is drawn.
    constexpr double least_square_metres = 1;
    const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    if (!collisions(survey->parcels, survey->crs, least_square_metres, threads).empty())
        survey->parcels =
            one_by_one(made_valid({.polygons = vector.shape.polygons, .lines = {}, .points = {}}).shape.polygons);
    survey->values.assign(survey->parcels.size(), 1);
    return laid_pass(open, blueprint, name, std::move(survey));
}

void compute_ledger(const OpenPlan& open, const Blueprint& blueprint, const std::vector<std::vector<ZoneTally>>& tally,
                    Results& results)
{
    for (std::size_t number = 1; number < blueprint.study.passes.size(); ++number) {
        const auto& pass = blueprint.study.passes[number];
        if (pass.survey == nullptr || pass.survey->survey->classes == 0) continue;
        Ledger ledger{*open.plan.layer(pass.name), results};
        for (std::size_t set = 0; set < open.sets.size(); ++set) {
            for (std::size_t zone = 0; zone < open.sets[set].zones.size(); ++zone)
                ledger.add(set, zone, tally[number][blueprint.zone_number(set, zone)]);
            ledger.add(set, {}, tally[number][pass.survey->outside_of[set]]);
            ledger.warn(set);
        }
    }
}

} // namespace peaksite
