#include "io/raster/netcdf.hpp"
#include "io/raster/raster_file.hpp"

#include "base/error.hpp"
#include "support/scratch.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>

namespace peaksite {
namespace {

using testing::HasSubstr;

struct Variable {
    std::string name = "v";
    std::vector<std::string> dimensions; // of lon, lat, x, y, t
};

struct Facts {
    bool y_rises = false;
    bool uneven = false;
    std::string x = "lon", y = "lat";
    std::vector<Variable> variables;
    bool missing_value = false; // instead of _FillValue
};

// 4 columns from 100 E and 3 rows from 40 N, centres on whole degrees; the value of a cell is 100 t + 10 (row from the
// north) + column.
void make_netcdf(const std::filesystem::path& path, const Facts& facts)
{
    prepare_gdal();
    const Dataset file{GetGDALDriverManager()->GetDriverByName("netCDF")->CreateMultiDimensional(path.string().c_str(),
                                                                                                 nullptr, nullptr)};
    const auto root = file->GetRootGroup();
    const auto real = GDALExtendedDataType::Create(GDT_Float64);
    std::map<std::string, std::shared_ptr<GDALDimension>> dimensions;
    std::map<std::string, std::size_t> sizes{{facts.x, 4}, {facts.y, 3}, {"t", 2}};
    for (const auto& [name, size] : sizes) {
        dimensions[name] = root->CreateDimension(name, "", "", size);
        const auto axis = root->CreateMDArray(name, {dimensions[name]}, real);
        if (name == facts.x || name == facts.y) axis->SetUnit(name == "lon" || name == "lat" ? "degrees" : "m");
        std::vector<double> values;
        for (std::size_t i = 0; i < size; ++i) {
            const auto step = static_cast<double>(i);
            values.push_back(name == facts.x   ? 100 + step
                             : name != facts.y ? step
                             : facts.y_rises   ? 38 + step
                                               : 40 - step);
        }
        if (facts.uneven && name == facts.x) values[2] += 0.3;
        const GUInt64 start = 0;
        axis->Write(&start, &size, nullptr, nullptr, real, values.data());
    }
    for (const auto& variable : facts.variables) {
        std::vector<std::shared_ptr<GDALDimension>> own;
        std::vector<std::size_t> count;
        for (const auto& name : variable.dimensions) own.push_back(dimensions[name]), count.push_back(sizes[name]);
        const auto array = root->CreateMDArray(variable.name, own, real);
        std::size_t total = 1;
        for (const auto n : count) total *= n;
        std::vector<double> values(total);
        for (std::size_t k = 0; k < total; ++k) {
            std::map<std::string, std::size_t> at;
            for (std::size_t i = own.size(), rest = k; i-- > 0; rest /= count[i])
                at[variable.dimensions[i]] = rest % count[i];
            const auto row = facts.y_rises ? 2 - at[facts.y] : at[facts.y];
            values[k] = static_cast<double>(100 * at["t"] + 10 * row + at[facts.x]);
        }
        if (facts.missing_value) {
            const auto attribute = array->CreateAttribute("missing_value", {}, real);
            attribute->Write(21.0);
        }
        const std::vector<GUInt64> start(count.size());
        array->Write(start.data(), count.data(), nullptr, nullptr, real, values.data());
    }
}

std::vector<double> cells(const RasterFile& file)
{
    const auto& info = file.raster.info;
    const auto source = file.raster.open();
    std::vector<double> out(static_cast<std::size_t>(info.rows) * static_cast<std::size_t>(info.cols));
    std::vector<std::byte> block(static_cast<std::size_t>(info.block_rows) * static_cast<std::size_t>(info.block_cols) *
                                 sizeof(double));
    for (int row = 0; row < info.rows; ++row)
        for (int col = 0; col < info.cols; ++col) {
            source->read_block(row / info.block_rows, col / info.block_cols, block.data());
            const auto place =
                static_cast<std::size_t>(row % info.block_rows) * static_cast<std::size_t>(info.block_cols) +
                static_cast<std::size_t>(col % info.block_cols);
            std::memcpy(&out[static_cast<std::size_t>(row) * static_cast<std::size_t>(info.cols) +
                             static_cast<std::size_t>(col)],
                        block.data() + sizeof(double) * place, sizeof(double));
        }
    return out;
}

const std::vector<double> expected{0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23};

void expect_upright(const RasterFile& file, const std::vector<double>& values = expected)
{
    EXPECT_EQ(file.raster.info.rows, 3);
    EXPECT_EQ(file.raster.info.cols, 4);
    const auto& p = file.raster.info.position;
    EXPECT_NEAR(p.x0, 99.5, 1e-9);
    EXPECT_NEAR(p.y0, 40.5, 1e-9);
    EXPECT_NEAR(p.dx_col, 1, 1e-9);
    EXPECT_NEAR(p.dy_row, -1, 1e-9);
    EXPECT_EQ(cells(file), values);
}

class NetCdfOrder : public testing::TestWithParam<std::tuple<std::vector<std::string>, bool>> {};

TEST_P(NetCdfOrder, OfDimensionsAndDirectionOfLatitudesDoNotMatter)
{
    const Scratch scratch;
    const auto& [order, rises] = GetParam();
    make_netcdf(scratch / "a.nc", {.y_rises = rises, .variables = {{"v", order}}});
    const auto path = (scratch / "a.nc").string();
    expect_upright(look_at_raster({.files = {path}, .variable = "v"}));
    expect_upright(look_at_raster((scratch / "a.nc").string(), 1, {})); // the only variable needs no name
    if (order.size() == 3) {
        auto later = expected;
        for (auto& value : later) value += 100;
        const auto second = look_at_raster({.files = {path}, .variable = "v", .band = 2});
        EXPECT_EQ(second.bands, 2);
        expect_upright(second, later);
    }
}

using Order = std::vector<std::string>;
INSTANTIATE_TEST_SUITE_P(Of, NetCdfOrder,
                         testing::Combine(testing::Values(Order{"lat", "lon"}, Order{"lon", "lat"},
                                                          Order{"t", "lat", "lon"}, Order{"lat", "lon", "t"},
                                                          Order{"lon", "lat", "t"}, Order{"t", "lon", "lat"}),
                                          testing::Bool()));

TEST(NetCdf, OverDegreesNeedsNoSystemAndOverMetresDoes)
{
    const Scratch scratch;
    make_netcdf(scratch / "a.nc", {.variables = {{"v", {"lat", "lon"}}}});
    const auto file = look_at_raster((scratch / "a.nc").string(), 1, {});
    EXPECT_EQ(file.assumed_crs, "EPSG:4326");
    EXPECT_TRUE(file.raster.crs.geographic());
    make_netcdf(scratch / "b.nc", {.x = "x", .y = "y", .variables = {{"v", {"x", "y"}}}});
    EXPECT_THROW(look_at_raster((scratch / "b.nc").string(), 1, {}), InputError);
    expect_upright(look_at_raster((scratch / "b.nc").string(), 1, "EPSG:32648"));
}

TEST(NetCdf, SeveralVariablesAskWhich)
{
    const Scratch scratch;
    make_netcdf(scratch / "a.nc", {.variables = {{"temp", {"lat", "lon"}}, {"prec", {"lon", "lat"}}}});
    const auto file = (scratch / "a.nc").string();
    try {
        look_at_raster(file, 1, {});
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), HasSubstr("temp, prec"));
    }
    expect_upright(look_at_raster({.files = {file}, .variable = "prec"}));
    EXPECT_THROW(look_at_raster({.files = {file}, .variable = "wind"}), InputError);
}

TEST(NetCdf, UnevenPositionsAreRefused)
{
    const Scratch scratch;
    make_netcdf(scratch / "a.nc", {.uneven = true, .variables = {{"v", {"lon", "lat"}}}});
    EXPECT_THROW(look_at_raster((scratch / "a.nc").string(), 1, {}), InputError);
}

TEST(NetCdf, MissingValueIsNoData)
{
    const Scratch scratch;
    for (const auto& order : {Order{"lat", "lon"}, Order{"lon", "lat"}}) {
        make_netcdf(scratch / "a.nc", {.variables = {{"v", order}}, .missing_value = true});
        EXPECT_EQ(look_at_raster((scratch / "a.nc").string(), 1, {}).raster.info.nodata, Fills{21});
    }
}

} // namespace
} // namespace peaksite
