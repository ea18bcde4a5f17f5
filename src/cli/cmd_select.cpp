#include "cli/pilot_options.hpp"
#include "cli/print.hpp"
#include "cli/print_table.hpp"
#include "report/pilots/pilot_tables.hpp"

#include <fmt/format.h>

namespace peaksite::cli {

namespace {

void print_pilots(const PilotReport& report, PilotList list, const std::string& lang)
{
    const auto order = list_order(report, list);
    print(fmt::format("{} ({})", reason_text({std::string{"siting.list."} + list_word(list), {}}, report.texts, lang),
                      order.size()));
    std::vector<std::vector<std::string>> rows;
    for (const auto i : order) {
        const auto& outcome = report.result.outcomes[i];
        const auto& one = report.data.candidates[outcome.candidate];
        std::vector<std::string> row{"  " + reason_text({"siting.type." + one.kind, {}}, report.texts, lang), one.key,
                                     one.name, outcome.region};
        if (!report.open) row.push_back(reasons_of(report, outcome, lang));
        rows.push_back(std::move(row));
    }
    print_table(rows);
}

void print_verdict(const PilotResult& result)
{
    if (!result.selection || !result.selected) return;
    const auto& selection = *result.selection;
    print(fmt::format("value {:.4f}, {}", selection.best.value,
                      selection.state == Selection::State::optimal
                          ? "proven optimum"
                          : fmt::format("not proven, gap {:.4f}", selection.gap())));
    for (const auto& breach : selection.breaches)
        print(fmt::format("soft rule {} broken by {}", breach.rule, breach.amount));
    for (const auto& price : result.prices)
        if (price.gain.value_or(0) > 0) print(fmt::format("price of {}: {:.4f}", price.rule, *price.gain));
}

ExitCode select_command(const PilotOptions& options, const Session& session)
{
    const auto answer = answer_of(options, session);
    const auto lang = list_language(session);
    const PilotReport report{.plan = *answer.meaning.plan.siting,
                             .data = answer.data,
                             .result = answer.result,
                             .texts = answer.texts,
                             .lang = lang,
                             .open = answer.open,
                             .units = answer.meaning.plan.output.units,
                             .messages = &answer.messages};
    say_warnings(answer.result.warnings);
    for (const auto list : {PilotList::suggested, PilotList::reserve, PilotList::ineligible, PilotList::lacking})
        if (!answer.open || list == PilotList::suggested) print_pilots(report, list, lang);
    if (!answer.open) print_verdict(answer.result);
    print_ranking_text(answer, lang);
    if (!options.out.empty()) print(options.out);
    return ExitCode::done;
}

} // namespace

std::function<ExitCode()> setup_select(Arguments& arguments, Session& session)
{
    auto options = std::make_shared<PilotOptions>();
    add_pilots_options(arguments, *options);
    return [options, &session] { return select_command(*options, session); };
}

} // namespace peaksite::cli
