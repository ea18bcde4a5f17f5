// Amount × factor is the same whatever units the two are stated in.
#include "base/error.hpp"
#include "base/parse_number.hpp"
#include "base/unit.hpp"
#include "job/open/open_tables.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace peaksite {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// A fuel: an amount in a base unit, a factor per it, and units in which offices state either.
struct Fuel {
    std::string amount_name, factor_name;
    double amount, factor; // in units of which 1 x 1 is 1 of the product
    std::string amount_unit, factor_unit;
    std::vector<std::string> amounts, factors;
    double product; // in GJ or tce
};

const std::vector<Fuel>& fuels()
{
    static const std::vector<Fuel> all{
        {"fuel.ad",
         "fuel.ncv",
         1000,
         20,
         "t",
         "GJ/t",
         {"吨", "万吨", "千克", "kg", "t/a"},
         {"GJ/t", "kJ/kg", "MJ/kg", "TJ/t"},
         20000},
        {"fuel.ad",
         "fuel.ncv",
         5e5,
         0.0389,
         "m3",
         "GJ/m3",
         {"立方米", "万立方米", "m3"},
         {"GJ/m3", "kJ/m3", "MJ/m3"},
         19450},
        {"energy.ad",
         "energy.k_tce",
         1000,
         0.7143,
         "t",
         "tce/t",
         {"吨", "万吨", "kg"},
         {"吨标准煤/吨", "kgce/kg", "tce/t"},
         714.3},
        {"energy.ad",
         "energy.k_tce",
         1e6,
         1.229e-4,
         "kWh",
         "tce/kWh",
         {"千瓦时", "万千瓦时", "MWh", "GWh"},
         {"kgce/kWh", "tce/MWh"},
         122.9},
        {"energy.ad", "energy.k_tce", 500, 0.0341, "GJ", "tce/GJ", {"吉焦", "GJ", "TJ"}, {"tce/GJ", "kgce/MJ"}, 17.05}};
    return all;
}

class FactorUnits : public testing::Test {
protected:
    FactorUnits() { plan.key = "代码"; }

    UnitTable opened(const Fuel& fuel, const std::string& amount_head, const std::string& factor_head,
                     const std::string& content)
    {
        warnings.clear();
        plan.id = fuel.amount_name.substr(0, fuel.amount_name.find('.'));
        plan.file = folder.file("t.csv", content);
        plan.columns.clear();
        for (const auto& [name, head] : {std::pair{fuel.amount_name, amount_head}, {fuel.factor_name, factor_head}})
            plan.columns.push_back(
                {.name = name.substr(name.find('.') + 1), .column = head, .unit = {}, .year = {}, .position = {}});
        return open_table(plan, {.sets = {}, .names = our_catalogue().indicators().names, .regions = {}}, warnings);
    }
    static double product(const UnitTable& table, std::size_t row)
    {
        const auto& cells = table.rows.at(row).cells;
        return cells[0].number.value_or(-1) * cells[1].number.value_or(-1);
    }
    std::string all_warnings() const
    {
        std::string out;
        for (const auto& warning : warnings) out += warning.english() + "\n";
        return out;
    }
    // A number as it stands in another unit.
    static std::string in(double value, const std::string& from, const std::string& to)
    {
        auto wanted = unit(to);
        if (same_dimension(wanted * unit("a"), unit(from))) wanted = wanted * unit("a"); // a year's amount
        return number(convert(value, unit(from), wanted));
    }

    Scratch folder;
    TablePlan plan;
    std::vector<Sentence> warnings;
};

TEST_F(FactorUnits, AreBroughtToThatOfTheAmountsByHeadOrRow)
{
    for (const auto& fuel : fuels())
        for (const auto& counted : fuel.amounts)
            for (const auto& per : fuel.factors) {
                const auto said = fuel.factor_name + " " + counted + " " + per;
                const auto amount = in(fuel.amount, fuel.amount_unit, counted),
                           factor = in(fuel.factor, fuel.factor_unit, per);
                const auto factor_head = "系数（" + per + "）", head = "消费量（" + counted + "）";
                const auto by_head = opened(fuel, head, factor_head,
                                            "代码," + head + "," + factor_head + "\n1," + amount + "," + factor + "\n");
                EXPECT_NEAR(product(by_head, 0), fuel.product, 1e-9 * fuel.product) << said;
                EXPECT_THAT(all_warnings(), Not(HasSubstr("say nowhere"))) << said;
                if (counted == "t/a") continue;
                const auto by_row = opened(fuel, "消费量", factor_head,
                                           "代码,计量单位,消费量," + factor_head + "\n1," + counted + "," + amount +
                                               "," + factor + "\n");
                EXPECT_NEAR(product(by_row, 0), fuel.product, 1e-9 * fuel.product) << said;
                EXPECT_THAT(all_warnings(), Not(HasSubstr("say nowhere"))) << said;
            }
}

