#pragma once

#include "plane.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace demo {

struct County {
    std::string code, name, city_code, city_name;
    std::vector<std::vector<Path>> parts; ///< rings of each part
};

/// The counties of the invented province: neighbours share their boundary vertex by vertex, one county has an exclave
/// and another a hole around it.
std::vector<County> counties();

/// The county at a place, or "省外" beyond the province.
std::string county_at(const std::vector<County>& counties, Place place);

/// A place this far inside the first county, near its common boundary with the second.
Place beside_boundary(const County& inside, const County& beyond, double metres);

} // namespace demo
