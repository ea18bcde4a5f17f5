// Makes the inputs of the benchmarks, of random values that say nothing about any place:
//   bench_data grid|degrees DIR [SCALE]
// grid: five layers on one lattice of 30 m in an Albers projection, 8448 x 15360 cells, as plan.toml reads them.
// degrees: what offices have, layers in longitude and latitude at resolutions of their own, land cover of some 10 m and
// 24000 x 24000 cells, as degrees_plan.toml reads them. Both have 24 counties that share winding borders and 2,000
// parks that overlap. SCALE 4 is a quarter of the rows and columns.
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <numbers>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace {

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;

[[noreturn]] void fail(const std::string& what)
{
    std::fprintf(stderr, "bench_data: %s\n", what.c_str());
    std::exit(1);
}

// Noise of variance 1 whose power falls with the wave number as k^-beta: octaves of random lattices, bilinear between
// their nodes.
class Noise {
public:
    Noise(std::uint32_t seed, double beta, int cells) : m_seed(seed)
    {
        constexpr double coarsest = 4, variance = 4.0 / 27; // of numbers in [-1, 1) between nodes, on average
        double total = 0, size = 1;
        for (double step = cells / coarsest; step >= 1; step /= 2, size *= std::exp2(-(beta - 2) / 2)) {
            m_octaves.push_back({.step = step, .size = size});
            total += size * size * variance;
        }
        for (auto& octave : m_octaves) octave.size /= std::sqrt(total);
    }

    void row(int y, std::span<float> out) const
    {
        std::ranges::fill(out, 0.0F);
        for (std::uint32_t at = 0; at < m_octaves.size(); ++at) {
            const double step = m_octaves[at].step, size = m_octaves[at].size;
            const double v = y / step;
            const auto node_row = static_cast<std::uint32_t>(v);
            const double below = v - node_row;
            const auto node = [&, octave = at](std::uint32_t col) {
                return size * ((1 - below) * value(octave, col, node_row) + below * value(octave, col, node_row + 1));
            };
            double left = node(0), right = node(1);
            std::uint32_t col = 0;
            for (std::size_t x = 0; x < out.size(); ++x) {
                const double u = static_cast<double>(x) / step;
                for (; col < static_cast<std::uint32_t>(u); ++col) {
                    left = right;
                    right = node(col + 2);
                }
                out[x] += static_cast<float>(left + (u - col) * (right - left));
            }
        }
    }

private:
    struct Octave {
        double step, size;
    };

    double value(std::uint32_t octave, std::uint32_t col, std::uint32_t row) const
    {
        std::uint64_t bits = (std::uint64_t{col} << 32U | row) + 0x9e3779b97f4a7c15U * (m_seed * 64U + octave + 1);
        bits = (bits ^ (bits >> 30U)) * 0xbf58476d1ce4e5b9U;
        bits = (bits ^ (bits >> 27U)) * 0x94d049bb133111ebU;
        return std::ldexp(static_cast<double>((bits ^ (bits >> 31U)) >> 11U), -52) - 1;
    }

    std::uint32_t m_seed;
    std::vector<Octave> m_octaves;
};

struct Lattice {
    double west, north, cell;
    int cols, rows;
};

struct Raster {
    std::string name;
    Lattice lattice;
    GDALDataType type;
    double fill;
    const char* predictor;
};

using Values = std::function<void(int row, std::span<float> out)>;

class Maker {
public:
    Maker(std::string folder, std::string crs) : m_folder(std::move(folder))
    {
        m_crs.SetFromUserInput(crs.c_str());
        m_crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }

    void write(const Raster& raster, const Values& values) const { write(raster, values, m_crs); }

    void write(const Raster& raster, const Values& values, const OGRSpatialReference& crs) const
    {
        constexpr int lines = 512;
        auto* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
        const std::string predictor = std::string{"PREDICTOR="} + raster.predictor;
        const std::vector<const char*> options{
            "TILED=YES",       "BLOCKXSIZE=512",       "BLOCKYSIZE=512", "COMPRESS=DEFLATE",
            predictor.c_str(), "NUM_THREADS=ALL_CPUS", nullptr};
        const auto& [west, north, cell, cols, rows] = raster.lattice;
        const Dataset out{driver->Create((m_folder + "/" + raster.name + ".tif").c_str(), cols, rows, 1, raster.type,
                                         const_cast<char**>(options.data()))};
        if (out == nullptr) fail("cannot write " + raster.name);
        std::array<double, 6> transform{west, cell, 0, north, 0, -cell};
        out->SetGeoTransform(transform.data());
        out->SetSpatialRef(&crs);
        auto* band = out->GetRasterBand(1);
        band->SetNoDataValue(raster.fill);
        const auto across = static_cast<std::size_t>(cols);
        std::vector<float> buffer(across * lines);
        for (int first = 0; first < rows; first += lines) {
            const int count = std::min(lines, rows - first);
            for (int row = 0; row < count; ++row)
                values(first + row, std::span{buffer}.subspan(static_cast<std::size_t>(row) * across, across));
            if (band->RasterIO(GF_Write, 0, first, cols, count, buffer.data(), cols, count, GDT_Float32, 0, 0) !=
                CE_None)
                fail("cannot write " + raster.name);
        }
    }

    using Ring = std::vector<std::pair<double, double>>;
    void write_zones(const std::string& name, const std::vector<Ring>& rings) const
    {
        auto* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
        const auto file = m_folder + "/" + name + ".gpkg";
        std::remove(file.c_str());
        const Dataset out{driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr)};
        if (out == nullptr) fail("cannot write " + file);
        auto crs = m_crs;
        auto* layer = out->CreateLayer(name.c_str(), &crs, wkbPolygon, nullptr);
        OGRFieldDefn key{"id", OFTInteger};
        layer->CreateField(&key);
        if (layer->StartTransaction() != OGRERR_NONE) fail("cannot write " + file);
        int id = 0;
        for (const auto& ring : rings) {
            OGRLinearRing line;
            for (const auto& [x, y] : ring) line.addPoint(x, y);
            line.closeRings();
            OGRPolygon polygon;
            polygon.addRing(&line);
            OGRFeature feature{layer->GetLayerDefn()};
            feature.SetField("id", ++id);
            feature.SetGeometry(&polygon);
            if (layer->CreateFeature(&feature) != OGRERR_NONE) fail("cannot write " + file);
        }
        if (layer->CommitTransaction() != OGRERR_NONE) fail("cannot write " + file);
    }

    void write_zones(const Lattice& l, double unit) const // metres, in those of the lattice
    {
        const double wide = l.cols * l.cell, high = l.rows * l.cell;
        write_zones("counties", counties(l, wide, high));
        std::mt19937_64 random{1};
        const auto between = [&](double from, double to) {
            return from + (to - from) * std::ldexp(static_cast<double>(random() >> 11U), -53);
        };
        std::vector<Ring> parks(2000);
        for (auto& ring : parks) {
            const double x = l.west + wide * between(0.05, 0.95), y = l.north - high * between(0.05, 0.95),
                         radius = unit * std::exp(between(std::log(500.0), std::log(6000.0))), turn = between(0, 6);
            const int points = static_cast<int>(between(40, 400));
            for (int i = 0; i < points; ++i) {
                const double t = 2 * std::numbers::pi * i / points,
                             r = radius * (1 + 0.25 * std::sin(3 * t + turn) + 0.1 * std::sin(11 * t + turn));
                ring.emplace_back(x + r * std::cos(t), y + r * std::sin(t));
            }
        }
        write_zones("parks", parks);
    }

private:
    // Cells of a displaced lattice, which share their borders point by point.
    static std::vector<Ring> counties(const Lattice& l, double wide, double high)
    {
        constexpr int across = 6, down = 4, points = 1000;
        constexpr double margin = 0.04;
        const auto at = [&](double u, double v) {
            const double du = 0.06 * std::sin(7.3 * v + 1.7 * u) + 0.01 * std::sin(41 * v) + 0.002 * std::sin(311 * v),
                         dv = 0.06 * std::sin(6.1 * u + 2.3 * v) + 0.01 * std::sin(37 * u) + 0.002 * std::sin(287 * u);
            return std::pair{l.west + wide * (margin + (1 - 2 * margin) * (u + du) / across),
                             l.north - high * (margin + (1 - 2 * margin) * (v + dv) / down)};
        };
        std::vector<Ring> out;
        for (int row = 0; row < down; ++row)
            for (int col = 0; col < across; ++col) {
                auto& ring = out.emplace_back();
                const auto part = [](int i) { return static_cast<double>(i) / points; };
                for (int i = 0; i < points; ++i) ring.push_back(at(col + part(i), row));
                for (int i = 0; i < points; ++i) ring.push_back(at(col + 1, row + part(i)));
                for (int i = points; i > 0; --i) ring.push_back(at(col + part(i), row + 1));
                for (int i = points; i > 0; --i) ring.push_back(at(col, row + part(i)));
            }
        return out;
    }

    std::string m_folder;
    OGRSpatialReference m_crs;
};