TEST_F(FactorUnits, RowsMayBeCountedInUnlikeUnits)
{
    const auto& coal = fuels().front();
    const auto table = opened(coal, "消费量", "低位发热量（GJ/t）",
                              "代码,计量单位,消费量,低位发热量（GJ/t）\n1,吨,1000,20\n2,万吨,0.2,20\n3,千克,5000,20\n4,"
                              "万立方米,7,389\n");
    EXPECT_NEAR(product(table, 0), 20000, 1e-6);
    EXPECT_NEAR(product(table, 1), 40000, 1e-6);
    EXPECT_NEAR(product(table, 2), 100, 1e-9);
    EXPECT_FALSE(table.rows[3].cells[1].number) << "GJ/t says nothing of gas in m3";
    EXPECT_THAT(all_warnings(), AllOf(HasSubstr("in no unit that is known and fits"), HasSubstr("万立方米")));
}

TEST_F(FactorUnits, PerWhateverARowCountsInStayAsTheyAre)
{
    const auto& coal = fuels()[2];
    const auto table = opened(coal, "消费量（万吨）", "折标系数（吨标准煤/实物单位）",
                              "代码,消费量（万吨）,折标系数（吨标准煤/实物单位）\n1,0.1,7143\n");
    EXPECT_NEAR(product(table, 0), 714.3, 1e-9);
}

// 0.5 x 10^4 tce x 1 are 5,000 tce.
TEST_F(FactorUnits, ThatArePureNumbersMakeTheAmountsTheProduct)
{
    const auto& coal = fuels()[2];
    for (const auto& [counted, expected] :
         {std::pair{"万吨标准煤", 5000.0}, {"吨标准煤", 0.5}, {"tce", 0.5}, {"kgce", 5e-4}, {"吨", 0.5}}) {
        const auto head = "消费量（" + std::string{counted} + "）";
        const auto by_head = opened(coal, head, "折标系数", "代码," + head + ",折标系数\n1,0.5,1\n");
        EXPECT_NEAR(product(by_head, 0), expected, 1e-9 * expected) << counted;
        const auto by_row =
            opened(coal, "消费量", "折标系数",
                   "代码,计量单位,消费量,折标系数\n1," + std::string{counted} + ",0.5,1\n2,吨,10,0.7143\n3,,2,1\n");
        EXPECT_NEAR(product(by_row, 0), expected, 1e-9 * expected) << counted;
        EXPECT_NEAR(product(by_row, 1), 7.143, 1e-9);
        EXPECT_NEAR(product(by_row, 2), 2, 1e-9);
    }
}

// 100 tce x 0.7143 would be converted twice.
TEST_F(FactorUnits, OfAmountsThatAreTheProductAreOneOrMissing)
{
    const auto& coal = fuels()[2];
    const auto& fuel = fuels().front();
    struct Row {
        const Fuel& of;
        std::string counted, factor;
        std::optional<double> expected;
    };
    for (const auto& row :
         {Row{coal, "吨标准煤", "0.7143", {}}, Row{coal, "万吨标准煤", "0.7143", {}}, Row{coal, "kgce", "0.7143", {}},
          Row{coal, "tce", "1.229", {}}, Row{coal, "tce", "0", {}}, Row{coal, "tce", "1", 1},
          Row{coal, "tce", "1.0000000001", 1.0000000001}, Row{coal, "kgce", "1", 0.001}, Row{fuel, "GJ", "20.9", {}},
          Row{fuel, "TJ", "1", 1000}, Row{coal, "GJ", "0.03412", 0.03412}, Row{coal, "万千瓦时", "1.229", 1.229},
          Row{coal, "吨", "0.7143", 0.7143}}) {
        const auto said = row.counted + " " + row.factor;
        const auto head = "消费量（" + row.counted + "）";
        for (const auto& text : {"代码," + head + ",系数\n1,100," + row.factor + "\n2,3,\n",
                                 "代码,计量单位," + head.substr(0, head.find("（")) + ",系数\n1," + row.counted +
                                     ",100," + row.factor + "\n2,吨,3,\n"}) {
            const bool by_row = text.find("计量单位") != std::string::npos;
            const auto table = opened(row.of, by_row ? "消费量" : head, "系数", text);
            const auto factor = table.rows[0].cells[1].number;
            ASSERT_EQ(factor.has_value(), row.expected.has_value()) << said << by_row;
            EXPECT_NEAR(factor.value_or(0), row.expected.value_or(0), 1e-12) << said << by_row;
            EXPECT_FALSE(table.rows[1].cells[1].number) << "a blank one is missing as ever";
            const auto told = HasSubstr("1 factors other than 1 stand beside amounts that are already in what they");
            const auto row_told = AllOf(told, HasSubstr("row 2 1: " + row.factor + " ("));
            EXPECT_EQ(testing::Value(all_warnings(), row_told), !factor) << said << by_row << all_warnings();
        }
    }
}

