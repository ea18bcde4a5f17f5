#include "job/unclassified.hpp"

#include "engine/cells.hpp"
#include "job/number_classes.hpp"
#include "plan/survey_layer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite {

namespace {

constexpr double square_metres_per_km2 = 1e6;
constexpr std::size_t shown = 12;
constexpr std::size_t indices = 256;

// Calls `use(index, m²)` for what is no class.
template <class Use>
void for_each_unclassified(const ClassNumbering& numbering, const ClassAreas& areas, Use use)
{
    for (std::size_t index = 0; index < indices; ++index) {
        if (static_cast<int>(index) == numbering.missing || numbering.is_class(index)) continue;
        if (const double area = areas.area(index); area > 0) use(index, area);
    }
}

// The set whose zones hold most of it, with its areas by class.
struct Largest {
    std::size_t set = 0;
    double square_metres = 0;
    ClassAreas areas;
};

Largest largest(const Results& results, const Blueprint& blueprint, const StudyTally& tally, const Slot& slot,
                const ClassNumbering& numbering)
{
    Largest out;
    for (std::size_t set = 0; set < results.sets.size(); ++set) {
        ClassAreas all;
        for (std::size_t zone = 0; zone < results.sets[set].zones.size(); ++zone)
            all.merge(tally[static_cast<std::size_t>(slot.pass)][blueprint.zone_number(set, zone)].classes(slot.at));
        const double area = unclassified_area(numbering, all);
        if (area > out.square_metres) out = {.set = set, .square_metres = area, .areas = std::move(all)};
    }
    return out;
}

} // namespace

double unclassified_area(const ClassNumbering& numbering, const ClassAreas& areas)
{
    double sum = 0;
    for_each_unclassified(numbering, areas, [&](std::size_t, double area) { sum += area; });
    return sum;
}

std::string unclassified_codes(const OpenPlan& open, const std::string& layer, const ClassNumbering& numbering,
                               const ClassAreas& areas)
{
    if (const auto vector = open.vectors.find(layer); vector != open.vectors.end())
        return joined(vector->second.unknown_words, ", ");
    std::vector<std::string> out;
    bool others = false;
    for_each_unclassified(numbering, areas, [&](std::size_t index, double area) {
        if (index < numbering.codes.size())
            out.push_back(fmt::format("{} ({:.6g} km²)", numbering.codes[index], area / square_metres_per_km2));
        else
            others = true;
    });
    if (others)
        for (const auto code : unlisted_codes(open, open.rasters.at(layer), shown + 1))
            out.push_back(std::to_string(code));
    if (out.empty()) return "no whole numbers";
    if (out.size() > shown) {
        out.resize(shown);
        out.emplace_back("…");
    }
    return joined(out, ", ");
}

void warn_of_unclassified(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally, Results& results)
{
    for (const auto& [layer, numbering] : blueprint.class_codes) {
        if (!open.rasters.contains(layer)) continue; // words of polygons are told when they are read
        const auto own = blueprint.class_slots.find(layer);
        const auto slot = own != blueprint.class_slots.end() ? own->second : blueprint.grid_class_slots.at(layer);
        const auto most = largest(results, blueprint, tally, slot, numbering);
        if (most.square_metres == 0) continue;
        results.warnings.push_back(text("layer '{}': {:.6g} km² of zones '{}' hold codes that are no class of the "
                                        "layer: {}; they count as unclassified, and as unknown in conditions. Add them "
                                        "to classes, or as nodata if they mean that there is no data",
                                        layer, most.square_metres / square_metres_per_km2, results.sets[most.set].id,
                                        unclassified_codes(open, layer, numbering, most.areas)));
    }
}

} // namespace peaksite
