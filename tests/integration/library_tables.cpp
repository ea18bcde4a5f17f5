#include "integration/library_tables.hpp"

#include "base/formula.hpp"

#include "support/csv_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

void expect_number(const std::string& cell, const std::optional<double>& value, const std::string& what)
{
    if (!value || cell.empty()) {
        EXPECT_EQ(cell.empty(), !value) << what;
        return;
    }
    EXPECT_EQ(std::stod(cell), *value) << what;
}

void expect_count(const std::string& cell, int value, const std::string& what)
{
    EXPECT_EQ(cell, std::to_string(value)) << what;
}

// A table of a folder beside rows of results, which come in the same order.
template <class Row, class Compare>
void expect_table(const fs::path& file, const std::vector<Row>& rows, Compare compare)
{
    const auto table = read_csv(file);
    ASSERT_EQ(table.rows.size(), rows.size()) << file;
    for (std::size_t i = 0; i < rows.size(); ++i)
        compare(table.rows[i], rows[i], file.filename().string() + " row " + std::to_string(i));
}

using Cells = std::map<std::string, std::string>;

void expect_place(const Cells& cells, const api::Results& results, const api::Place& place, const std::string& what)
{
    EXPECT_EQ(cells.at("zones"), results.sets[place.set].id) << what;
    EXPECT_EQ(cells.at("key"), results.sets[place.set].zones[place.zone].key) << what;
}

std::map<std::array<std::string, 3>, std::string> reasons_of(const fs::path& folder)
{
    std::map<std::array<std::string, 3>, std::string> out;
    for (const auto& row : read_csv(folder / "reasons.csv").rows)
        if (!row.at("key").empty() && !row.at("reason").empty() && row.at("indicator") != "area")
            out[{row.at("zones"), row.at("key"), row.at("indicator")}] = row.at("reason");
    return out;
}

// What the files call a row that is of no class, or of no rule.
std::string class_word(const api::ClassArea& row)
{
    constexpr std::array words{"", "unclassified", "uncovered", "total"};
    return row.kind == api::ClassArea::Kind::of_class ? row.class_code : words.at(static_cast<std::size_t>(row.kind));
}

std::string rule_word(const api::RuleArea& row)
{
    constexpr std::array words{"", "too_small", "total", "eligible", "unknown"};
    return row.kind == api::RuleArea::Kind::rule ? row.rule : words.at(static_cast<std::size_t>(row.kind));
}

void expect_ledger(const fs::path& folder, const api::Results& results)
{
    expect_table(folder / "ledger.csv", results.class_areas,
                 [&](const Cells& cells, const auto& row, const auto& what) {
                     EXPECT_EQ(cells.at("zones"), results.sets[row.set].id) << what;
                     EXPECT_EQ(cells.at("key"), row.zone ? results.sets[row.set].zones[*row.zone].key : "") << what;
                     EXPECT_EQ(cells.at("layer") + cells.at("class"), row.layer + class_word(row)) << what;
                     EXPECT_EQ(cells.at("class_name"), row.class_name.in("zh")) << what;
                     expect_number(cells.at("area_km2"), row.area_km2, what);
                     expect_count(cells.at("parcels"), row.parcels, what);
                     expect_number(cells.at("share"), row.share, what);
                 });
}

void expect_emissions(const fs::path& folder, const api::Results& results)
{
    expect_table(folder / "emissions.csv", results.emissions,
                 [&](const Cells& cells, const auto& row, const auto& what) {
                     expect_place(cells, results, row.place, what);
                     EXPECT_EQ(cells.at("facilities") + cells.at("sector"), row.list + row.sector) << what;
                     expect_count(cells.at("count"), row.facilities, what);
                     expect_count(cells.at("without_emission"), row.without_emission, what);
                     expect_count(cells.at("without_capacity"), row.without_capacity, what);
                     expect_number(cells.at("emission_tco2_per_year"), row.emission_tco2_per_year, what);
                     expect_number(cells.at("capacity_mw"), row.capacity_mw, what);
                 });
}

void expect_targets(const fs::path& folder, const api::Results& results)
{
    expect_table(folder / "targets.csv", results.targets, [&](const Cells& cells, const auto& row, const auto& what) {
        expect_place(cells, results, row.place, what);
        EXPECT_EQ(cells.at("indicator") + cells.at("relation"), row.indicator + row.relation) << what;
        EXPECT_EQ(cells.at("unit") + cells.at("document"), row.unit + row.document) << what;
        EXPECT_EQ(cells.at("standing") == "own target", row.own && row.mismatch.empty()) << what;
        expect_number(cells.at("target_value"), row.target, what);
        expect_number(cells.at("value"), row.value, what);
        expect_number(cells.at("gap"), row.mismatch.empty() ? std::optional{row.gap} : std::nullopt, what);
    });
}

void expect_provenance(const fs::path& folder, const api::Results& results)
{
    expect_table(folder / "provenance.csv", results.provenance,
                 [](const Cells& cells, const auto& row, const auto& what) {
                     EXPECT_EQ(cells.at("indicator") + cells.at("pilot_type"), row.indicator + row.pilot_type) << what;
                     EXPECT_EQ(cells.at("role") + cells.at("name"), row.role + row.name) << what;
                     EXPECT_EQ(cells.at("certainty"), row.certainty) << what;
                 });
}

// Texts that a spreadsheet would take for a formula have an apostrophe in front: "'-".
std::string unguarded(const std::string& cell)
{
    return cell.starts_with('\'') && looks_like_formula(cell.substr(1)) ? cell.substr(1) : cell;
}

} // namespace

