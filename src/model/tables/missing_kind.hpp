#pragma once

#include <string>

namespace peaksite {

/// A kind of rows that a table has of a unit in other years, and not in the year of a value.
struct MissingKind {
    std::string table;
    std::string kind{}; ///< as the table names it; empty where nothing does
    auto operator<=>(const MissingKind&) const = default;

    /// "fuel: 油品"
    std::string text() const { return kind.empty() ? table : table + ": " + kind; }
};

} // namespace peaksite
