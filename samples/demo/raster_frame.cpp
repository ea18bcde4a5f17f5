#include "raster_frame.hpp"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <stdexcept>
#include <thread>

namespace demo {

namespace {

OGRSpatialReference reference(const std::string& crs)
{
    OGRSpatialReference out;
    if (out.SetFromUserInput(crs.c_str()) != OGRERR_NONE) throw std::runtime_error{"unknown coordinate system " + crs};
    out.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    return out;
}

using Transformation = std::unique_ptr<OGRCoordinateTransformation>;

Transformation transformation(const std::string& from, const std::string& to)
{
    const auto source = reference(from), target = reference(to);
    return Transformation{OGRCreateCoordinateTransformation(&source, &target)};
}

// Places of the cells of one row: exact at every 32nd cell, straight between, off by less than a metre.
class RowPlaces {
public:
    explicit RowPlaces(const Frame& frame) : m_frame(frame), m_to_degrees(transformation(frame.crs, "EPSG:4490")) {}

    const Path& of(int row)
    {
        constexpr int apart = 32;
        const double y = m_frame.top - (row + 0.5) * m_frame.step;
        const auto exact = [&](int column) {
            double x = m_frame.left + (column + 0.5) * m_frame.step, moved = y;
            if (m_to_degrees->Transform(1, &x, &moved) == FALSE) throw std::runtime_error{"a cell has no place"};
            return from_degrees({.x = x, .y = moved});
        };
        m_places.clear();
        Place before = exact(0);
        for (int from = 0; from < m_frame.columns; from += apart) {
            const Place after = exact(from + apart);
            for (int i = 0; i < apart && from + i < m_frame.columns; ++i)
                m_places.push_back({.x = before.x + (after.x - before.x) * i / apart,
                                    .y = before.y + (after.y - before.y) * i / apart});
            before = after;
        }
        return m_places;
    }

private:
    const Frame& m_frame;
    Transformation m_to_degrees;
    Path m_places;
};

constexpr int band_rows = 64;

// Values of some rows, every second row by another thread.
void fill(std::array<RowPlaces, 2>& places, int first, int rows, const std::function<double(Place)>& value,
          std::vector<double>& cells)
{
    const auto every_second = [&](std::size_t from) {
        for (auto row = static_cast<int>(from); row < rows; row += 2) {
            const auto& here = places[from].of(first + row);
            std::ranges::transform(here, cells.begin() + static_cast<std::ptrdiff_t>(here.size()) * row, value);
        }
    };
    const std::jthread other{every_second, 1U};
    every_second(0);
}

} // namespace

Frame covering(const std::string& crs, double step)
{
    const Rim rim;
    const auto from_degrees = transformation("EPSG:4490", crs);
    double left = 1e300, right = -1e300, top = -1e300, bottom = 1e300;
    constexpr int pieces = 40;
    for (int i = 0; i <= pieces; ++i) {
        const double along = static_cast<double>(i) / pieces, east = rim.xmin + along * (rim.xmax - rim.xmin),
                     north = rim.ymin + along * (rim.ymax - rim.ymin);
        for (const Place edge :
             {Place{east, rim.ymin}, Place{east, rim.ymax}, Place{rim.xmin, north}, Place{rim.xmax, north}}) {
            auto [x, y] = degrees(edge);
            from_degrees->Transform(1, &x, &y);
            left = std::min(left, x), right = std::max(right, x), bottom = std::min(bottom, y), top = std::max(top, y);
        }
    }
    Frame out{.crs = crs,
              .left = std::floor(left / step) * step,
              .top = std::ceil(top / step) * step,
              .step = step,
              .columns = 0,
              .rows = 0};
    out.columns = static_cast<int>(std::ceil((right - out.left) / step));
    out.rows = static_cast<int>(std::ceil((out.top - bottom) / step));
    return out;
}

void write_raster(const RasterFileTo& file, const Frame& frame, const std::function<double(Place)>& value)
{
    auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
    const bool whole = file.type != GDT_Float32;
    const char* const options[] = {
        "TILED=YES",      "COMPRESS=DEFLATE", "ZLEVEL=6", whole ? "PREDICTOR=2" : "PREDICTOR=3",
        "BLOCKXSIZE=512", "BLOCKYSIZE=512",   nullptr};
    const std::unique_ptr<GDALDataset> out{
        driver->Create(file.path.c_str(), frame.columns, frame.rows, 1, file.type, const_cast<char**>(options))};
    if (out == nullptr) throw std::runtime_error{"cannot write " + file.path.string()};
    double position[] = {frame.left, frame.step, 0, frame.top, 0, -frame.step};
    out->SetGeoTransform(position);
    const auto crs = reference(frame.crs);
    out->SetSpatialRef(&crs);
    auto& band = *out->GetRasterBand(1);
    band.SetNoDataValue(file.nodata);
    if (file.scale) band.SetScale(*file.scale);
    if (!file.unit.empty()) band.SetUnitType(file.unit.c_str());

    const Rim rim;
    const auto inside_the_rim = [&](Place p) { return rim.holds(p) ? value(p) : file.nodata; };
    std::array places{RowPlaces{frame}, RowPlaces{frame}};
    std::vector<double> cells(static_cast<std::size_t>(band_rows) * static_cast<std::size_t>(frame.columns));
    for (int row = 0; row < frame.rows; row += band_rows) {
        const int rows = std::min(band_rows, frame.rows - row);
        fill(places, row, rows, inside_the_rim, cells);
        if (band.RasterIO(GF_Write, 0, row, frame.columns, rows, cells.data(), frame.columns, rows, GDT_Float64, 0,
                          0) != CE_None)
            throw std::runtime_error{"cannot write " + file.path.string()};
    }
}

} // namespace demo
