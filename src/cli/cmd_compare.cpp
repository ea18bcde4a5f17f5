#include "cli/pilot_options.hpp"
#include "cli/print.hpp"
#include "cli/print_table.hpp"

#include <fmt/format.h>

namespace peaksite::cli {

namespace {

std::string shown_or_dash(const std::optional<double>& value) { return value ? fmt::format("{:.3f}", *value) : "-"; }
std::string shown_or_dash(const std::optional<std::size_t>& value) { return value ? std::to_string(*value) : "-"; }

void print_moves(const RunComparison& comparison)
{
    std::vector<std::vector<std::string>> rows{{"type", "key", "name", "rank", "score", "list", "because"}};
    for (const auto& move : comparison.moves) {
        std::vector<std::string> causes;
        constexpr std::size_t most = 3;
        for (std::size_t k = 0; k < std::min(most, move.causes.size()); ++k)
            causes.push_back(fmt::format("{} {:+.3f}", move.causes[k].first, move.causes[k].second));
        const std::string before = list_word(move.list_before), after = list_word(move.list_after);
        rows.push_back({move.type, move.key, move.name,
                        shown_or_dash(move.rank_before) + " -> " + shown_or_dash(move.rank_after),
                        shown_or_dash(move.score_before) + " -> " + shown_or_dash(move.score_after),
                        before == after ? after : before + " -> " + after, joined(causes, ", ")});
    }
    if (rows.size() > 1)
        print_table(rows);
    else
        print("no candidate moved");
}

ExitCode compare_command(const std::string& before, const std::string& after, const Session& session)
{
    const auto comparison = compare_runs(before, after, plan_source({.plan = {}, .set = {}}, session));
    if (comparison.same_data) print("both stand on the same data");
    print_changes("plan", comparison.plan);
    print_changes("inputs", comparison.inputs);
    if (!comparison.weights.empty()) print("weights");
    for (const auto& one : comparison.weights)
        print(fmt::format("  {} {}: {} -> {}", one.type, one.criterion, shown_or_dash(one.before),
                          shown_or_dash(one.after)));
    for (const auto& one : comparison.only_before) print("only before: " + one);
    for (const auto& one : comparison.only_after) print("only after: " + one);
    print_moves(comparison);
    if (const auto found = comparison.texts.find("ranking"); found != comparison.texts.end()) print(found->second.zh);
    return ExitCode::done;
}

} // namespace

std::function<ExitCode()> setup_compare(Arguments& arguments, Session& session)
{
    auto runs = std::make_shared<std::pair<std::string, std::string>>();
    arguments.option("before", runs->first, "Folder of a finished run, or of rank or select").required();
    arguments.option("after", runs->second, "Another one").required();
    return [runs, &session] { return compare_command(runs->first, runs->second, session); };
}

} // namespace peaksite::cli