Values values(const Noise& noise, double mean, double deviation)
{
    return [noise, mean, deviation](int row, std::span<float> out) {
        noise.row(row, out);
        for (auto& value : out) value = static_cast<float>(mean + deviation * value);
    };
}

// Codes from 1 on, by how many of the bounds lie below.
Values classes(const Noise& noise, std::vector<float> bounds, std::vector<float> codes)
{
    return [noise, bounds = std::move(bounds), codes = std::move(codes)](int row, std::span<float> out) {
        noise.row(row, out);
        for (auto& value : out)
            value = codes[static_cast<std::size_t>(std::ranges::lower_bound(bounds, value) - bounds.begin())];
    };
}

void make_grid(const std::string& folder, int scale)
{
    const Maker maker{folder, "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +ellps=GRS80 +units=m +no_defs"};
    const Lattice l{.west = -110000, .north = 4400000, .cell = 30, .cols = 8448 / scale, .rows = 15360 / scale};
    const Lattice half{.west = l.west, .north = l.north, .cell = 60, .cols = l.cols / 2, .rows = l.rows / 2};
    maker.write({"dem", l, GDT_Int16, -32768, "2"}, values({7, 3.2, l.rows}, 1500, 450));
    maker.write({"landcover", l, GDT_Byte, 0, "2"},
                classes({8, 2.4, l.rows}, {-1.5F, -1, -0.5F, 0, 0.4F, 0.9F, 1.4F}, {1, 2, 3, 4, 5, 6, 7, 8}));
    maker.write({"npp", half, GDT_Float32, -9999, "3"}, values({9, 2.6, half.rows}, 350, 60));
    maker.write({"wind", l, GDT_Float32, -9999, "3"}, values({10, 2.8, l.rows}, 6.2, 1.1));
    OGRSpatialReference degrees;
    degrees.SetFromUserInput("EPSG:4326");
    degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    maker.write({"ghi", {103.4, 41.4, 0.0025, 1900, 2200}, GDT_Float32, -9999, "3"}, values({11, 3, 2200}, 1600, 60),
                degrees);
    maker.write_zones(l, 1);
}

