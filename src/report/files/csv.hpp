#pragma once

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace peaksite {

/// Writes a CSV file for programs and spreadsheets: UTF-8 with BOM, commas, quotes where needed, numbers that read back
/// to the same double. Texts that a spreadsheet would take for a formula get an apostrophe in front.
class CsvFile {
public:
    /// Throws InputError when the file cannot be made.
    explicit CsvFile(std::filesystem::path path);

    CsvFile& cell(std::string_view text);
    CsvFile& cell(double value);
    CsvFile& cell(const std::optional<double>& value);
    CsvFile& cell(const std::optional<int>& value);
    /// Several texts, as of a head.
    CsvFile& cells(std::initializer_list<std::string_view> texts);
    CsvFile& empty();
    void end_row();
    /// Throws InputError when something could not be written (disk full).
    void close();

private:
    void raw(std::string_view text);

    std::filesystem::path m_path;
    std::ofstream m_file;
    bool m_first = true;
};

} // namespace peaksite
