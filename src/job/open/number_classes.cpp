#include "job/open/number_classes.hpp"

#include "engine/cells.hpp"
#include "geo/areas.hpp"
#include "job/open/sample_cells.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <set>

namespace peaksite {

namespace {

// Distinct whole numbers of a raster, as they are met.
class CodeCollector {
public:
    CodeCollector(const OpenRaster& raster, std::size_t most)
        : m_info(raster.file.raster.info), m_rule(raster.rule), m_most(most)
    {
        m_rule.scale = 1;
        m_rule.offset = 0;
        m_rule.low = -ValueRule::beyond_all;
        m_rule.high = ValueRule::beyond_all;
    }

    bool full() const { return m_codes.size() > m_most; }
    const std::set<std::int64_t>& codes() const { return m_codes; }

    // `part`: the cells of a decoded block that are looked at, in cells of the raster.
    void add(const std::byte* block, const Window& part)
    {
        m_row.resize(static_cast<std::size_t>(part.cols));
        for (int row = 0; row < part.rows; ++row) {
            const auto first = static_cast<std::size_t>((part.row.value + row) % m_info.block_rows) *
                                   static_cast<std::size_t>(m_info.block_cols) +
                               static_cast<std::size_t>(part.col.value % m_info.block_cols);
            Strays strays;
            to_values(block + first * bytes_of(m_info.type), m_info.type, part.cols, m_rule, m_row.data(), strays);
            for (const double value : m_row) add(value);
        }
    }

private:
    void add(double value)
    {
        constexpr double largest = 9e15; // whole numbers that doubles tell apart
        if (value == m_last || !(std::fabs(value) < largest) || value != std::floor(value)) return;
        m_last = value;
        if (!full()) m_codes.insert(static_cast<std::int64_t>(value));
    }

