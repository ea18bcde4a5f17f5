#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A cell of an output, whatever the format.
struct OutputCell {
    std::string text{};             ///< as the file holds it; "" where it holds nothing
    std::optional<double> number{}; ///< of a cell that holds one
    std::string shown{};            ///< what a reader sees: in a workbook, the number in its format
    std::string note{};             ///< comment on the cell

    bool blank() const { return text.empty() || text == "—"; }
    bool shows_zero() const; ///< "0", "0.00", "0%", "-0"
};

/// One table of an output: a CSV file, a sheet, a table of a GeoPackage, the numbers of a JSON file.
struct OutputTable {
    enum class Form { csv, sheet, package, json };
    Form form = Form::csv;
    std::string file;                    ///< "indicators.xlsx"
    std::string part{};                  ///< sheet or table
    std::string title{};                 ///< of a table of a GeoPackage
    std::vector<std::string> heads;      ///< as written
    std::vector<std::string> units{};    ///< by column: of a sheet, what stands below the head
    std::vector<std::string> comments{}; ///< by column: on the head
    std::vector<std::vector<OutputCell>> rows;

    std::string name() const { return part.empty() ? file : file + " / " + part; }
};

/// Every table of a result; throws where a file is of a kind that nobody has said how to walk. Pictures, rasters,
/// styles and the tally hold no tables.
std::vector<OutputTable> tables_of_result(const std::filesystem::path& folder);

/// A number as a spreadsheet shows it in a format: "#,##0.00", "0%".
std::string shown_in(double value, const std::string& format);

} // namespace peaksite
