#pragma once

#include <map>
#include <string>

namespace peaksite {

/// Words that tables use for kinds of zones, and the kinds: "工业园区" is a park.
const std::map<std::string, std::string, std::less<>>& zone_kind_words();

} // namespace peaksite
