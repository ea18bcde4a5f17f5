#include "cli/options.hpp"

#include <cstdlib>

namespace peaksite::cli {

namespace fs = std::filesystem;

void add_plan_options(Arguments& arguments, PlanOptions& options)
{
    arguments.option("plan", options.plan, "The plan: a TOML file, or a task book (任务书.xlsx)").required();
    arguments
        .option("--set", options.set, "NAME=VALUE: a path of [paths] (data=FOLDER), or a key such as grid.cell=500m")
        .value_name("NAME=VALUE");
}

PlanSource plan_source(const PlanOptions& options, const Session& session)
{
    PlanSource source{.file = options.plan, .catalogue = catalogue_of(session), .settings = {}};
    for (const auto& one : options.set) {
        const auto equals = one.find('=');
        if (equals == std::string::npos || equals == 0) throw UsageError{text("--set {}: write NAME=VALUE", one)};
        source.settings.emplace_back(one.substr(0, equals), one.substr(equals + 1));
    }
    return source;
}

namespace {

std::vector<fs::path> folders_of(const Session& session)
{
    std::vector<fs::path> folders;
    if (!session.catalogue.empty()) {
        if (!fs::is_directory(session.catalogue))
            throw UsageError{text("--catalogue '{}': there is no such folder", session.catalogue)};
        folders.emplace_back(session.catalogue);
    }
    if (const char* own = std::getenv("PEAKSITE_CATALOGUE")) folders.emplace_back(own);
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error);
    const auto installed = program.parent_path().parent_path() / "share" / "peaksite" / "layers";
    if (!error && fs::is_directory(installed))
        folders.push_back(installed);
    else
        folders.emplace_back(PEAKSITE_SOURCE_CATALOGUE);
    return folders;
}

} // namespace

const Catalogue& catalogue_of(const Session& session)
{
    return session.read.get([&] { return Catalogue{folders_of(session)}; });
}

} // namespace peaksite::cli
