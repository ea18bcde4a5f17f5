#pragma once

#include "map/sheet/occupied.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A way to write a label.
struct LabelForm {
    Lettering lettering;
    Size size;
};

/// How large names are set on a map with so many zones.
double label_size(std::size_t zones);

/// The ways to write a name, from the best to the last resort: in one to three lines or upright, in the size and a
/// smaller one; the last is the name on one line in the smaller size. At least one.
std::vector<LabelForm> name_forms(const std::string& name, double size, const Typesetter& type);

/// The room for a number up to `largest`.
LabelForm number_form(std::size_t largest, const Typesetter& type);

/// Where labels of zones may stand. ZoneMosaic and traces must outlive it.
class LabelPlaces {
public:
    LabelPlaces(const ZoneMosaic& mosaic, const std::vector<ZoneTrace>& traces)
        : m_mosaic(mosaic), m_traces(traces), m_extents(mosaic.extents(traces.size()))
    {}

    const std::vector<ZoneMosaic::Extent>& extents() const { return m_extents; }

    /// The best free place of which the zone covers at least a share.
    std::optional<Rect> on_zone(std::size_t zone, Size size, double least_share, const Occupied& occupied) const;

    /// The best free place near a zone that is in the frame, with a free line to its anchor; rather off other zones.
    std::optional<Rect> nearby(std::size_t zone, Size size, const Occupied& occupied) const;

    /// What other labels must leave free so that a zone too small for a label can be seen; nothing for larger ones.
    std::optional<Rect> surroundings(std::size_t zone) const;

    /// A spot on the zone, or at it where it is too small to be seen. The zone must have a trace.
    Spot anchor(std::size_t zone) const;

private:
    double score(std::size_t zone, const Rect& rect, double least_share) const;

    const ZoneMosaic& m_mosaic;
    const std::vector<ZoneTrace>& m_traces;
    std::vector<ZoneMosaic::Extent> m_extents;
};

} // namespace peaksite
