#pragma once

#include "geo/crs.hpp"

#include <optional>
#include <vector>

namespace peaksite {

/// How sure the change from one datum to the other is.
enum class DatumShift {
    none,       ///< same datum
    negligible, ///< datums that agree within a metre: WGS 84, CGCS2000, ITRF, GRS80-based
    known,      ///< PROJ has an operation with a stated accuracy
    ballpark    ///< PROJ knows none and passes the coordinates through: may be off by 100 m and more
};

/// The one operation between two systems, fixed when made; positions it cannot convert come back as nothing.
/// Use from one thread at a time; `clone` for another.
class Transform {
public:
    /// `area` in longitude and latitude chooses between several published operations.
    Transform(const Crs& from, const Crs& to, std::optional<Box> area = {});

    bool identity() const { return m_steps.empty() && m_from_offset.empty() && m_to_offset.empty(); }
    DatumShift shift() const { return m_shift; }
    /// Name of the operation, for the manifest.
    const std::string& name() const { return m_name; }
    /// Metres, negative when not stated.
    double accuracy() const { return m_accuracy; }

    std::optional<Point> forward(Point point) const;
    std::optional<Point> inverse(Point point) const;
    Transform clone() const;

private:
    Transform() = default;
    void add_step(const Crs& from, const Crs& to, const std::optional<Box>& area);

    ProjContext m_context;
    std::vector<std::shared_ptr<PJconsts>> m_steps; // one, or two by way of WGS 84
    std::string m_name, m_from_offset, m_to_offset;
    DatumShift m_shift = DatumShift::none;
    double m_accuracy = 0;
};

/// The same operation for each of so many workers, at least one.
std::vector<Transform> transforms_for(unsigned workers, const Crs& from, const Crs& to);

/// Longitudes and latitudes (degrees) that hold the box of another system: the images of points along its edges and
/// inside it. Throws InputError when none can be converted.
Box longitude_latitude_box(const Crs& crs, const Box& box);

} // namespace peaksite
