#include "report/files/overlap_report.hpp"

#include "base/constants.hpp"
#include "base/error.hpp"
#include "report/book/workbook.hpp"
#include "report/files/csv.hpp"
#include "report/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace peaksite {

namespace {

using Json = nlohmann::ordered_json;

// Of a row that has an area.
std::optional<double> share_of(const OverlapTable& table, const OverlapRow& row)
{
    const auto whole = table.boundaries[row.boundary].square_metres;
    return whole && *whole > 0 ? std::optional{*row.square_metres / *whole} : std::nullopt;
}

std::string attributes_of(const OverlapParcel& parcel)
{
    std::vector<std::string> words;
    for (const auto& [column, word] : parcel.attributes) words.push_back(column + "=" + word);
    return joined(words, "; ");
}

void write_overlaps(const OverlapTable& table, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"boundary", "boundary_name", "boundary_m2", "layer", "title", "status", "parcels", "area_m2", "area_mu",
                "area_ha", "share", "source", "remark"})
        .end_row();
    for (const auto& row : table.rows) {
        const auto& boundary = table.boundaries[row.boundary];
        const auto& layer = table.layers[row.layer];
        file.cell(boundary.key)
            .cell(boundary.name)
            .cell(boundary.square_metres)
            .cell(layer.id)
            .cell(layer.title.in("zh"))
            .cell(overlap_status(table, row));
        if (!row.square_metres)
            file.empty().empty().empty().empty().empty();
        else
            file.cell(std::optional{static_cast<int>(row.parcels)})
                .cell(*row.square_metres)
                .cell(*row.square_metres / square_metres_per_mu)
                .cell(*row.square_metres / square_metres_per_hectare)
                .cell(share_of(table, row));
        file.cell(layer.source).cell(layer.reason);
        file.end_row();
    }
    file.close();
}

void write_parcels(const OverlapTable& table, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"boundary", "layer", "feature", "area_m2", "area_mu", "area_ha", "feature_m2", "share_of_feature",
                "attributes"})
        .end_row();
    for (const auto& parcel : table.parcels) {
        file.cell(table.boundaries[parcel.boundary].key)
            .cell(table.layers[parcel.layer].id)
            .cell(std::to_string(parcel.feature))
            .cell(parcel.square_metres);
        file.cell(parcel.square_metres / square_metres_per_mu)
            .cell(parcel.square_metres / square_metres_per_hectare)
            .cell(parcel.whole_square_metres);
        file.cell(parcel.whole_square_metres > 0 ? parcel.square_metres / parcel.whole_square_metres : 0)
            .cell(attributes_of(parcel));
        file.end_row();
    }
    file.close();
}

const CellLook overlap_head{
    .bold = true, .wrap = true, .border = true, .align = CellLook::Align::centre, .fill = "#e8eef7"};
const CellLook text_look{.wrap = true, .border = true}, amount{.border = true, .number_format = "#,##0.00"},
    share_look{.border = true, .number_format = "0.00%"}, count{.border = true, .number_format = "0"};

int put_heads(BookSheet& sheet, int row, const std::vector<std::string>& words)
{
    for (std::size_t i = 0; i < words.size(); ++i) sheet.text(row, static_cast<int>(i), words[i], overlap_head);
    return row + 1;
}

void fill_summary(const OverlapTable& table, BookSheet& sheet)
{
    sheet.merged(0, 0, 0, 8, "压占分析表（" + words::secrecy(table.secrecy).zh + "）",
                 {.bold = true, .align = CellLook::Align::centre, .points = 16});
    int at = put_heads(sheet, 1,
                       {"用地范围", "范围面积（公顷）", "图层", "情况", "图斑数", "压占面积（亩）", "压占面积（公顷）",
                        "占范围比例", "来源、说明"});
    for (const auto& row : table.rows) {
        const auto& boundary = table.boundaries[row.boundary];
        const auto& layer = table.layers[row.layer];
        sheet.text(at, 0, boundary.name, text_look);
        if (boundary.square_metres)
            sheet.number(at, 1, *boundary.square_metres / square_metres_per_hectare, amount);
        else
            sheet.blank(at, 1, text_look);
        sheet.text(at, 2, layer.title.in("zh"), text_look);
        sheet.text(at, 3, overlap_status(table, row), text_look);
        for (int col = 4; col < 8; ++col) sheet.blank(at, col, text_look);
        if (row.square_metres) {
            sheet.number(at, 4, static_cast<double>(row.parcels), count);
            sheet.number(at, 5, *row.square_metres / square_metres_per_mu, amount);
            sheet.number(at, 6, *row.square_metres / square_metres_per_hectare, amount);
            if (const auto share = share_of(table, row)) sheet.number(at, 7, *share, share_look);
        }
        sheet.text(at++, 8, layer.reason.empty() ? layer.source : layer.reason, text_look);
    }
    sheet.filter(1, 0, at - 1, 8);
    sheet.freeze(2, 1);
    for (const auto& note : table.notes) sheet.merged(at, 0, at, 8, note.in("zh"), {.wrap = true}), ++at;
    sheet.fit_columns(8, 40);
    sheet.page(true, 2, "压占分析");
}