void expect_indicators(const fs::path& folder, const api::Results& results)
{
    const auto table = read_csv(folder / "indicators_long.csv");
    const auto reasons = reasons_of(folder);
    std::size_t row = 0, blank = 0;
    for (const auto& set : results.sets)
        for (const auto& zone : set.zones)
            for (std::size_t i = 0; i < results.indicators.size(); ++i, ++row) {
                const auto& cells = table.rows.at(row);
                const auto& found = zone.values.at(i);
                const auto what = zone.key + " " + results.indicators[i].id;
                EXPECT_EQ(cells.at("zones") + cells.at("key"), set.id + zone.key) << what;
                EXPECT_EQ(cells.at("name") + cells.at("kind"), zone.name + zone.kind) << what;
                EXPECT_EQ(cells.at("indicator"), results.indicators[i].id);
                EXPECT_EQ(unguarded(cells.at("unit")), results.indicators[i].unit) << what;
                EXPECT_EQ(cells.at("flag"), found.flags) << what;
                EXPECT_EQ(cells.at("year"), found.year ? std::to_string(*found.year) : "") << what;
                expect_number(cells.at("value"), found.value, what);
                expect_number(cells.at("low"), found.low, what);
                expect_number(cells.at("high"), found.high, what);
                expect_number(cells.at("valid_share"), found.valid_share, what);
                if (found.value && found.comparable) continue;
                const auto reason = reasons.find({set.id, zone.key, results.indicators[i].id});
                EXPECT_EQ(found.reason.english(), reason == reasons.end() ? "" : reason->second) << what;
                if (!found.reason.empty()) ++blank;
            }
    EXPECT_EQ(row, table.rows.size());
    EXPECT_GT(row, blank);
    EXPECT_EQ(blank, reasons.size());
}

void expect_land(const fs::path& folder, const api::Results& results)
{
    expect_table(folder / "technologies.csv", results.technologies,
                 [&](const Cells& cells, const auto& row, const auto& what) {
                     expect_place(cells, results, row.place, what);
                     EXPECT_EQ(cells.at("technology"), row.technology) << what;
                     expect_number(cells.at("total_km2"), row.total_km2, what);
                     expect_number(cells.at("excluded_km2"), row.excluded_km2, what);
                     expect_number(cells.at("too_small_km2"), row.too_small_km2, what);
                     expect_number(cells.at("eligible_km2"), row.eligible_km2, what);
                     expect_number(cells.at("unknown_km2"), row.unknown_km2, what);
                     expect_number(cells.at("effective_km2"), row.effective_km2, what);
                     expect_number(cells.at("share_missing_km2"), row.share_missing_km2, what);
                     expect_number(cells.at("capacity_mw"), row.capacity_mw, what);
                     expect_number(cells.at("generation_mwh_per_year"), row.generation_mwh_per_year, what);
                     expect_number(cells.at("yield_missing_km2"), row.yield_missing_km2, what);
                 });
    expect_table(folder / "waterfall.csv", results.rules, [&](const Cells& cells, const auto& row, const auto& what) {
        expect_place(cells, results, row.place, what);
        EXPECT_EQ(cells.at("technology") + cells.at("criterion"), row.technology + rule_word(row)) << what;
        expect_number(cells.at("alone_km2"), row.alone_km2, what);
        expect_number(cells.at("unique_km2"), row.unique_km2, what);
        expect_number(cells.at("cumulative_km2"), row.cumulative_km2, what);
    });
}

void expect_statistics(const fs::path& folder, const api::Results& results)
{
    expect_table(folder / "statistics.csv", results.statistics,
                 [&](const Cells& cells, const auto& row, const auto& what) {
                     expect_place(cells, results, row.place, what);
                     EXPECT_EQ(cells.at("layer") + " " + cells.at("stat"), row.layer + " " + row.stat) << what;
                     EXPECT_EQ(cells.at("class"), row.class_code) << what;
                     EXPECT_EQ(cells.at("unit"), row.unit) << what;
                     EXPECT_EQ(cells.at("on"), row.on_grid ? "grid" : "own") << what;
                     expect_number(cells.at("value"), row.value, what);
                     expect_number(cells.at("valid_share"), row.valid_share, what);
                 });
}

void expect_ranking(const fs::path& folder, const api::Results& results)
{
    const auto ranking = read_csv(folder / "ranking.csv");
    std::size_t ranked = 0, scored = 0;
    for (const auto& candidate : results.candidates) {
        const auto& set = results.sets[candidate.place.set];
        const auto& zone = set.zones[candidate.place.zone];
        EXPECT_EQ(zone.kind, candidate.type);
        const auto row = std::ranges::find_if(ranking.rows, [&](const Cells& cells) {
            return cells.at("type") == candidate.type && cells.at("zones") == set.id && cells.at("key") == zone.key;
        });
        if (row == ranking.rows.end()) { // a hard rule excludes it
            EXPECT_EQ(candidate.list, "ineligible") << zone.key;
            continue;
        }
        ++ranked;
        if (candidate.score) ++scored;
        EXPECT_EQ(row->at("list"), candidate.list) << zone.key;
        EXPECT_EQ(row->at("rank"), candidate.rank ? std::to_string(*candidate.rank) : "") << zone.key;
        expect_number(row->at("score"), candidate.score, zone.key);
        expect_number(row->at("selection_frequency"), candidate.selection_frequency, zone.key);
    }
    EXPECT_EQ(ranked + 1, ranking.rows.size()) << "the last row is a text";
    EXPECT_GT(scored, 5U);
}

void expect_other_tables(const fs::path& folder, const api::Results& results)
{
    expect_ledger(folder, results);
    expect_emissions(folder, results);
    expect_targets(folder, results);
    expect_provenance(folder, results);
}

} // namespace peaksite
