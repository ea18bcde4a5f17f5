#include "job/check/unclassified.hpp"

#include "base/constants.hpp"

#include "job/open/number_classes.hpp"
#include "model/meaning/unclassified_area.hpp"

namespace peaksite {

namespace {
// The set whose zones hold most of it, with its areas by class.
struct Largest {
    std::size_t set = 0;
    double square_metres = 0;
    ClassAreas areas;
};

Largest largest(const Meaning& meaning, const StudyTally& tally, const Slot& slot, const ClassNumbering& numbering)
{
    Largest out;
    for (std::size_t set = 0; set < meaning.sets.size(); ++set) {
        ClassAreas all;
        for (std::size_t zone = 0; zone < meaning.sets[set].zones.size(); ++zone)
            all.merge(tally[static_cast<std::size_t>(slot.pass)][meaning.zone_number(set, zone)].classes(slot.at));
        const double area = unclassified_area(numbering, all);
        if (area > out.square_metres) out = {.set = set, .square_metres = area, .areas = std::move(all)};
    }
    return out;
}

// Codes that were not counted one by one are looked for, and noted.
std::string codes_of(const OpenPlan& open, const std::string& layer, LayerMeaning& counted, const ClassAreas& areas)
{
    constexpr std::size_t enough = 13;
    auto codes = unclassified_codes(counted.numbering, areas);
    if (codes.others)
        for (const auto code : unlisted_codes(open, open.rasters.at(layer), enough))
            counted.unlisted.push_back(std::to_string(code));
    codes.words.insert(codes.words.end(), counted.unlisted.begin(), counted.unlisted.end());
    return codes.words.empty() ? "no whole numbers" : listed_codes(std::move(codes.words));
}

} // namespace

std::vector<Sentence> warnings_of_unclassified(const OpenPlan& open, Meaning& meaning, const StudyTally& tally)
{
    std::vector<Sentence> out;
    for (auto& [layer, counted] : meaning.layers) {
        const auto slot = counted.classes ? counted.classes : counted.grid_classes;
        if (!slot || !open.rasters.contains(layer)) continue; // words of polygons are told when they are read
        const auto most = largest(meaning, tally, *slot, counted.numbering);
        if (most.square_metres == 0) continue;
        out.push_back(text("layer '{}': {:.6g} km² of zones '{}' hold codes that are no class of the "
                           "layer: {}; they count as unclassified, and as unknown in conditions. Add them "
                           "to classes, or as nodata if they mean that there is no data",
                           layer, most.square_metres / square_metres_per_km2, meaning.sets[most.set].id,
                           codes_of(open, layer, counted, most.areas)));
    }
    return out;
}

} // namespace peaksite
