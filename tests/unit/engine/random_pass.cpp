#include "unit/engine/random_pass.hpp"

#include "geo/validity.hpp"

namespace peaksite {

namespace {

const std::vector<Crs>& planes()
{
    static const std::vector<Crs> all{Crs::parse("EPSG:4490"), Crs::parse("china-albers"), Crs::parse("EPSG:4549")};
    return all;
}

// On both sides of the lattice's steps and of tile borders.
int side(Draws& draws)
{
    return draws.chance(0.5) ? draws.one_of({1, 2, 63, 64, 65, 127, 128, 129}) : draws.whole(1, 150);
}

Grid random_grid(Draws& draws, const Crs& crs)
{
    int rows = side(draws), cols = side(draws);
    if (!crs.geographic()) {
        const double cell = draws.log_uniform(0.02, crs.equal_area() ? 2e5 : 1500);
        return {{.x = draws.real(0, 5e5), .y = draws.real(3.9e6, 4.1e6)},
                cell,
                cell * draws.one_of({1.0, 1.0, 0.7}),
                rows,
                cols};
    }
    const double cell = draws.chance(0.2) ? draws.one_of({0.1, 0.25, 0.5, 1.0, 10.0}) : draws.log_uniform(1e-6, 10);
    rows = std::max(1, std::min(rows, static_cast<int>(180 / cell)));
    cols = std::max(1, std::min(cols, static_cast<int>(360 / cell)));
    // Cells of centimetres have no area that doubles could tell where they touch a pole; the program refuses such
    // grids.
    const double end = cell < 0.001 ? 89.9 : 90;
    const double north = draws.real(-end + rows * cell, end), west = draws.real(-180, 180);
    if (draws.chance(0.5))
        return {{.x = std::floor(west / cell) * cell, .y = std::ceil(north / cell) * cell}, cell, cell, rows, cols};
    return {{.x = west, .y = north}, cell, cell, rows, cols};
}

Shape rectangle(double x0, double y0, double x1, double y1)
{
    return {.polygons = {Polygon{.rings = {{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}}}}},
            .lines = {},
            .points = {}};
}

Shape random_zone(Draws& draws, int rows, int cols)
{
    const double x = draws.real(-1, cols), y = draws.real(-1, rows);
    switch (draws.whole(0, 6)) {
    case 0:
        return rectangle(0, 0, cols, rows);
    case 1:
        return rectangle(-5, -5, cols + 5, rows + 5);
    case 2: { // about 4,096 cells
        const int left = draws.whole(0, std::max(0, cols - 64)), top = draws.whole(0, std::max(0, rows - 65));
        return rectangle(left, top, left + 64, top + draws.one_of({64.0, 64.001, 63.999}));
    }
    case 3:
        return rectangle(x, y, x + draws.real(0, cols), y + draws.real(0, rows));
    case 4:
        return rectangle(x, y, x + draws.log_uniform(1e-4, 1), y + draws.log_uniform(1e-4, 1)); // inside a cell
    case 5:
        return {};
    default:
        break;
    }
    Line line;
    const double size = draws.real(2, 80);
    for (int i = 0; i < 16; ++i) {
        const double angle = i * 6.283185307179586 / 16, r = size * draws.real(0.5, 1);
        line.push_back({.x = x + r * std::cos(angle), .y = y + r * std::sin(angle)});
    }
    line.push_back(line.front());
    return made_valid({.polygons = {Polygon{.rings = {line}}}, .lines = {}, .points = {}}).shape;
}

bool whole_numbers(const RandomLayer& layer)
{
    return is_whole(layer.memory.raster.info.type) && layer.plan.rule.scale == 1 && layer.plan.rule.offset == 0 &&
           layer.resampling == Resampling::nearest;
}

SetPlan random_set(Draws& draws, RandomPass& out, const std::vector<int>& outputs)
{
    SetPlan set;
    auto &moments = out.moments.emplace_back(), &distributions = out.distributions.emplace_back();
    for (std::size_t layer = 0; layer < outputs.size(); ++layer) {
        if (draws.chance(0.8)) {
            moments.push_back(layer);
            set.moments.push_back(outputs[layer]);
            set.layout.moments.push_back(
                {.sums = true, .squares = draws.chance(0.5), .extremes = draws.chance(0.5), .pivot = out.pivot});
        }
        if (draws.chance(0.5)) {
            distributions.push_back(layer);
            set.distributions.push_back(outputs[layer]);
            set.layout.distributions.push_back(whole_numbers(out.numbers[layer]) ? Buckets::whole_numbers
                                                                                 : Buckets::relative);
        }
    }
    for (std::size_t layer = 0; layer < out.classes.size(); ++layer)
        set.classes.push_back(static_cast<int>(out.numbers.size() + layer));
    set.layout.class_layers = static_cast<int>(set.classes.size());
    set.layout.masks = draws.chance(0.7);
    set.layout.measures = set.layout.masks ? static_cast<int>(out.measures.size()) : 0;
    return set;
}

void add_outputs(Draws& draws, RandomPass& out)
{
    Symbols symbols;
    for (std::size_t i = 0; i < out.numbers.size(); ++i)
        symbols.insert_or_assign("x" + std::to_string(i),
                                 NumberInput{.input = static_cast<int>(i), .unit = {}, .twin = {}});
    Compiler compiler{symbols};
    std::vector<int> outputs;
    for (std::size_t i = 0; i < out.numbers.size(); ++i)
        outputs.push_back(compiler.value(parse("x" + std::to_string(i))));
    const int count = draws.one_of({0, 1, 3, 5, 6, 11});
    for (int i = 0; i < count && !out.numbers.empty(); ++i) {
        const auto layer = static_cast<std::size_t>(draws.whole(0, static_cast<int>(out.numbers.size()) - 1));
        const auto& rule = out.numbers[layer].plan.rule;
        out.criteria.push_back({.layer = layer, .above = (draws.whole(-100, 100) + 0.37) * rule.scale + rule.offset});
        out.pass.criteria.push_back(
            compiler.condition(parse("x" + std::to_string(layer) + " > " + number(out.criteria.back().above))));
    }
    for (std::size_t i = 0; i < out.numbers.size(); ++i)
        if (draws.chance(0.5)) out.measures.push_back(i), out.pass.measures.push_back(outputs[i]);
    out.pass.program = std::make_shared<const Program>(compiler.finish());
    out.pivot = draws.real(-100, 100);
    for (int set = draws.whole(1, 2); set > 0; --set) {
        out.pass.sets.push_back(random_set(draws, out, outputs));
        for (int zone = draws.whole(1, 2); zone > 0; --zone)
            out.pass.zones.push_back({.set = static_cast<int>(out.pass.sets.size()) - 1,
                                      .cells = random_zone(draws, out.pass.grid.rows(), out.pass.grid.cols())});
    }
}

} // namespace

