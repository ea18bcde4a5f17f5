#include "job/init/init_draft.hpp"

#include "job/init/guess_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace peaksite {

namespace {

const char* sureness(Confidence confidence)
{
    switch (confidence) {
    case Confidence::sure:
        return "sure";
    case Confidence::likely:
        return "likely";
    case Confidence::guess:
        return "a guess: look at it";
    }
    return "";
}

DraftTable zones_to_come()
{
    return {.head = "",
            .remarks = {"[[zones]] 待提供: no file holds boundaries or a list of candidates. Add them:", "[[zones]]",
                        "id = \"county\"", "file = \"…\"", "key = \"…\"", "name = \"…\""},
            .keys = {},
            .origin = {}};
}

} // namespace

std::string remark_of(const Sentence& says, Confidence confidence)
{
    return says.english() + " (" + sureness(confidence) + ")";
}

double round_cell(double metres)
{
    constexpr std::array usual{10.0,  20.0,  25.0,   30.0,   50.0,   100.0,  200.0,
                               250.0, 500.0, 1000.0, 2000.0, 5000.0, 10000.0};
    constexpr double nearly = 0.9; // 92.6 m are cells of 100 m, seen in degrees
    for (const double one : usual)
        if (one >= nearly * metres) return one;
    return usual.back();
}

void InitDraft::add_zones(const std::string& name, const TableGuess& guess, const std::vector<DraftKey>& place)
{
    const auto id = free_id(name, "zones", m_zone_ids);
    DraftTable table{.head = "[[zones]]",
                     .remarks = {remark_of(guess.reason, guess.confidence)},
                     .keys = {{.key = "id", .value = id}},
                     .origin = {}};
    if (id != name) table.keys.push_back({.key = "title", .value = name});
    table.keys.insert(table.keys.end(), place.begin(), place.end());
    if (!guess.key.empty()) table.keys.push_back({.key = "key", .value = guess.key});
    if (!guess.name.empty()) table.keys.push_back({.key = "name", .value = guess.name});
    table.keys.push_back(
        {.key = "kind",
         .value = guess.kind_column.empty() ? DraftValue{guess.kind} : column_of(guess.kind_column),
         .remark = guess.kind_column.empty() ? "city, park, village, community, institution, enterprise or area" : ""});
    if (!guess.x.empty()) {
        table.keys.push_back({.key = "x", .value = guess.x});
        table.keys.push_back({.key = "y", .value = guess.y});
        if (!guess.radius.empty())
            table.keys.push_back({.key = "radius",
                                  .value = column_of(guess.radius),
                                  .remark = "a circle stands for the boundary that is missing"});
    }
    if (!guess.proposer.empty()) table.keys.push_back({.key = "proposer", .value = guess.proposer});
    m_zones.push_back(std::move(table));
}

void InitDraft::add_vector(const std::string& name, const TableGuess& guess, const std::vector<DraftKey>& place)
{
    const auto id = free_id(guess.use.empty() ? name : guess.use, "layer", layer_ids);
    DraftTable table{.head = "[[layers]]",
                     .remarks = {remark_of(guess.reason, guess.confidence)},
                     .keys = {{.key = "id", .value = id}},
                     .origin = {}};
    if (!guess.use.empty())
        table.keys.push_back({.key = "use", .value = guess.use});
    else
        table.keys.push_back({.key = "kind", .value = "vector"});
    if (guess.use.empty()) table.keys.push_back({.key = "title", .value = name});
    table.keys.insert(table.keys.end(), place.begin(), place.end());
    if (!guess.class_column.empty())
        table.keys.push_back({.key = "class", .value = guess.class_column, .remark = "the column of land classes"});
    layers.push_back(std::move(table));
}

