#include "io/raster/raster_style.hpp"

#include "base/error.hpp"

#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>

#include <fstream>

namespace peaksite {

namespace {

GDALColorEntry color_of(const std::string& hex)
{
    const auto part = [&](std::size_t at) { return static_cast<short>(std::stoi(hex.substr(at, 2), nullptr, 16)); };
    return {.c1 = part(1), .c2 = part(3), .c3 = part(5), .c4 = 255};
}

std::string escaped(const std::string& content)
{
    char* out = CPLEscapeString(content.c_str(), -1, CPLES_XML);
    std::string result = out;
    CPLFree(out);
    return result;
}

} // namespace

void describe_raster(GDALRasterBand& band, const RasterStyle& style)
{
    band.SetDescription(style.description.c_str());
    if (!style.unit.empty()) band.SetUnitType(style.unit.c_str());
    if (style.entries.empty()) return;
    GDALColorTable colors;
    char** names = nullptr;
    int next = 0;
    for (const auto& entry : style.entries) {
        const auto color = color_of(entry.color);
        colors.SetColorEntry(entry.value, &color);
        for (; next < entry.value; ++next) names = CSLAddString(names, "");
        names = CSLAddString(names, entry.label.c_str());
        ++next;
    }
    band.SetColorTable(&colors);
    band.SetCategoryNames(names);
    CSLDestroy(names);
}

void write_qml(const std::filesystem::path& path, const RasterStyle& style)
{
    if (style.entries.empty()) return;
    auto sidecar = path;
    sidecar.replace_extension(".qml");
    std::ofstream file{sidecar, std::ios::binary};
    file << "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.16\" "
            "hasScaleBasedVisibilityFlag=\"0\">\n <pipe>\n"
         << "  <rasterrenderer type=\"paletted\" band=\"1\" opacity=\"1\" alphaBand=\"-1\" nodataColor=\"\">\n   "
            "<colorPalette>\n";
    for (const auto& entry : style.entries)
        file << fmt::format("    <paletteEntry value=\"{}\" color=\"{}\" alpha=\"255\" label=\"{}\"/>\n", entry.value,
                            entry.color, escaped(entry.label));
    file << "   </colorPalette>\n  </rasterrenderer>\n </pipe>\n</qgis>\n";
    file.close();
    if (!file) throw InputError{text("file '{}' cannot be written; is the disk full?", sidecar.string())};
}

} // namespace peaksite
