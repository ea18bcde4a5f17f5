#pragma once

#include <string>
#include <vector>

namespace peaksite {

/// A QGIS style (QML of version 3.16, which newer ones read) that colours polygons by a column in up to five classes of
/// about equal numbers, with names as labels.
std::string graduated_qml(const std::string& column, const std::string& label, std::vector<double> values);

} // namespace peaksite
