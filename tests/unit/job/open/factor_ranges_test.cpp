#include "base/error.hpp"
#include "base/parse_number.hpp"
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

// Numbers as they are, by name and by the unit of the head.
struct Usual {
    std::string name, unit;
    double value;
};
const std::vector<Usual>& usual_factors()
{
    static const std::vector<Usual> all{{"energy.k_tce", "tce/t", 0.7143},
                                        {"energy.k_tce", "kgce/kg", 0.7143},
                                        {"energy.k_tce", "tce/m3", 1.33e-3},
                                        {"energy.k_tce", "tce/GJ", 0.0341},
                                        {"energy.k_tce", "kgce/kWh", 0.1229},
                                        {"energy.k_tce", "kgce/kWh", 0.305},
                                        {"fuel.ncv", "GJ/t", 19.57},
                                        {"fuel.ncv", "kJ/kg", 41868},
                                        {"fuel.ncv", "GJ/m3", 0.038931},
                                        {"fuel.cc", "t C/TJ", 26.1},
                                        {"fuel.cc", "t C/TJ", 15.3},
                                        {"fuel.cc", "t C/TJ", 70.8},
                                        {"fuel.cc", "t C/GJ", 0.0261},
                                        {"fuel.of", "1", 0.93},
                                        {"fuel.of", "%", 93},
                                        {"process.ef", "t CO2/t", 0.538},
                                        {"residues.rpr", "1", 1.04},
                                        {"residues.af", "1", 0.45},
                                        {"residues.lhv", "MWh/t", 4.17},
                                        {"residues.lhv", "GJ/t", 15},
                                        {"ts.cf_pv_ts", "1", 0.17},
                                        {"ts.cf_wind_ts", "1", 0.24}};
    return all;
}

// Factors whose size nature does not bound, and why.
const std::map<std::string, std::string> unbounded{
    {"fac.e_spec", "per unit of whatever product: a tonne of aluminium, a thousand bricks, a square metre"},
    {"fac.e_bench", "as e_spec"}};

bool is_factor(const FormulaName& name)
{
    if (name.supply != "user table" || !name.words.empty() || name.unit == "0/1") return false;
    const auto measure = name.unit.empty() ? name.checked_as : name.unit;
    return measure == "1" || (measure.find('/') != std::string::npos && !measure.ends_with("/a"));
}

class FactorRanges : public testing::Test {
protected:
    FactorRanges() { plan.key = "代码"; }

    void open(const std::string& content)
    {
        plan.file = folder.file("t.csv", content);
        const auto& catalogue = our_catalogue();
        open_table(plan, {.sets = {}, .names = catalogue.indicators().names, .regions = {}}, warnings);
    }
    std::string refusal(const std::string& content)
    {
        try {
            open(content);
        } catch (const InputError& error) {
            return error.what();
        }
        return {};
    }
    void ask(const std::string& name, const std::string& column)
    {
        plan.columns.push_back({.name = name, .column = column, .unit = {}, .year = {}, .position = {}});
    }
    void ask_for(const std::string& name, const std::string& column)
    {
        plan.id = name.substr(0, name.find('.'));
        plan.columns.clear();
        ask(name.substr(name.find('.') + 1), column);
    }
    std::string all_warnings() const
    {
        std::string out;
        for (const auto& warning : warnings) out += warning.english() + "\n";
        return out;
    }

    Scratch folder;
    TablePlan plan;
    std::vector<Sentence> warnings;
};

TEST_F(FactorRanges, AreStatedForEveryFactorOfATableOrNoneCanBe)
{
    std::set<std::string> factors;
    for (const auto& name : our_catalogue().indicators().names) {
        if (!is_factor(name)) continue;
        factors.insert(name.name);
        const bool bounded = name.possible || !name.possible_per.empty();
        EXPECT_NE(bounded, unbounded.contains(name.name)) << name.name;
        const auto tried = std::ranges::count(usual_factors(), name.name, &Usual::name);
        EXPECT_EQ(bounded, tried > 0) << name.name << " is tried below";
        if (bounded) {
            EXPECT_FALSE(name.because.in("zh").empty() || name.because.in("en").empty()) << name.name;
        }
    }
    EXPECT_GE(factors.size(), 12U);
    for (const auto& [name, reason] : unbounded) EXPECT_TRUE(factors.contains(name)) << name;
}

TEST_F(FactorRanges, RefuseAThousandTimesTooMuchOrTooLittle)
{
    for (const auto& [name, unit, value] : usual_factors()) {
        const auto head = "系数（" + unit + "）";
        ask_for(name, head);
        const auto told = [&, value = value](double factor) {
            return refusal("代码," + head + "\n7," + number(value) + "\n8," + number(value * factor) + "\n");
        };
        EXPECT_EQ(told(1), "") << name << " " << unit;
        EXPECT_EQ(told(0), "") << name << " " << unit;
        const auto faulty = AllOf(HasSubstr("t.csv"), HasSubstr("row 3 8"), HasSubstr("系数"),
                                  HasSubstr("is possible ("), HasSubstr("correct the number"));
        EXPECT_THAT(told(1000), faulty) << name << " " << unit;
        const auto* known = our_catalogue().indicators().name(name);
        const bool from_nothing = known->possible && known->possible->front() == 0;
        if (!from_nothing) {
            EXPECT_THAT(told(0.001), faulty) << name << " " << unit;
        }
    }
}

