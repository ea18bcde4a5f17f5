// What-if against a fresh run with the changed plan, on random changes; and what it must refuse.
#include "base/text.hpp"
#include "integration/whole_case.hpp"

#include <cmath>
#include <random>

namespace peaksite {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr auto more_technologies = R"plan([[technologies]]
id = "wind"
title = { zh = "风电", en = "Wind" }
density = "8 MW/km2"
share = "if(slope > 6, 0.4, 0.9)"
yield = "(2100 h/a)"
[[technologies.exclude]]
id = "steep"
where = "slope > 12"
[[technologies.exclude]]
id = "water"
where = "cover == 'water'"
[[technologies.exclude]]
id = "steeper"
where = "slope > 20"
[parameters]
year = 2023
)plan";

class Whatif : public WholeCase {
protected:
    Whatif()
    {
        plan.replace("[[rasters]]\nid = \"state\"\nvalue = \"state(pv)\"\n", more_technologies)
            .replace("[[rasters]]\nid = \"yield\"\nvalue = \"sun / (1 kW/m2) * (1 + slope / (90 degree))\"\n",
                     "[carbon]\nlandcover = \"cover\"\ntable = \"carbon.csv\"\n")
            .replace("id = \"sun\"\n", "id = \"sun\"\nprovides = \"ghi\"\n");
        write_carbon("carbon.csv", 40);
        write_carbon("other.csv", 55);
    }

    void write_carbon(const std::string& name, int soil) const
    {
        write_file(at(name), "lucode,c_above,c_below,c_soil,c_dead\n1,2,5," + std::to_string(soil) + ",0.5\n2,0,0," +
                                 std::to_string(soil - 30) + ",0\n");
    }

    Outcome whatif(const std::vector<std::string>& arguments) const
    {
        std::vector<std::string> all{"whatif", out().string()};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return run_program(all);
    }

    static bool alike(const std::string& a, const std::string& b)
    {
        if (a == b) return true;
        std::size_t used = 0;
        try {
            const double x = std::stod(a, &used), y = std::stod(b);
            return used == a.size() && std::abs(x - y) <= 1e-12 * std::max(std::abs(x), std::abs(y));
        } catch (const std::exception&) {
            return false;
        }
    }

    // Areas that are counted: whole quanta, which no order of adding changes. Effective areas are no such: sums of
    // area times a share, added by mask, and a fresh run without a rule has other masks.
    static bool counted_area(const std::string& column)
    {
        return column.find("km2") != std::string::npos && column.find("eff") == std::string::npos;
    }

    // Tables of two folders: counted areas to the last bit, all else to 1e-12.
    static void expect_equal_tables(const fs::path& one, const fs::path& other, const std::string& what)
    {
        std::size_t compared = 0;
        for (const auto& name : names_in_folder(one)) {
            if (!name.ends_with(".csv")) continue;
            if (name == "audit.csv") continue; // names the zone that differs most, be it by a rounding
            const auto a = read_csv(one / name), b = read_csv(other / name);
            ASSERT_EQ(a.columns, b.columns) << name << " " << what;
            ASSERT_EQ(a.rows.size(), b.rows.size()) << name << " " << what;
            for (std::size_t i = 0; i < a.rows.size(); ++i)
                for (const auto& column : a.columns) {
                    const auto &x = a.rows[i].at(column), &y = b.rows[i].at(column);
                    EXPECT_TRUE(counted_area(column) ? x == y : alike(x, y))
                        << name << " row " << i << " " << column << ": " << x << " and " << y << " " << what;
                    ++compared;
                }
        }
        EXPECT_GT(compared, 1000U);
    }
};

