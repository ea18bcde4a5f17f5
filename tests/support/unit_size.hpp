#pragma once

#include <optional>
#include <string_view>

namespace peaksite {

/// How large a unit is as outputs print it, Chinese or English, against the plain one of its kind (m², kW, t, yuan,
/// person …); years count 1, since offices leave them out. Written apart from the program's units, as their oracle;
/// nothing for what is no unit.
std::optional<double> size_of_unit(std::string_view unit);

} // namespace peaksite