    const RasterInfo& m_info;
    ValueRule m_rule;
    std::size_t m_most;
    std::vector<double> m_row;
    double m_last = std::numeric_limits<double>::quiet_NaN();
    std::set<std::int64_t> m_codes;
};

// A box in degrees and what lies within a distance of it; all around the pole where the box comes near one.
Box grown_by(const Box& box, double metres)
{
    constexpr double least_metres_per_degree = 110'500, metres_per_degree_of_equator = 111'300, quarter = 90;
    const double up = metres / least_metres_per_degree;
    const double farthest = std::max(std::fabs(box.ymin - up), std::fabs(box.ymax + up));
    const double cosine = farthest < quarter ? std::cos(farthest * std::numbers::pi / 180) : 0;
    const double along = cosine > 0 ? std::min(180., metres / (metres_per_degree_of_equator * cosine)) : 180;
    return {.xmin = box.xmin - along, .ymin = box.ymin - up, .xmax = box.xmax + along, .ymax = box.ymax + up};
}

// How far from the zones cells count: buffers look beyond them, and rasters that are drawn everywhere show the margin.
double reach_in_metres(const Plan& plan)
{
    double farthest = 0;
    for (const auto& technology : plan.technologies)
        for (const auto& rule : technology.exclusions) farthest = std::max(farthest, rule.buffer.metres());
    const bool everywhere = std::ranges::any_of(plan.rasters, &RasterPlan::everywhere);
    return farthest + (everywhere ? plan.grid.margin.metres() : 0);
}

// Whether cells count that lie anywhere in an extent of the plan.
bool counts_beyond_zones(const Plan& plan)
{
    return plan.grid.extent.index() != 0 && std::ranges::any_of(plan.rasters, &RasterPlan::everywhere);
}

// The parts of a raster that the plan needs.
std::vector<Window> needed(const OpenPlan& open, const Raster& raster)
{
    if (counts_beyond_zones(open.plan)) return {raster.info.window()};
    std::vector<Window> out;
    for (const auto& set : open.sets) {
        std::optional<Box> all;
        for (const auto& zone : set.zones)
            if (const auto one = bounds(zone.shape)) all = all ? united(*all, *one) : *one;
        if (!all) continue;
        const auto box = grown_by(longitude_latitude_box(set.crs, *all), reach_in_metres(open.plan));
        for (const auto& window : windows_of(raster, box))
            out.push_back(intersection(grown(window, 1), raster.info.window()));
    }
    return out;
}

CodeCollector collected(const OpenPlan& open, const OpenRaster& raster, std::size_t most)
{
    CodeCollector out{raster, most};
    const auto& info = raster.file.raster.info;
    const auto source = raster.file.raster.open();
    std::vector<std::byte> block(info.block_bytes());
    std::set<std::pair<int, int>> read;
    for (const auto& part : needed(open, raster.file.raster))
        for (int row = part.row.value / info.block_rows; row * info.block_rows < part.row_end().value; ++row)
            for (int col = part.col.value / info.block_cols;
                 col * info.block_cols < part.col_end().value && !out.full(); ++col) {
                if (!read.emplace(row, col).second) continue;
                source->read_block(row, col, block.data());
                const Window cells{.row = Row{row * info.block_rows},
                                   .col = Col{col * info.block_cols},
                                   .rows = info.block_rows,
                                   .cols = info.block_cols};
                out.add(block.data(), intersection(cells, info.window()));
            }
    return out;
}

// Whether the plan counts a layer by class, rather than asks for codes in conditions.
bool counted_by_class(const Plan& plan, const Layer& layer)
{
    const bool carbon =
        plan.carbon && std::ranges::find(plan.carbon->landcover, layer.id) != plan.carbon->landcover.end();
    return carbon || std::ranges::find(plan.statistics, layer.id, &StatisticsPlan::layer) != plan.statistics.end();
}

// The codes that occur become the classes of a layer that has none; not if they are too many.
bool find_classes(const OpenPlan& open, const OpenRaster& raster, Layer& layer)
{
    const auto found = collected(open, raster, most_classes);
    if (found.full()) {
        if (!counted_by_class(open.plan, layer)) return false;
        throw InputError{text("layer '{}': '{}' holds more than {} codes, too many to be counted as classes; if they "
                              "are numbers: quantity = \"intensive\"",
                              layer.id, raster.file.raster.info.name, most_classes)};
    }
    for (const auto code : found.codes()) {
        if (std::abs(code) > std::numeric_limits<int>::max())
            throw InputError{text("layer '{}': '{}' holds {}, which is no code of a class; if it means that there is "
                                  "no data: nodata = {}",
                                  layer.id, raster.file.raster.info.name, code, code)};
        const auto word = std::to_string(code);
        layer.classes.push_back(
            {.code = static_cast<int>(code), .key = word, .name = {.zh = word, .en = word}, .color = {}});
    }
    return true;
}

LayerClass class_with(const Layer& layer, int code)
{
    const auto entry = std::ranges::find(layer.classes, code, &ClassEntry::code);
    return {.code = code, .key = entry == layer.classes.end() ? "" : entry->key};
}

// All 256 codes of a raster of bytes are their own indices, so that rows need no conversion, where one of them stands
// for "no data" anyway. Where none does, any code may occur without being a class, 255 too.
std::optional<int> missing_byte(const OpenRaster& raster)
{
    if (raster.file.raster.info.type != PixelType::u8) return {};
    const auto fills = raster.rule.nodata.as<std::uint8_t>();
    return fills.empty() ? std::nullopt : std::optional{static_cast<int>(fills.front())};
}

// What a carbon table says of codes that are no class of the layer.
std::vector<int> codes_of_table(const OpenPlan& open, const Layer& layer)
{
    std::vector<int> out;
    if (!open.carbon || !open.plan.carbon ||
        std::ranges::find(open.plan.carbon->landcover, layer.id) == open.plan.carbon->landcover.end())
        return out;
    for (const auto& row : open.carbon->rows)
        if (row.code && std::ranges::find(layer.classes, *row.code, &ClassEntry::code) == layer.classes.end())
            out.push_back(*row.code);
    return out;
}

} // namespace

void number_classes(OpenPlan& open, Layer& layer)
{
    auto& raster = open.rasters.at(layer.id);
    if (layer.classes.empty() && !find_classes(open, raster, layer)) return;
    raster.numbered = true;
    std::vector<int> codes;
    if (const auto missing = missing_byte(raster)) {
        raster.missing = *missing;
        for (int code = 0; code < 256; ++code) codes.push_back(code);
    } else {
        for (const auto& entry : layer.classes) codes.push_back(entry.code);
        for (const int code : codes_of_table(open, layer))
            if (codes.size() < ClassRule::unlisted) codes.push_back(code);
    }
    for (const int code : codes) raster.classes.push_back(class_with(layer, code));
    raster.codes = std::move(codes);
}

std::vector<std::int64_t> unlisted_codes(const OpenPlan& open, const OpenRaster& raster, std::size_t most)
{
    std::vector<std::int64_t> out;
    const auto found = collected(open, raster, raster.codes.size() + most);
    for (const auto code : found.codes()) {
        const bool listed =
            std::ranges::find_if(raster.codes, [&](int one) { return one == code; }) != raster.codes.end();
        if (!listed && out.size() < most) out.push_back(code);
    }
    return out;
}

} // namespace peaksite