// A sum of rows is none of them, a series has a factor for every year, and electricity says per what it is.
TEST_F(FactorUnits, OfAmountsThatAreTheProductAreLookedAtCellByCell)
{
    const auto& coal = fuels()[2];
    auto table = opened(
        coal, "消费量{year}（吨标准煤）", "系数{year}",
        "代码,消费量2023（吨标准煤）,消费量2024（吨标准煤）,系数2023,系数2024\n1,5,6,1,0.7143\n合计,5,6,0.7,0.7\n");
    EXPECT_EQ(table.rows[0].cells[1].number, 1);
    EXPECT_FALSE(table.rows[1].cells[1].number);
    EXPECT_THAT(all_warnings(), AllOf(HasSubstr("1 factors other than 1"), HasSubstr("row 2 1: 0.7143")));
    table = opened(coal, "消费量", "折标系数（kgce/kWh）",
                   "代码,计量单位,消费量,折标系数（kgce/kWh）\n1,万千瓦时,2,0.1229\n");
    EXPECT_NEAR(product(table, 0), 2.458, 1e-9);
    EXPECT_THAT(all_warnings(), Not(HasSubstr("factors other than 1")));
}

TEST_F(FactorUnits, WhereNobodySaysInWhatAmountsAreCountedItIsTold)
{
    for (const auto& [head, factor, expected] : {std::tuple{"低位发热量（GJ/t）", "20", 20000.0},
                                                 {"低位发热量（kJ/kg）", "20000", 20000.0},
                                                 {"低位发热量（kJ/m3）", "38900", 38.9}}) {
        const auto table =
            opened(fuels().front(), "消费量", head, "代码,消费量," + std::string{head} + "\n1,1000," + factor + "\n");
        EXPECT_NEAR(product(table, 0), expected, 1e-9 * expected) << head;
        EXPECT_THAT(all_warnings(),
                    AllOf(HasSubstr("say nowhere in what unit they are counted"), HasSubstr("消费量 (")));
    }
}

// Neither the amounts nor their factors: 100 of 原煤 may be 吨 or 万吨.
TEST_F(FactorUnits, WhereNeitherStatesAUnitItIsTold)
{
    const auto told = [&](const std::string& amounts, const std::string& factor, const std::string& more) {
        opened(fuels()[2], amounts, factor,
               "代码," + amounts + "," + factor + (more.empty() ? "" : ",计量单位") + "\n1,100,0.7143" +
                   (more.empty() ? "" : "," + more) + "\n");
        return all_warnings();
    };
    EXPECT_THAT(told("消费量", "折标系数", ""), AllOf(HasSubstr("state no unit, nor do the factors beside them"),
                                                      HasSubstr("消费量 × 折标系数 (tce)")));
    for (const auto& [amounts, factor, more] : {std::tuple{"消费量（吨）", "折标系数", ""},
                                                {"消费量", "折标系数（吨标准煤/吨）", ""},
                                                {"消费量", "折标系数", "吨"}})
        EXPECT_THAT(told(amounts, factor, more), Not(HasSubstr("nor do the factors"))) << amounts << factor;
}

TEST_F(FactorUnits, OfAnotherDimensionThanTheAmountsAreRefused)
{
    for (const auto& [amounts, factor] :
         {std::pair{"消费量（万立方米）", "低位发热量（GJ/t）"}, {"消费量（吨）", "低位发热量（kJ/m3）"}}) {
        try {
            opened(fuels().front(), amounts, factor, "代码," + std::string{amounts} + "," + factor + "\n1,1,20\n");
            ADD_FAILURE() << amounts;
        } catch (const InputError& error) {
            EXPECT_THAT(error.what(), AllOf(HasSubstr("t.csv"), HasSubstr("消费量"), HasSubstr("低位发热量"),
                                            HasSubstr("the two do not make GJ")));
        }
    }
}

// Too small for what burns, in whatever unit it is stated.
TEST_F(FactorUnits, DoNotHideWhatNatureForbids)
{
    for (const auto& [amounts, factor, value] :
         {std::tuple{"消费量（万吨）", "低位发热量（GJ/t）", "0.02"}, {"消费量（吨）", "低位发热量（kJ/kg）", "20"}}) {
        EXPECT_THROW(opened(fuels().front(), amounts, factor,
                            "代码," + std::string{amounts} + "," + factor + "\n1,1," + value + "\n"),
                     InputError)
            << amounts;
    }
}

} // namespace
} // namespace peaksite
