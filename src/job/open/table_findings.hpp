#pragma once

#include "model/tables/headed_sheet.hpp"
#include "model/tables/unit_table.hpp"
#include "model/zone.hpp"

namespace peaksite {

/// What was odd about rows and cells of a table while it was read, by their names.
struct TableFindings {
    std::vector<std::string> filled{};              ///< rows that take their zone from the row above
    std::vector<std::string> lone_parts{};          ///< parts of rows that are not there
    std::vector<std::string> less_than_parts{};     ///< sums that count, and whose parts are more together
    std::vector<std::string> strange{};             ///< cells that are no numbers
    std::vector<std::string> no_unit{};             ///< numbers in no unit that is known and fits
    std::vector<std::string> unknown_words{};       ///< that no formula knows
    std::vector<std::string> no_place{}, nowhere{}; ///< rows without a usable position, or with one beyond the earth
    std::vector<std::string> ambiguous{};           ///< names that more than one zone has
};

/// Tells of rows and cells that count otherwise than they stand, or not at all.
void tell_findings(const TableFindings& found, const std::string& table, const JoinReport& join,
                   std::vector<Sentence>& warnings);
void tell_places(const TableFindings& found, const std::string& table, std::vector<Sentence>& warnings);
void tell_zones_without_rows(const UnitTable& table, const std::vector<ZoneSet>& sets, std::vector<Sentence>& warnings);
/// `off_china_map`: positions were taken off China's map offset.
void tell_file(const TablePlan& plan, const HeadedSheet& sheet, bool off_china_map, std::vector<Sentence>& warnings);

} // namespace peaksite
