#pragma once

#include "engine/raster.hpp"
#include "io/files/gdal.hpp"

#include <string>

namespace peaksite {

/// A NetCDF file, or NETCDF:"file":variable.
bool is_netcdf(const std::string& path);

/// Opens a variable of a NetCDF file as a raster of upright cells, whatever the order of its dimensions ((x, y) as well
/// as (latitude, longitude, direction)); bands are the places along the others. Without a variable the only one that
/// has both axes is taken. Throws InputError naming the file: several variables (lists them), none with both axes
/// (lists the dimensions), coordinates that are not evenly spaced.
Dataset open_netcdf(const std::string& path);

/// The variable as the library itself arranges it, for what it says of itself; null where it cannot be opened so.
Dataset open_netcdf_plain(const std::string& path);

/// The variable holds whole numbers that stand for others, and its valid range is given in those others.
bool netcdf_range_of_values(const std::string& path);

/// Where its upright cells lie, by the positions along its axes.
Affine netcdf_position(const std::string& path);

/// The axes are named or measured as longitude and latitude.
bool netcdf_in_degrees(const std::string& path);

} // namespace peaksite
