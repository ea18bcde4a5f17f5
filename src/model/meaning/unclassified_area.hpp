#pragma once

#include "model/meaning/slot.hpp"
#include "plan/row_words.hpp"
#include "tally/class_areas.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace peaksite {

/// What stands in tables for codes that are no class of their layer.
inline constexpr const char* unclassified = row_word(ClassRow::unclassified);

/// m² of codes that are no class of the layer.
double unclassified_area(const ClassNumbering& numbering, const ClassAreas& areas);

/// The codes behind that area, with the km² of those that were counted one by one: "7 (12.5 km²)".
struct UnclassifiedCodes {
    std::vector<std::string> words;
    bool others = false; ///< there are more, which were counted as one
};
UnclassifiedCodes unclassified_codes(const ClassNumbering& numbering, const ClassAreas& areas);

/// A few of the words for a message.
std::string listed_codes(std::vector<std::string> words);

} // namespace peaksite
