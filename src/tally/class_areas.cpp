#include "tally/class_areas.hpp"

#include <algorithm>

namespace peaksite {

void TileClassAreas::add(const std::uint8_t* row, int begin, std::span<const Run> runs, std::span<const EdgeCell> edge,
                         const AreaRow& areas)
{
    auto* quanta = m_quanta.data();
    m_quantum = areas.quantum;
    for (const auto& run : runs) {
        const std::uint8_t* cell = row + (run.begin - begin);
        const int n = run.end - run.begin;
        const auto slot = [&](int i) -> std::int64_t& { return quanta[copies * cell[i] + (i & (copies - 1))]; };
        if (areas.uniform())
            for (int i = 0; i < n; ++i) slot(i) += areas.each;
        else
            for (int i = 0; i < n; ++i) slot(i) += areas.cells[static_cast<std::size_t>(run.begin - begin + i)];
    }
    for (const auto& part : edge) {
        const auto at = static_cast<std::size_t>(part.col - begin);
        const auto whole = areas.at(at);
        quanta[copies * row[at]] += std::llrint(part.share * static_cast<double>(whole));
    }
}

ExactSum& ClassAreas::sum(std::uint8_t index)
{
    auto found = std::ranges::lower_bound(m_entries, index, {}, &Entry::index);
    if (found == m_entries.end() || found->index != index)
        found = m_entries.insert(found, {.index = index, .area = {}});
    return found->area;
}

void ClassAreas::add(const TileClassAreas& tile)
{
    for (int index = 0; index < TileClassAreas::classes; ++index) {
        const auto* copy = tile.m_quanta.data() + static_cast<std::ptrdiff_t>(index) * TileClassAreas::copies;
        const std::int64_t quanta = copy[0] + copy[1] + copy[2] + copy[3];
        if (quanta != 0) sum(static_cast<std::uint8_t>(index)).add_scaled(quanta, 1, tile.m_quantum.exponent);
    }
}

void ClassAreas::merge(const ClassAreas& other)
{
    for (const auto& entry : other.m_entries) sum(entry.index).merge(entry.area);
}

double ClassAreas::area(std::size_t index) const
{
    const auto found = std::ranges::find_if(m_entries, [index](const Entry& entry) { return entry.index == index; });
    return found == m_entries.end() ? 0 : found->area.value();
}

double ClassAreas::known_area(int missing) const
{
    ExactSum all;
    for (const auto& entry : m_entries)
        if (entry.index != missing) all.merge(entry.area);
    return all.value();
}

void ClassAreas::write(ByteWriter& out) const
{
    out.put(static_cast<std::uint64_t>(m_entries.size()));
    for (const auto& entry : m_entries) {
        out.put(entry.index);
        out.put(entry.area);
    }
}

ClassAreas ClassAreas::read(ByteReader& in)
{
    constexpr std::size_t entry_bytes = 49;
    ClassAreas areas;
    const auto count = in.count(entry_bytes);
    for (std::size_t i = 0; i < count; ++i) {
        const auto index = in.get<std::uint8_t>();
        areas.sum(index).merge(in.sum());
    }
    return areas;
}

} // namespace peaksite
