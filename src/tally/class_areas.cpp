#include "tally/class_areas.hpp"

#include "base/clones.hpp"

#include <algorithm>

namespace peaksite {

namespace {

constexpr int at_once = 64, most_rounds = 255; // a lane counts in a byte

// How many of n cells, whole rounds of lanes, are of a class.
PEAKSITE_CLONES int count_class(const std::uint8_t* __restrict cell, int n, std::uint8_t index)
{
    std::uint8_t counts[at_once] = {};
    for (int i = 0; i < n; i += at_once)
        for (int l = 0; l < at_once; ++l)
            counts[l] = static_cast<std::uint8_t>(counts[l] + static_cast<std::uint8_t>(cell[i + l] == index));
    int out = 0;
    for (int l = 0; l < at_once; ++l) out += counts[l];
    return out;
}

} // namespace

// Few classes are met in a tile: counting one after the other is less than looking at each cell. Returns how many of
// the cells were counted.
int TileClassAreas::add_by_class(const std::uint8_t* cell, int n, std::int64_t each)
{
    n -= n % at_once;
    int left = n;
    std::size_t done = 0;
    while (left > 0) {
        for (; done < m_met.size() && left > 0; ++done) {
            const int count = count_class(cell, n, m_met[done]);
            slot(m_met[done], 0) += count * each;
            left -= count;
        }
        if (left == 0) break;
        const auto known = [this](std::uint8_t index) { return std::ranges::find(m_met, index) != m_met.end(); };
        const auto* other = std::find_if_not(cell, cell + n, known);
        if (m_met.size() < most_met) {
            m_met.push_back(*other);
            continue;
        }
        for (; other < cell + n; ++other)
            if (!known(*other)) slot(*other, static_cast<int>(other - cell)) += each;
        break;
    }
    return n;
}

void TileClassAreas::add_alike(const std::uint8_t* cell, int n, std::int64_t each)
{
    constexpr int few = 2 * at_once; // it pays for more cells
    while (n >= few) {
        const int counted = add_by_class(cell, std::min(n, at_once * most_rounds), each);
        cell += counted;
        n -= counted;
    }
    for (int i = 0; i < n; ++i) slot(cell[i], i) += each;
}

void TileClassAreas::add(const std::uint8_t* row, int begin, std::span<const Run> runs, std::span<const EdgeCell> edge,
                         const AreaRow& areas)
{
    m_quantum = areas.quantum;
    for (const auto& run : runs) {
        const std::uint8_t* cell = row + (run.begin - begin);
        const int n = run.end - run.begin;
        if (areas.uniform())
            add_alike(cell, n, areas.each);
        else
            for (int i = 0; i < n; ++i)
                slot(cell[i], i) += areas.cells[static_cast<std::size_t>(run.begin - begin + i)];
    }
    for (const auto& part : edge) {
        const auto at = static_cast<std::size_t>(part.col - begin);
        const auto whole = areas.at(at);
        slot(row[at], 0) += std::llrint(part.share * static_cast<double>(whole));
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
