#pragma once

#include "grid/ellipsoid.hpp"
#include "grid/grid.hpp"

#include <memory>
#include <string>
#include <string_view>

struct PJconsts; // PJ of PROJ
struct pj_ctx;   // PJ_CONTEXT of PROJ

namespace peaksite {

/// A PROJ context of its own: PROJ objects may be used by one thread at a time, those of different contexts at once.
class ProjContext {
public:
    ProjContext();
    pj_ctx* get() const { return m_context.get(); }

private:
    std::shared_ptr<pj_ctx> m_context;
};

/// "GCJ-02" or "BD-09" for a text that means one of them (gcj02, bd-09, in any case), else empty.
std::string china_offset_name(std::string_view text);

/// A horizontal coordinate reference system. x is east and y north whatever the authority's axis order.
class Crs {
public:
    /// No system; only to be assigned to.
    Crs() = default;

    /// "EPSG:4523", WKT 1 or 2, a PROJ text, or one of our names: "china-albers" (CGCS2000 Albers, 25/47/105E),
    /// "GCJ-02", "BD-09" (longitude/latitude with China's offset; see china_offset.hpp; in any case, the hyphen may be
    /// missing). Compound and 3D systems are
    /// reduced to their horizontal part; parameters of a datum shift that come with the system (TOWGS84) are kept.
    /// Throws UsageError naming the text when PROJ does not know it, when it is not a horizontal system, or counts
    /// angles in anything but degrees.
    static Crs parse(const std::string& text);
    /// Lambert azimuthal equal-area about a place, on CGCS2000: the default grid outside China.
    static Crs local_equal_area(Point longitude_latitude);

    const std::string& name() const { return m_name; }
    const std::string& wkt() const { return m_wkt; }
    /// "EPSG:4326", or empty when the system carries no code.
    const std::string& authority() const { return m_authority; }
    const Ellipsoid& ellipsoid() const { return m_ellipsoid; }
    /// The ellipsoid on which positions lie. CGCS2000 where their own means nothing: latitudes on a sphere (MODIS
    /// tiles, web maps) and longitude/latitude without a datum are meant, and used, as they are.
    const Ellipsoid& earth() const { return m_earth; }
    bool geographic() const { return m_geographic; }
    /// Areas in the plane are areas on the earth.
    bool equal_area() const { return m_equal_area; }
    /// Metres per unit of a projected system; 1 for geographic ones, whose unit is the degree.
    double unit_metres() const { return m_unit_metres; }
    /// "GCJ-02" or "BD-09", else empty.
    const std::string& china_offset() const { return m_china_offset; }

    /// Same system up to axis order, or geographic systems on datums that agree within a metre (WGS 84, CGCS2000,
    /// GRS80-based), or of which one datum is unknown: coordinates are used as they are.
    bool same_plane(const Crs& other) const;

    const std::string& datum() const { return m_datum; }
    /// A datum shift comes with the system.
    bool shifted() const { return m_base != nullptr; }
    /// The system without that shift.
    Crs unshifted() const;
    PJconsts* handle() const { return m_handle.get(); }
    const ProjContext& context() const { return m_context; }

private:
    void read_properties(const std::string& definition);
    void read_ellipsoid();
    const PJconsts* base() const { return m_base != nullptr ? m_base.get() : m_handle.get(); }

    ProjContext m_context;
    std::shared_ptr<PJconsts> m_handle;
    std::shared_ptr<PJconsts> m_base; // without the shift that comes with the system, if one does
    std::string m_name, m_wkt, m_authority, m_china_offset, m_datum;
    Ellipsoid m_ellipsoid, m_earth;
    bool m_geographic = false;
    bool m_equal_area = false;
    double m_unit_metres = 1;
};

} // namespace peaksite
