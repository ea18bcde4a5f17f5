#pragma once

#include "io/vector/vector_file.hpp"
#include "model/tables/headed_sheet.hpp"

#include <filesystem>

namespace peaksite {

/// Whether `init` looks at a file as rows of an office: CSV without geometry as text, XLSX, XLS, ODS.
bool is_office_sheet(const std::filesystem::path& file);

/// A sheet whose head is where lists and statistics usually have one: the row with the most of the heads that are known
/// (编号, 名称, 经度, 年份 …), else the first of two cells and more. Rows of totals and rows that repeat an earlier one
/// are left out. Throws InputError as `read_sheet` does.
HeadedSheet guess_sheet(const std::filesystem::path& file, const std::string& table);

/// The rows of a sheet as features without geometry.
FeatureTable features_of(const HeadedSheet& sheet);

} // namespace peaksite
