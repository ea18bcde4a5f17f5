#include "geo/crs.hpp"

#include "base/error.hpp"
#include "geo/datum.hpp"
#include "geo/proj_handle.hpp"

#include <fmt/format.h>
#include <proj.h>
#include <proj_experimental.h>

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace peaksite {

namespace {

constexpr std::string_view china_albers_wkt =
    R"w(PROJCRS["China Albers (CGCS2000)",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",)w"
    R"w(ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,)w"
    R"w(ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],CONVERSION["China Albers",)w"
    R"w(METHOD["Albers Equal Area",ID["EPSG",9822]],)w"
    R"w(PARAMETER["Latitude of false origin",0,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8821]],)w"
    R"w(PARAMETER["Longitude of false origin",105,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8822]],)w"
    R"w(PARAMETER["Latitude of 1st standard parallel",25,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8823]],)w"
    R"w(PARAMETER["Latitude of 2nd standard parallel",47,ANGLEUNIT["degree",0.0174532925199433],ID["EPSG",8824]],)w"
    R"w(PARAMETER["Easting at false origin",0,LENGTHUNIT["metre",1],ID["EPSG",8826]],)w"
    R"w(PARAMETER["Northing at false origin",0,LENGTHUNIT["metre",1],ID["EPSG",8827]]],)w"
    R"w(CS[Cartesian,2],AXIS["easting (X)",east,ORDER[1],LENGTHUNIT["metre",1]],)w"
    R"w(AXIS["northing (Y)",north,ORDER[2],LENGTHUNIT["metre",1]]])w";

// The horizontal part of compound and 3D systems.
std::shared_ptr<PJ> horizontal(PJ_CONTEXT* context, std::shared_ptr<PJ> crs)
{
    if (crs != nullptr && proj_get_type(crs.get()) == PJ_TYPE_COMPOUND_CRS)
        crs = owned(proj_crs_get_sub_crs(context, crs.get(), 0));
    if (crs == nullptr) return crs;
    const auto type = proj_get_type(crs.get());
    if (type == PJ_TYPE_GEOGRAPHIC_3D_CRS || type == PJ_TYPE_PROJECTED_CRS)
        if (auto flat = owned(proj_crs_demote_to_2D(context, nullptr, crs.get()))) return flat;
    return crs;
}

// The shift of a system is nothing: seven parameters of 0, as files like to carry them, or what GDAL makes of them, an
// offset of 0.
bool shifts_nothing(PJ_CONTEXT* context, const PJ* bound)
{
    const auto shift = owned(proj_crs_get_coordoperation(context, bound));
    if (shift == nullptr) return false;
    std::array<double, 7> parameters{};
    if (proj_coordoperation_get_towgs84_values(context, shift.get(), parameters.data(), 7, 0) != 0)
        return parameters == std::array<double, 7>{};
    const char* method = nullptr;
    proj_coordoperation_get_method_info(context, shift.get(), &method, nullptr, nullptr);
    if (method == nullptr || std::string_view{method} != "Geographic2D offsets") return false;
    const int count = proj_coordoperation_get_param_count(context, shift.get());
    for (int i = 0; i < count; ++i) {
        double value = 1;
        const auto known = proj_coordoperation_get_param(context, shift.get(), i, nullptr, nullptr, nullptr, &value,
                                                         nullptr, nullptr, nullptr, nullptr, nullptr, nullptr);
        if (known == 0 || value != 0) return false;
    }
    return count > 0;
}

bool is_horizontal(const PJ* crs)
{
    const auto type = proj_get_type(crs);
    return type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_PROJECTED_CRS;
}

bool equal_area_method(PJ_CONTEXT* context, const PJ* crs)
{
    const auto conversion = owned(proj_crs_get_coordoperation(context, crs));
    if (conversion == nullptr) return false;
    const char* method = nullptr;
    proj_coordoperation_get_method_info(context, conversion.get(), &method, nullptr, nullptr);
    constexpr std::array<std::string_view, 8> equal_area{"Albers Equal Area",
                                                         "Lambert Azimuthal Equal Area",
                                                         "Lambert Cylindrical Equal Area",
                                                         "Equal Earth",
                                                         "Sinusoidal",
                                                         "Mollweide",
                                                         "PROJ cea",
                                                         "PROJ laea"};
    for (const auto name : equal_area)
        if (method != nullptr && name == method) return true;
    return false;
}

std::string datum_name(PJ_CONTEXT* context, const PJ* crs)
{
    auto datum = owned(proj_crs_get_datum(context, crs));
    if (datum == nullptr) datum = owned(proj_crs_get_datum_ensemble(context, crs));
    return datum == nullptr ? std::string{} : std::string{proj_get_name(datum.get())};
}

} // namespace

