#include "engine/worker.hpp"

#include "engine/too_large.hpp"

#include <algorithm>
#include <utility>

namespace peaksite {

Worker::Worker(const Pass& pass, const InputKit& kit, BlockCache& cache, ZoneCovers& covers,
               std::span<const std::shared_ptr<RasterSink>> sinks)
    : m_pass(pass), m_covers(covers), m_desk(pass.rasters, cache), m_read(inputs_read(pass)),
      m_readers(kit.readers(m_desk, m_read)), m_machine(*pass.program, std::min(pass.tiling.side(), pass.grid.cols())),
      m_masks(static_cast<int>(pass.criteria.size())), m_spare(pass.sets.size()), m_rows(pass.inputs.size())
{
    for (std::size_t i = 0; i < sinks.size(); ++i) {
        m_outputs.emplace_back(pass.outputs[i], *sinks[i]);
        m_everywhere = m_everywhere || pass.outputs[i].everywhere;
    }
    for (const auto& set : pass.sets)
        for (const int output : set.distributions) m_kept[output];
}

bool Worker::needs(int tile) const { return m_everywhere || !m_covers.zones(tile).empty(); }

void Worker::want(const Window& window)
{
    m_wanted.clear();
    for (const int input : m_read) m_readers[static_cast<std::size_t>(input)]->want(window, m_wanted);
}

const std::map<int, Window>& Worker::windows(int tile)
{
    want(m_pass.tiling.window(tile));
    return m_wanted.windows();
}

void Worker::expect(int tile, BlockCache& cache)
{
    if (!needs(tile)) return;
    for (const auto& [raster, window] : windows(tile)) cache.expect(raster, window);
}

void Worker::gather(int tile)
{
    m_active.clear();
    for (const int zone : m_covers.zones(tile)) {
        auto coverage = m_covers.cover_of(zone);
        const int set = m_pass.zones[static_cast<std::size_t>(zone)].set;
        auto& spare = m_spare[static_cast<std::size_t>(set)];
        std::unique_ptr<TileTally> tally;
        if (spare.empty())
            tally = std::make_unique<TileTally>(m_pass.sets[static_cast<std::size_t>(set)].layout);
        else {
            tally = std::move(spare.back());
            spare.pop_back();
            tally->clear();
        }
        m_active.push_back({.zone = zone,
                            .set = set,
                            .coverage = std::move(coverage),
                            .tally = std::move(tally),
                            .runs = {},
                            .edge = {}});
    }
}

void Worker::work(int tile)
{
    if (needs(tile)) {
        m_window = m_pass.tiling.window(tile);
        want(m_window);
        m_desk.hold(m_wanted);
        gather(tile);
        m_masks.clear();
        for (auto& output : m_outputs) output.begin(m_window);
        for (auto& [output, values] : m_kept) values.resize(std::max(values.size(), m_window.cells()));
        try {
            count_rows();
            finish();
        } catch (const SumTooLarge&) {
            throw InputError{cell_too_large()};
        }
        m_desk.release();
    }
    m_partial.tiles.push_back(tile);
}

void Worker::count_rows()
{
    for (const int input : m_read) m_readers[static_cast<std::size_t>(input)]->begin(m_window);
    for (Row at = m_window.row; at < m_window.row_end(); ++at) row(at);
}

// Reads the tile again. Sums are of values times square metres, and of squares.
Worker::Largest Worker::largest_value()
{
    std::set<int> outputs(m_pass.measures.begin(), m_pass.measures.end());
    for (const auto& set : m_pass.sets) outputs.insert(set.moments.begin(), set.moments.end());
    Largest out{.value = 0, .cell = {m_window.row, m_window.col}, .output = -1};
    for (const int input : m_read) m_readers[static_cast<std::size_t>(input)]->begin(m_window);
    for (Row at = m_window.row; at < m_window.row_end(); ++at) {
        evaluate(at, m_window.col.value, m_window.col_end().value);
        for (const int output : outputs)
            for (int i = 0; i < m_window.cols; ++i)
                if (const double value = m_machine.value(output)[i]; std::fabs(value) > std::fabs(out.value))
                    out = {.value = value, .cell = {at, m_window.col + i}, .output = output};
    }
    return out;
}

std::string Worker::zones_at(Cell cell) const
{
    std::vector<std::string> out;
    const int col = cell.col.value;
    for (const auto& active : m_active) {
        const auto here = active.coverage->row(cell.row);
        const bool full =
            std::ranges::any_of(here.full, [&](const Run& run) { return run.begin <= col && col < run.end; });
        if (full || std::ranges::find(here.edge, col, &EdgeCell::col) != here.edge.end())
            out.push_back(m_pass.zones[static_cast<std::size_t>(active.zone)].label);
    }
    return out.empty() ? "-" : joined(out, ", ");
}

// Names what no sum can hold: layer, file and band, zone and cell.
Sentence Worker::cell_too_large()
{
    const auto largest = largest_value();
    const auto place = m_pass.grid.centre(largest.cell);
    return text("layer {}, zone {}: a sum met the value {:.6g} in the cell at {}, {}; times its area, or squared for a "
                "deviation, it is not a finite number below 1.4e45; if it means that there is no data, say so: "
                "nodata = …, else correct unit, scale or expression",
                largest.output < 0 ? "'" + m_pass.name + "'" : layers_behind(m_pass, largest.output),
                zones_at(largest.cell), largest.value, place.x, place.y);
}

void Worker::row(Row row)
{
    const int left = m_window.col.value, right = m_window.col_end().value;
    int begin = right, end = left;
    for (auto& active : m_active) {
        active.edge = clip(active.coverage->row(row), left, right, active.runs);
        for (const auto& run : active.runs) {
            begin = std::min(begin, run.begin);
            end = std::max(end, run.end);
        }
        if (active.edge.empty()) continue;
        begin = std::min(begin, active.edge.front().col);
        end = std::max(end, active.edge.back().col + 1);
    }
    if (m_everywhere) {
        begin = left;
        end = right;
    }
    if (begin >= end) return;
    evaluate(row, begin, end);
    count(row, begin, end);
}

void Worker::evaluate(Row row, int begin, int end)
{
    for (const int input : m_read)
        m_rows[static_cast<std::size_t>(input)] = m_readers[static_cast<std::size_t>(input)]->row(row, begin, end);
    m_machine.run(m_rows, end - begin);
}

void Worker::count(Row row, int begin, int end)
{
    const auto value_row = [&](int output) {
        return ValueRow{.cells = m_machine.value(output), .begin = begin, .complete = m_machine.complete(output)};
    };
    TallyRows rows{.begin = begin,
                   .areas = m_pass.areas->row(row, begin, end, m_areas),
                   .moments = {},
                   .classes = {},
                   .masks = nullptr,
                   .numbers = &m_masks,
                   .measures = {}};
    m_conditions.clear();
    for (const int output : m_pass.criteria)
        m_conditions.push_back(reinterpret_cast<const std::uint8_t*>(m_machine.condition(output)));
    m_measures.clear();
    for (const int output : m_pass.measures) m_measures.push_back(value_row(output));
    if (std::ranges::any_of(m_pass.sets, [](const SetPlan& set) { return set.layout.masks; })) {
        number_masks_anew(end - begin);
        rows.masks = m_masks.of(m_conditions, end - begin);
        rows.measures = m_measures;
    }
    for (std::size_t set = 0; set < m_pass.sets.size(); ++set) {
        const auto& plan = m_pass.sets[set];
        m_moments.clear();
        for (const int output : plan.moments) m_moments.push_back(value_row(output));
        m_classes.clear();
        for (const int input : plan.classes)
            m_classes.push_back(static_cast<const std::uint8_t*>(m_rows[static_cast<std::size_t>(input)].cells));
        rows.moments = m_moments;
        rows.classes = m_classes;
        for (auto& active : m_active)
            if (active.set == static_cast<int>(set) && active.here()) active.tally->add(rows, active.runs, active.edge);
    }
    keep_values(row, begin, end);
    if (m_outputs.empty()) return;
    m_covered.assign(static_cast<std::size_t>(end - begin), 0);
    for (const auto& active : m_active) {
        for (const auto& run : active.runs)
            std::fill(m_covered.begin() + (run.begin - begin), m_covered.begin() + (run.end - begin), 1);
        for (const auto& cell : active.edge) m_covered[static_cast<std::size_t>(cell.col - begin)] = 1;
    }
    for (auto& output : m_outputs) output.row(row, begin, end, m_machine, rows.areas, m_covered);
}

// Numbers mean something within a tile only; where they run out, what was counted under them is put away first.
void Worker::number_masks_anew(int cells)
{
    if (m_masks.room(cells)) return;
    for (auto& active : m_active) active.tally->spill(&m_masks);
    m_masks.clear();
}

void Worker::keep_values(Row row, int begin, int end)
{
    const auto first = static_cast<std::ptrdiff_t>(row - m_window.row) * m_window.cols + (begin - m_window.col.value);
    for (auto& [output, values] : m_kept) std::copy_n(m_machine.value(output), end - begin, values.begin() + first);
}

void Worker::distribute(Active& active)
{
    const auto& plan = m_pass.sets[static_cast<std::size_t>(active.set)];
    auto& tally = m_partial.zones.at(active.zone);
    for (std::size_t d = 0; d < plan.distributions.size(); ++d) {
        const auto kind = plan.layout.distributions[d];
        distribute(active, m_kept.at(plan.distributions[d]), m_counters.try_emplace(kind, kind).first->second,
                   tally.distribution(d));
    }
}

void Worker::distribute(Active& active, const std::vector<double>& values, BucketCounter& counter,
                        Distribution& distribution)
{
    const int left = m_window.col.value, right = m_window.col_end().value;
    for (Row row = m_window.row; row < m_window.row_end(); ++row) {
        active.edge = clip(active.coverage->row(row), left, right, active.runs);
        if (!active.here()) continue;
        const auto areas = m_pass.areas->row(row, left, right, m_areas);
        const double* cells = values.data() + static_cast<std::ptrdiff_t>(row - m_window.row) * m_window.cols;
        const auto quanta = [&](int at) { return areas.at(static_cast<std::size_t>(at)); };
        for (const auto& run : active.runs) {
            const int at = run.begin - left, n = run.end - run.begin;
            if (!distribution.keeps_pairs())
                counter.add(cells + at, n, areas.each, areas.uniform() ? nullptr : areas.cells.data() + at);
            else
                for (int i = at; i < at + n; ++i) distribution.add_pair(cells[i], quanta(i));
        }
        for (const auto& cell : active.edge) {
            const int at = cell.col - left;
            const auto part = std::llrint(cell.share * static_cast<double>(quanta(at)));
            if (distribution.keeps_pairs())
                distribution.add_pair(cells[at], part);
            else
                counter.add(cells[at], part);
        }
    }
    if (!distribution.keeps_pairs()) distribution.add_buckets(counter.take());
}

void Worker::finish()
{
    for (auto& active : m_active) {
        if (!active.tally->empty()) {
            const auto& layout = m_pass.sets[static_cast<std::size_t>(active.set)].layout;
            m_partial.zones.try_emplace(active.zone, layout, m_covers.few_cells(active.zone));
            m_partial.zones.at(active.zone).add(*active.tally, layout.masks ? &m_masks : nullptr);
            distribute(active);
        }
        m_covers.done(active.zone);
        m_spare[static_cast<std::size_t>(active.set)].push_back(std::move(active.tally));
    }
    for (auto& output : m_outputs) output.write();
}

PartialTally Worker::take()
{
    auto out = std::exchange(m_partial, {});
    out.strays = strays();
    return out;
}

std::vector<Strays> Worker::strays() const
{
    std::vector<Strays> out(m_readers.size());
    for (std::size_t i = 0; i < m_readers.size(); ++i)
        if (m_readers[i] != nullptr) out[i] = m_readers[i]->strays();
    return out;
}

} // namespace peaksite
