#pragma once

#include <cstdint>
#include <string_view>

namespace peaksite {

// Tables of results have rows for rules and classes of the plan, and rows of their own below them. What a row is about
// is a type; since both stand in one column, ids and codes of the plan never are words of ours.

/// A row of waterfall.csv: what a rule of a technology takes, or a part of the zone's land.
enum class LandRow : std::uint8_t { rule, too_small, total, eligible, unknown };
/// A row of ledger.csv: a class of the layer, polygons of none, land without polygons, all polygons.
enum class ClassRow : std::uint8_t { of_class, unclassified, uncovered, total };

/// The word of files for a row of ours; empty for rules and classes, which have ids and codes.
constexpr const char* row_word(LandRow row)
{
    switch (row) {
    case LandRow::rule:
        break;
    case LandRow::too_small:
        return "too_small";
    case LandRow::total:
        return "total";
    case LandRow::eligible:
        return "eligible";
    case LandRow::unknown:
        return "unknown";
    }
    return "";
}
constexpr const char* row_word(ClassRow row)
{
    switch (row) {
    case ClassRow::of_class:
        break;
    case ClassRow::unclassified:
        return "unclassified";
    case ClassRow::uncovered:
        return "uncovered";
    case ClassRow::total:
        return "total";
    }
    return "";
}

/// Whether an id of a rule would read as a row of ours; case does not count.
bool is_land_row(std::string_view id);
/// Likewise the code of a class.
bool is_class_row(std::string_view code);

} // namespace peaksite
