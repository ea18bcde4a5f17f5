#include "support/output_tables.hpp"

#include "support/csv_table.hpp"
#include "support/sheet_cells.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

std::optional<double> number_in(const std::string& text)
{
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0' || text.find_first_not_of("+-0123456789.eE") != std::string::npos) return {};
    return value;
}

OutputCell cell_of(const std::string& text)
{
    return {.text = text, .number = number_in(text), .shown = text, .note = {}};
}

OutputTable csv_file(const fs::path& path, const std::string& name)
{
    const auto csv = read_csv(path);
    OutputTable out{.form = OutputTable::Form::csv, .file = name, .heads = csv.columns, .rows = {}};
    for (const auto& row : csv.rows) {
        auto& cells = out.rows.emplace_back();
        for (const auto& column : csv.columns) cells.push_back(cell_of(row.at(column)));
    }
    return out;
}

std::vector<OutputTable> package(const fs::path& path, const std::string& name)
{
    GDALAllRegister();
    const std::unique_ptr<GDALDataset> data{GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR)};
    if (!data) throw std::runtime_error{name + " cannot be read"};
    std::vector<OutputTable> out;
    for (auto* layer : data->GetLayers()) {
        const auto& fields = *layer->GetLayerDefn();
        const char* title = layer->GetMetadataItem("IDENTIFIER");
        auto& table = out.emplace_back(OutputTable{.form = OutputTable::Form::package,
                                                   .file = name,
                                                   .part = layer->GetName(),
                                                   .title = title == nullptr ? "" : title,
                                                   .heads = {},
                                                   .rows = {}});
        for (int i = 0; i < fields.GetFieldCount(); ++i) table.heads.emplace_back(fields.GetFieldDefn(i)->GetNameRef());
        for (const auto& feature : *layer) {
            auto& cells = table.rows.emplace_back();
            for (int i = 0; i < fields.GetFieldCount(); ++i) {
                const bool number = fields.GetFieldDefn(i)->GetType() != OFTString;
                auto& cell = cells.emplace_back();
                if (!feature->IsFieldSetAndNotNull(i)) continue;
                cell.text = cell.shown = feature->GetFieldAsString(i);
                if (number) cell.number = feature->GetFieldAsDouble(i);
            }
        }
    }
    return out;
}

// Every number of a JSON file: its path without places in lists, and its value. What a list holds by place is named by
// the objects it lies in.
void walk(const nlohmann::json& json, const std::string& path, OutputTable& out)
{
    if (json.is_object())
        for (const auto& [key, value] : json.items()) walk(value, path.empty() ? key : path + "." + key, out);
    else if (json.is_array())
        for (const auto& value : json) walk(value, path, out);
    else if (json.is_number())
        out.rows.push_back(
            {cell_of(path), {.text = json.dump(), .number = json.get<double>(), .shown = json.dump(), .note = {}}});
}

// Values of candidates that stand in the order of a list of indicators, as rows of their own.
OutputTable values_of(const nlohmann::json& json, const std::string& name)
{
    OutputTable out{.form = OutputTable::Form::json,
                    .file = name,
                    .part = "values",
                    .heads = {"zones", "key", "indicator", "value", "reason"},
                    .rows = {}};
    for (const auto& candidate : json.at("candidates"))
        for (std::size_t i = 0; i < candidate.at("values").size(); ++i) {
            const auto& value = candidate.at("values").at(i);
            const auto& number = value.is_object() ? value.at("value") : value;
            OutputCell cell;
            if (number.is_number())
                cell = {.text = number.dump(), .number = number.get<double>(), .shown = number.dump()};
            out.rows.push_back({cell_of(candidate.at("set")), cell_of(candidate.at("key")),
                                cell_of(json.at("indicators").at(i).at("id")), cell,
                                cell_of(value.is_object() ? value.value("reason", "") : "")});
        }
    return out;
}

std::vector<OutputTable> json_file(const fs::path& path, const std::string& name)
{
    const auto json = nlohmann::json::parse(read_file(path));
    std::vector<OutputTable> out{
        {.form = OutputTable::Form::json, .file = name, .heads = {"path", "number"}, .rows = {}}};
    walk(json, "", out.front());
    if (json.contains("candidates") && json.contains("indicators")) out.push_back(values_of(json, name));
    return out;
}

} // namespace

bool OutputCell::shows_zero() const
{
    return number && shown.find_first_of("0") != std::string::npos &&
           shown.find_first_of("123456789") == std::string::npos;
}

std::string shown_in(double value, const std::string& format)
{
    if (format.empty()) return fmt::format("{}", value);
    const bool percent = format.ends_with("%");
    const auto point = format.find('.');
    const auto decimals = point == std::string::npos
                              ? std::ptrdiff_t{0}
                              : std::count_if(format.begin() + static_cast<std::ptrdiff_t>(point), format.end(),
                                              [](char c) { return c == '0' || c == '#'; });
    return fmt::format("{:.{}f}{}", percent ? 100 * value : value, decimals, percent ? "%" : "");
}

std::vector<OutputTable> tables_of_result(const fs::path& folder)
{
    static const std::set<std::string> without_tables{".tif", ".qml", ".xml", ".pdf", ".png", ".svg", ".tally"};
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder})
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<OutputTable> out;
    const auto add = [&](std::vector<OutputTable> tables) {
        for (auto& table : tables) out.push_back(std::move(table));
    };
    for (const auto& file : files) {
        const auto name = fs::relative(file, folder).generic_string(), kind = file.extension().string();
        if (kind == ".csv")
            out.push_back(csv_file(file, name));
        else if (kind == ".xlsx")
            add(sheets_of(file, name));
        else if (kind == ".gpkg")
            add(package(file, name));
        else if (kind == ".json")
            add(json_file(file, name));
        else if (!without_tables.contains(kind))
            throw std::runtime_error{"nobody has said how to walk " + name};
    }
    return out;
}

} // namespace peaksite
