#include "job/check/unusual_means.hpp"

#include "base/row_warnings.hpp"
#include "job/check/fill_values.hpp"
#include "job/open/named_layers.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace peaksite {

namespace {

struct Unusual {
    std::vector<std::string> zones; // "甲县 0"
    bool zeros = false;             // some cells of theirs hold 0, and it is too little for their means
};

Unusual unusual_zones(const NamedLayer& named, const OpenPlan& open, const Meaning& meaning, const StudyTally& tally)
{
    const auto wanted = unit(named.name->unit);
    const auto& usual = *named.name->usual;
    Unusual out;
    std::set<std::pair<std::size_t, std::size_t>> seen;
    for (const auto& place : slots_of_values(open, meaning)) {
        if (place.layer != named.layer->id) continue;
        for (std::size_t zone = 0; zone < open.sets[place.set].zones.size(); ++zone) {
            const auto& of_zone =
                tally[static_cast<std::size_t>(place.slot.pass)][meaning.zone_number(place.set, zone)];
            const auto& moments = of_zone.moments(place.slot.at);
            if (moments.empty()) continue;
            const double mean = convert(moments.mean(), named.layer->unit, wanted);
            if ((mean >= usual[0] && mean <= usual[1]) || !seen.emplace(place.set, zone).second) continue;
            out.zones.push_back(open.sets[place.set].zones[zone].label() + " " + fmt::format("{:.4g}", mean));
            out.zeros = out.zeros || (mean < usual[0] && moments.low() == 0);
        }
    }
    return out;
}

} // namespace

std::vector<Sentence> warnings_of_means(const OpenPlan& open, const Meaning& meaning, const StudyTally& tally)
{
    std::vector<Sentence> out;
    for (const auto& one : named_layers(open.plan, open.catalogue.indicators())) {
        const auto& name = *one.name;
        if (!name.usual || !open.rasters.contains(one.layer->id) || one.layer->quantity == Quantity::categorical ||
            !same_dimension(one.layer->unit, unit(name.unit)))
            continue;
        const auto found = unusual_zones(one, open, meaning, tally);
        if (found.zones.empty()) continue;
        const auto told = text("layer '{}' stands for {} ({}), but its mean over {} zones is not between {} and {} {}, "
                               "as on land: {}",
                               one.layer->id, name.name, sentence_of(name.meaning), found.zones.size(),
                               (*name.usual)[0], (*name.usual)[1], name.unit, some_of(found.zones));
        out.push_back(found.zeros ? text("{}; cells there hold 0, which counts as a value: if it means 'no data': "
                                         "nodata = 0",
                                         told)
                                  : told);
    }
    return out;
}

} // namespace peaksite
