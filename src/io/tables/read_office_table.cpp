#include "io/tables/read_office_table.hpp"

#include "base/error.hpp"
#include "base/listed.hpp"
#include "base/row_warnings.hpp"
#include "io/tables/long_lines.hpp"
#include "io/tables/merged_cells.hpp"
#include "io/tables/plain_table.hpp"
#include "io/tables/sheet.hpp"
#include "io/vector/attribute_rows.hpp"
#include "model/tables/row_marks.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace peaksite {

namespace {

void keep_filled_rows(const FeatureTable& features, OfficeTable& table, bool geometries)
{
    std::vector<SheetRow> kept;
    for (std::size_t i = 0; i < table.sheet.rows.size(); ++i) {
        const auto& feature = features.features[i];
        const auto& points = feature.shape.points;
        if (table.sheet.rows[i].blank() && (!geometries || feature.no_geometry)) continue;
        kept.push_back(std::move(table.sheet.rows[i]));
        if (geometries) table.geometries.push_back(points.size() == 1 ? std::optional{points.front()} : std::nullopt);
    }
    table.sheet.rows = std::move(kept);
}

FeatureTable features_of(const TableRequest& request, const std::string& where)
{
    return read_features({.file = request.file,
                          .table = request.table,
                          .where = where,
                          .encoding = request.encoding,
                          .crs = request.crs});
}

// Of some rows, whose columns may be fewer: KML drops those that nothing is in.
RowCells in_columns_of(const HeadedSheet& all, const HeadedSheet& some, const SheetRow& row)
{
    if (all.heads.size() == some.heads.size()) return row.cells;
    std::vector<std::string> out;
    for (const auto& head : all.heads) {
        const auto found = std::ranges::find(some.heads, head.text, &ColumnHead::text);
        out.push_back(found == some.heads.end() ? "" : row.cell(static_cast<std::size_t>(found - some.heads.begin())));
    }
    return RowCells{out};
}

// By number and values: those of a view may be numbered as they come, and then values alone tell.
std::vector<std::size_t> rows_among(const OfficeTable& table, const HeadedSheet& passing)
{
    std::set<std::pair<std::int64_t, RowCells>> numbered;
    std::set<RowCells> cells;
    for (const auto& row : passing.rows) {
        const auto own = in_columns_of(table.sheet, passing, row);
        numbered.emplace(row.line, own);
        cells.insert(own);
    }
    std::vector<std::size_t> out, alike;
    for (std::size_t i = 0; i < table.sheet.rows.size(); ++i) {
        const auto& row = table.sheet.rows[i];
        if (numbered.contains({row.line, row.cells})) out.push_back(i);
        if (cells.contains(row.cells)) alike.push_back(i);
    }
    return out.size() == passing.rows.size() ? out : alike;
}

void mark_rows_of(OfficeTable& table, const TableRequest& request)
{
    if (const auto year = table.sheet.columns(request.year); !request.year.empty() && year.size() == 1)
        table.year_column = year.front();
    mark_rows(table, request.names);
}

void refuse_empty(const OfficeTable& table, const TableRequest& request)
{
    if (table.sheet.rows.empty() && !request.may_be_empty)
        throw InputError{text("no row of '{}' passes the filter \"{}\"; columns are: {}", request.file, request.where,
                              listed(table.sheet.texts()))};
}

OfficeTable of_features(const TableRequest& request)
{
    auto features = features_of(request, {});
    OfficeTable out{.file = request.file, .sheet = attribute_rows(features), .marks = {}};
    out.crs = std::move(features.crs);
    keep_filled_rows(features, out, request.geometries);
    if (out.sheet.rows.empty() && !request.may_be_empty)
        throw InputError{text("file '{}' has no rows with anything in them", request.file)};
    mark_rows_of(out, request);
    if (request.where.empty()) return out;
    auto passing = features_of(request, request.where);
    OfficeTable passed{.file = request.file, .sheet = attribute_rows(passing), .marks = {}};
    keep_filled_rows(passing, passed, request.geometries);
    keep_passed_rows(out, request.where, request.heads, rows_among(out, passed.sheet));
    refuse_empty(out, request);
    return out;
}

bool states_scale(const HeadedSheet& sheet, const ScaledCells& cells)
{
    constexpr double ten = 10;
    const auto& head = sheet.heads[cells.first.column].unit;
    const auto* stated = head.known();
    if (head.says_nothing() && sheet.units_of_table.size() == 1) stated = &sheet.units_of_table.front();
    return stated != nullptr && stated->multiplier == Ratio{std::pow(ten, cells.power), 1};
}

// Cells that a format scales count as they are stored; where the head has the same scale, 12.3 shown of 123456 below
// （万元）, what is shown may be meant as well.
void refuse_unclear_scales(const OfficeTable& table, const TableRequest& request)
{
    std::set<std::size_t> asked;
    for (const auto& head : request.heads) {
        const auto columns = table.sheet.columns(head);
        asked.insert(columns.begin(), columns.end());
        for (const auto& [year, of_year] : table.sheet.series(head)) asked.insert(of_year.begin(), of_year.end());
    }
    for (const auto& cells : table.sheet.scaled)
        if (asked.contains(cells.first.column) && states_scale(table.sheet, cells))
            throw InputError{
                text("file '{}': cells of column '{}' are scaled by their format '{}', which shows {} as {} in {}, "
                     "and the head states a unit of that scale, so that either number may be meant; give them a format "
                     "that does not scale",
                     table.file, table.sheet.heads[cells.first.column].text, cells.format, cells.number, cells.shown,
                     cells.first.text())};
}

OfficeTable of_sheet(const TableRequest& request)
{
    auto cells = read_sheet({.file = request.file, .table = request.table, .encoding = request.encoding});
    const auto name = cells.name, encoding = cells.encoding;
    auto wanted = request.names;
    wanted.insert(wanted.end(), request.heads.begin(), request.heads.end());
    OfficeTable out{.file = request.file, .sheet = headed(std::move(cells), wanted, request.names), .marks = {}};
    auto& sheet = out.sheet;
    sheet.encoding = encoding;
    if (request.crs) out.crs = Crs::parse(*request.crs);
    if (sheet.heads.empty())
        throw InputError{text("file '{}' has an empty sheet '{}'; choose another: table = \"…\"", request.file, name)};
    if (!sheet.more_heads.empty())
        sheet.warnings.push_back(text("file '{}': {} rows among the data are heads or state units; the rows below them "
                                      "were read by the first head, and may be in other units or of another table: {}",
                                      request.file, sheet.more_heads.size(), some_of(sheet.more_heads)));
    if (is_text_sheet(request.file)) heed_long_lines(sheet, request.file);
    if (sheet.rows.empty() && !request.may_be_empty)
        throw InputError{text("file '{}' has no rows below its head in line {}", request.file, sheet.head_line)};
    refuse_unclear_scales(out, request);
    mark_rows_of(out, request);
    keep_rows_where(out, request.where, request.heads);
    refuse_empty(out, request);
    return out;
}

} // namespace

OfficeTable read_office_table(TableRequest request)
{
    std::erase(request.names, "");
    std::erase(request.heads, "");
    const bool in_features = !is_sheet_file(request.file) || (request.geometries && !is_plain_table(request.file));
    auto out = in_features ? of_features(request) : of_sheet(request);
    mark_subtotals(out, request.one_counts);
    return out;
}

} // namespace peaksite
