#include "integration/small_case.hpp"

#include <random>

namespace peaksite {
namespace {

class DamagedFiles : public SmallCase {
protected:
    // Cells that do not compress away, in strips of one row, so that every part of the file holds some of them.
    void make_noise() const
    {
        auto random = std::make_shared<std::mt19937>(7);
        RasterFacts facts;
        facts.value = [random](int, int) { return static_cast<double>((*random)() % 100000) / 7; };
        make_raster(at("value.tif"), facts);
    }
    void cut(const std::string& name, double share) const
    {
        const auto size = std::filesystem::file_size(at(name));
        std::filesystem::resize_file(at(name), static_cast<std::uintmax_t>(static_cast<double>(size) * share));
    }
};

TEST_F(DamagedFiles, ARasterCutHalfWayNamesFileRowsAndRemedy)
{
    make_noise();
    cut("value.tif", 0.5);
    refused(code_failed, {"value.tif", "rows ", "columns 0–59", "damaged or cut short", "copy it again"});
}

TEST_F(DamagedFiles, ACorruptBlockNamesFileRowsAndRemedy)
{
    auto bytes = read_file(at("value.tif"));
    const auto part = bytes.size() * 3 / 4; // in the strip below the middle, where the zones lie
    for (std::size_t i = part; i < part + 100; ++i) bytes[i] = static_cast<char>(~bytes[i]);
    write_file(at("value.tif"), bytes);
    refused(code_failed, {"value.tif", "rows ", "damaged or cut short", "copy it again"});
}

TEST_F(DamagedFiles, ADamagedRasterIsTheSameErrorForAnyNumberOfThreads)
{
    make_noise();
    cut("value.tif", 0.4);
    const auto one = run({"--threads", "1", "--quiet"}), four = run({"--threads", "4", "--quiet"});
    EXPECT_EQ(one.code, code_failed);
    EXPECT_EQ(one.err, four.err);
}

TEST_F(DamagedFiles, AMissingRasterIsNamedWithTheRemedy)
{
    std::filesystem::remove(at("value.tif"));
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif", "is not there", "check the path"});
}

TEST_F(DamagedFiles, MissingZonesAreNamedWithTheRemedy)
{
    std::filesystem::remove(at("zones.gpkg"));
    refused(code_failed, {"plan.toml:7: zones.county", "zones.gpkg", "is not there", "check the path"});
}

TEST_F(DamagedFiles, AnEmptyFileIsNoRaster)
{
    write_file(at("value.tif"), "");
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif", "cannot be opened as a raster"});
}

TEST_F(DamagedFiles, ATextFileIsNoRaster)
{
    write_file(at("value.tif"), "this is no raster\n");
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif", "cannot be opened as a raster"});
}

TEST_F(DamagedFiles, AFolderIsNoRaster)
{
    std::filesystem::remove(at("value.tif"));
    std::filesystem::create_directory(at("value.tif"));
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif", "cannot be opened as a raster"});
}

TEST_F(DamagedFiles, AGeoPackageCutHalfWayIsNamed)
{
    cut("zones.gpkg", 0.5);
    refused(code_failed, {"plan.toml:7: zones.county", "zones.gpkg"});
}

TEST_F(DamagedFiles, ALoopOfLinksIsNamed)
{
    std::filesystem::remove(at("value.tif"));
    std::filesystem::create_symlink("value.tif", at("value.tif"));
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif"});
}

TEST_F(DamagedFiles, APlanThatIsALoopOfLinksIsNamed)
{
    std::filesystem::create_symlink("loop.toml", at("loop.toml"));
    const auto outcome = run_program({"run", at("loop.toml").string(), "-o", out().string()});
    EXPECT_EQ(outcome.code, code_wrong) << outcome.err;
    expect_words(outcome.err, {"loop.toml"});
}

TEST_F(DamagedFiles, ABandThatIsNotThereIsToldWithTheNumberThereIs)
{
    plan.replace("unit = \"W/m2\"", "unit = \"W/m2\"\nband = 3");
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif", "band 3 not found", "the file has 1"});
}

TEST_F(DamagedFiles, ATableThatIsNotThereIsToldWithThoseThereAre)
{
    plan.replace("key = \"code\"", "key = \"code\"\ntable = \"towns\"");
    refused(code_failed, {"plan.toml:7: zones.county", "zones.gpkg", "no table 'towns'", "it has: zones"});
}

TEST_F(DamagedFiles, AGlobThatFitsNothingIsTold)
{
    plan.replace("value.tif", "nothing_*.tif");
    refused(code_failed, {"plan.toml:12: layers.value", "nothing_*.tif", "no file fits"});
}

TEST_F(DamagedFiles, ComplexCellsAreRefused)
{
    RasterFacts facts;
    facts.type = "CFloat32";
    make_raster(at("value.tif"), facts);
    refused(code_failed, {"plan.toml:12: layers.value", "value.tif", "CFloat32", "convert it to a real type"});
}

} // namespace
} // namespace peaksite
