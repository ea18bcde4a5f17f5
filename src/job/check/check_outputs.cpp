#include "job/check/check_groups.hpp"
#include "job/run/draw_maps.hpp"
#include "job/study/explain.hpp"
#include "job/study/machine.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace peaksite {

namespace {

const char* word(Secrecy secrecy)
{
    switch (secrecy) {
    case Secrecy::open:
        return "public";
    case Secrecy::internal:
        return "internal";
    case Secrecy::secret:
        return "secret";
    }
    return "";
}

std::string megabytes(std::size_t bytes) { return fmt::format("{:.0f} MB", static_cast<double>(bytes) / 1e6); }

// Bytes that the gridded outputs may take at most while they are written: the working file and the copy with overviews.
std::size_t raster_bytes(const Plan& plan, const Explanation& facts)
{
    const auto cells = static_cast<std::size_t>(facts.grid.rows()) * static_cast<std::size_t>(facts.grid.cols());
    std::size_t bytes = 0;
    for (const auto& raster : plan.rasters) bytes += cells * (raster.kind == RasterPlan::Kind::state ? 1U : 4U);
    return bytes * 7 / 3;
}

} // namespace

void check_secrecy(Checkup& checkup)
{
    const auto& plan = checkup.open.plan;
    const Position output{.place = {.file = plan.file}, .key = "output.secrecy"};
    const auto strictest = plan.secrecy();
    std::vector<std::string> stricter, official;
    const auto heed = [&](const auto& one) {
        if (one.secrecy && *one.secrecy > plan.output.secrecy)
            stricter.push_back(one.id + " (" + word(*one.secrecy) + ")");
    };
    std::ranges::for_each(plan.zones, heed);
    std::ranges::for_each(plan.facilities, heed);
    std::ranges::for_each(plan.tables, heed);
    for (const auto& layer : plan.layers) {
        if (layer.kind == Layer::Kind::absent) continue; // what is not at hand gives nothing away
        heed(layer);
        if (layer.kind != Layer::Kind::derived && !layer.secrecy && layer.note.not_public) official.push_back(layer.id);
    }
    if (!stricter.empty())
        checkup.warning(
            output,
            text("[output] says {}, but these inputs are more secret: {}; the strictest counts, and outputs are {}",
                 word(plan.output.secrecy), joined(stricter, ", "), word(strictest)),
            text("secrecy = \"{}\"", word(strictest)));
    if (strictest == Secrecy::open && !official.empty())
        checkup.warning(output,
                        text("the results would be public, but these layers are not public by their catalogue entry "
                             "and say nothing else: {}",
                             joined(official, ", ")),
                        text("secrecy = \"internal\" in [output], or secrecy = \"public\" at layers whose publication "
                             "is permitted"));
    if (strictest > Secrecy::open && !plan.rasters.empty())
        checkup.note(output, text("the results are {}: gridded outputs are withheld", word(strictest)),
                     text("write them with --release"));
    for (const auto& map : plan.maps) {
        if (strictest == Secrecy::open && map.review_number.empty())
            checkup.note({.place = map.position.place, .key = map.position.key + ".review_number"},
                         text("the sheet has no review number (审图号): it says that it may not be published"),
                         text("review_number = \"…\" once the map is reviewed"));
        if (strictest > Secrecy::open && !map.review_number.empty())
            checkup.warning(
                {.place = map.position.place, .key = map.position.key + ".review_number"},
                text("the sheet has a review number for publication, but the results are {}", word(strictest)),
                text("take the number out, or review the secrecy of the layers"));
    }
}

void check_rules(Checkup& checkup, const std::vector<UncheckedRule>& unchecked)
{
    // Rules of one title may want different layers.
    std::map<std::array<std::string, 4>, std::pair<std::vector<std::string>, const UncheckedRule*>> by_rule;
    for (const auto& rule : unchecked) {
        auto& [technologies, first] = by_rule[{rule.rule.en, rule.rule.zh, rule.layer, rule.reason}];
        technologies.push_back(rule.technology);
        first = &rule;
    }
    for (const auto& [about, found] : by_rule) {
        const auto& [technologies, rule] = found;
        const auto* layer = checkup.open.plan.layer(rule->layer);
        const auto at = layer != nullptr ? place_in_plan("layers", *layer)
                                         : Position{.place = {.file = checkup.open.plan.file},
                                                    .key = "technologies." + technologies.front()};
        const std::string name = rule->rule.zh.empty() ? rule->rule.en : rule->rule.zh;
        checkup.warning(
            at,
            text("{}: 未提供、未扣除，结果为上限 (not supplied, not deducted: results of {} are an upper bound) [{}]",
                 name, joined(technologies, ", "), rule->reason));
    }
}

void check_output(Checkup& checkup)
{
    const auto& out = checkup.request.out;
    std::error_code error;
    const Position at{.place = {.file = out.string()}, .key = {}};
    if (std::filesystem::exists(out, error) && !std::filesystem::is_directory(out, error)) {
        checkup.error(at, text("'{}' is a file; results need a folder", out.string()),
                      text("choose another one with --output"));
        return;
    }
    const auto above = nearest_folder(out);
    if (!writable(above))
        checkup.error(at,
                      text("the results cannot be written: the folder '{}' may not be changed by you", above.string()),
                      text("choose another one with --output"));
    else if (std::filesystem::exists(out, error))
        checkup.note(at, text("'{}' is there already; a run replaces it only with --overwrite", out.string()));
}

void check_sheet_texts(Checkup& checkup)
{
    const auto& maps = checkup.open.plan.maps;
    if (maps.empty()) return;
    try {
        for (const auto& sentence : unwritable_names(checkup.open.plan, checkup.open.sets))
            checkup.warning(maps.front().position, sentence);
    } catch (const InputError& error) {
        checkup.error(maps.front().position, error.sentence());
    }
}

void check_machine(Checkup& checkup, const Explanation& facts)
{
    const Position at{.place = {.file = checkup.open.plan.file}, .key = "grid"};
    const auto memory = free_memory();
    if (memory && facts.memory_bytes > *memory)
        checkup.warning(at,
                        text("a run takes about {} of memory with {} threads, of which {} are free",
                             megabytes(facts.memory_bytes), facts.threads, megabytes(*memory)),
                        text("use fewer threads (--threads), or a smaller [grid] tile"));
    const auto needed = raster_bytes(checkup.open.plan, facts);
    const auto room = free_disk(nearest_folder(checkup.request.out));
    if (room && needed > *room)
        checkup.warning(at,
                        text("gridded outputs may take {} while they are written, of which {} are free",
                             megabytes(needed), megabytes(*room)),
                        text("free the space, or choose another folder with --output"));
    constexpr double long_time = 3600, minute = 60;
    if (facts.seconds > long_time)
        checkup.note(at,
                     text("a run takes about {:.0f} minutes with {} threads", facts.seconds / minute, facts.threads),
                     text("a larger [grid] cell is faster; --resume goes on with an interrupted run"));
}

} // namespace peaksite
