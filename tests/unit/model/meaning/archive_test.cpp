#include "model/meaning/archive.hpp"

#include "base/error.hpp"
#include "plan/read/read_plan.hpp"
#include "support/our_catalogue.hpp"
#include "support/source_folders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace peaksite {
namespace {

// The demo's plan, all indicators, and one of everything that stands beside them.
Archive something()
{
    Archive out;
    auto& meaning = out.meaning;
    meaning.plan = read_plan(source_folder() + "/samples/demo/plan.toml", our_catalogue(), {{"data", "/data"}});
    meaning.catalogue = our_catalogue().indicators();
    meaning.carbon = our_catalogue().carbon_table("tang2018");
    meaning.run.operations = {"zones: none"};
    ZoneSet set{.id = "city", .title = {.zh = "市", .en = "City"}, .crs = Crs::parse("EPSG:4490"), .zones = {}};
    set.zones.push_back({.key = "1", .name = "甲", .kind = "city", .shape = {}, .place = Point{.x = 105, .y = 38}});
    set.zones.back().attributes = {{"tce", "1,000"}};
    meaning.sets = {set};
    meaning.inside_share = {{1}};
    meaning.first_zone = {0};
    TallyLayout layout;
    layout.moments.resize(1);
    layout.moments[0].pivot = 3;
    meaning.passes.emplace_back().layouts = {layout};
    meaning.sums["sum a"] = {{.pass = 0, .at = 0}};
    meaning.layers["a"] = {.unit = unit("kWh/m2/a"), .classes = Slot{.pass = 0, .at = 2}};
    const Sentence note{"{}", {Sentence::Word{"far too gentle", "明显偏缓"}}};
    meaning.warnings = {text("layer '{}': odd", "a"), text("layer '{}': {}", "a", text("of {}: {}", 3, note)),
                        text("zones '{}': {}", "a", note).as_remark()};
    meaning.withdrawn["sum b"] = text("in '{}': {}", "b", text("no layer for {}", "b"));
    TableRow row;
    row.label = "甲";
    row.year = 2023;
    row.cells.emplace_back().number = 3;
    row.zones = {{0}};
    auto& table = out.tables.tables.emplace_back();
    table.fields.emplace_back().name = "gdp";
    table.rows = {row};
    Assignments all;
    all.add({.zones = {0}, .on_boundary = true});
    Facility plant;
    plant.name = "厂";
    auto& list = out.tables.facilities.emplace_back();
    list.list.crs = set.crs;
    list.list.facilities = {plant};
    list.by_set = {all};
    return out;
}

TEST(Archive, ComesBackAsItWas)
{
    const auto whole = something();
    const auto bytes = archived(whole.meaning, whole.tables);
    const auto back = unarchived(bytes);
    EXPECT_EQ(archived(back.meaning, back.tables), bytes);
    EXPECT_EQ(back.meaning.plan.layers.size(), whole.meaning.plan.layers.size());
    EXPECT_EQ(back.meaning.plan.technologies.at(0).exclusions.at(0).where,
              whole.meaning.plan.technologies.at(0).exclusions.at(0).where);
    EXPECT_EQ(back.meaning.catalogue.entries.size(), whole.meaning.catalogue.entries.size());
    EXPECT_EQ(back.meaning.layers.at("a").unit, unit("kWh/m2/a"));
    EXPECT_EQ(back.meaning.sets[0].crs.wkt(), whole.meaning.sets[0].crs.wkt());
    EXPECT_EQ(back.meaning.warnings, whole.meaning.warnings);
    EXPECT_EQ(back.meaning.withdrawn, whole.meaning.withdrawn);
    EXPECT_TRUE(back.tables.facilities[0].by_set[0].on_boundary(0));
}

TEST(Archive, CutOffItIsRefused)
{
    const auto whole = something();
    const auto bytes = archived(whole.meaning, whole.tables);
    for (std::size_t size = 0; size < bytes.size(); size += std::max<std::size_t>(1, size / 9))
        EXPECT_THROW(static_cast<void>(unarchived(bytes.substr(0, size))), InputError) << size;
    EXPECT_THROW(static_cast<void>(unarchived(bytes + "x")), InputError);
}

TEST(Archive, WithOtherBytesItIsRefusedOrAnotherOneAndNeverCrashes)
{
    const auto whole = something();
    const auto bytes = archived(whole.meaning, whole.tables);
    std::mt19937 random{3};
    for (int i = 0; i < 300; ++i) {
        auto other = bytes;
        other[random() % other.size()] = static_cast<char>(random());
        try {
            static_cast<void>(unarchived(other));
        } catch (const InputError&) {
        } catch (const UsageError&) { // a coordinate system that is none
        }
    }
    auto of_another_program = bytes;
    of_another_program[0] = static_cast<char>(~of_another_program[0]);
    try {
        static_cast<void>(unarchived(of_another_program));
        ADD_FAILURE();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("another version"));
    }
}

TEST(Archive, APlaceThatTheTallyLacksIsDamage)
{
    auto whole = something();
    whole.tables = {};
    whole.meaning.plan.facilities.clear();
    whole.meaning.layers.clear();
    const StudyTally tally{{ZoneTally{whole.meaning.passes[0].layouts[0], true}}};
    EXPECT_NO_THROW(require_fit(whole, tally));
    const auto expect_damaged = [&](auto spoil) {
        auto spoilt = whole;
        spoil(spoilt);
        EXPECT_THROW(require_fit(spoilt, tally), InputError);
    };
    expect_damaged([](Archive& one) { one.meaning.sums["sum a"] = {{.pass = 0, .at = 1}}; });
    expect_damaged([](Archive& one) { one.meaning.sums["sum a"] = {{.pass = -1, .at = 0}}; });
    expect_damaged([](Archive& one) { one.meaning.sums["sum a"] = {}; });
    expect_damaged([](Archive& one) { one.meaning.first_zone = {1}; });
    expect_damaged([](Archive& one) { one.meaning.inside_share = {{}}; });
    expect_damaged([](Archive& one) { one.meaning.passes[0].layouts[0].class_layers = 1; });
    expect_damaged([](Archive& one) { one.meaning.passes.clear(); });
    expect_damaged([](Archive& one) { one.meaning.measures["x"] = 0; });
    expect_damaged([](Archive& one) { one.meaning.layers["a"].classes = Slot{}; });
    expect_damaged([](Archive& one) { one.meaning.statistics.push_back({}); });
    expect_damaged([](Archive& one) { one.tables.facilities.resize(1); });
    expect_damaged([](Archive& one) { one.tables.tables.emplace_back().rows.emplace_back().zones = {{7}}; });
}

} // namespace
} // namespace peaksite