ProjContext::ProjContext() : m_context(proj_context_create(), [](PJ_CONTEXT* c) { proj_context_destroy(c); })
{
    proj_log_level(m_context.get(), PJ_LOG_NONE);
    proj_context_set_enable_network(m_context.get(), 0);
}

std::string china_offset_name(std::string_view text)
{
    const auto name = lower(trimmed(text));
    if (name == "gcj-02" || name == "gcj02") return "GCJ-02";
    return name == "bd-09" || name == "bd09" ? "BD-09" : "";
}

Crs Crs::parse(const std::string& definition)
{
    Crs crs;
    const auto known = lower(trimmed(definition));
    crs.m_china_offset = china_offset_name(definition);
    std::string full = known == "china-albers" ? std::string{china_albers_wkt} : definition;
    if (!crs.m_china_offset.empty()) full = "EPSG:4490";
    if (full.find("+proj=") != std::string::npos && full.find("+type=crs") == std::string::npos) full += " +type=crs";

    PJ_CONTEXT* context = crs.m_context.get();
    crs.m_handle = horizontal(context, owned(proj_create(context, full.c_str())));
    if (crs.m_handle != nullptr && proj_get_type(crs.m_handle.get()) == PJ_TYPE_BOUND_CRS) {
        crs.m_base = horizontal(context, owned(proj_get_source_crs(context, crs.m_handle.get())));
        if (shifts_nothing(context, crs.m_handle.get())) crs = crs.unshifted();
    }
    if (crs.m_handle == nullptr)
        throw UsageError{text("coordinate system '{}' is not known: give an EPSG code, WKT or a PROJ text, or GCJ-02 "
                              "or BD-09 for positions of China's web maps",
                              definition)};
    if (!is_horizontal(crs.base()))
        throw UsageError{text("coordinate system '{}' is neither a map projection nor longitude/latitude", definition)};
    crs.read_properties(definition);
    return crs;
}

Crs Crs::unshifted() const
{
    Crs out = *this;
    if (shifted()) out.m_handle = std::exchange(out.m_base, nullptr);
    return out;
}

Crs Crs::local_equal_area(Point centre)
{
    return parse(
        fmt::format("+proj=laea +lat_0={} +lon_0={} +ellps=GRS80 +units=m +no_defs +type=crs", centre.y, centre.x));
}

void Crs::read_properties(const std::string& definition)
{
    PJ_CONTEXT* context = m_context.get();
    const PJ* crs = base();
    m_name = proj_get_name(crs);
    if (const char* wkt = proj_as_wkt(context, m_handle.get(), PJ_WKT2_2019, nullptr)) m_wkt = wkt;
    const char *authority = proj_get_id_auth_name(crs, 0), *code = proj_get_id_code(crs, 0);
    if (authority != nullptr && code != nullptr) m_authority = std::string{authority} + ":" + code;
    m_geographic = proj_get_type(crs) == PJ_TYPE_GEOGRAPHIC_2D_CRS;
    m_datum = datum_name(context, crs);
    read_ellipsoid();
    m_equal_area = !m_geographic && m_earth == m_ellipsoid && equal_area_method(context, crs);
    const auto axes = owned(proj_crs_get_coordinate_system(context, crs));
    double factor = 1;
    if (axes != nullptr)
        proj_cs_get_axis_info(context, axes.get(), 0, nullptr, nullptr, nullptr, &factor, nullptr, nullptr, nullptr);
    if (m_geographic && std::fabs(factor / radians_per_degree - 1) > 1e-9)
        throw UsageError{
            text("coordinate system '{}' does not count in degrees; convert the file to one that does", definition)};
    m_unit_metres = m_geographic ? 1 : factor;
}

void Crs::read_ellipsoid()
{
    PJ_CONTEXT* context = m_context.get();
    if (const auto ellipsoid = owned(proj_get_ellipsoid(context, base())))
        proj_ellipsoid_get_parameters(context, ellipsoid.get(), &m_ellipsoid.semi_major, nullptr, nullptr,
                                      &m_ellipsoid.inverse_flattening);
    const bool sphere = m_ellipsoid.inverse_flattening == 0,
               as_they_are = m_geographic && !shifted() && is_unknown_datum(m_datum);
    m_earth = sphere || as_they_are ? cgcs2000 : m_ellipsoid;
}

bool Crs::same_plane(const Crs& other) const
{
    if (m_china_offset != other.m_china_offset || m_geographic != other.m_geographic || shifted() != other.shifted())
        return false;
    if (proj_is_equivalent_to_with_ctx(m_context.get(), m_handle.get(), other.m_handle.get(),
                                       PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0)
        return true;
    return m_geographic && !shifted() && agree(m_datum, other.m_datum) != DatumAgreement::unlike;
}

} // namespace peaksite