TEST_F(Whatif, EqualsAFreshRunWithTheChangedPlan)
{
    done();
    std::mt19937 random{7};
    const auto number = [&](double low, double high) {
        return std::to_string(std::uniform_real_distribution{low, high}(random));
    };
    const auto chance = [&] { return std::bernoulli_distribution{0.5}(random); };
    for (int round = 0; round < 8; ++round) {
        std::vector<std::string> changes;
        const auto set = [&](const std::string& change) { changes.insert(changes.end(), {"--set", change}); };
        if (chance()) set("technologies.pv.density=" + number(10, 90) + " MW/km2");
        if (chance()) set("technologies.pv.share=" + number(0.05, 1));
        if (chance()) set("technologies.wind.density=" + number(1, 9000) + " kW/km2");
        if (chance()) set("technologies.wind.yield=(" + number(1500, 3000) + " h/a)");
        if (chance()) set("carbon.table=" + at("other.csv").string());
        for (const auto* rule : {"pv.exclude.water", "pv.exclude.road", "wind.exclude.water"})
            if (chance()) set(std::string{"technologies."} + rule + ".active=false");
        auto asked = changes;
        asked.insert(asked.end(), {"-o", at("whatif").string(), "--overwrite", "--threads", std::to_string(round % 4)});
        const auto outcome = whatif(asked);
        ASSERT_EQ(outcome.code, code_done) << outcome.err;
        auto fresh = changes;
        fresh.insert(fresh.end(), {"run", at("plan.toml").string(), "-o", at("fresh").string(), "--overwrite"});
        std::rotate(fresh.begin(), fresh.begin() + static_cast<std::ptrdiff_t>(changes.size()), fresh.end());
        const auto ran = run_program(fresh);
        ASSERT_EQ(ran.code, code_done) << ran.err;
        expect_equal_tables(at("fresh"), at("whatif"), joined(changes, " "));
        const auto sound = read_csv(at("whatif") / "audit.csv");
        EXPECT_EQ(sound.rows.size(), read_csv(at("fresh") / "audit.csv").rows.size());
        for (const auto& row : sound.rows) EXPECT_NE(row.at("holds"), "false") << row.at("identity");
        EXPECT_THAT(read_file(at("whatif") / "manifest.json"), HasSubstr("\"base\""));
    }
}

TEST_F(Whatif, PrintsWhatChangesAndNeedsNoneOfTheFiles)
{
    done();
    const auto before = tables_of(out());
    for (const auto* name :
         {"height.tif", "sun.tif", "people.tif", "cover.tif", "road.gpkg", "zones.gpkg", "carbon.csv"})
        fs::remove(at(name));
    const auto outcome = whatif({"--off", "pv.road", "--set", "technologies.pv.density=60 MW/km2"});
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    expect_words(outcome.out, {"technologies[1].density", "pv eligible", "pv capacity", "pv generation", "甲"});
    EXPECT_EQ(outcome.out.find("wind eligible"), std::string::npos) << outcome.out;
    // Without its rule the limit of slope is another one, of which nothing was counted.
    const auto lost = whatif({"--off", "pv.steep"});
    EXPECT_EQ(lost.code, code_done) << lost.err;
    expect_words(lost.out, {"slope_ok_share.pv", "was not counted"});
    EXPECT_EQ(tables_of(out()), before);
    const auto misspelt = whatif({"--off", "pv.road", "--indicator", "pv_tech_capp"});
    EXPECT_EQ(misspelt.code, code_wrong);
    expect_words(misspelt.err, {"pv_tech_capp", "did you mean pv_tech_cap?"});
    expect_words(whatif({"--off", "pv.road", "--lang", "zh"}).out, {"原值", "新值", "装机容量"});
    const auto none = whatif({});
    EXPECT_EQ(none.code, code_done) << none.err;
    expect_words(none.out, {"no number changes"});
    // The answer is a run like others.
    ASSERT_EQ(whatif({"--off", "road", "-o", at("a").string()}).code, code_done);
    const auto back = run_program({"whatif", at("a").string(), "--on", "road", "-o", at("b").string()});
    ASSERT_EQ(back.code, code_done) << back.err;
    expect_equal_tables(out(), at("b"), "there and back");
}

// One quantity, one value: the generation of technologies.csv is that of the indicators, whoever states the yield.
TEST_F(Whatif, AnotherYieldReachesTheIndicatorsToo)
{
    done();
    for (const auto* yield : {"1000", "1000 h/a"}) {
        const auto outcome = whatif(
            {"--set", std::string{"technologies.pv.yield="} + yield, "-o", at("whatif").string(), "--overwrite"});
        ASSERT_EQ(outcome.code, code_done) << outcome.err;
        const auto indicators = read_csv(at("whatif") / "indicators_long.csv");
        std::size_t compared = 0;
        for (const auto& row : read_csv(at("whatif") / "technologies.csv").rows) {
            if (row.at("technology") != "pv" || row.at("generation_mwh_per_year").empty()) continue;
            const double generation = std::stod(row.at("generation_mwh_per_year"));
            EXPECT_NEAR(generation, 1000 * std::stod(row.at("capacity_mw")), 1e-9 * generation);
            EXPECT_NEAR(1000 * indicators.number({{"key", row.at("key")}, {"indicator", "pv_tech_gen"}}, "value"),
                        generation, 1e-9 * generation);
            ++compared;
        }
        EXPECT_GT(compared, 0U);
    }
}

