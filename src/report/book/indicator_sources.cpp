#include "report/book/indicator_sources.hpp"

#include "report/files/csv.hpp"

namespace peaksite {

namespace {

// Why a cell of the wide table is blank.
struct ReasonRow {
    std::string of; // the column
    Sentence reason;
    std::string word;
    double valid_share = 0;
};

void reason_row(CsvFile& file, const ZoneSet& set, std::size_t zone, const ReasonRow& row)
{
    file.cell(set.id).cell(set.zones[zone].key).cell(set.zones[zone].name).cell(row.of);
    file.cell(row.reason.english()).cell("no").cell(row.word).cell(row.valid_share);
    file.end_row();
}

// Every blank cell of the wide table has a row here.
void write_reasons(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"zones", "key", "name", "indicator", "reason", "rarely_available", "word", "valid_share"}).end_row();
    for (const auto& one : results.missing) {
        file.empty()
            .empty()
            .empty()
            .cell(one.id)
            .cell(one.reason.english())
            .cell(one.rare ? "yes" : "no")
            .empty()
            .empty();
        file.end_row();
    }
    for (std::size_t set = 0; set < results.sets.size(); ++set)
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone) {
            if (!results.sets[set].zones[zone].has_boundary())
                reason_row(file, results.sets[set], zone, {.of = "area", .reason = text("no boundary"), .word = {}});
            for (std::size_t i = 0; i < results.indicators.size(); ++i) {
                const auto& result = results.by_set[set].indicators[zone][i];
                const auto why = why_blank(result);
                if (why.empty()) continue;
                reason_row(file, results.sets[set], zone,
                           {.of = results.indicators[i].id,
                            .reason = why,
                            .word = result.word,
                            .valid_share = result.value.valid_share});
            }
        }
    file.close();
}

void write_provenance(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"indicator", "pilot_type", "role", "name", "value", "unit", "year", "source", "certainty", "zones"})
        .end_row();
    for (const auto& row : results.provenance) {
        file.cell(row.indicator)
            .cell(std::string(1, row.letter))
            .cell(role_word(row.role))
            .cell(row.name)
            .cell(row.value)
            .cell(row.unit)
            .cell(row.year)
            .cell(row.source)
            .cell(row.certainty)
            .cell(joined(row.zones, ";"));
        file.end_row();
    }
    file.close();
}

void write_targets(const Results& results, const std::filesystem::path& path)
{
    CsvFile file{path};
    file.cells({"zones", "key", "name", "indicator", "target", "target_year", "base_year", "relation", "target_value",
                "unit", "value", "value_year", "gap", "document", "scope", "standing"})
        .end_row();
    for (const auto& row : results.targets) {
        const auto& zone = results.sets[row.set].zones[row.zone];
        file.cell(results.sets[row.set].id)
            .cell(zone.key)
            .cell(zone.name)
            .cell(row.indicator)
            .cell("T#" + std::to_string(row.number))
            .cell(row.year)
            .cell(row.base_year)
            .cell(row.relation);
        file.cell(std::optional{row.target})
            .cell(row.unit)
            .cell(std::optional{row.value})
            .cell(row.value_year)
            .cell(row.mismatch.empty() ? std::optional{row.gap} : std::nullopt)
            .cell(row.document)
            .cell(row.scope);
        file.cell(!row.mismatch.empty() ? "not compared: another " + row.mismatch
                  : row.own             ? "own target"
                                        : "context only");
        file.end_row();
    }
    file.close();
}

} // namespace

void write_indicator_sources(const Results& results, const std::filesystem::path& folder)
{
    write_reasons(results, folder / "reasons.csv");
    write_provenance(results, folder / "provenance.csv");
    write_targets(results, folder / "targets.csv");
}

} // namespace peaksite
