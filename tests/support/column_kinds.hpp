#pragma once

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// What a column of an output holds, and with it whether it may say 0.
enum class ColumnKind {
    name,       ///< says which: keys, words, ranks, numbers of rows, years
    count,      ///< of rows, cells, zones: 0 is a count
    place,      ///< coordinates
    data_share, ///< of an area that had data: 0 where nothing is known
    amount,     ///< measured or stated: 0 only where somebody measured or stated it
    relation,   ///< between numbers that are there: differences, tolerances, gaps, agreement
    score       ///< of a comparison: 0 is the worst, nothing at stake, never
};

/// A column as the walk knows it: its name in CSV files, whatever the sheet calls it.
struct KnownColumn {
    std::string name;
    ColumnKind kind = ColumnKind::name;
};

/// By the head of a column, or the path of a number in a JSON file; nothing where nobody has said what it is.
/// Indicators are not among them: they are what the result says.
std::optional<KnownColumn> known_column(const std::string& head);

} // namespace peaksite
