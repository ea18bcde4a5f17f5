#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

namespace peaksite {

/// A cell of a sheet; rows and columns count from 0.
struct CellAddress {
    std::int64_t row = 0;
    std::size_t column = 0;

    /// As office programs name it: "D7".
    std::string text() const;
    auto operator<=>(const CellAddress&) const = default;
};

/// Where something stands that people wrote: a file, a line of it, a cell of a workbook. Of what the command line says,
/// `file` is the option.
struct Place {
    std::string file;
    int line = 0; ///< from 1; 0: the whole file
    std::string sheet{};
    std::optional<CellAddress> cell{}; ///< of the sheet

    bool empty() const { return file.empty(); }
    /// "plan.toml", "plan.toml:12", "任务书.xlsx!图层!D7"
    std::string text() const;
    auto operator<=>(const Place&) const = default;
};

} // namespace peaksite
