#include "job/study/explain.hpp"

#include "base/crew.hpp"
#include "job/open/plan_inputs.hpp"
#include "job/study/blueprint.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// The program with its libraries and their tables, before any data.
constexpr std::size_t bare_process_bytes = 62U << 20U;

// A sheet while it is drawn: pixels of an A4 at 300 to the inch and the fonts.
constexpr std::size_t sheet_bytes = 53U << 20U;

// Bytes of decoded cells that a thread reads and counts per second, as files come: deflate with predictor.
constexpr double decoded_bytes_per_second = 150e6;

// A row of a list of facilities, and of a table, while it is read, joined and written, as measured on a million rows of
// six cells.
constexpr std::size_t facility_bytes = 240, table_row_bytes = 1500;

std::size_t list_bytes(const OpenPlan& open)
{
    std::size_t out = 0;
    for (const auto& list : open.facilities) out += list.facilities.size() * facility_bytes;
    for (const auto& table : open.tables) out += table.rows.size() * table_row_bytes;
    return out;
}

// The workbook while it is made: its cells, by the lines of its longest pages.
std::size_t book_bytes(const OpenPlan& open, const Blueprint& blueprint)
{
    constexpr std::size_t cell_bytes = 145; // as measured on half a million cells with 5,000 notes
    constexpr std::size_t rule_cells = 8, zone_cells = 8, rules_beside = 4;
    const auto& meaning = blueprint.meaning;
    std::size_t cells = 0;
    for (const auto& place : meaning.statistics) {
        const auto& plan = meaning.plan.statistics[place.statistics];
        const auto layer = meaning.layers.find(plan.layer);
        std::ptrdiff_t classes = 0;
        if (layer != meaning.layers.end()) classes = std::ranges::count(layer->second.numbering.declared, true);
        cells += open.sets[place.set].zones.size() *
                 (1 + plan.stats.size() * static_cast<std::size_t>(std::max<std::ptrdiff_t>(classes, 1)));
    }
    for (const auto& set : open.sets) {
        cells += set.zones.size() * (zone_cells + blueprint.indicators.size());
        for (const auto& technology : open.plan.technologies)
            cells += set.zones.size() * (technology.exclusions.size() + rules_beside) * rule_cells;
    }
    return cells * cell_bytes;
}

} // namespace

Explanation explain(const PlanSource& source, int threads)
{
    const auto open = open_plan(source);
    auto out = explanation_of(open, build_study(open, open.catalogue), threads);
    out.inputs = inputs_of(open);
    return out;
}

Explanation explanation_of(const OpenPlan& open, const Blueprint& blueprint, int threads)
{
    Explanation out;
    out.threads = static_cast<int>(crew_size(threads));
    out.title = open.plan.title;
    const auto& main = blueprint.study.passes.front();
    out.crs = main.crs.name();
    out.grid = main.grid;
    out.cell_metres = blueprint.frame.cell_metres;
    out.tile = main.tiling.side();
    std::size_t decoded = 0, zones = 0;
    std::size_t most = (open.plan.maps.empty() ? 0 : sheet_bytes) + book_bytes(open, blueprint);
    for (const auto& pass : blueprint.study.passes) {
        const auto facts = estimate(pass, out.threads);
        decoded += facts.decoded_bytes;
        // One pass at a time has blocks and workers, and sheets and the workbook come after all; zones and vector
        // layers of all stay.
        most = std::max(most, facts.cache_bytes + facts.worker_bytes);
        zones += facts.zone_bytes + facts.vector_bytes;
        out.passes.push_back({.name = pass.name, .estimate = facts});
    }
    out.memory_bytes = bare_process_bytes + most + zones + list_bytes(open);
    out.seconds = static_cast<double>(decoded) / decoded_bytes_per_second / out.threads + 0.3;
    for (const auto& set : open.sets) out.zones += set.zones.size();
    out.criteria = blueprint.meaning.criteria;
    out.indicators = blueprint.indicators;
    out.missing = blueprint.missing;
    out.unchecked = unchecked_rules(open.plan);
    out.warnings = blueprint.meaning.warnings;
    return out;
}

} // namespace peaksite
