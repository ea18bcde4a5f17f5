#pragma once

#include "base/bytes.hpp"
#include "grid/cell_area.hpp"
#include "grid/coverage.hpp"

#include <array>
#include <vector>

namespace peaksite {

/// Areas by class of one zone in one tile. Classes are bytes; one of them may stand for "no data".
class TileClassAreas {
public:
    static constexpr int classes = 256;

    void clear() { m_quanta.fill(0); }
    void add(const std::uint8_t* row, int begin, std::span<const Run> runs, std::span<const EdgeCell> edge, const AreaRow& areas);

private:
    friend class ClassAreas;
    // Four copies, cell i in copy i modulo 4: neighbours of one class do not wait for each other.
    static constexpr int copies = 4;
    std::array<std::int64_t, static_cast<std::size_t>(copies) * classes> m_quanta{};
};

/// Areas by class of a zone over any number of tiles.
class ClassAreas {
public:
    void add(const TileClassAreas& tile);
    void add(int index, double square_metres) { sum(index).add_scaled(area_quanta(square_metres), 1, 0); }
    void merge(const ClassAreas& other);

    /// m² of a class, 0 for those that do not occur.
    double area(int index) const;
    /// m² of all classes but one, the one without data.
    double known_area(int missing) const;

    void write(ByteWriter& out) const;
    static ClassAreas read(ByteReader& in);
    bool operator==(const ClassAreas&) const = default;

private:
    ExactSum& sum(int index);

    struct Entry {
        std::uint8_t index = 0;
        ExactSum quanta;
        bool operator==(const Entry&) const = default;
    };
    std::vector<Entry> m_entries; // by index
};

} // namespace peaksite
