#include "job/pilots/pilots_of_run.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

constexpr auto file_name = "siting.json";

[[noreturn]] void refuse_without(const FinishedRun& run)
{
    const auto& plan = run.archive.meaning.plan;
    const auto folder = run.folder.string();
    if (!plan.siting)
        throw InputError{text("'{}' has no siting.json: the plan '{}' of the run has no [siting]; add it and run the "
                              "plan again",
                              folder, plan.file)};
    if (is_open_siting(plan))
        throw InputError{text("'{}' has no siting.json: its siting is public, without ranks; run the plan again with "
                              "--set siting.secrecy=internal",
                              folder)};
    throw InputError{text("'{}' has no siting.json, though its plan has [siting]; run the plan again", folder)};
}

// Whether a file of candidates speaks of those of a run: what was read from a file is not taken as it comes.
bool fits(const PilotFile& file, const Meaning& meaning)
{
    std::size_t candidates = 0;
    for (const auto& set : meaning.sets)
        candidates += static_cast<std::size_t>(
            std::ranges::count_if(set.zones, [](const Zone& zone) { return zone.kind != "area"; }));
    return file.fingerprint == meaning.run.fingerprint && file.ground.places.size() == candidates &&
           std::ranges::all_of(file.ground.pairs,
                               [&](const PilotPair& pair) { return std::max(pair.a, pair.b) < candidates; });
}

} // namespace

bool is_open_siting(const Plan& plan) { return std::max(plan.secrecy(), plan.siting->secrecy) == Secrecy::open; }

PilotFile pilots_of(const FinishedRun& run)
{
    const auto path = run.folder / file_name;
    if (!fs::exists(path)) refuse_without(run);
    auto file = read_pilots_file(path);
    if (!fits(file, run.archive.meaning))
        throw InputError{text("file '{}' is not of the run that it lies with; run the plan again", path.string())};
    return file;
}

bool has_pilots(const fs::path& folder) { return fs::exists(folder / file_name); }

void write_pilots_beside(const FinishedRun& run, const Meaning& meaning, const fs::path& folder)
{
    if (!meaning.plan.siting || is_open_siting(meaning.plan) || !has_pilots(run.folder)) return;
    auto file = pilots_of(run);
    file.base = fs::absolute(run.folder).lexically_normal().string();
    write_pilots_file(file, folder / file_name);
}

} // namespace peaksite
