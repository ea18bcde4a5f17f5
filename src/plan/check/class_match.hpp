#pragma once

#include "plan/layer.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace peaksite {

/// The place in `classes` of the class that a polygon's code or name stands for: exact code, else exact name (zh, en or
/// key), else the longest listed text code that begins it; nothing when none does. White space around the word and the
/// case of ASCII letters do not count. A number that lost its leading zero ("301", "101") matches no beginning: "101"
/// may be 水田 (0101) as well as a road of class 10, and a wrong class is worse than none.
std::optional<std::size_t> class_of(const std::vector<ClassEntry>& classes, std::string_view word);

/// The code as data and tables write it: "0301" or "21".
std::string code_text(const ClassEntry& entry);

} // namespace peaksite
