// A buffer takes the same land however its rule is written, whatever the coordinate system and the latitude.
#include "integration/small_case.hpp"

namespace peaksite {
namespace {

class Buffers : public SmallCase {
protected:
    // A reserve 3 km east of a zone at this latitude, and two rules that say the same of it.
    void place(const std::string& crs, const std::string& cell, double latitude)
    {
        const auto square = [](double west, double south, double side) {
            const auto corner = [](double x, double y) { return std::to_string(x) + " " + std::to_string(y); };
            return "POLYGON ((" + corner(west, south) + ", " + corner(west + side, south) + ", " +
                   corner(west + side, south + side) + ", " + corner(west, south + side) + ", " + corner(west, south) +
                   "))";
        };
        make_vector(at("zones.gpkg"),
                    {.crs = "EPSG:4490", .features = {{.wkt = square(105, latitude, 0.1), .values = {"1", "甲县"}}}});
        make_vector(at("reserve.gpkg"),
                    {.crs = "EPSG:4490", .features = {{.wkt = square(105.14, latitude, 0.05), .values = {"1", "x"}}}});
        plan = PlanText{"schema = 1\ntitle = { zh = \"测试\", en = \"Test\" }\n[grid]\ncrs = \"" + crs +
                        "\"\ncell = \"" + cell +
                        "\"\n[[zones]]\nid = \"county\"\nfile = \"zones.gpkg\"\nkey = "
                        "\"code\"\n[[layers]]\nid = \"reserve\"\nfile = \"reserve.gpkg\"\nkind = \"vector\"\n"
                        "[[technologies]]\nid = \"pv\"\ndensity = \"40 MW/km2\"\n"
                        "[[technologies.exclude]]\nid = \"near\"\nwhere = \"reserve\"\nbuffer = \"5 km\"\n"
                        "[[technologies.exclude]]\nid = \"twice\"\nwhere = \"reserve and reserve\"\nbuffer = \"5 "
                        "km\"\n[output]\nsecrecy = \"public\"\n"};
    }

    double alone(const std::string& rule) const
    {
        return read_csv(out() / "waterfall.csv").number({{"criterion", rule}}, "alone_km2");
    }
};

TEST_F(Buffers, ReachAsFarInDegreesAndFarFromTheEquator)
{
    for (const auto& [crs, cell] :
         {std::pair{"EPSG:4490", "0.002 deg"}, {"EPSG:3857", "300 m"}, {"china-albers", "200 m"}})
        for (const double latitude : {20.0, 38.0, 52.0}) {
            place(crs, cell, latitude);
            done({"--overwrite"});
            EXPECT_GT(alone("near"), 5) << crs << " " << latitude;
            EXPECT_NEAR(alone("twice"), alone("near"), 0.15 * alone("near")) << crs << " " << latitude;
        }
}

} // namespace
} // namespace peaksite
