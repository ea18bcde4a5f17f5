#include "geo/nesting.hpp"
#include "io/vector/land_coordinates.hpp"
#include "io/vector/ogr_shape.hpp"
#include "io/vector/open_vector.hpp"

#include <gdal_priv.h>

#include <filesystem>

namespace peaksite {

namespace {

std::optional<std::string> content_of(const std::string& value)
{
    return value.empty() ? std::nullopt : std::optional{value};
}

Line closed(Line ring)
{
    if (!ring.empty()) ring.push_back(ring.front());
    return ring;
}

Shape shape_of(const LandParcel& parcel)
{
    Shape shape;
    if (parcel.figure == "点") {
        for (const auto& ring : parcel.rings) shape.points.push_back(ring.front());
    } else if (parcel.figure == "线") {
        shape.lines = parcel.rings;
    } else {
        std::vector<Line> rings;
        for (const auto& ring : parcel.rings) rings.push_back(closed(ring));
        shape.polygons = nested(rings);
    }
    return shape;
}

FeatureTable table_of(const LandCoordinates& land, const std::string& name)
{
    FeatureTable table;
    table.name = name;
    if (land.system) table.crs = Crs::parse(*epsg_of(*land.system));
    table.columns = {"地块编号", "地块名称", "面积", "图形属性", "图幅号", "地块用途", "地类编码"};
    table.types.assign(table.columns.size(), ColumnType::text);
    table.types[2] = ColumnType::real;
    for (const auto& parcel : land.parcels) {
        auto& feature = table.features.emplace_back();
        feature.shape = shape_of(parcel);
        feature.values = {content_of(parcel.number),
                          content_of(parcel.name),
                          parcel.hectares ? std::optional{number(*parcel.hectares)} : std::nullopt,
                          parcel.figure,
                          content_of(parcel.map_sheet),
                          content_of(parcel.use),
                          content_of(parcel.land_class)};
    }
    return table;
}

} // namespace

OpenedVector open_land_coordinates(const VectorRequest& request)
{
    OpenedVector out{.dataset = nullptr};
    const auto content = utf8_content(request.file, request.encoding, out.encoding);
    if (!looks_like_land_coordinates(content))
        throw InputError{text("file '{}' is no 国土坐标 file: it has no section [地块坐标] and no head line ending in "
                              "@; a table of text save as .csv",
                              request.file)};
    auto land = parse_land_coordinates(content, request.file);
    out.warnings = std::move(land.warnings);
    out.dataset.reset(GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr));
    add_table(*out.dataset, table_of(land, std::filesystem::path{request.file}.stem().string()));
    return out;
}

} // namespace peaksite
