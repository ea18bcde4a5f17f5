#include "plan/catalogue/catalogue.hpp"

#include "eval/compiler.hpp"
#include "plan/plan.hpp"
#include "support/our_catalogue.hpp"
#include "support/scratch.hpp"
#include "support/source_folders.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace peaksite {
namespace {

const Catalogue& catalogue() { return our_catalogue(); }

bool is_chinese(const std::string& text)
{
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xE4; });
}

void expect_both(const Bilingual& both, const std::string& of)
{
    EXPECT_TRUE(is_chinese(both.zh)) << of << ": " << both.zh;
    EXPECT_FALSE(both.en.empty()) << of;
    EXPECT_FALSE(is_chinese(both.en)) << of << ": " << both.en;
}

TEST(Catalogue, EveryFileIsOfAKindAndReadsWithoutFault)
{
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{catalogue_folder()})
        if (entry.is_regular_file()) {
            EXPECT_EQ(entry.path().extension(), ".toml");
            if (entry.path().parent_path().filename() != "indicators") ++files;
        }
    const auto layers = catalogue().layers(), technologies = catalogue().technologies(),
               tables = catalogue().carbon_tables(), lists = catalogue().facility_lists();
    EXPECT_EQ(layers.size() + technologies.size() + tables.size() + lists.size(), catalogue().listings().size());
    EXPECT_LT(catalogue().listings().size(), files) << "some files are texts";
    for (const auto& id : layers) {
        const auto layer = catalogue().layer(id);
        ASSERT_TRUE(layer) << id;
        expect_both(layer->title, id);
        EXPECT_TRUE(layer->kind == Layer::Kind::vector || layer->quantity == Quantity::categorical ||
                    layer->unit_stated)
            << id;
        std::set<int> codes;
        for (const auto& one : layer->classes) {
            expect_both(one.name, id + " " + one.key);
            EXPECT_TRUE(codes.insert(one.code).second) << id << ' ' << one.code;
            EXPECT_THAT(one.color, testing::AnyOf("", testing::MatchesRegex("#[0-9a-fA-F]{6}"))) << id;
        }
        for (const auto& warning : layer->note.warnings) expect_both(warning, id);
    }
    for (const auto& id : tables) {
        const auto table = catalogue().carbon_table(id);
        ASSERT_TRUE(table) << id;
        EXPECT_FALSE(table->rows.empty());
        expect_both(table->title, id);
    }
}

// Keys that carbon tables and indicators go by; what is no land cover has grades of its own.
const std::set<std::string>& land_keys()
{
    static const std::set<std::string> keys{"cropland", "orchard", "forest", "shrub", "grassland", "savanna", "wetland",
                                            "mangrove", "water",   "snow",   "bare",  "built",     "moss"};
    return keys;
}

const std::set<std::string>& grade_keys()
{
    static const std::set<std::string> keys{"grade1",         "grade2",      "grade3",  "grade4",  "national_park",
                                            "nature_reserve", "nature_park", "core",    "general", "high",
                                            "medium",         "low",         "none",    "slight",  "light",
                                            "moderate",       "severe",      "extreme", "violent", "potential"};
    return keys;
}

TEST(Catalogue, EveryLayerSaysAllThatItsUsersNeed)
{
    for (const auto& id : catalogue().layers()) {
        const auto layer = *catalogue().layer(id);
        EXPECT_FALSE(layer.note.source.empty()) << id;
        EXPECT_FALSE(layer.note.licence.empty()) << id;
        EXPECT_FALSE(layer.note.certainty.empty()) << id;
        EXPECT_FALSE(layer.provides.empty()) << id;
        EXPECT_TRUE(layer.value_column.empty() || layer.unit_stated) << id;
        if (layer.kind == Layer::Kind::raster && layer.classes.empty()) {
            ASSERT_TRUE(layer.range) << id;
            EXPECT_LT((*layer.range)[0], (*layer.range)[1]) << id;
            EXPECT_TRUE(layer.unit_stated) << id;
        }
        if (layer.valid) {
            EXPECT_GE((*layer.range)[1] * 1.0001, (*layer.valid)[1] * layer.scale.value_or(1))
                << id << ": a valid number lies beyond the range";
        }
        const auto& keys = layer.provides == "lulc" ? land_keys() : grade_keys();
        for (const auto& one : layer.classes) {
            EXPECT_TRUE(keys.contains(one.key)) << id << ' ' << one.key;
            EXPECT_FALSE(one.color.empty()) << id << ' ' << one.key;
            EXPECT_EQ(layer.kind == Layer::Kind::vector, !one.text_code.empty())
                << id << ": codes of polygons are texts";
        }
        if (!layer.classes.empty()) {
            EXPECT_EQ(layer.quantity, Quantity::categorical) << id;
        }
        const bool no_column =
            layer.kind == Layer::Kind::vector && !layer.classes.empty() && layer.class_column.empty();
        if (no_column) {
            EXPECT_FALSE(layer.note.warnings.empty()) << id << ": that the plan must name the column has to be said";
        }
    }
}

