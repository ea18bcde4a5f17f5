#include "cli/options.hpp"
#include "cli/print.hpp"
#include "job/convert/convert.hpp"

#include <fmt/format.h>

namespace peaksite::cli {

std::function<ExitCode()> setup_convert(Arguments& arguments, Session&)
{
    auto request = std::make_shared<ConvertRequest>();
    arguments.option("in", request->in, "The file to read: any vector format, 国土坐标 txt, DXF, a table").required();
    arguments
        .option("out", request->out,
                "The file to write; its ending says how: .txt .dxf .kml .kmz .shp .gpkg .geojson .gdb .xlsx .csv")
        .required();
    arguments.option("--table", request->table, "The table to convert, or the layer of a DXF");
    arguments.option("--where", request->where, "Only features that pass this attribute filter");
    arguments.option("--encoding", request->encoding, "Encoding of the texts that are read; found by default");
    arguments
        .option("--to-encoding", request->out_encoding, "Encoding of shapefiles, CSV and 国土坐标 that are written")
        .one_of({"UTF-8", "GBK", "GB18030"});
    arguments.option("--from-crs", request->from_crs,
                     "Coordinate system of the file that is read, where it says none or a wrong one");
    arguments.option("--crs", request->to_crs, "Coordinate system to write in, such as EPSG:4523");
    arguments.option("--layer-column", request->layer_column, "DXF: the column that names the layer");
    arguments.option("--label-column", request->label_column, "DXF: the column that is drawn as text");
    arguments.flag("--wkt", request->wkt, "CSV and XLSX: geometries as a column of texts");
    arguments.flag("--overwrite", request->overwrite, "Replace a file that is there");
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
