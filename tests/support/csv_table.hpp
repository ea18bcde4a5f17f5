#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace peaksite {

/// A CSV file as a spreadsheet reads it: quotes undone, the BOM taken off.
struct CsvTable {
    std::vector<std::string> columns;
    std::vector<std::map<std::string, std::string>> rows;

    /// The cell of `column` in the only row whose cells equal all of `where`; throws when there is none, or more than
    /// one.
    std::string at(const std::map<std::string, std::string>& where, const std::string& column) const;
    double number(const std::map<std::string, std::string>& where, const std::string& column) const
    {
        return std::stod(at(where, column));
    }
};

CsvTable read_csv(const std::filesystem::path& path);
/// One that is not ours: without the BOM ours begin with.
CsvTable read_foreign_csv(const std::filesystem::path& path);

} // namespace peaksite
