#include "model/emissions/facilities.hpp"

#include <gtest/gtest.h>

namespace peaksite {

namespace {

// One zone that holds every facility.
auto sums(const std::vector<Facility>& facilities)
{
    FacilityList list;
    list.facilities = facilities;
    std::vector<Assignment> assignments;
    for (std::size_t i = 0; i < facilities.size(); ++i) assignments.push_back({.zones = {0}});
    return emissions_by_zone(list, assignments).at(0);
}

Facility facility(const std::string& sector, std::optional<double> emission, std::optional<double> capacity)
{
    return {.row = 1, .name = {}, .sector = sector, .place = {}, .emission = emission, .capacity = capacity};
}

TEST(Facilities, AmountsThatNobodyStatesAreMissingNotZero)
{
    const auto paper = sums({facility("paper", {}, {})}).at("paper");
    EXPECT_EQ(paper.facilities, 1);
    EXPECT_EQ(paper.without_emission, 1);
    EXPECT_FALSE(paper.emission);
    EXPECT_FALSE(paper.capacity);
}

TEST(Facilities, SumsAreOverThoseThatStateAnAmount)
{
    const auto power =
        sums({facility("power", 5.5, {}), facility("power", {}, 300.0), facility("power", 0.0, 60.0)}).at("power");
    EXPECT_EQ(power.facilities, 3);
    EXPECT_EQ(power.without_emission, 1);
    EXPECT_EQ(power.without_capacity, 1);
    EXPECT_EQ(power.emission, 5.5);
    EXPECT_EQ(power.capacity, 360);
}

} // namespace

} // namespace peaksite