TEST(Catalogue, LayersThatAreNotPublicSaySoAsAFact)
{
    std::size_t found = 0;
    for (const auto& id : catalogue().layers()) {
        const auto note = catalogue().layer(id)->note;
        EXPECT_EQ(note.not_public, note.licence.find("not public") != std::string::npos) << id;
        found += note.not_public ? 1 : 0;
    }
    EXPECT_GT(found, 40U);
}

TEST(Catalogue, EveryListOfFacilitiesSaysItsColumnsAndTraps)
{
    const auto lists = catalogue().facility_lists();
    EXPECT_GE(lists.size(), 10U);
    for (const auto& id : lists) {
        const auto list = *catalogue().facilities(id);
        expect_both(list.title, id);
        EXPECT_FALSE(list.x.empty() || list.y.empty() || !list.crs) << id;
        EXPECT_FALSE(list.name.empty()) << id;
        EXPECT_FALSE(list.sector.value.empty() && list.sector.column.empty()) << id;
        EXPECT_FALSE(list.source.empty() || list.licence.empty() || list.citation.empty() || list.certainty.empty())
            << id;
        EXPECT_FALSE(list.warnings.empty()) << id;
        for (const auto& warning : list.warnings) expect_both(warning, id);
    }
}

TEST(Catalogue, CarbonTablesGoByKeysOfLandCover)
{
    for (const auto& id : catalogue().carbon_tables()) {
        const auto table = *catalogue().carbon_table(id);
        EXPECT_FALSE(table.note.source.empty() || table.note.certainty.empty()) << id;
        for (const auto& row : table.rows) {
            EXPECT_TRUE(land_keys().contains(row.key)) << id << ' ' << row.key;
            EXPECT_GT(*row.all(), 0) << id;
            EXPECT_LT(*row.all(), 1000) << id << ": t C/ha";
        }
    }
}

TEST(Catalogue, EveryTechnologyIsComplete)
{
    for (const auto& id : catalogue().technologies()) {
        const auto technology = catalogue().technology(id);
        ASSERT_TRUE(technology) << id;
        expect_both(technology->title, id);
        EXPECT_TRUE(technology->density);
        EXPECT_FALSE(technology->yields.empty());
        EXPECT_FALSE(technology->exclusions.empty());
        std::set<std::string> ids;
        for (const auto& rule : technology->exclusions) {
            EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
            EXPECT_TRUE(rule.where) << rule.id;
            expect_both(rule.title, id + " " + rule.id);
            EXPECT_FALSE(rule.clause.empty() && rule.source.empty()) << rule.id;
            EXPECT_TRUE(rule.layer.empty() || catalogue().layer(rule.layer)) << rule.layer;
        }
    }
}

TEST(Catalogue, EveryIndicatorHasAFormulaThatParsesAndUnitsThatAreKnown)
{
    std::set<std::string> ids;
    const auto indicators = catalogue().indicators().entries;
    EXPECT_EQ(indicators.size(), 149U);
    for (const auto& one : indicators) {
        EXPECT_TRUE(ids.insert(one.id).second) << one.id;
        expect_both(one.name, one.id);
        EXPECT_NO_THROW(parse(one.formula)) << one.formula;
        EXPECT_NO_THROW(unit(one.unit)) << one.id << ": " << one.unit;
        EXPECT_EQ(one.pilot_types.find_first_not_of("CPVSIE"), std::string::npos) << one.id;
        EXPECT_FALSE(one.pilot_types.empty());
    }
}

TEST(Catalogue, NamesOfFormulasHaveUnitsAndTheirTablesAreDescribed)
{
    const auto all = catalogue().indicators();
    std::set<std::string> tables;
    for (const auto& one : all.tables) EXPECT_TRUE(tables.insert(one.id).second) << one.id;
    for (const auto& one : all.names) {
        EXPECT_NO_THROW(unit(one.unit)) << one.name << ": " << one.unit;
        const auto dot = one.name.find('.');
        if (dot != std::string::npos) {
            EXPECT_TRUE(tables.contains(one.name.substr(0, dot))) << one.name;
        }
        if (one.value || !one.classes.empty() || !one.by_technology.empty()) {
            EXPECT_THAT(one.certainty, testing::AnyOf("found", "memory", "default", "derived"))
                << one.name << ": a number says how sure it is";
        }
    }
}

