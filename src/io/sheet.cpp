#include "io/sheet.hpp"

#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "io/attribute_filter.hpp"
#include "io/encoding.hpp"
#include "io/gdal.hpp"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
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

// The sign that separates cells: the one there is most of outside of quotes.
char separator_of(const std::string& text)
{
    constexpr std::array signs{',', ';', '\t', '|'};
    constexpr std::size_t enough = 20000;
    std::array<std::size_t, signs.size()> counts{};
    bool quoted = false;
    for (const char c : std::string_view{text}.substr(0, enough)) {
        if (c == '"') quoted = !quoted;
        if (const auto* found = std::ranges::find(signs, c); !quoted && found != signs.end()) ++counts[static_cast<std::size_t>(found - signs.begin())];
    }
    return signs[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

// While it lives, workbooks are read as they are: every row as data, every cell as text.
class PlainCells {
public:
    PlainCells()
    {
        for (const auto* driver : drivers) {
            set(driver, "_HEADERS", "DISABLE");
            set(driver, "_FIELD_TYPES", "STRING");
        }
    }
    PlainCells(const PlainCells&) = delete;
    PlainCells& operator=(const PlainCells&) = delete;
    ~PlainCells()
    {
        for (const auto* driver : drivers) {
            set(driver, "_HEADERS", nullptr);
            set(driver, "_FIELD_TYPES", nullptr);
        }
    }

private:
    static constexpr std::array drivers{"OGR_XLSX", "OGR_XLS", "OGR_ODS"};
    static void set(const std::string& driver, const char* option, const char* value) { CPLSetThreadLocalConfigOption((driver + option).c_str(), value); }
};

OGRLayer& sheet_of(GDALDataset& workbook, const SheetRequest& request)
{
    if (workbook.GetLayerCount() == 0) throw InputError{text("file '{}' holds no sheet", request.file)};
    if (request.table.empty()) return *workbook.GetLayer(0);
    if (auto* layer = workbook.GetLayerByName(request.table.c_str())) return *layer;
    std::vector<std::string> names;
    for (auto* layer : workbook.GetLayers()) names.emplace_back(layer->GetName());
    throw InputError{text("file '{}' has no sheet '{}'; it has: {}", request.file, request.table, joined(names, ", "))};
}

// Lines of a workbook are numbered from 1 by all its drivers when they read no head.
SheetCells workbook_sheet(const SheetRequest& request)
{
    const PlainCells plain;
    const auto workbook = open_dataset(request.file, DatasetKind::vector);
    auto& layer = sheet_of(*workbook, request);
    SheetCells sheet{.name = layer.GetName(), .encoding = "UTF-8", .rows = {}};
    CPLErrorReset();
    for (const auto& feature : layer) {
        SheetRow row{.line = feature->GetFID(), .cells = {}};
        for (int i = 0; i < feature->GetFieldCount(); ++i) row.cells.emplace_back(feature->IsFieldSetAndNotNull(i) == FALSE ? "" : feature->GetFieldAsString(i));
        sheet.rows.push_back(std::move(row));
    }
    if (CPLGetLastErrorType() == CE_Failure) throw InputError{text("file '{}' is damaged: {}; save it again", request.file, last_gdal_error())};
    return sheet;
}

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

// Heads as names of fields: each once.
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

std::unique_ptr<GDALDataset> table_in_memory(const HeadedSheet& sheet, const std::vector<std::string>& names)
{
    std::unique_ptr<GDALDataset> dataset{GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr)};
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
            if (value) feature.SetField(static_cast<int>(i), value->value);
            else if (!numbers[i] && !cell.empty()) feature.SetField(static_cast<int>(i), cell.c_str());
        }
        if (layer->CreateFeature(&feature) != OGRERR_NONE) throw InputError{text("a table of {} rows does not fit into memory", sheet.rows.size())};
    }
    return dataset;
}

} // namespace

bool is_sheet_file(const std::string& file) { return is_delimited_text(file) || has_ending(file, {".xlsx", ".xlsm", ".xls", ".ods"}); }

std::vector<SheetRow> delimited_rows(const std::string& utf8)
{
    const char separator = separator_of(utf8);
    std::vector<SheetRow> out;
    SheetRow row{.line = 1, .cells = {}};
    std::string cell;
    std::int64_t line = 1;
    bool quoted = false;
    const auto end_cell = [&] { row.cells.push_back(std::exchange(cell, {})); };
    const auto end_row = [&] {
        end_cell();
        out.push_back(std::exchange(row, {.line = ++line, .cells = {}}));
    };
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        const char next = i + 1 < utf8.size() ? utf8[i + 1] : '\0';
        if (quoted && c == '"' && next == '"') cell += utf8[i++];
        else if (c == '"' && (quoted || trimmed(cell).empty())) quoted = !quoted;
        else if (quoted) {
            cell += c;
            if (c == '\n') ++line;
        } else if (c == separator) end_cell();
        else if (c == '\n' || (c == '\r' && next != '\n')) end_row();
        else if (c != '\r') cell += c;
    }
    if (!cell.empty() || !row.cells.empty()) end_row();
    return out;
}

SheetCells read_sheet(const SheetRequest& request)
{
    prepare_gdal();
    if (!is_delimited_text(request.file)) return workbook_sheet(request);
    SheetCells sheet;
    const auto content = utf8_content(request.file, request.encoding, sheet.encoding);
    sheet.rows = delimited_rows(content);
    return sheet;
}

void keep_rows_where(HeadedSheet& sheet, const std::string& where, const std::string& file)
{
    if (where.empty()) return;
    const auto names = field_names(sheet);
    const auto dataset = table_in_memory(sheet, names);
    auto& layer = *dataset->GetLayer(0);
    CPLErrorReset();
    if (layer.SetAttributeFilter(quoted_columns(where, names).c_str()) != OGRERR_NONE)
        throw InputError{text("file '{}': the filter \"{}\" cannot be used: {}; columns are: {}", file, where, last_gdal_error(), joined(names, ", "))};
    std::vector<SheetRow> kept;
    for (const auto& feature : layer) kept.push_back(std::move(sheet.rows[static_cast<std::size_t>(feature->GetFID())]));
    sheet.rows = std::move(kept);
}

} // namespace peaksite
