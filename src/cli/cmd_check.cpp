#include "cli/options.hpp"
#include "cli/print.hpp"
#include "job/book/task_book.hpp"
#include "job/check/check.hpp"
#include "plan/catalogue/catalogue.hpp"
#include "report/files/findings_json.hpp"

namespace peaksite::cli {

namespace {

struct CheckOptions {
    PlanOptions plan;
    std::string out = "out";
    std::string format = "text";
    int threads = 0;
};

std::string sentence(const Sentence& one) { return told(one); }

std::string line_of(const Finding& finding)
{
    switch (finding.severity) {
    case Severity::error:
        return told(text("error: {}", told(finding.fault)));
    case Severity::warning:
        return told(text("warning: {}", told(finding.fault)));
    case Severity::note:
        return told(text("note: {}", told(finding.fault)));
    }
    return {};
}

void print_report(const CheckReport& report)
{
    for (const auto& finding : report.findings) print(line_of(finding));
    print(sentence(text("{} errors, {} warnings, {} notes", report.count(Severity::error),
                        report.count(Severity::warning), report.count(Severity::note))));
}

ExitCode check_command(const CheckOptions& options, const Session& session)
{
    const auto report =
        check({.plan = plan_source(options.plan, session), .out = options.out, .threads = options.threads});
    if (options.format == "json")
        print(findings_json(report.findings, sentence));
    else
        print_report(report);
    if (is_task_book(options.plan.plan) && std::filesystem::exists(options.plan.plan)) {
        // The workbook is Chinese, whatever language messages are in.
        const auto chinese = catalogue_of(session).messages("zh");
        const auto back =
            give_back(options.plan.plan, report.findings, [&](const Sentence& one) { return chinese.of(one); });
        if (options.format == "text") print(back.string());
    }
    if (report.count(Severity::error) == 0) return ExitCode::done;
    return report.wrong_request() ? ExitCode::wrong : ExitCode::failed;
}

} // namespace

std::function<ExitCode()> setup_check(Arguments& arguments, Session& session)
{
    auto options = std::make_shared<CheckOptions>();
    add_plan_options(arguments, options->plan);
    arguments.option("-o,--output", options->out, "Folder a run would write into: is there room, and may you write")
        .show_default();
    arguments.option("-j,--threads", options->threads, "Threads that a run would take; 0 takes all of the machine")
        .within(0, 1024);
    arguments.option("--format", options->format, "text for people, json for programs")
        .one_of({"text", "json"})
        .show_default();
    return [options, &session] { return check_command(*options, session); };
}

} // namespace peaksite::cli
