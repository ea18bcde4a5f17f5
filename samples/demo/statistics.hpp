#pragma once

#include <filesystem>
#include <string>

namespace demo {

/// A unified social credit code of an invented unit, with the right check digit. `kind`: "91" enterprises, "12"
/// institutions.
std::string credit_code(const std::string& kind, const std::string& county, const std::string& key);

/// statistics.csv (GB18030, a series of years in columns, for every kind of zone) and statistics.xlsx (a sheet per
/// table: energy, fuels, electricity, facilities …), eight years, invented.
void write_statistics(const std::filesystem::path& folder);

/// statistics.csv as UTF-8: a year of every series in a column; values that a kind of unit has not are "—".
std::string series_table();

/// UTF-8 as GB18030.
std::string gb18030(const std::string& utf8);

} // namespace demo
