#include "model/pilots/typology.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace peaksite {
namespace {

using Class = TypologyClass;

TypologyFacts facts(double z, double slope, double industry, double coal, double heavy)
{
    return {.trend_z = z, .trend_percent = slope, .industry_share = industry, .coal_share = coal, .heavy_share = heavy};
}

TEST(Typology, ClassesFollowTrendStructureAndCoal)
{
    std::vector<TypologyFacts> places{facts(0.5, 0.1, 40, 50, 20), facts(3, 2, 20, 10, 5), facts(3, 2, 60, 90, 60),
                                      facts(3, 2, 45, 55, 25), facts(3, 2, 42, 30, 10)};
    auto found = typology(places);
    EXPECT_EQ(found[0].which, Class::stable);
    EXPECT_EQ(found[1].which, Class::light);
    EXPECT_EQ(found[2].which, Class::heavy_coal_resource);
    EXPECT_EQ(found[3].which, Class::other);
    places[4].resource_based = true;
    EXPECT_EQ(typology(places)[4].which, Class::heavy_coal_resource);
}

TEST(Typology, AFallingTrendIsStableOnlyWhereItIsFlat)
{
    EXPECT_EQ(typology(std::vector<TypologyFacts>{facts(-3, -0.4, 0, 0, 0)})[0].which, Class::stable);
    EXPECT_NE(typology(std::vector<TypologyFacts>{facts(-3, -2, 0, 0, 0)})[0].which, Class::stable);
    EXPECT_NE(typology(std::vector<TypologyFacts>{facts(1.96, 0.1, 0, 0, 0)})[0].which, Class::stable);
}

TEST(Typology, SaysWhenFactsLack)
{
    auto places =
        std::vector<TypologyFacts>{facts(3, 2, 20, 10, 5), facts(3, 2, 40, 20, 6), facts(3, 2, 60, 30, 7), {}};
    places[0].trend_z.reset();
    places[0].trend_percent.reset();
    const auto found = typology(places);
    EXPECT_EQ(found[0].which, Class::light);
    EXPECT_FALSE(found[0].certain);
    EXPECT_EQ(found[3].which, Class::unknown);
    EXPECT_FALSE(found[3].heavy);
    places[0].trend_percent = 3; // no longer possible that it is stable
    EXPECT_TRUE(typology(places)[0].certain);
}

TEST(Typology, NamesAreThoseOfThePolicy)
{
    EXPECT_EQ(typology_name(Class::stable).zh, "碳排放基本稳定型");
    EXPECT_EQ(typology_name(Class::heavy_coal_resource).zh, "产业结构偏重、能源结构偏煤型和资源型");
}

TEST(SampleQuantile, InterpolatesBetweenNeighbours)
{
    EXPECT_EQ(sample_quantile({4, 1, 3, 2}, 0.5), 2.5);
    EXPECT_EQ(sample_quantile({4, 1, 3, 2}, 0.75), 3.25);
    EXPECT_EQ(sample_quantile({7}, 0.75), 7);
    EXPECT_FALSE(sample_quantile({}, 0.5));
}

TEST(ClassMix, GivesTheWorkedExample)
{
    const auto found = class_mix(std::vector<double>{0.5, 0.25, 0.25});
    EXPECT_NEAR(found.entropy, 1.0397207708399179, 1e-15);
    EXPECT_NEAR(found.evenness, 0.946394630357186, 1e-15);
    EXPECT_NEAR(class_mix(std::vector<double>{2, 1, 0, 1}).evenness, 0.946394630357186, 1e-15);
    EXPECT_EQ(class_mix(std::vector<double>{3}).entropy, 0);
    EXPECT_TRUE(std::isnan(class_mix(std::vector<double>{3}).evenness));
}

} // namespace
} // namespace peaksite
