#pragma once

#include "job/init/draft.hpp"
#include "job/init/init.hpp"
#include "model/tables/headed_sheet.hpp"
#include "model/zone.hpp"
#include "plan/catalogue/indicator_entry.hpp"

#include <map>
#include <optional>

namespace peaksite {

/// What a sheet of statistics seems to hold: a table that formulas know, its key and its columns.
struct StatisticsGuess {
    std::string id;                          ///< of the formulas: "stats"; empty: no column is known
    std::string key, year_column;            ///< heads; an empty key: no column names the zones
    std::size_t matched = 0, rows = 0;       ///< rows whose key is a zone's, and those that have one
    std::map<std::string, DraftKey> columns; ///< by formula name without its table
    std::vector<std::string> others;         ///< heads that nothing was made of
};

/// Looks which column names zones of the sets (key or name, most rows and at least half of them), which the year, and
/// which heads are those of formula names, in a unit that fits. `names` are those of the catalogue.
StatisticsGuess guess_statistics(const HeadedSheet& sheet, const std::vector<ZoneSet>& sets,
                                 const std::vector<FormulaName>& names);

/// What was guessed, for people.
Sentence reason_of(const StatisticsGuess& guess);

} // namespace peaksite
