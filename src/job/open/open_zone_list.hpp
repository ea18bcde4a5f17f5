#pragma once

#include "model/zone.hpp"
#include "plan/plan.hpp"

namespace peaksite {

/// Whether a set of zones is a list without geometry: a sheet (CSV without a column WKT, XLSX, XLS, ODS), or given by x
/// and y.
bool is_zone_list(const ZonesPlan& plan);

/// Reads such a list: titles above its head, blank rows, rows of totals and repeated rows are left out. With x, y and a
/// radius the geodesic circle stands for the boundary, with its exact area. Throws InputError: no rows, column missing,
/// keys missing or twice with different content, kind unknown.
ZoneSet open_zone_list(const ZonesPlan& plan, std::vector<Sentence>& warnings);

/// A circle of this radius about a place of a system, with the area of the true one on the ellipsoid to 1e-6.
Shape circle_about(const Crs& crs, Point centre, Length radius);

} // namespace peaksite
