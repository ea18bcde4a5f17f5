#include "geo/transform.hpp"

#include "base/error.hpp"
#include "geo/china_offset.hpp"
#include "geo/datum.hpp"
#include "geo/proj_handle.hpp"

#include <proj.h>

#include <algorithm>
#include <limits>

namespace peaksite {

namespace {

// The best operation that PROJ can carry out with what is installed, in x east, y north order.
std::shared_ptr<PJ> best_operation(PJ_CONTEXT* context, const Crs& from, const Crs& to, const std::optional<Box>& area)
{
    const std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, void (*)(PJ_OPERATION_FACTORY_CONTEXT*)> factory{
        proj_create_operation_factory_context(context, nullptr), proj_operation_factory_context_destroy};
    proj_operation_factory_context_set_spatial_criterion(context, factory.get(),
                                                         PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    proj_operation_factory_context_set_grid_availability_use(context, factory.get(),
                                                             PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
    if (area)
        proj_operation_factory_context_set_area_of_interest(context, factory.get(), area->xmin, area->ymin, area->xmax,
                                                            area->ymax);
    const std::unique_ptr<PJ_OBJ_LIST, void (*)(PJ_OBJ_LIST*)> list{
        proj_create_operations(context, from.handle(), to.handle(), factory.get()), proj_list_destroy};
    if (list == nullptr || proj_list_get_count(list.get()) == 0) return {};
    const auto first = owned(proj_list_get(context, list.get(), 0));
    return owned(proj_normalize_for_visualization(context, first.get()));
}

DatumShift shift_of(PJ_CONTEXT* context, PJ* operation, const Crs& from, const Crs& to)
{
    if (from.shifted() || to.shifted())
        return proj_coordoperation_has_ballpark_transformation(context, operation) != 0 ? DatumShift::ballpark
                                                                                        : DatumShift::known;
    switch (agree(from.datum(), to.datum())) {
    case DatumAgreement::same:
        return DatumShift::none;
    case DatumAgreement::within_a_metre:
        return DatumShift::negligible;
    case DatumAgreement::one_unknown:
    case DatumAgreement::unlike:
        break;
    }
    return proj_coordoperation_has_ballpark_transformation(context, operation) != 0 ? DatumShift::ballpark
                                                                                    : DatumShift::known;
}

Point without_offset(const std::string& system, Point point)
{
    if (system == "GCJ-02") return wgs84_from_gcj02(point);
    if (system == "BD-09") return wgs84_from_bd09(point);
    return point;
}

Point with_offset(const std::string& system, Point point)
{
    if (system == "GCJ-02") return gcj02_from_wgs84(point);
    if (system == "BD-09") return bd09_from_wgs84(point);
    return point;
}

std::optional<Point> converted(PJ* handle, PJ_DIRECTION direction, Point point)
{
    proj_errno_reset(handle);
    const PJ_COORD out = proj_trans(handle, direction, proj_coord(point.x, point.y, 0, 0));
    if (!(std::isfinite(out.xy.x) && std::isfinite(out.xy.y))) return {};
    return Point{.x = out.xy.x, .y = out.xy.y};
}

} // namespace

Transform::Transform(const Crs& from, const Crs& to, std::optional<Box> area)
{
    if (from.china_offset() != to.china_offset()) {
        m_from_offset = from.china_offset();
        m_to_offset = to.china_offset();
    }
    if (m_from_offset.empty() && m_to_offset.empty() && from.same_plane(to) &&
        agree(from.datum(), to.datum()) == DatumAgreement::same) {
        m_name = "none"; // PROJ takes its time to find that out
        return;
    }
    // PROJ passes over a shift that comes with a system (TOWGS84) unless the other side is WGS 84 itself.
    const bool in_two = (from.shifted() || to.shifted()) && !from.same_plane(to);
    const auto half_way = in_two ? Crs::parse("EPSG:4326") : to;
    add_step(from, half_way, area);
    if (in_two) add_step(half_way, to, area);
    std::vector<std::string> names;
    if (!m_from_offset.empty()) names.push_back(m_from_offset + " removed");
    if (!m_name.empty()) names.push_back(m_name);
    if (!m_to_offset.empty()) names.push_back(m_to_offset + " applied");
    m_name = names.empty() ? "none" : joined(names, "; ");
}

void Transform::add_step(const Crs& from, const Crs& to, const std::optional<Box>& area)
{
    PJ_CONTEXT* context = m_context.get();
    const auto operation = best_operation(context, from, to, area);
    if (operation == nullptr)
        throw InputError{text("no conversion from '{}' to '{}' is known; convert the file to a common system first",
                              from.name(), to.name())};
    m_shift = std::max(m_shift, shift_of(context, operation.get(), from, to));
    if (from.same_plane(to)) return;
    m_steps.push_back(operation);
    const auto info = proj_pj_info(operation.get());
    if (info.description != nullptr) m_name += (m_name.empty() ? "" : "; ") + std::string{info.description};
    m_accuracy = m_accuracy < 0 || info.accuracy < 0 ? -1 : m_accuracy + info.accuracy;
}

std::optional<Point> Transform::forward(Point point) const
{
    std::optional out = without_offset(m_from_offset, point);
    for (std::size_t i = 0; out && i < m_steps.size(); ++i) out = converted(m_steps[i].get(), PJ_FWD, *out);
    return out ? std::optional{with_offset(m_to_offset, *out)} : out;
}

std::optional<Point> Transform::inverse(Point point) const
{
    std::optional out = without_offset(m_to_offset, point);
    for (std::size_t i = m_steps.size(); out && i-- > 0;) out = converted(m_steps[i].get(), PJ_INV, *out);
    return out ? std::optional{with_offset(m_from_offset, *out)} : out;
}

std::vector<Transform> transforms_for(unsigned workers, const Crs& from, const Crs& to)
{
    std::vector<Transform> out;
    out.emplace_back(from, to);
    while (out.size() < workers) out.push_back(out.front().clone());
    return out;
}

Transform Transform::clone() const
{
    Transform copy = *this;
    copy.m_context = ProjContext{};
    for (auto& step : copy.m_steps) step = owned(proj_clone(copy.m_context.get(), step.get()));
    return copy;
}

Box longitude_latitude_box(const Crs& crs, const Box& box)
{
    const Transform transform{crs, Crs::parse("EPSG:4490")};
    constexpr double none = std::numeric_limits<double>::infinity();
    Box out{.xmin = none, .ymin = none, .xmax = -none, .ymax = -none};
    constexpr int steps = 16;
    for (int i = 0; i <= steps; ++i)
        for (int j = 0; j <= steps; ++j) {
            const Point at{.x = box.xmin + (box.xmax - box.xmin) * i / steps,
                           .y = box.ymin + (box.ymax - box.ymin) * j / steps};
            if (const auto p = transform.forward(at))
                out = united(out, {.xmin = p->x, .ymin = p->y, .xmax = p->x, .ymax = p->y});
        }
    if (out.xmin > out.xmax)
        throw InputError{text("nothing of the box {} {} {} {} has a place on earth in '{}'", box.xmin, box.ymin,
                              box.xmax, box.ymax, crs.name())};
    return out;
}

} // namespace peaksite
