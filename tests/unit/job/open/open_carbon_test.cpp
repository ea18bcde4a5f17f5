#include "base/error.hpp"
#include "job/open/open_layers.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::HasSubstr;

class DensityTable : public testing::Test {
protected:
    std::vector<std::optional<double>> above(const std::string& content)
    {
        plan.table = folder.file("pools.csv", content);
        std::vector<std::optional<double>> out;
        for (const auto& row : open_carbon(plan, {}, warnings).rows) out.emplace_back(row.above);
        return out;
    }
    std::string refusal(const std::string& content)
    {
        try {
            above(content);
        } catch (const InputError& error) {
            return error.what();
        }
        return {};
    }

    Scratch folder;
    CarbonPlan plan;
    std::vector<Sentence> warnings;
};

TEST_F(DensityTable, IsInTheUnitOfItsHeadsOrOfTheLineAboveThem)
{
    const std::string row = ",c_below,c_soil,c_dead\n1,2.5,1,1,1\n";
    EXPECT_EQ(above("lucode,c_above" + row), (std::vector<std::optional<double>>{2.5}));
    EXPECT_EQ(above("lucode,c_above (t/ha)" + row), (std::vector<std::optional<double>>{2.5}));
    EXPECT_EQ(above("lucode,c_above（kg C/m2）" + row), (std::vector<std::optional<double>>{25}));
    EXPECT_EQ(above("单位：kg/m2,,,,\nlucode,c_above" + row), (std::vector<std::optional<double>>{25}));
    EXPECT_EQ(above("lucode,c_above,c_below,c_soil,c_dead\n,t/亩,t/亩,t/亩,t/亩\n1,2.5,1,1,1\n"),
              (std::vector<std::optional<double>>{37.5}));
    EXPECT_THAT(refusal("单位：万吨,,,,\nlucode,c_above" + row), HasSubstr("is in '万吨', which is no 't C/ha'"));
    EXPECT_THAT(refusal("lucode,c_above（t CO2/ha）" + row),
                testing::AllOf(HasSubstr("c_above"), HasSubstr("'t CO2/ha'"), HasSubstr("no 't C/ha'")));
}

TEST_F(DensityTable, InAnotherUnitIsRefusedWithAHintInTheLanguageOfTheReader)
{
    plan.table = folder.file("pools.csv", "lucode,c_above（t CO2/ha）,c_below,c_soil,c_dead\n1,2.5,1,1,1\n");
    try {
        open_carbon(plan, {}, warnings);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::ContainsRegex("for c_above: .+"));
        const auto chinese = our_catalogue().messages("zh").of(error);
        EXPECT_THAT(chinese, HasSubstr("不是“t C/ha”"));
        EXPECT_THAT(chinese, testing::Not(testing::ContainsRegex("[a-z]+ [a-z]+ [a-z]+"))) << "English words";
    }
}

TEST_F(DensityTable, ThatIsNowhereIsToldWithWhatTheCatalogueHas)
{
    plan.table = (folder / "tang2081").string();
    const auto ours = our_catalogue();
    try {
        open_carbon(plan, ours, warnings);
        FAIL();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("tang2081"), HasSubstr("no file"), HasSubstr("tang2018")));
    }
    plan = {.landcover = {}, .table = "tang2018", .of_catalogue = true, .position = {}};
    EXPECT_FALSE(open_carbon(plan, ours, warnings).rows.empty());
}

TEST_F(DensityTable, RefusesWhatIsNoCodeOrNoDensity)
{
    const std::string head = "lucode,c_above,c_below,c_soil,c_dead\n";
    EXPECT_THAT(refusal(head + "1.5,1,1,1,1\n"), HasSubstr("'1.5' in column lucode is no code"));
    EXPECT_THAT(refusal(head + "林地,1,1,1,1\n"), HasSubstr("'林地' in column lucode is no code"));
    for (const auto* cell : {"-1", "12%", "无", ""})
        EXPECT_THAT(refusal(head + "1," + cell + ",1,1,1\n"), HasSubstr("in column c_above is not a density")) << cell;
    EXPECT_THAT(refusal(head + "1,1,1,1,1\n1,2,2,2,2\n"), HasSubstr("code 1 has a row already, in line 2"));
}

} // namespace
} // namespace peaksite
