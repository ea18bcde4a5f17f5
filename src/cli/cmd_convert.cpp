#include "cli/options.hpp"
#include "cli/print.hpp"
#include "job/convert.hpp"

#include <fmt/format.h>

namespace peaksite::cli {

std::function<ExitCode()> setup_convert(CLI::App& app, Session&)
{
    auto request = std::make_shared<ConvertRequest>();
    app.add_option("in", request->in, "The file to read: any vector format, 国土坐标 txt, DXF, a table")->required();
    app.add_option("out", request->out,
                   "The file to write; its ending says how: .txt .dxf .kml .kmz .shp .gpkg .geojson .gdb .xlsx .csv")
        ->required();
    app.add_option("--table", request->table, "The table to convert, or the layer of a DXF");
    app.add_option("--where", request->where, "Only features that pass this attribute filter");
    app.add_option("--encoding", request->encoding, "Encoding of the texts that are read; found by default");
    app.add_option("--to-encoding", request->out_encoding, "Encoding of shapefiles, CSV and 国土坐标 that are written")
        ->check(CLI::IsMember({"UTF-8", "GBK", "GB18030"}));
    app.add_option("--from-crs", request->from_crs,
                   "Coordinate system of the file that is read, where it says none or a wrong one");
    app.add_option("--crs", request->to_crs, "Coordinate system to write in, such as EPSG:4523");
    app.add_option("--layer-column", request->layer_column, "DXF: the column that names the layer");
    app.add_option("--label-column", request->label_column, "DXF: the column that is drawn as text");
    app.add_flag("--wkt", request->wkt, "CSV and XLSX: geometries as a column of texts");
    app.add_flag("--overwrite", request->overwrite, "Replace a file that is there");
    return [request] {
        const auto report = convert_file(*request);
        say_warnings(report.warnings);
        print(fmt::format("{}: {} features of {} table{}{}", request->out.string(), report.features,
                          report.tables.size(), report.tables.size() == 1 ? "" : "s",
                          report.crs.empty() ? "" : ", " + report.crs));
        return ExitCode::done;
    };
}

} // namespace peaksite::cli
