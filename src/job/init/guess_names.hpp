#pragma once

#include "plan/catalogue/catalogue.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// How well the name of a file or table fits a catalogue entry: 0 not at all, 1 a part of it, 2 well, 3 by the entry's
/// own Chinese title. "ghi_worldclim20" fits "worldclim-srad" by one part of two and by what it provides.
int name_fit(std::string_view name, const Layer& entry);

/// Letters of the parts of an entry's id that a name holds: the more, the more it says. "dem_gebco" holds 3 of "dem", 5
/// of "gebco".
std::size_t letters_met(std::string_view name, const std::string& id);

/// The vector entry that a name stands for: 红线 is "redline", DLTB "sandiao"; empty when none does.
std::string vector_entry_of(std::string_view name, const Catalogue& catalogue);

/// Kind of zones by the name of their table: "county" and 县 are cities, 园区 parks; "area" when it says nothing.
std::string zone_kind_of(std::string_view name);

/// Letters, digits, _ and - of a name, lower case, not taken yet; "zones", "zones_2" … by `otherwise` where nothing is
/// left.
std::string free_id(std::string_view name, std::string_view otherwise, std::set<std::string>& taken);

/// The year a name carries, 1950 to 2099.
std::optional<int> year_of(std::string_view name);

} // namespace peaksite
