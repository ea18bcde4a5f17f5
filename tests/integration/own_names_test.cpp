#include "integration/small_case.hpp"

namespace peaksite {
namespace {

class OwnNames : public SmallCase {
protected:
    void add_indicator(const std::string& formula, const std::string& unit = "W/m2")
    {
        plan.add("[[indicators]]\nid = \"mine\"\nname = \"mine\"\nunit = \"" + unit + "\"\nformula = \"" + formula +
                 "\"\n");
    }
    double mine(const std::string& key) const
    {
        return read_csv(out() / "indicators_long.csv").number({{"key", key}, {"indicator", "mine"}}, "value");
    }
    void add_table()
    {
        write_file(at("values.csv"), "code,jobs,cost\n1,12,5.5\n2,7,9\n");
        plan.add("[[tables]]\nid = \"t\"\nfile = \"values.csv\"\nkey = \"code\"\n[tables.columns]\njobs = { column = "
                 "\"jobs\", unit = \"1\" }\ncost = { column = \"cost\", unit = \"万元\" }\n");
    }
};

TEST_F(OwnNames, AFormulaTakesALayerOfThePlanInItsUnit)
{
    add_indicator("zmean(value)/2", "kW/m2");
    done();
    EXPECT_NEAR(mine("1"), statistic("1", "mean") / 2000, 1e-12);
    EXPECT_NEAR(mine("2"), statistic("2", "mean") / 2000, 1e-12);
}

TEST_F(OwnNames, AFormulaTakesADerivedLayerToo)
{
    plan.add("[[layers]]\nid = \"twice\"\nderive = \"2 * value\"\n");
    add_indicator("zmean(twice) - zmean(value)");
    done();
    EXPECT_NEAR(mine("1"), statistic("1", "mean"), 1e-9);
}

TEST_F(OwnNames, AFormulaTakesAColumnOfATableOfThePlan)
{
    add_table();
    add_indicator("t.cost / t.jobs", "元");
    done();
    EXPECT_NEAR(mine("1"), 55000. / 12, 1e-9);
    EXPECT_NEAR(mine("2"), 90000. / 7, 1e-9);
}

// The name ends as those that stand for every technology do.
TEST_F(OwnNames, ALayerMayBeCalledAsWhatATechnologyDefines)
{
    for (const char* id : {"d_t", "d_abc", "m_x"}) {
        SCOPED_TRACE(id);
        const std::string layer = "[[layers]]\nid = \"" + std::string{id} + "\"\nderive = \"2 * value\"\n";
        const auto before = plan;
        plan.add(layer);
        add_indicator("zmean(" + std::string{id} + ")");
        done({"--overwrite"});
        EXPECT_NEAR(mine("1"), 2 * statistic("1", "mean"), 1e-9) << "one, not one for each technology";
        plan = before;
    }
}

TEST_F(OwnNames, ALayerAndAColumnMisspeltGetTheNearest)
{
    add_table();
    add_indicator("zmean(valeu) * t.jobz");
    refused(code_wrong, {"plan.toml:", "valeu", "did you mean 'value'?"});
    plan.replace("zmean(valeu)", "zmean(value)");
    refused(code_wrong, {"t.jobz", "did you mean 't.jobs'?"});
}

TEST_F(OwnNames, AnotherDimensionIsRefused)
{
    add_indicator("zmean(value)", "m");
    refused(code_wrong, {"'mine'", "said to be in m", "W/m2"});
}

TEST_F(OwnNames, AnIndicatorCannotBeCalledAsALayerIs)
{
    add_indicator("zmean(value)");
    plan.replace("id = \"mine\"", "id = \"value\"");
    refused(code_wrong, {"'value' is a layer of the plan already"});
}

TEST_F(OwnNames, WhatIfKnowsThemWithoutTheFiles)
{
    add_table();
    add_indicator("zmean(value) * t.jobs");
    done();
    const auto before = mine("1");
    std::filesystem::remove(at("value.tif"));
    std::filesystem::remove(at("values.csv"));
    plan.replace("zmean(value) * t.jobs", "zmean(value) / t.jobs");
    write_plan();
    const auto outcome =
        run_program({"whatif", out().string(), "--plan", at("plan.toml").string(), "-o", at("other").string()});
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    EXPECT_NEAR(read_csv(at("other") / "indicators_long.csv").number({{"key", "1"}, {"indicator", "mine"}}, "value"),
                before / 144, 1e-9);
}

} // namespace
} // namespace peaksite