TEST_F(Whatif, AnOwnIndicatorThatWasNotCountedIsToldWithItsReason)
{
    done();
    plan.add("[[indicators]]\nid = \"mine\"\nname = \"mine\"\nunit = \"degree\"\nformula = \"zmean(slope)\"\n"
             "[[indicators]]\nid = \"ours\"\nname = \"ours\"\nunit = \"degree\"\nformula = \"2 * zmean(slope)\"\n");
    write_file(at("plan2.toml"), plan.text());
    const auto outcome = whatif({"--plan", at("plan2.toml").string()});
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    expect_words(outcome.out, {"mine: ", "was not counted"});
    const auto asked = whatif({"--plan", at("plan2.toml").string(), "--indicator", "mine"});
    expect_words(asked.out, {"mine: "});
    EXPECT_THAT(asked.out, testing::Not(HasSubstr("ours:")));
}

TEST_F(Whatif, ACarbonTableThatIsNamedIsReadAgain)
{
    done();
    const auto named = whatif({"--set", "carbon.table=carbon.csv"});
    ASSERT_EQ(named.code, code_done) << named.err;
    expect_words(named.out, {"no number changes"});
    write_carbon("carbon.csv", 70);
    for (const auto& how : {std::vector<std::string>{"--set", "carbon.table=carbon.csv"},
                            std::vector<std::string>{"--plan", at("plan.toml").string()}}) {
        auto arguments = how;
        arguments.insert(arguments.end(), {"-o", at("whatif").string(), "--overwrite"});
        const auto outcome = whatif(arguments);
        ASSERT_EQ(outcome.code, code_done) << outcome.err;
        expect_words(outcome.err, {"carbon.csv", "other densities than when the run was made"});
        EXPECT_THAT(outcome.err, testing::Not(HasSubstr("changed since the run")));
        const auto fresh = run_program({"run", at("plan.toml").string(), "-o", at("fresh").string(), "--overwrite"});
        ASSERT_EQ(fresh.code, code_done) << fresh.err;
        expect_equal_tables(at("fresh"), at("whatif"), how.front());
    }
    fs::remove(at("carbon.csv"));
    const auto gone = whatif({"--plan", at("plan.toml").string()});
    EXPECT_EQ(gone.code, code_done) << gone.err;
    expect_words(gone.err, {"carbon.csv", "is not there"});
    expect_words(gone.out, {"no number changes"});
    EXPECT_EQ(whatif({"--set", "carbon.table=carbon.csv"}).code, code_failed);
}

TEST_F(Whatif, FilesThatChangedSinceTheRunAreTold)
{
    done();
    EXPECT_EQ(whatif({"--off", "pv.road"}).err.find("changed since the run"), std::string::npos);
    write_carbon("carbon.csv", 41);
    write_file(at("people.tif"), read_file(at("people.tif")) + "x");
    const auto outcome = whatif({"--off", "pv.road"});
    EXPECT_EQ(outcome.code, code_done) << outcome.err;
    expect_words(outcome.err, {"changed since the run", "carbon.csv", "people.tif", "run the plan again"});
    EXPECT_THAT(outcome.err, testing::Not(HasSubstr("sun.tif")));
}

TEST_F(Whatif, APlanThatNamesOtherFilesThanThoseCountedIsRefused)
{
    done();
    fs::create_directory(at("b"));
    for (const auto& name : names_in_folder(at(".")))
        if (fs::is_regular_file(at(name))) fs::copy_file(at(name), at("b") / name);
    const auto copy = (at("b") / "plan.toml").string();
    const auto same = whatif({"--plan", copy, "--off", "pv.road"});
    EXPECT_EQ(same.code, code_done) << same.err;
    write_file(at("b") / "people.tif", read_file(at("people.tif")) + "x");
    const auto other = whatif({"--plan", copy, "--off", "pv.road"});
    EXPECT_EQ(other.code, code_wrong) << other.out;
    expect_words(other.err, {"other files than those that the run counted", "people.tif", "peaksite run"});
    EXPECT_THAT(other.err, testing::Not(HasSubstr("sun.tif")));
}

