#include "cli/pilot_options.hpp"

#include "cli/print.hpp"
namespace peaksite::cli {

void add_pilots_options(Arguments& arguments, PilotOptions& options)
{
    arguments.option("run", options.run, "Folder of a finished run whose plan has [siting]; it is never changed")
        .required();
    arguments.option("--plan", options.plan, "Another plan file, whose [siting] is used instead");
    arguments
        .option("--set", options.set, "NAME=VALUE: a key such as siting.policy=tianjin or siting.spacing.least=30km")
        .value_name("NAME=VALUE");
    arguments.option("-o,--output", options.out, "A new folder for tables and lists; without it they are only printed");
    arguments.flag("--overwrite", options.overwrite, "Replace a result of this program");
    arguments.option("-j,--threads", options.threads, "Threads; 0 takes all of the machine").within(0, 1024);
}

PilotAnswer answer_of(const PilotOptions& options, const Session& session)
{
    const auto source = plan_source({.plan = options.plan, .set = options.set}, session);
    return compare_pilots_of({.run = options.run,
                              .changes = source,
                              .out = options.out,
                              .overwrite = options.overwrite,
                              .threads = options.threads,
                              .lang = session.lang});
}

std::string list_language(const Session& session)
{
    return session.lang == "zh" || session.lang == "both" ? "zh" : "en";
}

void print_ranking_text(const PilotAnswer& answer, const std::string& lang)
{
    const auto found = answer.texts.find("ranking");
    if (found == answer.texts.end()) return;
    print(found->second.zh);
    if (lang != "zh") print(found->second.en);
}

} // namespace peaksite::cli
