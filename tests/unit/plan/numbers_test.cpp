// Every number of a plan goes through one gate: what no quantity has is a fault at its key, never a crash, a silent
// default or an infinity later on.
#include "plan/read/read_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <regex>

namespace peaksite {
namespace {

// A sound plan with a number at every key that takes one, bare or with a unit.
const std::string plan_of_numbers = R"toml(schema = 1
[grid]
crs = "EPSG:4525"
cell = "100 m"
margin = "500 m"
tile = 512
[[zones]]
id = "county"
file = "c.gpkg"
key = "code"
attributes = { cost = "cost" }
x = "lon"
y = "lat"
crs = "EPSG:4490"
radius = "500 m"
[[layers]]
id = "ghi"
file = "ghi.tif"
unit = "kWh/m2/a"
nodata = -9999
scale = 0.1
offset = 2
range = [-10, 5000]
valid = [-5, 32000]
band = 2
year = 2020
[[layers]]
id = "lc"
file = "lc.tif"
quantity = "categorical"
classes = { water = 1, forest = [2, 3] }
[[layers]]
id = "steep"
derive = "if(ghi > (1200 kWh/m2/a), 1, 0)"
[[facilities]]
id = "f"
file = "f.csv"
sector = "power"
emission = { column = "co2", unit = "t CO2/a" }
year = 2022
[[tables]]
id = "own"
file = "t.csv"
key = "code"
year = 2023
[[technologies]]
id = "pv"
density = "45 MW/km2"
share = 0.3
yield = "(1200 h/a)"
[[technologies.exclude]]
id = "water"
where = "lc == 'water'"
buffer = "300 m"
[[indicators]]
id = "sun"
name = "sun"
unit = "1"
formula = "1"
scale_gov = 1
[output]
least_valid_share = 0.8
[siting]
year = 2024
seed = 7
draws = 500
selection_draws = 20
alternatives = 3
coverage = 0.5
budget = 100
cost = "cost"
cost_penalty = 0.1
representativeness = 0.2
[siting.spacing]
least = "30 km"
[siting.diversity]
bonus = 0.02
least_classes = 2
[[siting.types]]
type = "city"
owa = [1]
[[siting.types.criteria]]
indicator = "sun"
weight = 1
bounds = [0, 10]
cap = 9
direction = "+"
[siting.types.expert]
file = "scores.csv"
trim = 1
share = 0.2
lowest = 0
highest = 100
[[siting.quotas]]
type = "city"
min = 1
max = 2
[[siting.caps]]
by = "region"
max = 6
)toml";

struct NumberPlace {
    std::string key;
    std::size_t begin = 0, length = 0;
    bool in_text = false;
};

// Where numbers stand: after "key =", within a list, or first in a text that a unit follows.
std::vector<NumberPlace> numbers_of(const std::string& plan)
{
    static const std::regex line{"(\\w+) = (.*)"}, digits{"-?\\d+(\\.\\d+)?"}, bare{"^[-\\d\\[]"},
        measured{"^\"\\(?\\d+ "};
    std::vector<NumberPlace> out;
    for (std::sregex_iterator at{plan.begin(), plan.end(), line}, end; at != end; ++at) {
        const auto value = (*at)[2].str();
        const bool in_text = std::regex_search(value, measured), table = value.starts_with("{ water");
        if (!in_text && !table && !std::regex_search(value, bare)) continue;
        for (std::sregex_iterator number{value.begin(), value.end(), digits}, last; number != last; ++number) {
            out.push_back({.key = (*at)[1].str(),
                           .begin = static_cast<std::size_t>(at->position(2) + number->position()),
                           .length = static_cast<std::size_t>(number->length()),
                           .in_text = in_text});
            if (in_text) break;
        }
    }
    return out;
}

ReadPlan read(const std::string& content) { return read_plan_text_with_faults(content, "plan.toml", {}, {}); }

std::string with(const NumberPlace& place, const std::string& number)
{
    auto out = plan_of_numbers;
    out.replace(place.begin, place.length, number);
    return out;
}

bool names(const std::vector<Fault>& faults, const std::string& key)
{
    return std::ranges::any_of(
        faults, [&](const Fault& fault) { return fault.key.find(key) != std::string::npos && !fault.what.empty(); });
}

TEST(NumbersOfAPlan, ThePlanOfThisTestIsSoundAndHasThemAll)
{
    const auto read_plan = read(plan_of_numbers);
    for (const auto& fault : read_plan.faults) ADD_FAILURE() << english(fault);
    EXPECT_GE(numbers_of(plan_of_numbers).size(), 40U);
}

TEST(NumbersOfAPlan, ThatNoQuantityHasAreFaultsAtTheirKeys)
{
    for (const auto& place : numbers_of(plan_of_numbers)) {
        if (place.key == "nodata" || place.in_text) continue; // a mark may be any number; texts have digits only
        for (const std::string number : {"nan", "inf", "-inf", "1e308", "-1e308", "1e101"})
            EXPECT_TRUE(names(read(with(place, number)).faults, place.key)) << place.key << " = " << number;
    }
}

TEST(NumbersOfAPlan, OfAnySizeEndInAPlanOrAFaultAndNothingElse)
{
    for (const auto& place : numbers_of(plan_of_numbers))
        for (const std::string number : {"-9223372036854775808", "9223372036854775807", "9007199254740993", "-1", "0",
                                         "2147483648", "-2147483649", "1000000001", "4294967297", "0.5", "1e-308"}) {
            const auto found = read(with(place, number));
            EXPECT_TRUE(found.plan || !found.faults.empty()) << place.key << " = " << number;
        }
}

TEST(NumbersOfAPlan, CountsAndSharesKeepTheirBounds)
{
    for (const auto& [key, number] : {std::pair{"draws", "99"},
                                      {"draws", "2000000000"},
                                      {"alternatives", "-1"},
                                      {"alternatives", "1000000"},
                                      {"selection_draws", "-1"},
                                      {"seed", "-1"},
                                      {"coverage", "1.5"},
                                      {"coverage", "0"},
                                      {"budget", "-1"},
                                      {"bonus", "-0.1"},
                                      {"trim", "-1"},
                                      {"tile", "0"},
                                      {"tile", "1000000"},
                                      {"weight", "-1"},
                                      {"cell", "0"}}) {
        const auto places = numbers_of(plan_of_numbers);
        const auto place = std::ranges::find(places, key, &NumberPlace::key);
        ASSERT_NE(place, places.end()) << key;
        EXPECT_TRUE(names(read(with(*place, number)).faults, key)) << key << " = " << number;
    }
}

TEST(NumbersOfAPlan, AMarkMayBeAnyNumber)
{
    for (const auto& [number, value] : {std::pair{"9223372036854775807", 9223372036854775807.0},
                                        {"-1.7976931348623157e308", -1.7976931348623157e308},
                                        {"inf", HUGE_VAL}}) {
        const auto places = numbers_of(plan_of_numbers);
        const auto found = read(with(*std::ranges::find(places, "nodata", &NumberPlace::key), number));
        ASSERT_TRUE(found.plan && found.faults.empty()) << number;
        EXPECT_EQ(found.plan->layers[0].nodata, value);
    }
}

TEST(IdsOfAPlan, OfIndicatorsAreLettersAndDigits)
{
    for (const std::string id : {"a\\nb", "a\\u0000b", "<b>", "=1+1", "a b", "人均", "\\u001b[31m"}) {
        auto content = plan_of_numbers;
        content.replace(content.find("id = \"sun\""), 10, "id = \"" + id + "\"");
        EXPECT_TRUE(names(read(content).faults, "indicators")) << id;
    }
}

} // namespace
} // namespace peaksite
