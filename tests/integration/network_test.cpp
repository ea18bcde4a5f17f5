#include "integration/small_case.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace peaksite {
namespace {

// Somebody who listens on this machine, and whether anybody called.
class Listener {
public:
    Listener() : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (bind(m_socket, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(m_socket, 8) != 0 ||
            getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error{"cannot listen"};
        m_port = ntohs(address.sin_port);
    }
    ~Listener() { close(m_socket); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    std::string url(const std::string& path) const { return fmt::format("http://127.0.0.1:{}/{}", m_port, path); }
    bool was_called() const
    {
        const int call = accept(m_socket, nullptr, nullptr);
        if (call >= 0) close(call);
        return call >= 0;
    }
    int port() const { return m_port; }

private:
    int m_socket;
    int m_port = 0;
};

// No input makes the program open a connection, through whatever library.
class Network : public SmallCase {
protected:
    Listener listener;

    std::string vrt(const std::string& source) const
    {
        return fmt::format(R"(<VRTDataset rasterXSize="60" rasterYSize="60"><SRS>EPSG:32648</SRS><GeoTransform>500000,)"
                           R"( 100, 0, 4206000, 0, -100</GeoTransform>
<VRTRasterBand dataType="Float32" band="1"><SimpleSource><SourceFilename>{}</SourceFilename><SourceBand>)"
                           R"(1</SourceBand></SimpleSource></VRTRasterBand></VRTDataset>)",
                           source);
    }
};

TEST_F(Network, AListenerHearsACall)
{
    const int caller = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(listener.port()));
    ASSERT_EQ(connect(caller, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_TRUE(listener.was_called());
    close(caller);
}

TEST_F(Network, TheSystemOfAGeoJsonFileIsNotFetched)
{
    write_file(
        at("link.geojson"),
        fmt::format(
            R"({{"type": "FeatureCollection", "crs": {{"type": "link", "properties": {{"href": "{}"}}}}, "features": [
{{"type": "Feature", "properties": {{"code": "1", "name": "a"}}, "geometry": {{"type": "Polygon",)"
            R"( "coordinates": [[[105, 38], [105.01, 38], [105.01, 38.01], [105, 38]]]}}}}]}})",
            listener.url("crs")));
    plan.replace("zones.gpkg", "link.geojson");
    for (const auto& command : {"run", "check", "explain"}) {
        write_plan();
        run_program({command, at("plan.toml").string()});
        EXPECT_FALSE(listener.was_called()) << command;
    }
    const auto file = at("link.geojson").string();
    run_program({"convert", file, at("o.csv").string()});
    run_program({"init", file, "-o", at("new.toml").string()});
    run_program({"overlap", file, file});
    EXPECT_FALSE(listener.was_called());
}

TEST_F(Network, NoSourceOfAVirtualRasterIsFetched)
{
    plan.replace("value.tif", "value.vrt");
    for (const auto& source :
         {"NETCDF:\"" + listener.url("x.nc") + "\":v", listener.url("x.nc"), "/vsicurl/" + listener.url("x.tif"),
          "vrt:///vsicurl/" + listener.url("x.tif"), "/vsizip/vsicurl/" + listener.url("x.zip"),
          "netcdf:\"" + listener.url("x.nc#mode=bytes") + "\":v", std::string{"/vsistdin/"}}) {
        SCOPED_TRACE(source);
        std::string escaped;
        for (const char c : source) escaped += c == '"' ? "&quot;" : std::string{c};
        write_file(at("value.vrt"), vrt(escaped));
        refused(code_failed, {"value.vrt"});
        EXPECT_FALSE(listener.was_called());
    }
}

TEST_F(Network, AVariableOfAFileOnTheNetworkIsRefused)
{
    plan.replace("\"value.tif\"", "\"" + listener.url("x.nc") + "\"\nvariable = \"v\"");
    EXPECT_NE(run().code, code_done);
    EXPECT_FALSE(listener.was_called());
}

// A virtual raster is a text: however it is spelt, it reaches no more than rasters at hand.
class VirtualText : public Network {
protected:
    void refuses(const std::string& content, const std::vector<std::string>& words)
    {
        write_file(at("value.vrt"), content);
        std::vector<std::string> all{"value.vrt"};
        all.insert(all.end(), words.begin(), words.end());
        refused(code_failed, all);
    }
    static std::string raw(const std::string& attribute, const std::string& tag, const std::string& root = "VRTDataset")
    {
        return fmt::format(
            R"(<{2} rasterXSize="20" rasterYSize="20"><SRS>EPSG:32648</SRS><GeoTransform>500000, 100, 0,)"
            R"( 4206000, 0, -100</GeoTransform>
<VRTRasterBand dataType="Byte" band="1" {0}><{1}>/etc/passwd</{1}><ImageOffset>0</ImageOffset>)"
            R"(<PixelOffset>1</PixelOffset><LineOffset>20</LineOffset></VRTRasterBand></{2}>)",
            attribute, tag, root);
    }
};

TEST_F(VirtualText, RawBytesAreRefusedInAnyCaseOfLetters)
{
    plan.replace("value.tif", "value.vrt");
    for (const char* attribute :
         {"subClass=\"VRTRawRasterBand\"", "subClass=\"vrtrawrasterband\"", "SUBCLASS=\"VrtRawRasterBand\""})
        for (const char* tag : {"SourceFilename", "sourcefilename", "SOURCEFILENAME"}) {
            SCOPED_TRACE(std::string{attribute} + " " + tag);
            refuses(raw(attribute, tag), {"raw"});
            write_file(at("inner.vrt"), raw(attribute, tag));
            auto outer = vrt("inner.vrt");
            outer.replace(outer.find("<SourceFilename>"), 16, "<sourcefilename relativetovrt=\"1\">");
            outer.replace(outer.find("</SourceFilename>"), 17, "</sourcefilename>");
            refuses(outer, {"raw"});
        }
}

TEST_F(VirtualText, WhatIsNoRasterFileIsRefused)
{
    plan.replace("value.tif", "value.vrt");
    ASSERT_EQ(mkfifo(at("pipe").c_str(), 0600), 0);
    for (const auto& source : {std::string{"MEM:::DATAPOINTER=1,PIXELS=60,LINES=60"}, std::string{"HDF5:\"x\"://y"},
                               std::string{"/dev/zero"}, at("pipe").string(), std::string{"/vsimem/x"},
                               std::string{"/vsisubfile/0_100,/etc/passwd"}}) {
        SCOPED_TRACE(source);
        std::string escaped;
        for (const char c : source) escaped += c == '"' ? "&quot;" : std::string{c};
        refuses(vrt(escaped), {});
    }
    refuses(vrt("value.tif").replace(vrt("value.tif").find("<SRS>"), 5, "<Group name=\"/\"/><SRS>"), {"<Group>"});
}

TEST_F(VirtualText, OneThatDoublesIsRefusedAtOnce)
{
    write_file(at("v0.vrt"), vrt(at("value.tif").string()));
    for (int i = 1; i <= 30; ++i) {
        auto text = vrt(at(fmt::format("v{}.vrt", i - 1)).string());
        const auto first = text.find("<SimpleSource>"), last = text.find("</SimpleSource>") + 15;
        text.insert(last, text.substr(first, last - first));
        write_file(at(fmt::format("v{}.vrt", i)), text);
    }
    plan.replace("value.tif", "v30.vrt");
    refused(code_failed, {"v30.vrt", "over and over"});
}

TEST_F(Network, APipeInPlaceOfAFileIsRefused)
{
    ASSERT_EQ(mkfifo(at("pipe.tif").c_str(), 0600), 0);
    plan.replace("value.tif", "pipe.tif");
    refused(code_failed, {"pipe.tif", "is a pipe or a device"});
}

// Whatever the format it is taken for, and whoever opens it.
TEST_F(Network, APipeInPlaceOfAVectorFileOrTableIsRefused)
{
    for (const auto* ending : {"gpkg", "csv", "geojson", "kml", "kmz", "xlsx", "xls", "ods", "dxf", "txt", "zip", "shp",
                               "mif", "tab", "fgb", "gml"}) {
        SCOPED_TRACE(ending);
        const auto name = std::string{"pipe."} + ending;
        ASSERT_EQ(mkfifo(at(name).c_str(), 0600), 0);
        const auto refuses = [&](const std::vector<std::string>& arguments) {
            const auto outcome = run_program(arguments);
            EXPECT_NE(outcome.code, code_done);
            expect_words(outcome.err, {name, "is a pipe or a device"});
        };
        refuses({"convert", at(name).string(), at("copy.gpkg").string()});
        refuses({"overlap", at(name).string(), "--layer", "zones=" + at("zones.gpkg").string(), "-o", out().string()});
        auto zones = plan;
        zones.replace("zones.gpkg", name);
        write_file(at("pipe.toml"), zones.text());
        refuses({"run", at("pipe.toml").string(), "-o", out().string()});
    }
}

TEST_F(Network, SettingsOfTheLibrariesInTheEnvironmentChangeNothing)
{
    done();
    const auto right = read_csv(out() / "statistics.csv").rows;
    const Surroundings odd{.environment = {{"CPL_TMPDIR", "/nowhere"},
                                           {"GDAL_SKIP", "GTiff"},
                                           {"OGR_SKIP", "GPKG"},
                                           {"GTIFF_POINT_GEO_IGNORE", "YES"},
                                           {"GDAL_DRIVER_PATH", "/tmp"},
                                           {"OGR_SQLITE_LOAD_EXTENSIONS", "x"},
                                           {"GDAL_CONFIG_FILE", "/nowhere"},
                                           {"PROJ_NETWORK", "ON"},
                                           {"PROJ_NETWORK_ENDPOINT", listener.url("")},
                                           {"PROJ_AUX_DB", "/nowhere"},
                                           {"OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "AUTHORITY_COMPLIANT"},
                                           {"GDAL_CACHEMAX", "1"},
                                           {"GDAL_PAM_ENABLED", "NO"},
                                           {"CPL_LOG", "/nowhere/log"},
                                           {"CPL_DEBUG", "ON"}}};
    plan.replace("[output]", "[[rasters]]\nid = \"copy\"\nvalue = \"value\"\n[output]");
    const auto outcome = run({"--overwrite"}, odd);
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    EXPECT_EQ(read_csv(out() / "statistics.csv").rows, right);
    EXPECT_FALSE(listener.was_called());
}

TEST_F(Network, AHugeBlockIsASentence)
{
    // A GeoTIFF that claims one strip of 60,000 by 60,000 cells: its directory is all there is.
    RasterFacts facts;
    facts.cols = 60000;
    facts.rows = 60000;
    facts.type = "Float64";
    facts.options = {"COMPRESS=DEFLATE", "BLOCKYSIZE=60000", "SPARSE_OK=TRUE"};
    facts.value = nullptr;
    make_raster(at("value.tif"), facts);
    const auto outcome = run({}, {.most_memory = std::uint64_t{4} << 30U});
    EXPECT_EQ(outcome.code, code_failed);
    expect_words(outcome.err, {"value.tif", "blocks of 60000 by 60000", "TILED=YES"});
}

} // namespace
} // namespace peaksite
