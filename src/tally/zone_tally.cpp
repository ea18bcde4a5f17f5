#include "tally/zone_tally.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace peaksite {

namespace {

// Quanta of the covered cells of a row; nothing when one counter cannot hold them.
std::optional<std::int64_t> covered_quanta(std::span<const Run> runs, std::span<const EdgeCell> edge, int begin,
                                           const AreaRow& areas)
{
    std::int64_t sum = 0;
    const auto add = [&](std::int64_t quanta) {
        const bool fits = quanta <= most_quanta - sum;
        if (fits) sum += quanta;
        return fits;
    };
    const auto at = [&](int col) { return areas.at(static_cast<std::size_t>(col - begin)); };
    for (const auto& run : runs) {
        const std::int64_t cells = run.end - run.begin;
        if (areas.uniform()) {
            if (areas.each > most_quanta / cells || !add(cells * areas.each)) return {};
        } else
            for (int col = run.begin; col < run.end; ++col)
                if (!add(at(col))) return {};
    }
    for (const auto& cell : edge)
        if (!add(std::llrint(cell.share * static_cast<double>(at(cell.col))))) return {};
    return sum;
}

template <class Part>
void write_all(ByteWriter& out, const std::vector<Part>& parts)
{
    out.put(static_cast<std::uint64_t>(parts.size()));
    for (const auto& part : parts) part.write(out);
}

template <class Part>
std::vector<Part> read_all(ByteReader& in)
{
    std::vector<Part> parts;
    const auto count = in.count(1);
    for (std::size_t i = 0; i < count; ++i) parts.push_back(Part::read(in));
    return parts;
}

template <class Part>
void merge_all(std::vector<Part>& mine, const std::vector<Part>& theirs)
{
    mine.resize(std::max(mine.size(), theirs.size()));
    for (std::size_t i = 0; i < theirs.size(); ++i) mine[i].merge(theirs[i]);
}

} // namespace

TileTally::TileTally(const TallyLayout& layout)
    : m_layout(&layout), m_moments(layout.moments.size()), m_classes(static_cast<std::size_t>(layout.class_layers)),
      m_masks(layout.masks ? layout.measures : 0)
{}

void TileTally::clear()
{
    m_area = 0;
    for (auto& moments : m_moments) moments.clear();
    for (auto& classes : m_classes) classes.clear();
    m_masks.clear();
    m_spilled.reset();
}

void TileTally::add(const TallyRows& rows, std::span<const Run> runs, std::span<const EdgeCell> edge)
{
    const auto quanta = covered_quanta(runs, edge, rows.begin, rows.areas);
    if (!quanta) return add_halves(rows, runs, edge);
    if (*quanta > most_quanta - m_area) spill(rows.numbers);
    m_area += *quanta;
    m_quantum = rows.areas.quantum;
    for (std::size_t i = 0; i < m_moments.size(); ++i)
        m_moments[i].add(m_layout->moments[i], rows.moments[i], runs, edge, rows.areas);
    for (std::size_t i = 0; i < m_classes.size(); ++i)
        m_classes[i].add(rows.classes[i], rows.begin, runs, edge, rows.areas);
    if (m_layout->masks)
        m_masks.add(rows.masks, rows.numbers->count(), rows.begin, rows.measures, runs, edge, rows.areas);
}

// One cell always fits.
void TileTally::add_halves(const TallyRows& rows, std::span<const Run> runs, std::span<const EdgeCell> edge)
{
    int first = std::numeric_limits<int>::max(), end = std::numeric_limits<int>::min();
    for (const auto& run : runs) first = std::min(first, run.begin), end = std::max(end, run.end);
    for (const auto& cell : edge) first = std::min(first, cell.col), end = std::max(end, cell.col + 1);
    const int middle = first + (end - first) / 2;
    std::vector<Run> half;
    for (const auto& [from, to] : {std::pair{first, middle}, std::pair{middle, end}}) {
        const auto part = clip({.full = runs, .edge = edge}, from, to, half);
        if (!half.empty() || !part.empty()) add(rows, half, part);
    }
}

void TileTally::spill(const MaskNumbers* numbers)
{
    if (m_area == 0) return;
    auto layout = *m_layout;
    layout.distributions.clear(); // counted elsewhere
    auto spilled = m_spilled ? *std::exchange(m_spilled, {}) : ZoneTally{layout, true};
    spilled.add(*this, numbers);
    clear();
    m_spilled = std::move(spilled);
}

ZoneTally::ZoneTally(const TallyLayout& layout, bool few_cells)
    : m_moments(layout.moments.size()), m_classes(static_cast<std::size_t>(layout.class_layers))
{
    for (const auto kind : layout.distributions) m_distributions.emplace_back(kind, few_cells);
}

void ZoneTally::add(const TileTally& tile, const MaskNumbers* numbers)
{
    m_area.add_scaled(tile.m_area, 1, tile.m_quantum.exponent);
    for (std::size_t i = 0; i < m_moments.size(); ++i) m_moments[i].add(tile.m_moments[i]);
    for (std::size_t i = 0; i < m_classes.size(); ++i) m_classes[i].add(tile.m_classes[i]);
    if (tile.m_layout->masks && numbers != nullptr) m_masks.add(tile.m_masks, *numbers);
    if (tile.m_spilled) merge(*tile.m_spilled);
}

void ZoneTally::merge(const ZoneTally& other)
{
    m_area.merge(other.m_area);
    merge_all(m_moments, other.m_moments);
    merge_all(m_distributions, other.m_distributions);
    merge_all(m_classes, other.m_classes);
    m_masks.merge(other.m_masks);
}

bool ZoneTally::fits(const TallyLayout& layout, int criteria) const
{
    if (m_moments.size() != layout.moments.size() || m_distributions.size() != layout.distributions.size() ||
        m_classes.size() != static_cast<std::size_t>(layout.class_layers))
        return false;
    for (std::size_t i = 0; i < m_distributions.size(); ++i)
        if (!m_distributions[i].fits(layout.distributions[i])) return false;
    return layout.masks ? m_masks.fits(criteria, layout.measures) : m_masks.size() == 0;
}

void ZoneTally::write(ByteWriter& out) const
{
    out.put(m_area);
    write_all(out, m_moments);
    write_all(out, m_distributions);
    write_all(out, m_classes);
    m_masks.write(out);
}

ZoneTally ZoneTally::read(ByteReader& in)
{
    ZoneTally tally;
    tally.m_area = in.sum();
    tally.m_moments = read_all<Moments>(in);
    tally.m_distributions = read_all<Distribution>(in);
    tally.m_classes = read_all<ClassAreas>(in);
    tally.m_masks = MaskAreas::read(in);
    return tally;
}

} // namespace peaksite