TEST(Catalogue, GridFactorsAreThoseOfTheAnnouncements)
{
    const auto factors = catalogue().indicators().factors;
    EXPECT_EQ(factors.size(), 30U);
    const auto ningxia = std::ranges::find(factors, "64", &ProvinceFactor::province);
    ASSERT_NE(ningxia, factors.end());
    EXPECT_EQ(ningxia->by_year.at(2023), 0.6187);
    EXPECT_EQ(ningxia->by_year.at(2021), 0.6546);
}

TEST(Catalogue, TargetsAreComparedWithIndicatorsThatExistInTheirUnit)
{
    const auto all = catalogue().indicators();
    EXPECT_GE(all.targets.size(), 40U);
    for (const auto& target : all.targets) {
        expect_both(target.quantity, std::to_string(target.number));
        if (target.indicator.empty()) continue;
        const auto* entry = all.entry(target.indicator);
        ASSERT_NE(entry, nullptr) << target.indicator;
        EXPECT_TRUE(same_dimension(unit(entry->unit), unit(target.unit))) << target.number;
        EXPECT_NE(entry->clause.find("T#" + std::to_string(target.number)), std::string::npos)
            << target.number << " is not in the clause of " << entry->id;
    }
}

TEST(Catalogue, TextsOfOutputsAreThereInBothLanguages)
{
    for (const char* id : {"ranking", "sink", "potential", "emissions", "not_reviewed", "unchecked"})
        expect_both(catalogue().output_text(id), id);
    for (int kind = 0; kind <= static_cast<int>(IndicatorKind::project); ++kind)
        if (const auto statement = statement_of(static_cast<IndicatorKind>(kind)))
            expect_both(catalogue().output_text(text_id(*statement)), text_id(*statement));
    EXPECT_THROW(catalogue().output_text("no such text"), UsageError);
}

TEST(Catalogue, ClassesOfPolygonsHaveTextCodesOfOneSort)
{
    const Scratch scratch;
    const std::string head = "entry = \"layer\"\nkind = \"vector\"\nclass = \"DLBM\"\n";
    scratch.file("good.toml",
                 head +
                     "[[classes]]\ncode = \"05H1\"\nkey = \"built\"\n[[classes]]\ncode = \"03\"\nkey = \"forest\"\n");
    const auto good = *Catalogue{{scratch.folder()}}.layer("good");
    EXPECT_EQ(good.class_column, "DLBM");
    ASSERT_EQ(good.classes.size(), 2U);
    EXPECT_EQ(good.classes[0].text_code, "03");
    EXPECT_EQ(good.classes[1].code, 1) << "numbered by their place";
    scratch.file("mixed.toml",
                 head + "[[classes]]\ncode = \"05H1\"\nkey = \"built\"\n[[classes]]\ncode = 3\nkey = \"forest\"\n");
    EXPECT_THROW((Catalogue{{scratch.folder()}}.layer("mixed")), UsageError);
    scratch.file("twice.toml",
                 head + "[[classes]]\ncode = \"03\"\nkey = \"built\"\n[[classes]]\ncode = \"03\"\nkey = \"forest\"\n");
    EXPECT_THROW((Catalogue{{scratch.folder()}}.layer("twice")), UsageError);
    scratch.file("upside.toml", "entry = \"layer\"\nvalid = [5, 1]\n");
    EXPECT_THROW((Catalogue{{scratch.folder()}}.layer("upside")), UsageError);
}

TEST(Catalogue, AUsersEntryComesBeforeOurs)
{
    const Scratch scratch;
    scratch.file(
        "mine/tang2018.toml",
        "entry = \"carbon\"\ntitle = { zh = \"自己的\", en = \"mine\" }\n[[classes]]\nkey = \"forest\"\ntotal = 7\n");
    const Catalogue both{{scratch / "mine", catalogue_folder()}};
    EXPECT_EQ(both.carbon_table("tang2018")->title.en, "mine");
    EXPECT_TRUE(both.carbon_table("loess_yanan"));
}

TEST(Catalogue, AnEntryThatIsWrongNamesItsFileAndLine)
{
    const Scratch scratch;
    scratch.file("bad.toml", "entry = \"carbon\"\n\n[[classes]]\nkey = \"forest\"\nabove = -1\nbelow = 1\nsoil = "
                             "1\ndead = 1\n[[classes]]\nkey = \"crop\"\nabove = 1\nbellow = 2\n");
    try {
        const auto table = Catalogue{{scratch.folder()}}.carbon_table("bad");
        FAIL();
    } catch (const UsageError& error) {
        std::string all;
        for (const auto& fault : error.faults()) all += english(fault) + "\n";
        EXPECT_THAT(all, testing::HasSubstr("bad.toml:"));
        EXPECT_THAT(all, testing::HasSubstr("negative"));
        EXPECT_THAT(all, testing::HasSubstr("did you mean 'below'"));
        EXPECT_THAT(all, testing::HasSubstr("neither all four pools nor a total"));
    }
}

} // namespace
} // namespace peaksite