void fill_parcels(const OverlapTable& table, BookSheet& sheet)
{
    constexpr std::size_t most = 1000000; // rows of a sheet, less heads
    int at = put_heads(
        sheet, 0,
        {"用地范围", "图层", "图斑号", "压占面积（亩）", "压占面积（公顷）", "图斑面积（公顷）", "占图斑比例", "属性"});
    for (std::size_t i = 0; i < std::min(table.parcels.size(), most); ++i) {
        const auto& parcel = table.parcels[i];
        sheet.text(at, 0, table.boundaries[parcel.boundary].name, text_look);
        sheet.text(at, 1, table.layers[parcel.layer].title.in("zh"), text_look);
        sheet.text(at, 2, std::to_string(parcel.feature), text_look);
        sheet.number(at, 3, parcel.square_metres / square_metres_per_mu, amount);
        sheet.number(at, 4, parcel.square_metres / square_metres_per_hectare, amount);
        sheet.number(at, 5, parcel.whole_square_metres / square_metres_per_hectare, amount);
        sheet.number(at, 6, parcel.whole_square_metres > 0 ? parcel.square_metres / parcel.whole_square_metres : 0,
                     share_look);
        sheet.text(at++, 7, attributes_of(parcel), text_look);
    }
    if (at > 1) sheet.filter(0, 0, at - 1, 7);
    if (table.parcels.size() > most) sheet.text(at, 0, "其余行见 parcels.csv。");
    sheet.freeze(1, 0);
    sheet.fit_columns(8, 60);
    sheet.page(true, 1, "压占图斑");
}

void write_book(const OverlapTable& table, const std::string& program, const std::filesystem::path& path)
{
    Workbook book{path, {.title = "压占分析", .subject = words::secrecy(table.secrecy).zh, .program = program}};
    fill_summary(table, book.sheet("压占分析"));
    fill_parcels(table, book.sheet("压占图斑"));
    if (const auto map = path.parent_path() / "overlap.png"; std::filesystem::exists(map))
        book.sheet("压占图").picture(0, 0, map, 0.3);
    book.close();
}

void write_manifest_of(const OverlapTable& table, const std::string& program, const std::filesystem::path& path)
{
    Json boundaries = Json::array(), layers = Json::array(), warnings = Json::array();
    for (const auto& one : table.boundaries)
        boundaries.push_back(Json{{"file", one.file},
                                  {"key", one.key},
                                  {"name", one.name},
                                  {"area_m2", one.square_metres ? Json(*one.square_metres) : Json()}});
    for (const auto& one : table.layers)
        layers.push_back(
            Json{{"id", one.id}, {"file", one.file}, {"features", one.features}, {"not_supplied", one.reason}});
    for (const auto& one : table.warnings) warnings.push_back(one.english());
    const Json manifest{{"made_by", "peaksite"},    {"program", program}, {"kind", "overlap"},
                        {"boundaries", boundaries}, {"layers", layers},   {"secrecy", words::secrecy(table.secrecy).en},
                        {"warnings", warnings}};
    std::ofstream file{path, std::ios::binary};
    file << manifest.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
    file.close();
    if (!file) throw InputError{text("file '{}' cannot be written; is the disk full?", path.string())};
}

} // namespace

void write_overlap(const OverlapTable& table, const std::string& program, const std::filesystem::path& folder)
{
    write_overlaps(table, folder / "overlap.csv");
    write_parcels(table, folder / "parcels.csv");
    write_book(table, program, folder / "overlap.xlsx");
    write_manifest_of(table, program, folder / "manifest.json");
}

} // namespace peaksite
