#include "base/unit_area.hpp"

#include <gtest/gtest.h>

namespace peaksite {
namespace {

TEST(UnitArea, IsWhatADensityIsPer)
{
    struct Case {
        const char* density;
        const char* area;
        const char* integral;
    };
    for (const auto& [density, area, integral] : {Case{"cap/km2", "km2", "cap"},
                                                  {"t/ha", "ha", "t"},
                                                  {"t C/ha/a", "ha", "t C/a"},
                                                  {"MW/km2", "km2", "MW"},
                                                  {"kWh/m2/a", "m2", "kWh/a"},
                                                  {"kWh/(m2 a)", "m2", "kWh/a"},
                                                  {"万千瓦时/亩", "亩", "10^4 kWh"},
                                                  {"1/km2", "km2", "1"},
                                                  {"m", "m2", "m3"},
                                                  {"kg/m3", "m2", "kg/m"},
                                                  {"degC", "m2", "degC m2"},
                                                  {"1", "m2", "m2"}}) {
        const auto per = area_of_density(unit(density));
        EXPECT_EQ(per, unit(area)) << density;
        EXPECT_EQ((unit(density) * per).text(), integral) << density;
    }
}

} // namespace
} // namespace peaksite
