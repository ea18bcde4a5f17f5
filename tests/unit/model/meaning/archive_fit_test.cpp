#include "model/meaning/archive.hpp"
#include "model/meaning/compute.hpp"
#include "model/meaning/technology_use.hpp"
#include "plan/read/read_plan.hpp"
#include "support/our_catalogue.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

namespace peaksite {
namespace {

struct Run {
    Archive archive;
    StudyTally tally;
};

constexpr std::size_t beyond = std::numeric_limits<std::size_t>::max();

// A pass of every kind: the grid with masks, the cells of a raster, polygons by class with what lies in no zone.
std::vector<PassMeaning> passes()
{
    TallyLayout grid, cells, land;
    grid.moments.resize(1);
    grid.class_layers = 1;
    grid.masks = true;
    grid.measures = 1;
    cells.moments.resize(1);
    cells.distributions = {Buckets::relative};
    land.moments.resize(3); // two classes, and what is none
    land.class_layers = 1;
    PassMeaning main{.name = "grid"}, own{.name = "ghi"}, survey{.name = "land", .survey = true, .classes = true};
    main.layouts = {grid, grid};
    own.layouts = {cells, cells};
    own.share_on_raster = {1, 1, 1};
    survey.layouts = {land, land};
    survey.outside_of = {3, 4};
    return {main, own, survey};
}

// By number of the zone, then what lies outside the sets: the set.
constexpr std::array<std::size_t, 5> set_of{0, 0, 1, 0, 1};

Plan plan()
{
    return read_plan_text(
        "schema = 1\n[grid]\ncell = \"1 km\"\n[[zones]]\nid = \"a\"\nfile = \"a.gpkg\"\n[[zones]]\nid = \"b\"\nfile = "
        "\"b.gpkg\"\n[[layers]]\nid = \"ghi\"\nfile = \"ghi.tif\"\nunit = \"kWh/m2/a\"\n[[layers]]\nid = "
        "\"lulc\"\nfile "
        "= \"lc.tif\"\nclasses = { forest = 1, crop = 2 }\n[[layers]]\nid = \"land\"\nfile = \"land.gpkg\"\nclass = "
        "\"DLBM\"\nclasses = { forest = [\"03\"], crop = [\"01\"] }\n[[technologies]]\nid = \"pv\"\ndensity = \"45 "
        "MW/km2\"\n[[technologies.exclude]]\nid = \"forest\"\nwhere = \"lulc == 'forest'\"\n[[statistics]]\nlayer = "
        "\"ghi\"\nstats = [\"mean\", \"p90\"]\n[[statistics]]\nlayer = \"lulc\"\nstats = "
        "[\"class_area\"]\n[[statistics]]\nlayer = \"land\"\nstats = [\"class_area\"]\n",
        "plan.toml", our_catalogue(), {});
}

void add_layers(Meaning& meaning)
{
    meaning.layers["ghi"].unit = unit("kWh/m2/a");
    auto& cover = meaning.layers["lulc"];
    cover.grid_classes = Slot{.pass = 0, .at = 0};
    cover.numbering.codes = {1, 2};
    cover.numbering.keys = {"forest", "crop"};
    cover.numbering.declared = {true, true};
    auto& land = meaning.layers["land"];
    land.classes = Slot{.pass = 2, .at = 0};
    land.numbering.codes = {0, 1, -1};
    land.numbering.keys = {"crop", "forest", ""};
    land.numbering.texts = {"01", "03", "unclassified"};
    land.numbering.declared = {true, true};
    land.numbering.divided = {false, false};
}

Run sound_run()
{
    Run out;
    auto& meaning = out.archive.meaning;
    meaning.plan = plan();
    meaning.catalogue = our_catalogue().indicators();
    meaning.catalogue.entries.clear();
    for (const auto* id : {"a", "b"})
        meaning.sets.push_back({.id = id, .title = {}, .crs = Crs::parse("EPSG:4490"), .zones = {}});
    for (const auto* key : {"1", "2"})
        meaning.sets[0].zones.push_back({.key = key, .name = key, .kind = "city", .shape = {}, .bounded = true});
    meaning.sets[1].zones.push_back({.key = "3", .name = "3", .kind = "city", .shape = {}, .bounded = true});
    meaning.wholes = {{.set = 1, .zone = 0, .part_set = 0, .parts = {0, 1}}};
    meaning.inside_share = {{1, 1}, {1}};
    meaning.first_zone = {0, 2};
    meaning.passes = passes();
    meaning.criteria = {criterion_key(meaning.plan.technologies.at(0).exclusions.at(0))};
    meaning.measures["x"] = 0;
    meaning.sums["sum ghi"] = {{.pass = 1, .at = 0}, {.pass = 1, .at = 0}};
    for (const std::size_t set : {0U, 1U})
        meaning.statistics.insert(
            meaning.statistics.end(),
            {{.statistics = 0, .set = set, .slot = {.pass = 1, .at = 0}, .distribution = Slot{.pass = 1, .at = 0}},
             {.statistics = 1, .set = set, .slot = {.pass = 0, .at = 0}, .distribution = {}},
             {.statistics = 2, .set = set, .slot = {.pass = 2, .at = 0}, .distribution = {}}});
    add_layers(meaning);
    for (const auto& pass : meaning.passes) {
        auto& zones = out.tally.emplace_back();
        const auto places = meaning.first_zone[1] + 1 + pass.outside_of.size();
        for (std::size_t place = 0; place < places; ++place) {
            zones.emplace_back(pass.layouts[set_of[place]], true).add_area(1e6);
            zones.back().moments(0).add_part({.count = 1, .share = 1, .square_metres = 1e6, .value = 5});
        }
    }
    return out;
}

bool fits(const Run& run)
{
    try {
        require_fit(run.archive, run.tally);
        return true;
    } catch (const InputError&) {
        return false;
    }
}

// What may be wrong with the lists of counters of a place.
std::vector<TallyLayout> others_than(const TallyLayout& layout)
{
    std::vector<TallyLayout> out;
    const auto with = [&](auto change) {
        auto other = layout;
        change(other);
        if (other != layout) out.push_back(other);
    };
    with([](TallyLayout& one) { one.moments.clear(); });
    with([](TallyLayout& one) { one.moments.pop_back(); });
    with([](TallyLayout& one) { one.moments.emplace_back(); });
    with([](TallyLayout& one) { one.distributions.clear(); });
    with([](TallyLayout& one) { one.distributions.push_back(Buckets::relative); });
    with([](TallyLayout& one) { one.class_layers = 0; });
    with([](TallyLayout& one) { ++one.class_layers; });
    return out;
}

// A place in which one criterion holds somewhere, with sums of so many measures.
ZoneTally with_mask(const TallyLayout& layout, int criterion, std::size_t measures)
{
    ByteWriter bytes;
    ZoneTally{layout, true}.write(bytes);
    ByteWriter mask;
    CriteriaSet holds;
    const CriteriaSet unknown;
    holds.insert(criterion);
    for (const auto& set : {holds, unknown})
        for (const auto word : set.words()) mask.put(word);
    mask.put(ExactSum{});
    mask.put(static_cast<std::uint64_t>(measures));
    for (std::size_t i = 0; i < 2 * measures; ++i) mask.put(ExactSum{});
    ByteWriter one;
    one.put(std::uint64_t{1});
    auto whole = bytes.take();
    whole.resize(whole.size() - sizeof(std::uint64_t)); // the number of masks comes last
    whole += one.take() + mask.take();
    ByteReader in{whole};
    return ZoneTally::read(in);
}

TEST(ArchiveFit, ASoundRunFitsAndIsComputed)
{
    const auto run = sound_run();
    ASSERT_TRUE(fits(run));
    const auto results = compute(run.archive.meaning, run.archive.tables, run.tally, 1);
    EXPECT_EQ(results.technologies.size(), 3U);
    EXPECT_FALSE(results.statistics.empty());
    EXPECT_FALSE(results.ledger.empty());
}

// Zones of sets, and what lies in none of them.
TEST(ArchiveFit, EveryPlaceOfEveryPassHasTheCountersOfItsLayout)
{
    const auto sound = sound_run();
    for (std::size_t pass = 0; pass < sound.tally.size(); ++pass)
        for (std::size_t place = 0; place < sound.tally[pass].size(); ++place)
            for (const auto& layout : others_than(sound.archive.meaning.passes[pass].layouts[set_of[place]])) {
                auto run = sound;
                run.tally[pass][place] = ZoneTally{layout, true};
                EXPECT_FALSE(fits(run)) << pass << " " << place;
            }
    for (auto pass = sound.tally.size(); pass-- > 0;) {
        auto run = sound;
        run.tally[pass].pop_back();
        EXPECT_FALSE(fits(run)) << pass;
    }
}

TEST(ArchiveFit, MasksAreOfTheCriteriaAndMeasuresOfTheRun)
{
    const auto sound = sound_run();
    const auto fit_with = [&](std::size_t pass, std::size_t place, int criterion, std::size_t measures) {
        auto run = sound;
        run.tally[pass][place] =
            with_mask(run.archive.meaning.passes[pass].layouts[set_of[place]], criterion, measures);
        return fits(run);
    };
    for (const std::size_t place : {0U, 1U, 2U}) {
        EXPECT_TRUE(fit_with(0, place, 0, 1));
        EXPECT_FALSE(fit_with(0, place, 1, 1)) << "a criterion that is none";
        EXPECT_FALSE(fit_with(0, place, most_criteria - 1, 1));
        EXPECT_FALSE(fit_with(0, place, 0, 0));
        EXPECT_FALSE(fit_with(0, place, 0, 2));
        EXPECT_FALSE(fit_with(1, place, 0, 0)) << "no masks on the cells of a raster";
    }
    for (const std::size_t place : {2U, 3U, 4U}) EXPECT_FALSE(fit_with(2, place, 0, 0));
}

using Spoil = std::function<void(Meaning&)>;

std::vector<Spoil> wrong_slots(const std::function<Slot&(Meaning&)>& slot)
{
    std::vector<Spoil> out;
    for (const std::size_t at : {std::size_t{9}, beyond})
        out.emplace_back([=](Meaning& meaning) { slot(meaning).at = at; });
    for (const int pass : {-1, 3, std::numeric_limits<int>::max()})
        out.emplace_back([=](Meaning& meaning) { slot(meaning).pass = pass; });
    return out;
}

TEST(ArchiveFit, EverySlotIsWithinItsLayout)
{
    std::vector<std::function<Slot&(Meaning&)>> slots{
        [](Meaning& one) -> Slot& { return one.sums["sum ghi"][0]; },
        [](Meaning& one) -> Slot& { return one.sums["sum ghi"][1]; },
        [](Meaning& one) -> Slot& { return *one.layers["lulc"].grid_classes; },
        [](Meaning& one) -> Slot& { return *one.layers["land"].classes; }};
    for (std::size_t i = 0; i < 6; ++i)
        slots.emplace_back([i](Meaning& one) -> Slot& { return one.statistics.at(i).slot; });
    for (const std::size_t i : {0U, 3U})
        slots.emplace_back([i](Meaning& one) -> Slot& { return *one.statistics.at(i).distribution; });
    for (std::size_t number = 0; number < slots.size(); ++number)
        for (const auto& spoil : wrong_slots(slots[number])) {
            auto run = sound_run();
            spoil(run.archive.meaning);
            EXPECT_FALSE(fits(run)) << number;
        }
}

TEST(ArchiveFit, EveryNumberIsWithinWhatItCounts)
{
    const std::vector<Spoil> spoils{
        [](Meaning& one) {
            one.passes[2].outside_of = {3, 5};
        },
        [](Meaning& one) {
            one.passes[2].outside_of = {beyond, 4};
        },
        [](Meaning& one) { one.passes[2].outside_of = {3}; },
        [](Meaning& one) { one.passes[2].outside_of.clear(); },
        [](Meaning& one) {
            one.passes[0].outside_of = {3, 4};
        },
        [](Meaning& one) { one.passes[1].share_on_raster = {1}; },
        [](Meaning& one) { one.passes[1].layouts.pop_back(); },
        [](Meaning& one) { one.passes[2].layouts[0].moments.pop_back(); },
        [](Meaning& one) { one.passes[2].name = "ghi"; },
        [](Meaning& one) { one.passes.pop_back(); },
        [](Meaning& one) {
            one.first_zone = {0, 3};
        },
        [](Meaning& one) {
            one.first_zone = {beyond, 2};
        },
        [](Meaning& one) { one.inside_share[0] = {1}; },
        [](Meaning& one) { one.measures["x"] = 1; },
        [](Meaning& one) { one.measures["x"] = -1; },
        [](Meaning& one) { one.criteria.resize(static_cast<std::size_t>(most_criteria) + 1); },
        [](Meaning& one) { one.sums["sum ghi"].pop_back(); },
        [](Meaning& one) { one.wholes[0].set = 2; },
        [](Meaning& one) { one.wholes[0].zone = 1; },
        [](Meaning& one) { one.wholes[0].part_set = beyond; },
        [](Meaning& one) {
            one.wholes[0].parts = {0, 2};
        },
        [](Meaning& one) { one.statistics[0].statistics = 3; },
        [](Meaning& one) { one.statistics[0].set = 2; },
        [](Meaning& one) { one.statistics[0].distribution.reset(); },
        [](Meaning& one) { one.statistics[0].statistics = 1; },
        [](Meaning& one) { one.layers["ghi"].unit.reset(); },
        [](Meaning& one) { one.layers.erase("lulc"); },
        [](Meaning& one) { one.layers["nothing"] = {}; },
        [](Meaning& one) { one.layers["lulc"].numbering.keys.pop_back(); },
        [](Meaning& one) { one.layers["land"].numbering.texts.pop_back(); },
        [](Meaning& one) { one.layers["land"].numbering.divided.pop_back(); },
        [](Meaning& one) { one.plan.technologies[0].density.reset(); },
        [](Meaning& one) { one.plan.layers.clear(); }};
    for (std::size_t i = 0; i < spoils.size(); ++i) {
        auto run = sound_run();
        spoils[i](run.archive.meaning);
        EXPECT_FALSE(fits(run)) << i;
    }
}

} // namespace
} // namespace peaksite
