#pragma once

#include "model/zone.hpp"
#include "plan/plan.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace peaksite {

/// The kind of zone that tables mean by a word, however it is written: "工业园区" and "PARK" are parks, "县（区）" is a
/// city. Nothing where it is none.
std::optional<std::string> zone_kind(std::string_view word);

/// The same of a zone of a file; throws InputError where the word is no kind.
std::string kind_of_zone(std::string_view word, const std::string& file, const std::string& key);

/// Throws InputError where zones share keys.
void require_unique_keys(const ZoneSet& set, const ZonesPlan& plan);

} // namespace peaksite
