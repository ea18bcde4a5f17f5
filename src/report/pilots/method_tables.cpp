#include "report/pilots/method_tables.hpp"

#include "base/known.hpp"
#include "report/files/csv.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

std::string local_weights(const Judgement& one)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < one.items.size(); ++i)
        out.push_back(one.items[i] + " " + number(one.result.weights[i]));
    return joined(out, ";");
}

void judgement_row(CsvFile& file, const TypeComparison& type, const Judgement& one)
{
    const auto& result = one.result;
    file.cell(type.type).cell(one.group).cell(judge_words(one)).cell(one.used ? "yes" : "");
    file.cell(joined(one.items, ";")).cell(static_cast<int>(one.items.size())).cell(judged_by_word(one.by));
    file.cell(result.lambda).cell(result.index).cell(result.verdict.random_index).cell(result.verdict.ratio);
    file.cell(consistency_limit).cell(result.verdict.accepted ? "yes" : "no");
    file.cell(result.verdict.table).cell(result.verdict.source);
    const bool several = one.items.size() > 2; // two cannot contradict each other
    const auto& odd = result.oddest;
    file.cell(several ? one.items[odd.row] + " : " + one.items[odd.column] : "");
    file.cell(several ? std::optional{odd.given} : std::nullopt)
        .cell(several ? std::optional{odd.implied} : std::nullopt);
    file.cell(local_weights(one));
    file.end_row();
}

void method_row(CsvFile& file, const PilotReport& report, const TypeComparison& type, std::size_t member)
{
    const auto& candidate = report.data.candidates[type.members[member]];
    const auto& rank = type.rank[member];
    file.cell(type.type)
        .cell(rank ? std::optional{static_cast<int>(*rank)} : std::nullopt)
        .cell(candidate.set)
        .cell(candidate.key);
    file.cell(candidate.name);
    const auto& vikor = type.vikor;
    file.cell(known(vikor.s[member])).cell(known(vikor.r[member])).cell(known(vikor.q[member]));
    const bool compromise = std::ranges::find(vikor.compromise, member) != vikor.compromise.end();
    file.cell(compromise ? "yes" : "")
        .cell(compromise ? (vikor.advantage ? "yes" : "no") : "")
        .cell(compromise ? (vikor.stable ? "yes" : "no") : "");
    file.cell(known(type.flows.positive[member])).cell(known(type.flows.negative[member]));
    file.cell(known(type.flows.net[member]));
    const auto shifts = type.shifts.empty() ? WeightShifts{} : type.shifts[member];
    file.cell(shifts.to_next).cell(shifts.to_first);
    file.end_row();
}

} // namespace

std::string judge_words(const Judgement& judgement)
{
    return judgement.judge == 0 ? "all" : std::to_string(judgement.judge);
}

std::string judged_by_word(AhpPlan::By by)
{
    return by == AhpPlan::By::geometric_mean ? "geometric_mean" : "eigenvector";
}

void write_judgements(const PilotReport& report, const std::filesystem::path& folder)
{
    const auto& types = report.result.types;
    if (std::ranges::all_of(types, [](const TypeComparison& one) { return one.judgements.empty(); })) return;
    CsvFile file{folder / "judgements.csv"};
    file.cells({"type", "group", "judge", "used", "judged", "size", "weights_by", "lambda_max", "consistency_index",
                "random_index", "consistency_ratio", "consistency_limit", "consistent", "random_index_table",
                "random_index_source", "oddest", "given", "implied", "local_weights"})
        .end_row();
    for (const auto& type : types)
        for (const auto& one : type.judgements) judgement_row(file, type, one);
    file.close();
}

void write_methods(const PilotReport& report, const std::filesystem::path& folder)
{
    CsvFile file{folder / "methods.csv"};
    file.cells({"type", "rank", "zones", "key", "name", "vikor_s", "vikor_r", "vikor_q", "vikor_compromise",
                "vikor_advantage", "vikor_stable", "promethee_positive", "promethee_negative", "promethee_net",
                "weight_to_next", "weight_to_first"})
        .end_row();
    for (const auto& type : report.result.types)
        for (std::size_t member = 0; member < type.vikor.q.size(); ++member) method_row(file, report, type, member);
    file.close();
}

} // namespace peaksite
