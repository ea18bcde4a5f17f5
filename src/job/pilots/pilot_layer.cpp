#include "io/vector/point_table.hpp"
#include "job/pilots/pilot_run.hpp"
#include "model/pilots/frequency.hpp"
#include "report/pilots/pilot_tables.hpp"

#include <cmath>

namespace peaksite {

namespace {

PointTable::Value number_or_none(double value)
{
    return std::isnan(value) ? PointTable::Value{} : PointTable::Value{value};
}

} // namespace

void add_pilots_layer(const PilotAnswer& answer, const std::filesystem::path& package, const std::string& date)
{
    const PilotReport report{.plan = *answer.meaning.plan.siting,
                             .data = answer.data,
                             .result = answer.result,
                             .texts = answer.texts,
                             .lang = answer.lang,
                             .open = answer.open,
                             .units = answer.meaning.plan.output.units,
                             .messages = &answer.messages};
    PointTable table{.name = "siting",
                     .title = answer.open ? "建议名单" : "遴选",
                     .columns = {{"zones", false},
                                 {"key", false},
                                 {"name", false},
                                 {"type", false},
                                 {"list", false},
                                 {"region", false},
                                 {"clauses", false}},
                     .rows = {}};
    if (!answer.open)
        table.columns.insert(table.columns.end(), {{"rank", true},
                                                   {"score", true},
                                                   {"selection_frequency", true},
                                                   {"selection_frequency_error", true},
                                                   {"selection_draws", true},
                                                   {"reasons", false}});
    for (const auto& outcome : answer.result.outcomes) {
        if (answer.open && outcome.list != PilotList::suggested) continue;
        const auto& one = answer.data.candidates[outcome.candidate];
        PointTable::Row row{.place = one.place,
                            .values = {one.set, one.key, one.name, one.kind, std::string{list_word(outcome.list)},
                                       outcome.region, clauses_of(report, outcome)}};
        const auto& type = answer.result.types[outcome.type];
        PointTable::Value rank;
        if (outcome.member && type.rank[*outcome.member]) rank = static_cast<double>(*type.rank[*outcome.member]);
        const auto selected = selection_frequency(answer.result, outcome);
        if (!answer.open)
            row.values.insert(
                row.values.end(),
                {rank, outcome.member ? number_or_none(type.score[*outcome.member]) : PointTable::Value{},
                 number_or_none(selected.share), number_or_none(selected.error()),
                 selected.known() ? PointTable::Value{static_cast<double>(selected.draws)} : PointTable::Value{},
                 reasons_of(report, outcome, answer.lang == "en" ? "en" : "zh")});
        table.rows.push_back(std::move(row));
    }
    add_points(package, table, date);
}

} // namespace peaksite
