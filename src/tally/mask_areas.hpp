#pragma once

#include "base/bytes.hpp"
#include "base/exact_sum.hpp"
#include "tally/masks.hpp"

#include <optional>
#include <span>
#include <vector>

namespace peaksite {

/// Of one measure, on the land of one mask.
struct MeasureSum {
    ExactSum sum;     ///< Σ coverage · area · value over cells with data, m² times the unit
    ExactSum missing; ///< m² without data
    bool operator==(const MeasureSum&) const = default;
};

/// Areas and sums by mask of a zone over any number of tiles, in the order of masks. Kept in rows, since whoever asks
/// anew walks them all.
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
    /// One for each measure of the layout.
    std::span<const MeasureSum> measures(std::size_t i) const { return {m_measures.data() + i * m_width, m_width}; }
    /// The place of a mask, if it occurs.
    std::optional<std::size_t> find(const Mask& mask) const;

    void write(ByteWriter& out) const;
    static MaskAreas read(ByteReader& in);
    /// Whether all masks are of the first `criteria`, none both holding and unknown, with so many measures.
    bool fits(int criteria, int measures) const;
    bool operator==(const MaskAreas&) const = default;

private:
    // Makes room for masks that are in order; those that are new begin with nothing.
    void insert(const std::vector<Mask>& masks, std::size_t width);

    std::size_t m_width = 0; // measures of a mask
    std::vector<Mask> m_masks;
    std::vector<ExactSum> m_land;
    std::vector<MeasureSum> m_measures; // m_width for each mask
};

} // namespace peaksite
