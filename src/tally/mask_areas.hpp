#pragma once

#include "base/bytes.hpp"
#include "base/exact_sum.hpp"
#include "tally/masks.hpp"

#include <span>
#include <vector>

namespace peaksite {

/// Of one measure, on the land of one mask.
struct MeasureSum {
    ExactSum sum;     ///< Σ coverage · area · value over cells with data, m² times the unit
    ExactSum missing; ///< m² without data
    bool operator==(const MeasureSum&) const = default;
};

/// Areas and sums by mask of a zone over any number of tiles, in the order of masks. Kept in columns, since whoever
/// asks anew walks all masks, but not all measures.
class MaskAreas {
public:
    static constexpr std::size_t most = std::size_t{1} << 20U;

    /// Throws InputError when more than `most` masks occur.
    void add(const TileMasks& tile, const MaskNumbers& numbers);
    /// Likewise.
    void merge(const MaskAreas& other);

    std::size_t size() const { return m_masks.size(); }
    const Mask& mask(std::size_t i) const { return m_masks[i]; }
    /// m².
    const ExactSum& land(std::size_t i) const { return m_land[i]; }
    /// Of a measure of the layout, one for each mask.
    std::span<const MeasureSum> measured(std::size_t measure) const { return m_measures[measure]; }

    void write(ByteWriter& out) const;
    static MaskAreas read(ByteReader& in);
    /// Whether all masks are of the first `criteria`, none both holding and unknown, with so many measures.
    bool fits(int criteria, int measures) const;
    bool operator==(const MaskAreas&) const = default;

private:
    // Makes room for masks that are in order; those that are new begin with nothing.
    void insert(const std::vector<Mask>& masks, std::size_t measures);

    std::vector<Mask> m_masks;
    std::vector<ExactSum> m_land;                    // by mask
    std::vector<std::vector<MeasureSum>> m_measures; // by measure and mask; of a zone without masks, none
};

} // namespace peaksite