TEST_F(Whatif, WhatWasNotCountedIsRefusedWithTheReason)
{
    plan.replace("where = \"slope > 20\"", "where = \"slope > 20\"\nactive = false");
    done();
    for (const auto& [arguments, words] : std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>>{
             {{"--set", "grid.cell=60 m"}, {"grid.cell", "run the plan again"}},
             {{"--set", "layers.cover.nodata=3"}, {"layers[", "nodata"}},
             {{"--on", "wind.steeper"}, {"steeper", "needs a new run"}},
             {{"--off", "pv.steep", "--on", "pv.steep"}, {"technologies.pv.exclude.steep.active", "false and true"}},
             {{"--off", "steep", "--on", "wind.steep"},
              {"technologies.wind.exclude.steep.active", "leave one of them"}},
             {{"--off", "pv.road", "--set", "technologies.pv.exclude.road.active=true"},
              {"pv.exclude.road", "two values"}},
             {{"--set", "technologies.pv.density=45 MW/km2", "--set", "technologies.pv.density=50 MW/km2"},
              {"technologies.pv.density", "45 MW/km2 and 50 MW/km2"}},
             {{"--off", "nothing"}, {"nothing", "pv.steep", "wind.steeper"}},
             {{"--set", "technologies.hydro.density=1 MW/km2"}, {"hydro", "pv [1], wind [2]"}},
             {{"--set", "technologies.pv.exclude.steep.where=slope > 13"}, {"steep", "slope > 13", "new run"}},
             {{"--set", "technologies.pv.share=if(slope > 3, 0.1, 0.2)"}, {"pv", "new run"}},
             {{"--set", "technologies.pv.density=45 km"}, {"density", "capacity per area"}},
             {{"--set", "siting.policy=tianjin"}, {"siting.policy", "peaksite rank"}},
             {{"-o", out().string(), "--overwrite"}, {"is never changed"}}}) {
        const auto outcome = whatif(arguments);
        EXPECT_EQ(outcome.code, code_wrong) << arguments[1] << outcome.out;
        expect_words(outcome.err, words);
    }
}

TEST_F(Whatif, DamagedAndForeignTalliesAreToldFromFinishedOnes)
{
    done();
    const auto whole = read_file(out() / "run.tally");
    const auto expect_refused = [&](const std::string& what, const std::string& word) {
        const auto outcome = whatif({"--off", "road"});
        EXPECT_EQ(outcome.code, code_failed) << what << outcome.out;
        EXPECT_EQ(outcome.signal, 0) << what;
        EXPECT_THAT(outcome.err, HasSubstr(word)) << what;
    };
    for (const auto bytes : {whole.size() - 1, whole.size() / 2, whole.size() / 100}) {
        write_file(out() / "run.tally", whole.substr(0, bytes));
        expect_refused("cut off at " + std::to_string(bytes), "run.tally' is damaged or cut short");
    }
    for (const auto& [content, word] : {std::pair{std::string{}, "is empty; run the plan again: peaksite run"},
                                        {std::string{"PK"}, "is no tally"},
                                        {whole + "x", "what stands after byte "},
                                        {whole + whole, "what stands after byte "}}) {
        write_file(out() / "run.tally", content);
        expect_refused(word, word);
        expect_refused(word, "run the plan again");
    }
    auto flipped = whole;
    flipped[whole.size() / 3] = static_cast<char>(flipped[whole.size() / 3] ^ 4);
    write_file(out() / "run.tally", flipped);
    expect_refused("a flipped bit", "run.tally' is damaged or cut short");
    write_file(out() / "run.tally", "");
    fs::remove(out() / "run.tally");
    const auto missing = whatif({});
    EXPECT_EQ(missing.code, code_failed);
    EXPECT_THAT(missing.err, HasSubstr("no folder of a finished run"));
}

} // namespace
} // namespace peaksite
