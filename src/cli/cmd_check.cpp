#include "cli/options.hpp"
#include "cli/print.hpp"
#include "job/explain.hpp"

namespace peaksite::cli {

std::function<ExitCode()> setup_check(CLI::App& app, Session& session)
{
    auto options = std::make_shared<PlanOptions>();
    add_plan_options(app, *options);
    return [options, &session] {
        const auto report = check(plan_source(*options, session));
        for (const auto& fault : report.faults) print("fault: " + english(fault));
        for (const auto& warning : report.warnings) print("warning: " + warning.english());
        for (const auto& rule : report.unchecked) print("unchecked: " + rule.technology + ": " + rule.rule.zh + "：未提供、未扣除，结果为上限 [" + rule.reason + "]");
        print(std::to_string(report.faults.size()) + " faults, " + std::to_string(report.warnings.size()) + " warnings, " + std::to_string(report.unchecked.size()) + " unchecked rules, " +
              std::to_string(report.missing.size()) + " indicators without inputs");
        return report.faults.empty() ? ExitCode::done : report.wrong_request ? ExitCode::wrong : ExitCode::failed;
    };
}

} // namespace peaksite::cli
