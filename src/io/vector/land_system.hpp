#pragma once

#include "io/vector/land_coordinates.hpp"

namespace peaksite {

/// Finds the system of a 国土坐标 file from its header and its numbers, turns exchanged axes back, makes eastings with
/// and without the zone prefix alike (with). Throws InputError: another unit than metres, points of different zones.
void settle_system(LandCoordinates& land, const std::string& file);

/// Header lines that say a system: 坐标系, 几度分带, 投影类型, 计量单位, 带号, 精度, 转换参数.
std::vector<std::pair<std::string, std::string>> header_of(const GaussKruger& system, int decimals);

/// Square metres in the plane of the projection: outer rings less holes, told apart by containment.
double parcel_area(const LandParcel& parcel);

} // namespace peaksite