void make_degrees(const std::string& folder, int scale)
{
    constexpr double west = 105, north = 39, side = 2;
    constexpr double degrees_per_metre = 1 / 111195.0;
    const Maker maker{folder, "EPSG:4490"};
    const auto lattice = [&](int cells) {
        return Lattice{.west = west, .north = north, .cell = side / cells, .cols = cells, .rows = cells};
    };
    const auto cover = lattice(24000 / scale), relief = lattice(7200 / scale), climate = lattice(800 / scale),
               people = lattice(240);
    maker.write({"landcover", cover, GDT_Byte, 0, "1"},
                classes({12, 2.6, cover.cols}, {-1.5F, -1, -0.5F, 0, 0.5F, 1, 1.5F}, {10, 20, 30, 40, 50, 60, 80, 90}));
    maker.write({"dem", relief, GDT_Int16, -32768, "2"}, values({13, 3.2, relief.cols}, 1400, 420));
    maker.write({"wind", climate, GDT_Float32, -9999, "3"}, values({14, 3, climate.cols}, 6, 0.9));
    maker.write({"ghi", climate, GDT_Float32, -9999, "3"}, values({15, 3, climate.cols}, 1650, 60));
    const Noise noise{16, 2, people.cols};
    maker.write({"population", people, GDT_Float32, -99999, "3"}, [&](int row, std::span<float> out) {
        noise.row(row, out);
        for (auto& value : out) value = std::exp(2 + 1.5F * value);
    });
    maker.write_zones(cover, degrees_per_metre);
}

} // namespace

int main(int argc, char** argv)
{
    const std::string kind = argc > 1 ? argv[1] : "", folder = argc > 2 ? argv[2] : "";
    const int scale = argc > 3 ? std::atoi(argv[3]) : 1;
    if (folder.empty() || scale < 1 || scale > 64 || (kind != "grid" && kind != "degrees")) {
        std::fprintf(stderr, "bench_data grid|degrees DIR [SCALE]\n");
        return 2;
    }
    GDALAllRegister();
    if (VSIMkdirRecursive(folder.c_str(), 0777) != 0) fail("cannot make " + folder);
    kind == "grid" ? make_grid(folder, scale) : make_degrees(folder, scale);
    return 0;
}
