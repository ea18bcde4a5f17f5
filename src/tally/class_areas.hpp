#pragma once

#include "base/bytes.hpp"
#include "grid/cell_area.hpp"
#include "grid/coverage.hpp"

#include <array>
#include <vector>

namespace peaksite {

/// Areas by class of one zone in one tile. Classes are bytes; one of them may stand for "no data". No sum of areas may
/// pass `most_quanta`: TileTally sees to that.
class TileClassAreas {
public:
    static constexpr int classes = 256;

    void clear()
    {
        m_quanta.fill(0);
        m_met.clear();
    }
    void add(const std::uint8_t* row, int begin, std::span<const Run> runs, std::span<const EdgeCell> edge,
             const AreaRow& areas);

private:
    friend class ClassAreas;
    // Four copies, cell i in copy i modulo 4: neighbours of one class do not wait for each other.
    static constexpr int copies = 4;
    std::int64_t& slot(std::uint8_t index, int i)
    {
        return m_quanta[static_cast<std::size_t>(copies * index + (i & (copies - 1)))];
    }
    int add_by_class(const std::uint8_t* cell, int n, std::int64_t each);
    void add_alike(const std::uint8_t* cell, int n, std::int64_t each);

    std::array<std::int64_t, static_cast<std::size_t>(copies) * classes> m_quanta{};
    AreaQuantum m_quantum;
    static constexpr std::size_t most_met = 16;
    std::vector<std::uint8_t> m_met; // classes, in the order that they were met
};

/// Areas by class of a zone over any number of tiles.
class ClassAreas {
public:
    void add(const TileClassAreas& tile);
    void add(std::uint8_t index, double square_metres) { sum(index).add(whole_quanta(square_metres)); }
    void merge(const ClassAreas& other);

    /// m² of a class, 0 for those that do not occur; no cell holds an index above 255.
    double area(std::size_t index) const;
    /// Calls `use(index, m²)` for each that occurs, in order.
    template <class Use>
    void for_each(Use&& use) const
    {
        for (const auto& entry : m_entries) use(static_cast<std::size_t>(entry.index), entry.area.value());
    }
    /// m² of all classes but one, the one without data.
    double known_area(int missing) const;

    void write(ByteWriter& out) const;
    static ClassAreas read(ByteReader& in);
    bool operator==(const ClassAreas&) const = default;

private:
    ExactSum& sum(std::uint8_t index);

    struct Entry {
        std::uint8_t index = 0;
        ExactSum area; // m²
        bool operator==(const Entry&) const = default;
    };
    std::vector<Entry> m_entries; // by index
};

} // namespace peaksite