RandomPass random_pass(Draws& draws)
{
    const auto& crs = planes()[static_cast<std::size_t>(draws.one_of({0, 0, 1, 1, 2}))];
    const auto grid = random_grid(draws, crs);
    RandomPass out{.pass = empty_pass(grid, crs, draws.one_of({64, 128, 512})),
                   .numbers = {},
                   .classes = {},
                   .criteria = {},
                   .measures = {},
                   .moments = {},
                   .distributions = {},
                   .pivot = 0};
    for (int i = draws.whole(1, 2); i > 0; --i) out.numbers.push_back(random_layer(draws, grid, crs, false));
    if (draws.chance(0.6)) out.classes.push_back(random_layer(draws, grid, crs, true));
    for (const auto& layer : out.numbers) add_numbers(out.pass, layer.memory.raster, layer.plan);
    for (const auto& layer : out.classes) {
        out.pass.rasters.push_back(layer.memory.raster);
        out.pass.inputs.emplace_back(ClassInputPlan{.raster = static_cast<int>(out.pass.rasters.size()) - 1,
                                                    .codes = layer.codes,
                                                    .missing = 255,
                                                    .nodata = layer.memory.raster.info.nodata,
                                                    .resampling = layer.resampling});
    }
    add_outputs(draws, out);
    return out;
}

} // namespace peaksite
