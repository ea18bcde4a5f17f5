#include "io/tables/sheet.hpp"

#include "base/listed.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "io/files/encoding.hpp"
#include "io/files/gdal.hpp"
#include "io/tables/delimited.hpp"
#include "io/tables/workbook.hpp"
#include "io/vector/attribute_filter.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <new>
#include <set>
#include <utility>

namespace peaksite {

namespace {

bool has_ending(const std::string& file, std::initializer_list<std::string_view> endings)
{
    const auto name = lower(file);
    return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

bool is_delimited_text(const std::string& file) { return has_ending(file, {".csv", ".txt", ".tsv"}); }

std::vector<std::string> names_of(const std::vector<SheetEntry>& sheets, bool hidden)
{
    std::vector<std::string> out;
    for (const auto& sheet : sheets)
        if (!sheet.empty && sheet.hidden == hidden) out.push_back(sheet.name);
    return out;
}

std::size_t place_of(const std::vector<SheetEntry>& sheets, const std::string& name)
{
    return static_cast<std::size_t>(std::ranges::find(sheets, name, &SheetEntry::name) - sheets.begin());
}

// The sheet that is named; else the first that is seen and filled. What that leaves out is told.
std::size_t chosen_sheet(const std::vector<SheetEntry>& sheets, const SheetRequest& request,
                         std::vector<Sentence>& warnings)
{
    if (sheets.empty()) throw InputError{text("file '{}' holds no sheet", request.file)};
    if (!request.table.empty()) {
        const auto place = place_of(sheets, request.table);
        if (place < sheets.size()) return place;
        std::vector<std::string> names;
        for (const auto& sheet : sheets) names.push_back(sheet.name);
        throw InputError{text("file '{}' has no sheet '{}'; it has: {}", request.file, request.table, listed(names))};
    }
    auto seen = names_of(sheets, false);
    if (seen.size() > 1) {
        const auto first = seen.front();
        seen.erase(seen.begin());
        warnings.push_back(text(
            "file '{}' has several sheets: '{}' was taken, left were: {}; name the one that is meant: table = \"…\"",
            request.file, first, listed(seen)));
        return place_of(sheets, first);
    }
    if (!seen.empty()) return place_of(sheets, seen.front());
    const auto unseen = names_of(sheets, true);
    if (unseen.empty()) return 0;
    warnings.push_back(
        text("file '{}': the sheet '{}' was taken, which is hidden; no other is filled", request.file, unseen.front()));
    return place_of(sheets, unseen.front());
}

SheetCells workbook_cells(const SheetRequest& request)
{
    const auto workbook = open_workbook(request.file);
    std::vector<Sentence> warnings;
    auto out = workbook->read(chosen_sheet(workbook->sheets(), request, warnings));
    out.warnings.insert(out.warnings.begin(), warnings.begin(), warnings.end());
    return out;
}

SheetCells text_cells(const SheetRequest& request)
{
    std::string encoding;
    const auto content = utf8_content(request.file, request.encoding, encoding);
    auto sheet = delimited_cells(content, request.file);
    sheet.encoding = encoding;
    return sheet;
}

} // namespace

bool holds_numbers(const HeadedSheet& sheet, std::size_t column)
{
    bool any = false;
    for (const auto& row : sheet.rows) {
        const auto cell = row.cell(column);
        if (says_missing(cell)) continue;
        // Codes that begin with 0 are no numbers.
        if (!office_number(cell) || (cell.size() > 1 && cell.starts_with('0') && !cell.starts_with("0."))) return false;
        any = true;
    }
    return any;
}

std::vector<std::string> field_names(const HeadedSheet& sheet)
{
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < sheet.heads.size(); ++i) {
        auto name = sheet.heads[i].text.empty() ? "column" + std::to_string(i + 1) : sheet.heads[i].text;
        if (!seen.insert(lower(name)).second) name += "_" + std::to_string(i + 1);
        names.push_back(std::move(name));
    }
    return names;
}

namespace {

std::unique_ptr<GDALDataset> table_in_memory(const HeadedSheet& sheet, const std::vector<std::string>& names)
{
    std::unique_ptr<GDALDataset> dataset{
        GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr)};
    auto* layer = dataset->CreateLayer("table", nullptr, wkbNone);
    std::vector<bool> numbers;
    for (std::size_t i = 0; i < names.size(); ++i) {
        numbers.push_back(holds_numbers(sheet, i));
        OGRFieldDefn field{names[i].c_str(), numbers[i] ? OFTReal : OFTString};
        layer->CreateField(&field);
    }
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        OGRFeature feature{layer->GetLayerDefn()};
        feature.SetFID(static_cast<GIntBig>(row));
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto cell = sheet.rows[row].cell(i);
            const auto value = numbers[i] ? office_number(cell) : std::nullopt;
            if (value)
                feature.SetField(static_cast<int>(i), value->percent ? value->value / 100 : value->value);
            else if (!numbers[i] && !cell.empty())
                feature.SetField(static_cast<int>(i), cell.c_str());
        }
        if (layer->CreateFeature(&feature) != OGRERR_NONE)
            throw InputError{text("a table of {} rows does not fit into memory", sheet.rows.size())};
    }
    return dataset;
}

} // namespace

bool is_text_sheet(const std::string& file) { return is_delimited_text(file); }

bool is_sheet_file(const std::string& file) { return is_delimited_text(file) || is_workbook(file); }

SheetCells read_sheet(const SheetRequest& request)
{
    prepare_gdal();
    try {
        return is_delimited_text(request.file) ? text_cells(request) : workbook_cells(request);
    } catch (const std::bad_alloc&) {
        throw InputError{
            text("file '{}' does not fit into memory; keep the rows and columns that are needed", request.file)};
    }
}

std::vector<std::string> sheet_names(const std::string& file)
{
    if (!is_workbook(file)) return {};
    std::vector<std::string> out;
    const auto workbook = open_workbook(file);
    for (const auto& sheet : workbook->sheets()) out.push_back(sheet.name);
    return out;
}

std::vector<std::size_t> rows_where(const HeadedSheet& sheet, const std::string& where, const std::string& file)
{
    const auto names = field_names(sheet);
    const auto dataset = table_in_memory(sheet, names);
    auto& layer = *dataset->GetLayer(0);
    CPLErrorReset();
    if (layer.SetAttributeFilter(quoted_columns(where, names).c_str()) != OGRERR_NONE)
        throw InputError{text("file '{}': the filter \"{}\" cannot be used: {}; columns are: {}", file, where,
                              last_gdal_error(), listed(names))};
    std::vector<std::size_t> out;
    for (const auto& feature : layer) out.push_back(static_cast<std::size_t>(feature->GetFID()));
    return out;
}

void keep_rows_where(HeadedSheet& sheet, const std::string& where, const std::string& file)
{
    if (where.empty()) return;
    std::vector<SheetRow> kept;
    for (const auto place : rows_where(sheet, where, file)) kept.push_back(std::move(sheet.rows[place]));
    sheet.rows = std::move(kept);
}

} // namespace peaksite
