#include "model/indicators/own_names.hpp"

#include "model/indicators/check_indicators.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

Layer layer(const std::string& id, const std::string& unit_text)
{
    Layer out;
    out.id = id;
    out.unit = unit(unit_text);
    return out;
}

Plan plan_of_layers()
{
    Plan plan;
    plan.layers = {layer("height", "m"), layer("warmth", "degC"), layer("double", "1")};
    plan.layers[2].kind = Layer::Kind::derived;
    plan.layers[2].derive = parse("2 * height");
    plan.layers.push_back(layer("lost", "1"));
    plan.layers[3].kind = Layer::Kind::derived;
    plan.layers[3].derive = parse("2 * nothing");
    return plan;
}

TEST(OwnNames, LayersAreNamesInTheirUnitAndDerivedOnesInThatOfTheirExpression)
{
    const auto found = with_own_names({}, plan_of_layers(), {});
    EXPECT_EQ(found.name("height")->unit, "m");
    EXPECT_EQ(found.name("height")->supply, "layer");
    EXPECT_EQ(found.name("warmth")->unit, "degC");
    EXPECT_EQ(unit(found.name("double")->unit), unit("m"));
    EXPECT_EQ(found.name("lost")->unit, "") << "of any unit";
}

TEST(OwnNames, ColumnsAreInTheUnitOfTheTableAsReadElseOfThePlan)
{
    Plan plan;
    plan.tables.resize(2);
    plan.tables[0].id = "t";
    plan.tables[1].id = "u";
    plan.tables[1].columns = {{.name = "a", .column = "A", .unit = unit("MW"), .year = {}, .position = {}},
                              {.name = "b", .column = "B", .unit = {}, .year = {}, .position = {}}};
    UnitTable table;
    table.id = "t";
    table.fields = {
        {.name = "jobs", .unit = ""}, {.name = "gdp", .unit = "CNY/a"}, {.name = "kind", .unit = "", .words = true}};
    const auto found = with_own_names({}, plan, {table});
    EXPECT_EQ(found.name("t.jobs")->unit, "1");
    EXPECT_EQ(found.name("t.gdp")->unit, "CNY/a");
    EXPECT_EQ(found.name("t.kind")->unit, "");
    EXPECT_EQ(found.name("u.a")->unit, "MW");
    EXPECT_EQ(found.name("u.b")->unit, "") << "nobody knows: the table was not read";
}

TEST(OwnNames, ANameOfTheCatalogueKeepsItsUnit)
{
    IndicatorCatalogue catalogue;
    catalogue.names.emplace_back();
    catalogue.names[0].name = "height";
    catalogue.names[0].unit = "km";
    EXPECT_EQ(with_own_names(catalogue, plan_of_layers(), {}).name("height")->unit, "km");
}

std::vector<std::string> faults_of(const IndicatorEntry& own)
{
    auto plan = plan_of_layers();
    plan.indicators = {own};
    std::vector<std::string> out;
    for (const auto& fault : faults_of_own_indicators(plan, with_own_names({}, plan, {})))
        out.push_back(fault.what.english());
    return out;
}

TEST(OwnNames, FormulasAreCheckedByThem)
{
    const auto own = [](const std::string& id, const std::string& unit_text, const std::string& formula) {
        IndicatorEntry out;
        out.id = id;
        out.unit = unit_text;
        out.formula = formula;
        return out;
    };
    EXPECT_THAT(faults_of(own("x", "m", "zmean(height)/2")), testing::IsEmpty());
    EXPECT_THAT(faults_of(own("x", "kg", "zmean(lost)")), testing::IsEmpty()) << "of any unit";
    EXPECT_THAT(faults_of(own("x", "kg", "zmean(height)")), testing::ElementsAre(HasSubstr("its formula gives m")));
    EXPECT_THAT(faults_of(own("x", "m", "zmean(heigth)")), testing::ElementsAre(HasSubstr("did you mean 'height'?")));
    EXPECT_THAT(faults_of(own("height", "m", "zmean(height)")),
                testing::Contains(HasSubstr("'height' is a layer of the plan already")));
}

} // namespace
} // namespace peaksite
