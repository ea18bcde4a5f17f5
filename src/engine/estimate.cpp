#include "engine/estimate.hpp"

#include "engine/worker.hpp"

#include <algorithm>
#include <map>

namespace peaksite {

namespace {

// First and last tile (in order of work) that holds a block.
struct Use {
    int first = 0;
    int last = 0;
};

// The most blocks of a raster that are held at once, with `threads` tiles under way.
std::size_t most_at_once(const std::map<std::int64_t, Use>& uses, int tiles, int threads)
{
    std::vector<int> change(static_cast<std::size_t>(tiles + threads) + 1);
    for (const auto& [block, use] : uses) {
        // Taken when the first tile begins, at most threads - 1 tiles early; given back when the last one ends.
        ++change[static_cast<std::size_t>(std::max(0, use.first - threads + 1))];
        --change[static_cast<std::size_t>(use.last) + 1];
    }
    int now = 0, most = 0;
    for (const int step : change) {
        now += step;
        most = std::max(most, now);
    }
    return static_cast<std::size_t>(most);
}

std::size_t corners(const Shape& shape)
{
    std::size_t count = shape.points.size();
    for (const auto& polygon : shape.polygons)
        for (const auto& ring : polygon.rings) count += ring.size();
    for (const auto& line : shape.lines) count += line.size();
    return count;
}

std::size_t zone_bytes(const Pass& pass)
{
    // An outline keeps its points; its coverage has about one edge cell per cell of its boundary; a tally its
    // accumulators.
    std::size_t bytes = 0;
    for (const auto& zone : pass.zones) {
        const auto& layout = pass.sets[static_cast<std::size_t>(zone.set)].layout;
        double boundary = 0;
        for_each_edge(zone.cells, [&](Point a, Point b) { boundary += std::abs(a.x - b.x) + std::abs(a.y - b.y); });
        bytes += corners(zone.cells) * sizeof(Point) +
                 static_cast<std::size_t>(std::min(boundary, 4e6)) * sizeof(EdgeCell) / 4;
        constexpr std::size_t typical_masks = 30, per_mask = 250, per_distribution = 100000;
        bytes += sizeof(ZoneTally) + layout.moments.size() * sizeof(Moments) +
                 layout.distributions.size() * per_distribution +
                 (layout.masks ? typical_masks * per_mask * (1 + static_cast<std::size_t>(layout.measures) / 2) : 0);
    }
    return bytes;
}

std::size_t worker_bytes(const Pass& pass)
{
    const auto side = static_cast<std::size_t>(pass.tiling.side());
    std::size_t bytes =
        (pass.program->constants.size() + static_cast<std::size_t>(pass.program->value_slots)) * side * sizeof(double);
    for (const auto& set : pass.sets) bytes += set.distributions.size() * side * side * sizeof(double);
    for (const auto& output : pass.outputs)
        bytes += side * side * (output.kind == RasterOutput::Kind::state ? 1 : sizeof(float)) *
                 8; // and those waiting to be written
    bytes += pass.inputs.size() * side * sizeof(double) * 4;
    for (const auto& input : pass.inputs)
        if (std::holds_alternative<VectorConditionPlan>(input) || std::holds_alternative<VectorDistancePlan>(input))
            bytes += side * side * sizeof(double);
    return bytes;
}

std::size_t survey_bytes(const Survey& survey)
{
    std::size_t bytes = 0;
    for (const auto& parcel : survey.parcels)
        bytes += corners(parcel) * sizeof(Point) + sizeof(Shape) + sizeof(Polygon) + 2 * sizeof(double);
    return bytes;
}

// The polygons are counted with the pass that lays them over the zones; here the indices of the zones' edges, and the
// areas.
PassEstimate estimate_survey(const SurveyPass& pass)
{
    PassEstimate out;
    out.tiles = 1;
    constexpr std::size_t index_per_point = 64, areas_per_parcel = 64;
    for (const auto& zone : pass.zones) out.zone_bytes += corners(zone) * (sizeof(Point) + index_per_point);
    out.vector_bytes = survey_bytes(*pass.survey) + pass.survey->parcels.size() * areas_per_parcel;
    return out;
}

} // namespace

PassEstimate estimate(const Pass& pass, int threads)
{
    if (pass.survey != nullptr) return estimate_survey(*pass.survey);
    PassEstimate out;
    const InputKit kit{pass};
    BlockCache cache{pass.rasters};
    const auto order = pass.tiling.order(pass.tiling.across());
    ZoneCovers covers{pass, order};
    Worker worker{pass, kit, cache, covers};
    const bool everywhere = std::ranges::any_of(pass.outputs, &RasterOutput::everywhere);
    std::vector<std::map<std::int64_t, Use>> uses(pass.rasters.size());
    for (const int tile : order) {
        if (!everywhere && !worker.needs(tile)) {
            ++out.tiles_without_zones;
            continue;
        }
        const int at = out.tiles++;
        for (const auto& [raster, window] : worker.windows(tile)) {
            const auto& info = pass.rasters[static_cast<std::size_t>(raster)].info;
            const auto blocks = BlockCache::blocks(info, window);
            for (int row = blocks.row.value; row < blocks.row_end().value; ++row)
                for (int col = blocks.col.value; col < blocks.col_end().value; ++col) {
                    auto [found, added] = uses[static_cast<std::size_t>(raster)].try_emplace(
                        std::int64_t{row} * info.blocks_across() + col, Use{at, at});
                    found->second.last = at;
                }
        }
    }
    for (std::size_t raster = 0; raster < uses.size(); ++raster) {
        const auto bytes = pass.rasters[raster].info.block_bytes();
        out.blocks += uses[raster].size();
        out.decoded_bytes += uses[raster].size() * bytes;
        out.cache_bytes += most_at_once(uses[raster], out.tiles, threads) * bytes;
    }
    out.worker_bytes = worker_bytes(pass) * static_cast<std::size_t>(threads);
    out.zone_bytes = zone_bytes(pass);
    // On the grid the edges of polygons are held in cells while the runs are made.
    for (const int input : inputs_read(pass))
        if (const auto* survey = std::get_if<SurveyInputPlan>(&pass.inputs[static_cast<std::size_t>(input)]))
            out.vector_bytes += 2 * survey_bytes(survey->field->survey());
    for (const auto& field : pass.fields)
        if (field != nullptr) // else nothing reads it
            out.vector_bytes += field->inside.bytes() + (field->nearness == nullptr ? 0 : field->nearness->bytes());
    return out;
}

} // namespace peaksite
