#include "io/tables/plain_table.hpp"

#include "base/error.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "io/files/gdal.hpp"
#include "io/tables/sheet.hpp"
#include "io/tables/workbook.hpp"
#include "io/vector/open_vector.hpp"

#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

namespace peaksite {

namespace {

ColumnType type_of(const HeadedSheet& sheet, std::size_t column)
{
    if (!holds_numbers(sheet, column)) return ColumnType::text;
    bool whole = true;
    for (const auto& row : sheet.rows) {
        const auto cell = row.cell(column);
        if (says_missing(cell)) continue;
        const auto value = parse_number(cell);
        if (!value) return ColumnType::text; // 12.34%, 1,234
        constexpr double most = 1e15;
        whole = whole && *value == std::floor(*value) && std::fabs(*value) < most;
    }
    return whole ? ColumnType::whole : ColumnType::real;
}

HeadedSheet with_first_row_as_head(SheetCells cells)
{
    HeadedSheet out;
    out.warnings = std::move(cells.warnings);
    const auto head = std::ranges::find_if(cells.rows, [](const SheetRow& row) { return !row.blank(); });
    if (head == cells.rows.end()) return out;
    out.head_line = head->line;
    std::size_t width = 0;
    for (const auto& row : cells.rows) width = std::max(width, row.cells.size());
    for (std::size_t i = 0; i < width; ++i) {
        const auto text = head->cell(i);
        out.heads.push_back({.text = text, .name = text, .unit = {}});
    }
    const auto names = head->cells;
    for (auto row = head + 1; row != cells.rows.end(); ++row)
        if (!row->blank() && row->cells != names) out.rows.push_back(std::move(*row));
    return out;
}

} // namespace

bool has_geometry_column(const std::string& file)
{
    require_file(file);
    auto* handle = VSIFOpenL(file.c_str(), "rb");
    if (handle == nullptr) return false;
    std::array<char, 65536> begin{};
    const auto count = VSIFReadL(begin.data(), 1, begin.size(), handle);
    VSIFCloseL(handle);
    const std::string_view read{begin.data(), count};
    const auto head = lower(read.substr(0, read.find_first_of("\r\n")));
    constexpr std::array<std::string_view, 3> names{"geometry", "geom", "the_geom"};
    constexpr std::string_view marks = ",;|\t\"' ";
    for (auto at = head.find_first_not_of(marks); at != std::string::npos; at = head.find_first_not_of(marks, at)) {
        const auto end = std::min(head.find_first_of(marks, at), head.size());
        const auto word = std::string_view{head}.substr(at, end - at);
        if (word.find("wkt") != std::string_view::npos || std::ranges::find(names, word) != names.end()) return true;
        at = end;
    }
    return false;
}

bool is_plain_table(const std::string& file)
{
    return is_workbook(file) || (has_ending(file, ".csv") && !has_geometry_column(file));
}

FeatureTable plain_table(const VectorRequest& request)
{
    // A text file is one table, by its own name.
    const auto stem = std::filesystem::path{request.file}.stem().string();
    if (!is_workbook(request.file) && !request.table.empty() && request.table != stem)
        throw InputError{text("file '{}' has no table '{}'; it has: {}", request.file, request.table, stem)};
    auto cells = read_sheet(
        {.file = request.file, .table = is_workbook(request.file) ? request.table : "", .encoding = request.encoding});
    FeatureTable out;
    out.name = is_workbook(request.file) ? cells.name : stem;
    out.encoding = cells.encoding;
    if (request.crs) out.crs = Crs::parse(*request.crs);
    out.tables = is_workbook(request.file) ? sheet_names(request.file) : std::vector{out.name};
    auto sheet = with_first_row_as_head(std::move(cells));
    out.warnings = std::move(sheet.warnings);
    keep_rows_where(sheet, request.where, request.file);
    out.columns = field_names(sheet);
    for (std::size_t i = 0; i < out.columns.size(); ++i)
        out.types.push_back(is_workbook(request.file) ? type_of(sheet, i) : ColumnType::text);
    out.features.reserve(sheet.rows.size());
    for (const auto& row : sheet.rows) {
        auto& feature = out.features.emplace_back();
        feature.id = static_cast<std::int64_t>(out.features.size());
        feature.no_geometry = true;
        for (std::size_t i = 0; i < out.columns.size(); ++i) {
            auto cell = row.cell(i);
            feature.values.emplace_back(cell.empty() ? std::nullopt : std::optional{std::move(cell)});
        }
    }
    return out;
}

} // namespace peaksite