void InitDraft::add_facilities(const std::string& name, const TableGuess& guess, const std::vector<DraftKey>& place)
{
    const auto id = free_id(name, "facilities", m_list_ids);
    DraftTable table{.head = "[[facilities]]",
                     .remarks = {remark_of(guess.reason, guess.confidence)},
                     .keys = {{.key = "id", .value = id}},
                     .origin = {}};
    auto& keys = table.keys;
    if (id != name) keys.push_back({.key = "title", .value = name});
    keys.insert(keys.end(), place.begin(), place.end());
    if (!guess.x.empty()) {
        keys.push_back({.key = "x", .value = guess.x});
        keys.push_back({.key = "y", .value = guess.y});
        table.remarks.emplace_back(
            "Positions from a web map are shifted: crs = \"GCJ-02\" (高德、腾讯) or \"BD-09\" (百度).");
    }
    if (!guess.name.empty()) keys.push_back({.key = "name", .value = guess.name});
    if (!guess.sector.empty()) keys.push_back({.key = "sector", .value = column_of(guess.sector)});
    if (!guess.emission.empty())
        keys.push_back({.key = "emission",
                        .value = DraftValue::Table{{"column", guess.emission}, {"unit", guess.emission_unit}},
                        .remark = guess.emission_unit_stated ? "the unit by the head"
                                                             : "单位待核实: the unit is a guess by size"});
    if (!guess.capacity.empty())
        keys.push_back({.key = "capacity", .value = DraftValue::Table{{"column", guess.capacity}, {"unit", "MW"}}});
    if (guess.unfiltered_statuses)
        keys.push_back({.key = "where",
                        .value = "\"" + guess.status + "\" = '…'",
                        .remark = "rows of every status are counted; keep those that operate",
                        .open = true});
    m_facilities.push_back(std::move(table));
}

bool InitDraft::add_table(const StatisticsGuess& guess, const std::vector<DraftKey>& place)
{
    if (!m_table_ids.insert(guess.id).second) return false;
    DraftTable table{.head = "[[tables]]",
                     .remarks = {remark_of(reason_of(guess), Confidence::guess)},
                     .keys = {{.key = "id", .value = guess.id}},
                     .origin = {}};
    table.keys.insert(table.keys.end(), place.begin(), place.end());
    table.keys.push_back({.key = "key", .value = guess.key});
    if (!guess.year_column.empty())
        table.keys.push_back({.key = "year", .value = column_of(guess.year_column)});
    else
        table.keys.push_back({.key = "year",
                              .value = ToBeWritten{},
                              .remark = "年份待补: the year of the columns that state none",
                              .open = true});
    m_tables.push_back(std::move(table));
    DraftTable columns{.head = "[tables.columns]", .remarks = {}, .keys = {}, .origin = {}};
    for (const auto& [name, key] : guess.columns) columns.keys.push_back(key);
    for (const auto& head : guess.others)
        columns.keys.push_back({.key = std::string{to_be_written}, .value = head, .open = true});
    m_tables.push_back(std::move(columns));
    return true;
}

DraftTable InitDraft::head(const InitRequest& request) const
{
    DraftTable table{.head = {},
                     .remarks = {"A plan of peaksite, written by 'peaksite init' from the files given. What it guessed "
                                 "stands in comments: look at",
                                 "each, then 'peaksite check' and 'peaksite run' this file."},
                     .keys = {},
                     .origin = {}};
    for (const auto& one : unread) table.remarks.push_back("not used: " + one);
    table.keys = {{.key = "schema", .value = 1},
                  {.key = "title", .value = request.title.empty() ? "碳达峰试点遴选" : request.title}};
    return table;
}

DraftTable InitDraft::grid(const InitRequest& request) const
{
    DraftTable table{.head = "[grid]", .remarks = {}, .keys = {}, .origin = {}};
    if (!request.cell.empty()) {
        table.keys.push_back({.key = "cell", .value = request.cell});
        return table;
    }
    const double metres = round_cell(finest.value_or(100));
    table.keys.push_back({.key = "cell",
                          .value = fmt::format("{:g} m", metres),
                          .remark = finest ? fmt::format("the finest raster has cells of about {:.0f} m", *finest)
                                           : "no raster says more"});
    return table;
}

void InitDraft::add_slope(std::vector<DraftTable>& all)
{
    if (dem.empty()) return;
    m_slope = free_id("slope", "slope", layer_ids);
    all.push_back({.head = "[[layers]]",
                   .remarks = {},
                   .keys = {{.key = "id", .value = m_slope},
                            {.key = "derive", .value = "slope(" + dem + ")", .remark = "degrees"}},
                   .origin = {}});
}

