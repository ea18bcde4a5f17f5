#include "base/suggest.hpp"
#include "cli/options.hpp"
#include "cli/print.hpp"
#include "job/run/run_reasons.hpp"
#include "job/study/explain.hpp"
#include "model/indicators/check_indicators.hpp"

#include <fmt/format.h>

namespace peaksite::cli {

namespace {

struct IndicatorsOptions {
    std::string id;
    std::string run;
    PlanOptions plan;
    bool all = false;
    bool headline = false;
};

void fact_line(std::string_view name, const std::string& value)
{
    if (!value.empty()) print(fmt::format("{:<13} {}", name, value));
}

void list(const IndicatorCatalogue& catalogue, const IndicatorsOptions& options)
{
    std::string group;
    for (const auto& one : catalogue.entries) {
        if (one.rarely_available() && !options.all) continue;
        if (options.headline && one.headline.empty()) continue;
        if (one.group != group) print((group.empty() ? "" : "\n") + one.group);
        group = one.group;
        print(fmt::format("  {:<22} {:<7} {:<18} {} / {}{}", one.id, one.pilot_types, one.unit, one.name.zh,
                          one.name.en, one.headline.empty() ? "" : "  [" + one.headline + "]"));
    }
}

void print_name(const IndicatorCatalogue& catalogue, const std::string& name)
{
    if (const auto* entry = catalogue.entry(name))
        return print(
            fmt::format("  {:<22} {:<14} indicator: {} / {}", name, entry->unit, entry->name.zh, entry->name.en));
    const auto* declared = catalogue.name(name);
    if (declared == nullptr) return;
    std::string value;
    if (declared->value)
        value = " = " + number(*declared->value);
    else if (!declared->classes.empty())
        value = " = " + joined(declared->classes, ", ");
    if (!value.empty() && !declared->certainty.empty()) value += " (" + declared->certainty + ")";
    print(fmt::format("  {:<22} {:<14} {}: {}{}", name, declared->unit.empty() ? "-" : declared->unit, declared->supply,
                      declared->meaning.in("en"), value));
}

void explain_entry(const IndicatorEntry& entry, const IndicatorCatalogue& catalogue)
{
    print(entry.id + "  " + entry.name.zh + " / " + entry.name.en);
    fact_line("group", entry.group);
    fact_line("pilot types", entry.pilot_types);
    fact_line("unit", entry.unit + (entry.unit_gov == "-"
                                        ? ""
                                        : fmt::format(" (offices: {}, times {})", entry.unit_gov, entry.scale_gov)));
    fact_line("direction", entry.direction == "+"   ? "+ more is better"
                           : entry.direction == "-" ? "- less is better"
                                                    : "ctx: context, no criterion by default");
    fact_line("formula", entry.formula);
    fact_line("numbers carry", entry.factor_unit);
    fact_line("clause", entry.clause);
    fact_line("availability", entry.availability);
    fact_line("headline", entry.headline);
    fact_line("note", entry.note);
    if (entry.display_only) fact_line("criterion", "refused: for display only");
    print("inputs");
    for (const auto& name : names_in(parse(entry.formula))) print_name(catalogue, name);
    for (const auto& target : catalogue.targets)
        if (target.indicator == entry.id)
            print(fmt::format("target        T#{} {} {}{}{} {}: {} ({})", target.number, target.scope,
                              target.relation == "at_most" ? "at most "
                              : target.relation == "about" ? "about "
                                                           : "at least ",
                              number(target.value), target.unit,
                              target.year ? "in " + std::to_string(*target.year) : "", target.quantity.zh,
                              target.document));
}

void why_in_run(const IndicatorsOptions& options)
{
    const auto reasons = reasons_in_run(options.run, options.id);
    if (reasons.empty())
        return print(fmt::format("run           every zone that it is for has a value in {}", options.run));
    print("missing in    " + options.run);
    for (const auto& one : reasons)
        print(one.key.empty() ? "  everywhere: " + one.reason
                              : fmt::format("  {} {} {}: {}", one.zones, one.key, one.name, one.reason));
}

void why_in_plan(const IndicatorsOptions& options, const Session& session)
{
    const auto facts = explain(plan_source(options.plan, session), 1);
    for (const auto& id : facts.indicators)
        if (id == options.id || id.starts_with(options.id + "."))
            return print(fmt::format("plan          {} can be computed with {}", id, options.plan.plan));
    for (const auto& one : facts.missing)
        if (one.id == options.id || one.id.starts_with(options.id + "."))
            print(fmt::format("plan          missing with {}: {}", options.plan.plan, told(one.reason)));
}

} // namespace

std::function<ExitCode()> setup_indicators(Arguments& arguments, Session& session)
{
    auto options = std::make_shared<IndicatorsOptions>();
    arguments.option("id", options->id, "An indicator to explain");
    arguments.option("--run", options->run, "A finished run: say why the indicator is missing in it");
    arguments.option("--plan", options->plan.plan, "A plan: say whether its inputs suffice");
    arguments.option("--set", options->plan.set, "NAME=VALUE: a path of the plan, or section.key=value");
    arguments.flag("--all", options->all, "List also those whose inputs are rarely at hand");
    arguments.flag("--headline", options->headline,
                   "List only those of the short lists of planner, ecologist and office");
    return [options, &session] {
        const auto& catalogue = catalogue_of(session).indicators();
        if (options->id.empty()) {
            if (!options->run.empty() || !options->plan.plan.empty())
                throw UsageError{text("name the indicator that --run or --plan is asked about")};
            list(catalogue, *options);
            return ExitCode::done;
        }
        const auto* entry = catalogue.entry(options->id);
        if (entry == nullptr) {
            const auto near = closest(options->id, catalogue.ids());
            throw UsageError{near.empty()
                                 ? text("the catalogue has no indicator '{}'", options->id)
                                 : text("the catalogue has no indicator '{}'; did you mean '{}'?", options->id, near)};
        }
        explain_entry(*entry, catalogue);
        if (!options->run.empty()) why_in_run(*options);
        if (!options->plan.plan.empty()) why_in_plan(*options, session);
        return ExitCode::done;
    };
}

} // namespace peaksite::cli
