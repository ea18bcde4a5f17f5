#include "tally/zone_tally.hpp"

namespace peaksite {

namespace {

std::int64_t covered_quanta(std::span<const Run> runs, std::span<const EdgeCell> edge, int begin, const AreaRow& areas)
{
    std::int64_t sum = 0;
    const auto at = [&](int col) { return areas.uniform() ? areas.each : areas.cells[static_cast<std::size_t>(col - begin)]; };
    for (const auto& run : runs) {
        if (areas.uniform()) sum += (run.end - run.begin) * areas.each;
        else
            for (int col = run.begin; col < run.end; ++col) sum += at(col);
    }
    for (const auto& cell : edge) sum += std::llrint(cell.share * static_cast<double>(at(cell.col)));
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
{
}

void TileTally::clear()
{
    m_area = 0;
    for (auto& moments : m_moments) moments.clear();
    for (auto& classes : m_classes) classes.clear();
    m_masks.clear();
}

void TileTally::add(const TallyRows& rows, std::span<const Run> runs, std::span<const EdgeCell> edge)
{
    m_area += covered_quanta(runs, edge, rows.begin, rows.areas);
    for (std::size_t i = 0; i < m_moments.size(); ++i) m_moments[i].add(m_layout->moments[i], rows.moments[i], runs, edge, rows.areas);
    for (std::size_t i = 0; i < m_classes.size(); ++i) m_classes[i].add(rows.classes[i], rows.begin, runs, edge, rows.areas);
    if (m_layout->masks) m_masks.add(rows.masks, rows.mask_count, rows.begin, rows.measures, runs, edge, rows.areas);
}

ZoneTally::ZoneTally(const TallyLayout& layout, bool few_cells)
    : m_moments(layout.moments.size()), m_classes(static_cast<std::size_t>(layout.class_layers))
{
    for (const auto kind : layout.distributions) m_distributions.emplace_back(kind, few_cells);
}

void ZoneTally::add(const TileTally& tile, const MaskNumbers* numbers)
{
    m_area.add_scaled(tile.m_area, 1, 0);
    for (std::size_t i = 0; i < m_moments.size(); ++i) m_moments[i].add(tile.m_moments[i]);
    for (std::size_t i = 0; i < m_classes.size(); ++i) m_classes[i].add(tile.m_classes[i]);
    if (tile.m_layout->masks && numbers != nullptr) m_masks.add(tile.m_masks, *numbers);
}

void ZoneTally::merge(const ZoneTally& other)
{
    m_area.merge(other.m_area);
    merge_all(m_moments, other.m_moments);
    merge_all(m_distributions, other.m_distributions);
    merge_all(m_classes, other.m_classes);
    m_masks.merge(other.m_masks);
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
