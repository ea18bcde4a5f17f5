#include "geo/true_area.hpp"
#include "model/audit/audit.hpp"
#include "model/audit/group.hpp"
#include "model/wholes.hpp"
#include "plan/catalogue/audit_rules.hpp"
#include "support/drawing.hpp"
#include "support/our_catalogue.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>

namespace peaksite {
namespace {

// A run whose numbers agree: a city of two counties, a technology, statistics, a ledger, a list of emitters, tables,
// scores.
struct Run {
    Results results;
    AuditRules rules;
    PilotPlan plan;
    PilotResult siting;
    PilotData data;

    std::vector<AuditRow> audited() const
    {
        auto whole = results;
        whole.wholes = wholes_of(results.sets);
        return audit(whole, rules, &plan, &siting, &data);
    }
};

constexpr std::size_t city = 0, county = 1;

Zone zone(const std::string& key, const std::string& ring)
{
    Zone out{.key = key, .name = key, .kind = "city", .shape = polygon(ring)};
    out.boundary_km2 = TrueAreas{Crs::parse("EPSG:4490"), *bounds(out.shape)}.of(out.shape) / 1e6;
    return out;
}

// Numbers of a zone as multiples of its share of the city.
void fill_zone(Run& run, std::size_t set, std::size_t at, double part)
{
    auto& out = run.results;
    const auto row = [&](auto one) {
        one.set = set;
        one.zone = at;
        return one;
    };
    out.by_set[set].area_km2.push_back(100 * part);
    out.by_set[set].inside_share.push_back(1);
    TechnologyRow technology;
    technology.technology = "pv";
    technology.land.emplace();
    technology.land->total = 100 * part;
    technology.land->excluded = 40 * part;
    technology.land->too_small = 5 * part;
    technology.land->eligible = 45 * part;
    technology.land->unknown = 10 * part;
    technology.effective_km2 = 9 * part;
    technology.capacity_mw = 405 * part;
    technology.generation_mwh = 405 * part * 1500;
    out.technologies.push_back(row(technology));
    for (const auto& [name, alone, unique, cumulative] :
         {std::tuple{"steep", 30.0, 20.0, 30.0}, {"water", 20.0, 10.0, 40.0}})
        out.waterfall.push_back(row(WaterfallRow{.technology = "pv",
                                                 .criterion = name,
                                                 .alone = alone * part,
                                                 .unique = unique * part,
                                                 .cumulative = cumulative * part}));
    for (const auto& [kind, area] : {std::pair{LandRow::too_small, 5.0},
                                     {LandRow::total, 100.0},
                                     {LandRow::eligible, 45.0},
                                     {LandRow::unknown, 10.0}})
        out.waterfall.push_back(row(WaterfallRow{.technology = "pv",
                                                 .kind = kind,
                                                 .criterion = row_word(kind),
                                                 .alone = {},
                                                 .unique = {},
                                                 .cumulative = area * part}));
    const auto statistic = [&](const std::string& layer, const std::string& stat, double value, const std::string& unit,
                               const std::string& code = "") {
        out.statistics.push_back(row(StatisticRow{.layer = layer,
                                                  .stat = *stat_of(stat),
                                                  .code = {},
                                                  .class_key = {},
                                                  .code_text = code,
                                                  .value = value,
                                                  .unit = unit,
                                                  .valid_share = 0.9}));
    };
    for (const auto& [stat, value] :
         {std::pair{"min", 1.0}, {"p10", 2.0}, {"median", 4.0}, {"p90", 8.0}, {"max", 9.0}, {"mean", 5.0}})
        statistic("ghi", stat, value, "kWh/m2/a");
    statistic("ghi", "area", 100 * part, "km2");
    statistic("people", "sum", 1000 * part, "cap");
    for (const auto& [code, share] : {std::pair{"0301", 0.3}, {"0401", 0.7}}) {
        statistic("land", "fractions", share, "1", code);
        statistic("land", "class_area", 90 * share * part, "km2", code);
        out.ledger.push_back({.set = set,
                              .zone = at,
                              .layer = "land",
                              .class_code = code,
                              .class_name = {},
                              .area_km2 = 90 * share * part,
                              .parcels = 1,
                              .share = {}});
    }
    out.ledger.push_back({.set = set,
                          .zone = at,
                          .layer = "land",
                          .kind = ClassRow::total,
                          .class_code = "total",
                          .class_name = {},
                          .area_km2 = 90 * part,
                          .parcels = 2,
                          .share = {}});
    out.emissions.push_back(row(EmissionRow{
        .list = "coal",
        .sector = "power",
        .sum = {
            .emission = 60 * part, .capacity = {}, .facilities = 1, .without_emission = 0, .without_capacity = 1}}));
    std::vector<IndicatorResult> values;
    for (const double value : {45 * part, 405 * part, 80 * part, 30 * part, 50 * part, 5.0, 60.0})
        values.push_back({.value = {.value = value, .valid_share = 1}, .flags = {}});
    out.by_set[set].indicators.push_back(values);
}

void add_tables(Run& run)
{
    auto& out = run.results;
    const auto plant = [](double emission) {
        return Facility{.row = 1, .name = {}, .sector = {}, .place = {}, .emission = emission, .capacity = {}};
    };
    const std::vector<Assignment> whole{{.zones = {0}}, {.zones = {0}}}, parts{{.zones = {0}}, {.zones = {1}}};
    out.facilities.push_back(
        {.list = {.id = "coal", .title = {}, .source = {}, .year = {}, .crs = {}, .facilities = {plant(24), plant(36)}},
         .by_set = {whole, parts}});
    UnitTable stats{
        .id = "stats", .title = {}, .source = {}, .fields = {{.name = "pop", .unit = "cap"}}, .rows = {}, .join = {}};
    const auto row = [](std::optional<int> year, double people, std::vector<std::vector<std::size_t>> zones) {
        return TableRow{
            .line = 1, .label = {}, .year = year, .cells = {{.number = people, .word = {}}}, .zones = std::move(zones)};
    };
    stats.rows = {row(2023, 1, {{0}, {}}), row(2024, 1000, {{0}, {}}), row(2024, 400, {{}, {0}}),
                  row(2024, 600, {{}, {1}})};
    out.tables.push_back(stats);
}

void change_farms(Run& run, const std::function<void(std::vector<Facility>&)>& change)
{
    auto& list = run.results.facilities[1].list.facilities;
    std::vector<Facility> farms{list.begin(), list.end()};
    change(farms);
    list = farms;
}

// Solar farms of a list, and a table that has the same, and one that is not built.
void add_plants(Run& run)
{
    auto& out = run.results;
    const auto farm = [](double capacity) {
        return Facility{.row = 1, .name = {}, .sector = "光伏电站", .place = {}, .emission = {}, .capacity = capacity};
    };
    const std::vector<Assignment> whole{{.zones = {0}}, {.zones = {0}}}, parts{{.zones = {0}}, {.zones = {1}}};
    out.facilities.push_back(
        {.list = {.id = "suns", .title = {}, .source = {}, .year = {}, .crs = {}, .facilities = {farm(50), farm(30)}},
         .by_set = {whole, parts}});
    UnitTable plants{.id = "plants",
                     .title = {},
                     .source = {},
                     .fields = {{.name = "mw", .unit = "MW"},
                                {.name = "tech", .unit = {}, .words = true},
                                {.name = "status", .unit = {}, .words = true}},
                     .rows = {},
                     .join = {}};
    const auto row = [](double capacity, const std::string& status, std::size_t zone) {
        return TableRow{
            .line = 1,
            .label = {},
            .year = 2024,
            .cells = {{.number = capacity, .word = {}}, {.number = {}, .word = "光伏"}, {.number = {}, .word = status}},
            .zones = {{0}, {zone}}};
    };
    plants.rows = {row(51, "在运", 0), row(30, "在运", 1), row(500, "在建", 1)};
    out.tables.push_back(plants);
    run.rules.capacity = {.table = "plants",
                          .amount = "mw",
                          .technology = "tech",
                          .status = "status",
                          .counts = {"operating"},
                          .tolerance = 0.05,
                          .technologies = {{"pv", {"光伏", "光伏电站"}}, {"wind", {"风电"}}},
                          .statuses = {{"operating", {"在运"}}, {"construction", {"在建"}}}};
}

void add_pilots(Run& run)
{
    run.data.candidates = {{.set = "county", .key = "a", .name = "a", .kind = "city"},
                           {.set = "county", .key = "b", .name = "b", .kind = "city"}};
    TypeComparison type;
    type.type = "city";
    type.members = {0, 1};
    type.criteria = {{.criterion = {}, .indicator = 0, .weight = 0.25, .note = {}},
                     {.criterion = {}, .indicator = 1, .weight = 0.75, .note = {}}};
    type.normalised = CandidateTable{2, 2};
    type.normalised.at(0, 0) = type.normalised.at(1, 1) = 1;
    type.normalised.at(0, 1) = type.normalised.at(1, 0) = 0.2;
    type.score = type.wlc = {0.25 + 0.15, 0.05 + 0.75};
    run.siting.types = {type};
    run.siting.outcomes = {{.candidate = 0, .type = 0, .member = 0, .list = PilotList::reserve},
                           {.candidate = 1, .type = 0, .member = 1, .list = PilotList::suggested}};
    run.siting.selected = true;
    run.siting.selection.emplace();
    run.siting.selection->best.members = {1};
    QuotaPlan quota;
    quota.type = "city";
    quota.min = 1;
    quota.max = 1;
    run.plan.quotas = {quota};
}

Run sound_run()
{
    Run run;
    const Crs crs = Crs::parse("EPSG:4490");
    run.results.sets = {{.id = "city",
                         .title = {},
                         .crs = crs,
                         .zones = {zone("A", "105 38, 105.1 38, 105.1 38.1026443288, 105 38.1026443288")}},
                        {.id = "county",
                         .title = {},
                         .crs = crs,
                         .zones = {zone("a", "105 38, 105.04 38, 105.04 38.1026443288, 105 38.1026443288"),
                                   zone("b", "105.04 38, 105.1 38, 105.1 38.1026443288, 105.04 38.1026443288")}}};
    run.results.by_set.resize(2);
    for (const char* id : {"suit", "cap", "all", "one", "other", "sun", "share"}) {
        IndicatorInfo info;
        info.id = id;
        if (info.id == "sun") info.unit = "kWh/m2/a";
        if (info.id == "share") info.unit = "%";
        run.results.indicators.push_back(info);
    }
    run.results.indicators[5].formula = "zmean(irradiation)";
    ProvenanceRow layer;
    layer.indicator = "sun";
    layer.role = ProvenanceRow::Role::layer;
    layer.name = "ghi";
    run.results.provenance.push_back(layer);
    fill_zone(run, city, 0, 1);
    fill_zone(run, county, 0, 0.4);
    fill_zone(run, county, 1, 0.6);
    add_tables(run);
    add_plants(run);
    add_pilots(run);
    run.rules.computed = {"suit", "cap"};
    run.rules.stated = {"all"};
    run.rules.shares = {"share"};
    run.rules.published = {"stats.pop"};
    run.rules.stated_tolerance = 0.01;
    run.rules.at_most = {{.part = "one", .whole = "all", .tolerance = 0.01}};
    run.rules.sums = {{.total = "all", .plus = {"one", "other"}, .minus = {}}};
    run.rules.same = {{.indicator = "suit", .technology = "pv", .column = "eligible", .scale = 1},
                      {.indicator = "cap", .technology = "pv", .column = "capacity", .scale = 1}};
    run.rules.near = {{.unit = "cap", .column = "stats.pop", .tolerance = 0.2, .least = 500}};
    return run;
}

// What a fault in the program, or in the data of a run, would leave.
struct Doctored {
    Identity identity;
    const char* what;
    std::function<void(Run&)> doctor;
};

StatisticRow& statistic(Run& run, const std::string& layer, const std::string& stat)
{
    for (auto& row : run.results.statistics)
        if (row.layer == layer && row.stat.word == stat) return row;
    throw std::logic_error{"no such statistic"};
}

std::vector<Doctored> doctored_runs()
{
    using enum Identity;
    return {
        {levels_add_up, "area of a county", [](Run& run) { run.results.by_set[county].area_km2[0] += 0.01; }},
        {levels_add_up, "capacity of a county", [](Run& run) { run.results.technologies[1].capacity_mw = 0; }},
        {levels_add_up, "a rule of a county", [](Run& run) { run.results.waterfall.back().cumulative = 7; }},
        {levels_add_up, "people of the city", [](Run& run) { *statistic(run, "people", "sum").value *= 1.001; }},
        {levels_add_up, "a class of the city's ledger", [](Run& run) { run.results.ledger[0].area_km2 *= 1.1; }},
        {levels_add_up, "an emission that no county has", [](Run& run) { run.results.emissions.pop_back(); }},
        {levels_add_up, "a computed indicator",
         [](Run& run) { *run.results.by_set[city].indicators[0][0].value.value *= 1.0001; }},
        {levels_add_up, "a stated indicator",
         [](Run& run) { *run.results.by_set[city].indicators[0][2].value.value *= 1.02; }},
        {levels_add_up, "a published number", [](Run& run) { run.results.tables[0].rows[1].cells[0].number = 1100; }},
        {waterfall_closes, "land lost below the rules", [](Run& run) { run.results.waterfall[4].cumulative = 44; }},
        {waterfall_within, "a rule that takes more with others than alone",
         [](Run& run) { run.results.waterfall[1].unique = 25; }},
        {technology_as_waterfall, "eligible land of one table",
         [](Run& run) { run.results.technologies[0].land->eligible = 46; }},
        {technology_as_area, "land beyond the zone", [](Run& run) { run.results.technologies[0].land->total = 101; }},
        {technology_as_indicator, "an indicator in another unit",
         [](Run& run) { *run.results.by_set[city].indicators[0][0].value.value *= 1500; }},
        {generation_within_hours, "megawatt hours for gigawatt hours",
         [](Run& run) { run.results.technologies[0].generation_mwh = 405.0 * 1500 * 1000; }},
        {ledger_closes, "a class counted twice", [](Run& run) { run.results.ledger[1].area_km2 *= 2; }},
        {ledger_as_statistics, "a class of one table", [](Run& run) { run.results.ledger[0].area_km2 += 1; }},
        {fractions_sum_to_one, "a class that vanished",
         [](Run& run) { statistic(run, "land", "fractions").value = 0.2; }},
        {classes_fill_valid_area, "a class that vanished",
         [](Run& run) { statistic(run, "land", "class_area").value = 0; }},
        {area_as_boundary, "a zone cut by the edge of a projection",
         [](Run& run) { run.results.by_set[county].area_km2[0] *= 1.1; }},
        {statistics_in_order, "a quantile above the most", [](Run& run) { statistic(run, "ghi", "p90").value = 10; }},
        {statistics_in_order, "a mean below the least", [](Run& run) { statistic(run, "ghi", "mean").value = 0.5; }},
        {indicator_as_statistic, "a mean of other cells",
         [](Run& run) { *run.results.by_set[city].indicators[0][5].value.value *= 1.01; }},
        {valid_share_within_one, "more data than land",
         [](Run& run) { statistic(run, "ghi", "mean").valid_share = 1.01; }},
        {emissions_as_list, "a total that counted as a facility",
         [](Run& run) { *run.results.emissions[0].sum.emission *= 2; }},
        {listed_within_total, "listed more than there is",
         [](Run& run) { *run.results.by_set[city].indicators[0][3].value.value = 90; }},
        {listed_within_total, "a list above the total", [](Run& run) { *run.results.emissions[0].sum.emission = 90; }},
        {sum_of_parts, "a part left out", [](Run& run) { *run.results.by_set[city].indicators[0][4].value.value = 0; }},
        {share_of_whole, "a part of another size",
         [](Run& run) { *run.results.by_set[city].indicators[0][6].value.value = 7482; }},
        {grid_as_published, "a head in persons for tens of thousands",
         [](Run& run) {
             for (auto& row : run.results.tables[0].rows) *row.cells[0].number /= 1e4;
         }},
        {grid_as_published, "a grid of another decade",
         [](Run& run) { *statistic(run, "people", "sum").value = 2140; }},
        {installed_capacity, "a plant of one source",
         [](Run& run) { change_farms(run, [](std::vector<Facility>& farms) { farms[0].capacity = 90; }); }},
        {score_as_contributions, "a score of other weights", [](Run& run) { run.siting.types[0].wlc[0] = 0.41; }},
        {selection_within_quota, "one too many",
         [](Run& run) {
             run.siting.selection->best.members = {0, 1};
         }},
        {selection_as_lists, "suggested, but not selected",
         [](Run& run) { run.siting.outcomes[0].list = PilotList::suggested; }}};
}

TEST(Audit, NumbersThatAgreeHold)
{
    const auto rows = sound_run().audited();
    std::set<Identity> seen;
    for (const auto& row : rows) {
        EXPECT_TRUE(row.holds && *row.holds) << identity_word(row.identity) << " " << subject_words(row.subject) << " "
                                             << row.key << ": " << *row.left << " " << *row.right;
        seen.insert(row.identity);
    }
    EXPECT_EQ(seen.size(), static_cast<std::size_t>(Identity::share_of_whole) + 1) << "an identity is not looked at";
    EXPECT_TRUE(audit_failures(rows).empty());
}

TEST(Audit, EveryIdentityFailsOnDoctoredResults)
{
    std::set<Identity> failed;
    for (const auto& one : doctored_runs()) {
        SCOPED_TRACE(one.what);
        auto run = sound_run();
        one.doctor(run);
        const auto rows = run.audited();
        const auto found = std::ranges::find_if(
            rows, [&](const AuditRow& row) { return row.identity == one.identity && row.holds && !*row.holds; });
        ASSERT_NE(found, rows.end());
        EXPECT_GE(found->checked, found->failed);
        EXPECT_GT(std::fabs(*found->difference()), found->tolerance);
        EXPECT_FALSE(audit_failures(rows).empty());
        failed.insert(one.identity);
    }
    EXPECT_EQ(failed.size(), static_cast<std::size_t>(Identity::share_of_whole) + 1)
        << "an identity has no doctored run";
}

TEST(Audit, ANumberThatIsNoneDoesNotHold)
{
    auto run = sound_run();
    run.results.by_set[city].area_km2[0] = std::nan("");
    const auto rows = run.audited();
    EXPECT_TRUE(std::ranges::any_of(rows, [](const AuditRow& row) {
        return row.subject.table == AuditSubject::Table::area && row.holds && !*row.holds;
    }));
}

TEST(Audit, ANumberThatTwoRowsStateIsNone)
{
    auto run = sound_run();
    auto& rows = run.results.tables[0].rows;
    rows.push_back(rows.back());
    EXPECT_TRUE(audit_failures(run.audited()).empty()) << "it stays empty in formulas, and is compared with nothing";
    run.results.tables[0].several = true;
    EXPECT_FALSE(audit_failures(run.audited()).empty()) << "rows of fuels add up";
}

// Emissions of 2024 are no sum of those of 2023: nothing is said, and not that they differ.
TEST(Audit, NumbersOfOtherYearsAreNotHeldAgainstEachOther)
{
    auto run = sound_run();
    auto& results = run.results;
    results.by_set[city].indicators[0][2].table_year = 2024;
    *results.by_set[city].indicators[0][2].value.value *= 2;
    for (auto& zone : results.by_set[county].indicators) zone[2].table_year = 2023;
    results.by_set[city].indicators[0][3].table_year = results.by_set[city].indicators[0][4].table_year = 2023;
    const auto rows = run.audited();
    EXPECT_TRUE(audit_failures(rows).empty());
    for (const auto identity : {Identity::levels_add_up, Identity::sum_of_parts})
        EXPECT_TRUE(std::ranges::any_of(rows, [&](const AuditRow& row) {
            return row.identity == identity && row.subject.of == "all" && !row.holds &&
                   row.reason.english() == "they are of several years: 2023, 2024";
        })) << identity_word(identity);
    for (auto* one : {&results.by_set[county].indicators[0][2], &results.by_set[county].indicators[1][2]})
        one->table_year = 2024;
    EXPECT_FALSE(audit_failures(run.audited()).empty()) << "of one year they are";
}

// A sum of a table and a layer is a sum, of whatever year either is; and one that agrees agrees.
TEST(Audit, YearsOfLayersAndNumbersThatAgreeAreHeldAgainstEachOther)
{
    const auto holds = [](const std::vector<AuditRow>& rows, Identity identity) {
        const auto found = std::ranges::find_if(rows, [&](const AuditRow& row) {
            return row.identity == identity && row.subject.table == AuditSubject::Table::indicators &&
                   row.subject.of == "all";
        });
        return found == rows.end() ? std::nullopt : found->holds;
    };
    auto run = sound_run();
    auto& total = run.results.by_set[city].indicators[0][2];
    auto& part = run.results.by_set[city].indicators[0][3];
    total.table_year = 2024;
    part.layer_year = 2020;
    EXPECT_EQ(holds(run.audited(), Identity::sum_of_parts), true);
    *total.value.value += 1;
    EXPECT_EQ(holds(run.audited(), Identity::sum_of_parts), false) << "a wrong sum is not excused by its layer's year";
    *total.value.value -= 1;
    part.table_year = 2023;
    EXPECT_EQ(holds(run.audited(), Identity::sum_of_parts), true) << "they agree";
    EXPECT_EQ(holds(run.audited(), Identity::levels_add_up), true);
    *total.value.value = std::nan("");
    EXPECT_EQ(holds(run.audited(), Identity::sum_of_parts), false);
}

// A year that numbers stand on may be an earlier one: each is looked at.
TEST(Audit, PublishedNumbersOfAllYearsAddUp)
{
    auto run = sound_run();
    auto& table = run.results.tables[0];
    const auto add = [&](int year, double people, std::vector<std::vector<std::size_t>> zones) {
        auto row = table.rows.back();
        row.year = year;
        row.cells[0].number = people;
        row.zones = std::move(zones);
        table.rows.push_back(row);
    };
    add(2020, 900, {{0}, {}});
    add(2020, 400, {{}, {0}});
    add(2020, 500, {{}, {1}});
    const auto failing = [&] {
        std::set<int> out;
        for (const auto& row : run.audited())
            if (row.subject.table == AuditSubject::Table::published && row.holds && !*row.holds)
                out.insert(row.subject.year.value_or(0));
        return out;
    };
    EXPECT_TRUE(failing().empty());
    table.rows.back().cells[0].number = 5000; // a slip of the base year
    EXPECT_EQ(failing(), std::set<int>{2020});
}

// A grid of 2020 is held against what was published of 2020.
TEST(Audit, GridsAreHeldAgainstThePublishedNumbersOfTheirYear)
{
    const auto found = [](const auto& run) {
        for (const auto& row : run.audited())
            if (row.identity == Identity::grid_as_published && row.zones == "county") return row;
        return AuditRow{};
    };
    auto run = sound_run();
    ASSERT_EQ(found(run).holds, true);
    EXPECT_EQ(found(run).subject.year, 2024);
    const auto layer = found(run).subject.of;
    run.results.layer_years[layer] = 2020;
    EXPECT_FALSE(found(run).holds);
    EXPECT_EQ(found(run).reason.english(), "nothing was published of 2020, the year of the layer");
    auto& table = run.results.tables[0];
    for (const std::size_t zone : {0U, 1U}) {
        auto row = table.rows[2 + zone];
        row.year = 2020;
        *row.cells[0].number *= 2;
        table.rows.push_back(row);
    }
    EXPECT_EQ(found(run).holds, false);
    EXPECT_EQ(found(run).subject.year, 2020);
    run.results.layer_years[layer] = 2024;
    EXPECT_EQ(found(run).holds, true);
}

// Counted on the cells of the grid, a layer has other numbers than on its own.
TEST(Audit, StatisticsOnTheGridAreHeldAgainstTheirLikeOnly)
{
    const auto holds = [](const std::vector<AuditRow>& rows) { return audit_failures(rows).empty(); };
    auto run = sound_run();
    ASSERT_TRUE(holds(run.audited()));
    auto rough = run.results.statistics;
    for (auto& row : rough) {
        row.on_grid = true;
        if (row.value &&
            (row.stat.stat == Stat::sum || row.stat.stat == Stat::class_area || row.stat.stat == Stat::count))
            *row.value *= 1.005;
    }
    auto both = run;
    both.results.statistics.insert(both.results.statistics.end(), rough.begin(), rough.end());
    EXPECT_TRUE(holds(both.audited()));
    auto mixed = run; // the cities on the grid, the counties on cells of their own
    for (auto& row : mixed.results.statistics)
        if (row.set == city) {
            row.on_grid = true;
            if (row.value && row.stat.stat == Stat::sum) *row.value *= 1.005;
        }
    EXPECT_TRUE(holds(mixed.audited()));
    for (auto& row : both.results.statistics)
        if (row.on_grid && row.set == city && row.stat.stat == Stat::sum && row.value) *row.value *= 2;
    EXPECT_FALSE(holds(both.audited())) << "on the grid they add up too";
}

// What some rows state is not what was published of all of them.
TEST(Audit, OfSeveralRowsOfWhichOneIsBlankNoValueIsPublished)
{
    auto run = sound_run();
    auto& table = run.results.tables[0];
    table.several = true;
    ASSERT_TRUE(audit_failures(run.audited()).empty());
    auto blank = table.rows[1];
    blank.cells[0].number.reset();
    blank.zones = {{}, {1}};
    for (const auto at : {table.rows.begin(), table.rows.end()}) {
        auto other = run;
        auto& rows = other.results.tables[0].rows;
        rows.insert(rows.begin() + (at - table.rows.begin()), blank);
        const auto columns = published_columns(other.results, "stats.pop");
        ASSERT_FALSE(columns.empty());
        const auto* column = &columns.back();
        EXPECT_EQ(column->values[county][0], 400);
        EXPECT_FALSE(column->values[county][1]);
        EXPECT_TRUE(audit_failures(other.audited()).empty());
    }
    table.several = false;
    table.rows.push_back(blank);
    EXPECT_EQ(published_columns(run.results, "stats.pop").back().values[county][1], 600) << "one row states the number";
}

// Older runs may have them: what a row is about does not hang on its id.
TEST(Audit, ARuleAndAClassMayBeCalledLikeRowsOfOurs)
{
    auto run = sound_run();
    for (auto& row : run.results.waterfall)
        if (row.criterion == "steep") row.criterion = "total";
    for (auto& row : run.results.ledger)
        if (row.class_code == "0301") row.class_code = "total";
    for (auto& row : run.results.statistics)
        if (row.code_text == "0301") row.code_text = "total";
    const auto failures_of = [&](Identity identity) {
        std::size_t failed = 0, looked = 0;
        for (const auto& row : run.audited())
            if (row.identity == identity && row.holds) ++looked, failed += *row.holds ? 0U : 1U;
        EXPECT_GT(looked, 0U);
        return failed;
    };
    EXPECT_EQ(failures_of(Identity::waterfall_closes), 0U);
    EXPECT_EQ(failures_of(Identity::technology_as_waterfall), 0U);
    EXPECT_EQ(failures_of(Identity::ledger_closes), 0U);
}

TEST(Audit, WhereAPartLacksItsNumberNothingIsSaidOfTheWhole)
{
    auto run = sound_run();
    run.results.by_set[county].indicators[0][0].value.value.reset();
    const auto rows = run.audited();
    const auto found = std::ranges::find(rows, "indicators suit by county",
                                         [](const AuditRow& row) { return subject_words(row.subject); });
    ASSERT_NE(found, rows.end());
    EXPECT_FALSE(found->holds);
    EXPECT_EQ(found->reason.english(), "1 of its 2 parts have no value");
    EXPECT_TRUE(audit_failures(rows).empty());
}

// Totals of other components are no sums of one another: the check names what differs, and fails nowhere.
TEST(Audit, TotalsOfOtherComponentsAreNotComparedAndSayWhich)
{
    auto run = sound_run();
    run.results.by_set[county].indicators[0][0].value.value = 1e6;
    EXPECT_FALSE(audit_failures(run.audited()).empty());
    const auto reason = [&] {
        const auto rows = run.audited();
        const auto found = std::ranges::find(rows, "indicators suit by county",
                                             [](const AuditRow& row) { return subject_words(row.subject); });
        return found == rows.end() || found->holds ? "" : found->reason.english();
    };
    ProvenanceRow row;
    row.indicator = "suit";
    row.letter = pilot_letter(run.results.sets[0].zones[0].kind);
    row.role = ProvenanceRow::Role::left_out;
    row.name = "straw";
    row.zones = {run.results.sets[0].id};
    run.results.provenance.push_back(row);
    EXPECT_EQ(reason(), "its components differ: straw on one level only");
    run.results.provenance.clear();
    run.results.by_set[county].indicators[0][0].flags.remarks.add(Remark::partial);
    EXPECT_EQ(reason(), "a component is missing in some zones (lower bounds)");
}

// The row of the capacity of a technology in the counties, and why it says nothing.
std::string reason_of_capacity(const Run& run)
{
    std::string out;
    for (const auto& row : run.audited())
        if (row.identity == Identity::installed_capacity && row.zones == "county") {
            EXPECT_FALSE(row.holds);
            EXPECT_FALSE(row.left);
            EXPECT_FALSE(row.right);
            out += subject_words(row.subject) + ": " + row.reason.english() + "\n";
        }
    return out;
}

TEST(Audit, CapacityOfOneSourceIsBlankWithAReason)
{
    auto run = sound_run();
    run.results.facilities.pop_back();
    EXPECT_EQ(reason_of_capacity(run), "capacity of pv plants.mw: no list of facilities has the capacity of pv\n");
    run = sound_run();
    run.results.tables.pop_back();
    EXPECT_EQ(reason_of_capacity(run), "capacity of pv plants.mw, suns: table plants has no pv of the zone\n");
    run = sound_run();
    change_farms(run, [](std::vector<Facility>& farms) {
        for (auto& farm : farms) farm.sector = "风电";
    });
    EXPECT_EQ(reason_of_capacity(run), "capacity of wind plants.mw, suns: table plants has no wind of the zone\n"
                                       "capacity of pv plants.mw: no list of facilities has the capacity of pv\n");
    run.results.facilities.pop_back();
    run.results.tables.pop_back();
    EXPECT_EQ(reason_of_capacity(run), "") << "neither";
}

TEST(Audit, CapacityThatAPlantDoesNotStateIsNotNone)
{
    auto run = sound_run();
    change_farms(run, [](std::vector<Facility>& farms) { farms[0].capacity.reset(); });
    for (const auto& row : run.audited())
        if (row.identity == Identity::installed_capacity && row.zones == "city") {
            EXPECT_FALSE(row.holds);
            EXPECT_EQ(row.reason.english(), "a plant of pv states no capacity");
        }
}

TEST(Audit, ACompleteTableSaysThatAUnitWithoutARowHasNone)
{
    auto run = sound_run();
    auto& plants = run.results.tables[1];
    plants.rows.erase(plants.rows.begin() + 1);
    const auto fails = [&] {
        const auto rows = run.audited();
        return std::ranges::any_of(rows, [](const AuditRow& row) {
            return row.identity == Identity::installed_capacity && row.key == "b" && row.holds && !*row.holds;
        });
    };
    EXPECT_FALSE(fails());
    plants.complete = true;
    plants.named_sets = {true, true};
    EXPECT_TRUE(fails());
}

TEST(Audit, OnlyZonesThatAreExactlyOthersTogetherAreWholes)
{
    auto run = sound_run();
    ASSERT_EQ(wholes_of(run.results.sets).size(), 1U);
    EXPECT_EQ(wholes_of(run.results.sets)[0].parts, (std::vector<std::size_t>{0, 1}));
    auto gap = run.results.sets;
    gap[1].zones[0] = zone("a", "105 38, 105.03 38, 105.03 38.1026443288, 105 38.1026443288");
    EXPECT_TRUE(wholes_of(gap).empty());
    auto overlap = run.results.sets;
    overlap[1].zones[0] = zone("a", "105 38, 105.05 38, 105.05 38.1026443288, 105 38.1026443288");
    EXPECT_TRUE(wholes_of(overlap).empty());
    auto beyond = run.results.sets;
    beyond[1].zones[1] = zone("b", "105.04 38, 105.04 37.897, 105.1 37.897, 105.1 38");
    EXPECT_TRUE(wholes_of(beyond).empty());
}

TEST(Audit, TheCatalogueSaysWhatAddsUpAndItsNamesAreKnown)
{
    const auto& catalogue = our_catalogue();
    const auto rules = read_audit_rules(catalogue);
    const auto indicators = catalogue.indicators();
    EXPECT_FALSE(rules.computed.empty());
    const auto known = [&](const std::string& id) { EXPECT_NE(indicators.entry(id), nullptr) << id; };
    for (const auto* list : {&rules.computed, &rules.stated})
        for (const auto& id : *list) known(id);
    for (const auto& one : rules.at_most) known(one.part), known(one.whole);
    for (const auto& one : rules.sums) known(one.total);
    for (const auto& one : rules.same) known(one.indicator);
    for (const auto& column : rules.published) EXPECT_NE(indicators.name(column), nullptr) << column;
    EXPECT_NE(indicators.name(rules.capacity.table + "." + rules.capacity.amount), nullptr);
    EXPECT_TRUE(rules.capacity.technologies.contains("pv"));
    for (const auto& status : rules.capacity.counts) EXPECT_TRUE(rules.capacity.statuses.contains(status)) << status;
    for (const auto& one : rules.near) EXPECT_EQ(unit(indicators.name(one.column)->unit), unit(one.unit));
}

} // namespace
} // namespace peaksite
