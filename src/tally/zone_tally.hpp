#pragma once

#include "tally/class_areas.hpp"
#include "tally/distribution.hpp"
#include "tally/mask_areas.hpp"
#include "tally/moments.hpp"

#include <optional>
#include <vector>

namespace peaksite {

/// What is counted for every zone of a set.
struct TallyLayout {
    std::vector<MomentNeeds> moments;
    std::vector<Buckets> distributions;
    int class_layers = 0;
    bool masks = false;
    int measures = 0;
    bool operator==(const TallyLayout&) const = default;
};

/// The rows of a tile from which zones are counted, all beginning at column `begin`.
struct TallyRows {
    int begin = 0;
    AreaRow areas;
    std::span<const ValueRow> moments;            ///< as TallyLayout::moments
    std::span<const std::uint8_t* const> classes; ///< as TallyLayout::class_layers
    const std::uint16_t* masks = nullptr;         ///< as given out by `numbers`
    const MaskNumbers* numbers = nullptr;
    std::span<const ValueRow> measures;
};

class TileTally;

/// What one zone has in all tiles so far. Neutral when made from a layout; merging is associative and commutative.
class ZoneTally {
public:
    ZoneTally() = default;
    /// `few_cells`: the zone touches at most Distribution::most_pairs cells.
    ZoneTally(const TallyLayout& layout, bool few_cells);

    void add(const TileTally& tile, const MaskNumbers* numbers);
    void add_area(double square_metres) { m_area.add(whole_quanta(square_metres)); }
    Moments& moments(std::size_t i) { return m_moments[i]; }
    ClassAreas& classes(std::size_t i) { return m_classes[i]; }
    Distribution& distribution(std::size_t i) { return m_distributions[i]; }
    void merge(const ZoneTally& other);
    /// Puts what is kept into order, once for many questions.
    void settle()
    {
        for (auto& distribution : m_distributions) distribution.settle();
    }

    /// m² of the zone within the grid.
    double area() const { return m_area.value(); }
    const Moments& moments(std::size_t i) const { return m_moments[i]; }
    const Distribution& distribution(std::size_t i) const { return m_distributions[i]; }
    const ClassAreas& classes(std::size_t i) const { return m_classes[i]; }
    const MaskAreas& masks() const { return m_masks; }

    void write(ByteWriter& out) const;
    static ZoneTally read(ByteReader& in);
    /// Whether it can have been counted for a layout with so many criteria: what was read from a file is not taken as
    /// it comes.
    bool fits(const TallyLayout& layout, int criteria) const;
    bool operator==(const ZoneTally&) const = default;

private:
    ExactSum m_area; // m²
    std::vector<Moments> m_moments;
    std::vector<Distribution> m_distributions;
    std::vector<ClassAreas> m_classes;
    MaskAreas m_masks;
};

/// What one zone has in one tile. However large the cells and however many: what the counters cannot hold goes into
/// exact sums.
class TileTally {
public:
    explicit TileTally(const TallyLayout& layout);
    void clear();
    void add(const TallyRows& rows, std::span<const Run> runs, std::span<const EdgeCell> edge);
    /// Empties the counters into exact sums; before the numbers of masks change their meaning.
    void spill(const MaskNumbers* numbers);
    bool empty() const { return m_area == 0 && !m_spilled; }

private:
    friend class ZoneTally;
    void add_halves(const TallyRows& rows, std::span<const Run> runs, std::span<const EdgeCell> edge);

    const TallyLayout* m_layout;
    std::int64_t m_area = 0; // quanta; no other counter holds more
    AreaQuantum m_quantum;
    std::vector<TileMoments> m_moments;
    std::vector<TileClassAreas> m_classes;
    TileMasks m_masks;
    std::optional<ZoneTally> m_spilled;
};

} // namespace peaksite