TEST_F(FactorRanges, HoldForTheUnitThatEachRowIsCountedIn)
{
    struct Row {
        std::string name, head, word;
        double value;
    };
    const std::string tce = "折标系数（吨标准煤/实物单位）", heat = "低位发热量（吉焦/实物单位）";
    for (const auto& [name, head, word, value] : std::vector<Row>{{"energy.k_tce", tce, "吨", 0.7143},
                                                                  {"energy.k_tce", tce, "万吨", 7143},
                                                                  {"energy.k_tce", tce, "千克", 0.0007143},
                                                                  {"energy.k_tce", tce, "立方米", 0.00133},
                                                                  {"energy.k_tce", tce, "万立方米", 13.3},
                                                                  {"energy.k_tce", tce, "千瓦时", 0.0001229},
                                                                  {"energy.k_tce", tce, "吉瓦时", 122.9},
                                                                  {"energy.k_tce", tce, "吉焦", 0.0341},
                                                                  {"fuel.ncv", heat, "吨", 19.57},
                                                                  {"fuel.ncv", heat, "万立方米", 389.31}}) {
        ask_for(name, head);
        const auto told = [&, head = head, word = word, value = value](double factor) {
            return refusal("代码,计量单位," + head + "\n8," + word + "," + number(value * factor) + "\n");
        };
        EXPECT_EQ(told(1), "") << name << word;
        for (const double wrong : {1000., 0.001})
            EXPECT_THAT(told(wrong), AllOf(HasSubstr("row 2 8"), HasSubstr(word), HasSubstr("is possible")))
                << name << word;
    }
}

// The head of the amounts may say it for all rows.
TEST_F(FactorRanges, HoldForTheUnitOfTheAmountsBeside)
{
    const std::string head = "折标系数（吨标准煤/实物单位）";
    ask_for("energy.k_tce", head);
    ask("ad", "消费量（万吨）");
    const auto told = [&](const std::string& factor) {
        return refusal("代码,消费量（万吨）," + head + "\n8,2," + factor + "\n");
    };
    EXPECT_EQ(told("7143"), "");
    EXPECT_THAT(told("0.7143"), AllOf(HasSubstr("row 2 8"), HasSubstr("is possible"), HasSubstr("消费量")));
}

TEST_F(FactorRanges, OfAHeadPerTonneSayNothingOfRowsOfGas)
{
    ask_for("energy.k_tce", "折标系数（吨标准煤/吨）");
    EXPECT_EQ(refusal("代码,计量单位,折标系数（吨标准煤/吨）\n1,吨,0.7143\n2,万立方米,13.3\n"), "");
    EXPECT_THAT(refusal("代码,计量单位,折标系数（吨标准煤/吨）\n1,吨,714.3\n2,万立方米,13.3\n"),
                HasSubstr("714.3 tce/t"));
}

TEST_F(FactorRanges, LookAtEveryYearOfASeriesAndAtNoSums)
{
    ask_for("fuel.cc", "{year}年含碳量（tC/TJ）");
    const std::string head = "代码,2023年含碳量（tC/TJ）,2024年含碳量（tC/TJ）\n";
    EXPECT_EQ(refusal(head + "1,26.1,26.1\n合计,260,260\n"), "");
    EXPECT_THAT(refusal(head + "1,26.1,0.0261\n"), HasSubstr("'2024年含碳量"));
}

TEST_F(FactorRanges, WithoutAUnitOfTheRowAreThoseOfTheOthersOfItsKind)
{
    const std::string head = "折标系数（吨标准煤/实物单位）";
    ask_for("energy.k_tce", head);
    ask("kind", "类别");
    const auto rows = "代码,类别,计量单位," + head + "\n1,煤,,0.7143\n2,煤,,0.2857\n3,煤,,0.7143\n";
    EXPECT_EQ(refusal(rows + "4,煤,,0.9714\n5,气,,13.3\n6,电,,122.9\n7,电,,1.229\n"), "");
    EXPECT_THAT(all_warnings(), Not(HasSubstr("of their kind")));
    EXPECT_EQ(refusal(rows + "4,煤,,714.3\n5,气,,13.3\n"), "");
    EXPECT_THAT(all_warnings(), AllOf(HasSubstr("1 factors are more than 200 times smaller or larger"),
                                      HasSubstr("row 5 4: 714.3 (煤: 0.7143)"), HasSubstr("计量单位")));
    warnings.clear();
    EXPECT_EQ(refusal(rows + "4,煤,万吨,7143\n5,煤,,0.7143\n"), "") << "what says its unit is held against nature";
    EXPECT_THAT(all_warnings(), Not(HasSubstr("of their kind")));
}

TEST(ProvinceFactors, AreWhatTheirParameterCanBe)
{
    const Scratch scratch;
    const auto told = [&](const std::string& value) -> std::string {
        scratch.file("mine.toml", "entry = \"factors\"\n[[factor]]\nparameter = \"ef_grid\"\nprovince = \"99\"\n"
                                  "by_year = { \"2022\" = " +
                                      value + " }\n");
        try {
            static_cast<void>(Catalogue{{scratch.folder(), catalogue_folder()}}.indicators());
        } catch (const UsageError& error) {
            return error.what();
        }
        return {};
    };
    EXPECT_EQ(told("0.5703"), "");
    EXPECT_THAT(told("570.3"), AllOf(HasSubstr("570.3 kg CO2/kWh"), HasSubstr("province 99"), HasSubstr("0 to 3")));
    EXPECT_THAT(our_catalogue().indicators().factors, Not(IsEmpty()));
}

} // namespace
} // namespace peaksite
