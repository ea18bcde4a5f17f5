#include "cli/pilot_options.hpp"
#include "cli/print.hpp"
#include "cli/print_table.hpp"
#include "model/pilots/frequency.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace peaksite::cli {

namespace {

std::string rounded(double value) { return std::isnan(value) ? "-" : fmt::format("{:.3f}", value); }

void print_criteria(const PilotAnswer& answer, const TypeComparison& type, const std::string& lang)
{
    for (const auto& one : type.criteria)
        print(fmt::format("  {:.3f}  {}  {} [{}]", one.weight, one.criterion.id,
                          answer.data.indicators[one.indicator].name.in(lang),
                          answer.data.indicators[one.indicator].unit));
    for (const auto& one : type.left_out)
        print(fmt::format("  -      {}  {}", one.indicator,
                          reason_text(one.reason, answer.texts, lang, &answer.messages)));
}

// λ_max and CR of every matrix of judgements, with what CR is taken against.
void print_judgements(const TypeComparison& type)
{
    for (const auto& one : type.judgements) {
        const auto& verdict = one.result.verdict;
        const auto items = joined(one.items, ", ");
        print(told(one.judge == 0 ? text("  judgements of all experts on {}", items)
                                  : text("  judgements of expert {} on {}", one.judge, items)) +
              ": " +
              told(text("lambda_max {:.4f}, CR {:.4f} (consistent below {}), RI {} of the table '{}' ({})",
                        one.result.lambda, verdict.ratio, number(consistency_limit), number(verdict.random_index),
                        verdict.table, verdict.source)));
    }
}

// How far the experts agree, where two or more have scored all.
void print_experts(const TypeComparison& type)
{
    if (type.experts && !std::isnan(type.experts->concordance))
        print(told(text("  {} experts, Kendall's W of their totals {:.3f} (1: all rank alike)",
                        type.experts->experts.size(), type.experts->concordance)));
}

void print_type(const PilotAnswer& answer, std::size_t number, const std::string& lang)
{
    const auto& type = answer.result.types[number];
    print(fmt::format("{} ({}, {}, {})", reason_text({"siting.type." + type.type, {}}, answer.texts, lang), type.type,
                      method_word(type.method), weights_word(type.weights)));
    print_criteria(answer, type, lang);
    print_judgements(type);
    print_experts(type);
    std::vector<const CandidateOutcome*> ranked;
    for (const auto& outcome : answer.result.outcomes)
        if (outcome.type == number && outcome.member && type.rank[*outcome.member]) ranked.push_back(&outcome);
    std::ranges::sort(ranked, {}, [&](const CandidateOutcome* one) {
        return std::pair{*type.rank[*one->member], type.keys[*one->member]};
    });
    std::vector<std::vector<std::string>> rows{
        {"rank", "key", "name", "score", "topsis", "in quota", "+-", "selected", "+-", "list"}};
    for (const auto* one : ranked) {
        const auto m = *one->member;
        const auto& candidate = answer.data.candidates[one->candidate];
        const auto within = quota_acceptability(answer.result, *one),
                   selected = selection_frequency(answer.result, *one);
        rows.push_back({std::to_string(*type.rank[m]), candidate.key, candidate.name, rounded(type.score[m]),
                        rounded(type.topsis[m]), rounded(within.share), rounded(within.error()),
                        rounded(selected.share), rounded(selected.error()), list_word(one->list)});
    }
    print_table(rows);
    print(reason_text(
        {"siting.frequencies", {std::to_string(type.smaa.draws), std::to_string(answer.result.selection_draws)}},
        answer.texts, lang));
    print("");
}

ExitCode rank_command(const PilotOptions& options, const Session& session)
{
    const auto answer = answer_of(options, session);
    const auto lang = list_language(session);
    say_warnings(answer.result.warnings);
    if (answer.open)
        throw UsageError{text("the siting is public; ranks and scores are not shown; use 'peaksite select'")};
    for (std::size_t t = 0; t < answer.result.types.size(); ++t) print_type(answer, t, lang);
    print_ranking_text(answer, lang);
    if (!options.out.empty()) print(options.out);
    return ExitCode::done;
}

} // namespace

std::function<ExitCode()> setup_rank(Arguments& arguments, Session& session)
{
    auto options = std::make_shared<PilotOptions>();
    add_pilots_options(arguments, *options);
    return [options, &session] { return rank_command(*options, session); };
}

} // namespace peaksite::cli
