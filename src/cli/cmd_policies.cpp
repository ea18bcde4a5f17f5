#include "base/error.hpp"
#include "base/suggest.hpp"
#include "cli/options.hpp"
#include "cli/print.hpp"
#include "plan/catalogue/catalogue.hpp"

#include <fmt/format.h>

namespace peaksite::cli {

namespace {

void print_policy(const Policy& policy)
{
    print(policy.id + "  " + policy.title.zh + " / " + policy.title.en);
    print("  " + policy.document + " " + policy.date);
    if (!policy.note.empty()) print("  " + policy.note);
    for (const auto& rule : policy.rules)
        print(fmt::format("  {} {} [{}]: {}  {}（{}）", rule.hard ? "hard" : "soft", rule.id, joined(rule.types, ", "),
                          rule.written, rule.clause.zh, rule.source));
    for (const auto& quota : policy.quotas)
        print(fmt::format("  quota {}: {} to {}{}  {}", quota.type.empty() ? "any" : quota.type, quota.min.value_or(0),
                          quota.max ? std::to_string(*quota.max) : "any number", quota.soft ? ", soft" : "",
                          quota.source));
    for (const auto& cap : policy.caps) print(fmt::format("  cap by {} {}: {}", cap.by, cap.only, cap.max));
    for (const auto& [type, criteria] : policy.criteria)
        for (const auto& one : criteria)
            print(fmt::format("  criterion {}: {} {}", type, one.indicator, one.certainty));
    for (const auto& one : policy.dates) print(fmt::format("  date {}: {}（{}）", one.date, one.what.zh, one.source));
}

} // namespace

std::function<ExitCode()> setup_policies(Arguments& arguments, Session& session)
{
    auto id = std::make_shared<std::string>();
    arguments.option("id", *id, "A policy to explain");
    return [id, &session] {
        const auto& catalogue = catalogue_of(session);
        if (id->empty())
            for (const auto& one : catalogue.policies())
                print(fmt::format("{:<18} {} / {}", one, catalogue.policy(one)->title.zh,
                                  catalogue.policy(one)->title.en));
        else if (const auto policy = catalogue.policy(*id))
            print_policy(*policy);
        else {
            const auto near = closest(*id, catalogue.policies());
            throw UsageError{text("there is no policy '{}' in the catalogue{}", *id,
                                  near.empty() ? "" : "; did you mean '" + near + "'?")};
        }
        return ExitCode::done;
    };
}

} // namespace peaksite::cli