// Official layers that the rules of the technologies ask for.
void InitDraft::add_rules(std::vector<DraftTable>& all)
{
    std::set<std::string> wanted;
    for (const auto& id : technologies())
        if (const auto technology = m_catalogue.technology(id))
            for (const auto& rule : technology->exclusions)
                if (!rule.layer.empty()) wanted.insert(rule.layer);
    bool first = true;
    for (const auto& layer : wanted) {
        const auto entry = m_catalogue.layer(layer);
        if (layer_ids.contains(layer) || !entry) continue;
        DraftTable table{.head = "[[layers]]",
                         .remarks = {},
                         .keys = {{.key = "id", .value = layer},
                                  {.key = "use", .value = layer, .remark = entry->title.zh},
                                  {.key = "absent", .value = "待提供"}},
                         .origin = {}};
        if (std::exchange(first, false))
            table.remarks = {"Official layers that rules ask for and no file holds: their rules stay unchecked "
                             "(未提供、未扣除，结果为上限).",
                             "Once a layer is at hand, put file = \"…\" in the place of absent."};
        layer_ids.insert(layer);
        all.push_back(std::move(table));
    }
}

std::vector<std::string> InitDraft::technologies() const
{
    std::vector<std::string> out;
    if (provided.contains("ghi") || provided.contains("pvout")) out.emplace_back("pv-utility");
    if (provided.contains("v_hub") || provided.contains("cf_wind")) out.emplace_back("wind-onshore");
    return out;
}

void InitDraft::add_technologies(std::vector<DraftTable>& all) const
{
    for (const auto& id : technologies()) {
        DraftTable table{.head = "[[technologies]]", .remarks = {}, .keys = {}, .origin = {}};
        table.keys = {
            {.key = "id", .value = id.substr(0, id.find('-'))},
            {.key = "use", .value = id},
            {.key = "share",
             .value = 0.05,
             .remark = "an assumption: the part of the land that no rule excludes which is used; set it for the case"}};
        all.push_back(std::move(table));
        if (!m_slope.empty())
            all.push_back({.head = "[[technologies.exclude]]",
                           .remarks = {},
                           .keys = {{.key = "id", .value = "steep"},
                                    {.key = "title", .value = id == "pv-utility" ? "坡度大于15度" : "坡度大于20度"},
                                    {.key = "where",
                                     .value = m_slope + (id == "pv-utility" ? " > (15 degree)" : " > (20 degree)")}},
                           .origin = {}});
    }
}

void InitDraft::add_carbon(std::vector<DraftTable>& all) const
{
    if (landcover.empty()) return;
    const bool open = pools.empty();
    DraftTable table{.head = open ? "" : "[carbon]", .remarks = {}, .keys = {}, .origin = {}};
    if (open)
        table.remarks = {
            "Carbon stocks need densities by class: a table of the catalogue made for the region, or a pools CSV.",
            "[carbon]"};
    table.keys = {{.key = "landcover", .value = landcover, .remark = {}, .origin = {}, .open = open},
                  {.key = "table", .value = open ? "…" : pools, .remark = {}, .origin = {}, .open = open}};
    all.push_back(std::move(table));
}

void InitDraft::add_outputs(std::vector<DraftTable>& all) const
{
    if (!m_zones.empty())
        all.push_back(
            {.head = "[[maps]]", .remarks = {}, .keys = {{.key = "sheet", .value = "a4-landscape"}}, .origin = {}});
    all.push_back({.head = "[output]",
                   .remarks = {},
                   .keys = {{.key = "units", .value = "gov"},
                            {.key = "lang", .value = "zh"},
                            {.key = "secrecy", .value = "internal", .remark = "public, internal or secret"}},
                   .origin = {}});
}

std::vector<DraftTable> InitDraft::tables(const InitRequest& request)
{
    std::vector<DraftTable> all{head(request), grid(request)};
    all.insert(all.end(), m_zones.begin(), m_zones.end());
    if (m_zones.empty()) all.push_back(zones_to_come());
    all.insert(all.end(), layers.begin(), layers.end());
    add_slope(all);
    add_rules(all);
    all.insert(all.end(), m_facilities.begin(), m_facilities.end());
    all.insert(all.end(), m_tables.begin(), m_tables.end());
    add_technologies(all);
    add_carbon(all);
    all.insert(all.end(), statistics.begin(), statistics.end());
    add_outputs(all);
    return all;
}

} // namespace peaksite
