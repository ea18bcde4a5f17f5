#include "model/meaning/doubtful_land.hpp"

#include "base/constants.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite {

namespace {

constexpr double least_share = 0.01;

class Search {
public:
    Search(const Meaning& meaning, const StudyTally& tally) : m_meaning(meaning), m_tally(tally) {}

    DoubtfulLand find()
    {
        for (const auto& layer : m_meaning.plan.layers)
            for (const auto& one : m_meaning.catalogue.doubtful) {
                const auto same = [&](const ClassEntry& entry) {
                    return entry.code == one.code && entry.key == one.key;
                };
                if (layer.use == one.entry && std::ranges::any_of(layer.classes, same)) look(layer, one);
            }
        return std::move(m_out);
    }

private:
    void look(const Layer& layer, const DoubtfulClass& one)
    {
        const auto counted = m_meaning.layers.find(layer.id);
        if (counted == m_meaning.layers.end()) return;
        const auto slot = counted->second.classes ? counted->second.classes : counted->second.grid_classes;
        if (!slot) return;
        const auto& codes = counted->second.numbering.codes;
        const auto at = std::ranges::find(codes, one.code);
        if (at == codes.end()) return;
        auto& in_zone = m_out.in_zone[layer.id];
        double most = 0;
        std::string where;
        int zones = 0;
        for (std::size_t set = 0; set < m_meaning.sets.size(); ++set)
            for (std::size_t zone = 0; zone < m_meaning.sets[set].zones.size(); ++zone) {
                const auto number = m_meaning.zone_number(set, zone);
                const double area = m_tally[static_cast<std::size_t>(slot->pass)][number].classes(slot->at).area(
                                 static_cast<std::size_t>(at - codes.begin())),
                             whole = m_tally[0][number].area();
                in_zone.resize(std::max(in_zone.size(), number + 1), false);
                if (!(whole > 0) || area / whole <= least_share) continue;
                in_zone[number] = true;
                ++zones;
                if (area / whole <= most) continue;
                most = area / whole;
                where = m_meaning.sets[set].zones[zone].label() +
                        fmt::format(" ({:.1f} %, {:.6g} km²)", 100 * most, area / square_metres_per_km2);
            }
        if (zones > 0)
            m_out.warnings.push_back(
                text("layer '{}': the class {} ({}) takes more than 1 % of {} zones, most in {}: {}", layer.id,
                     one.code, one.name.en, zones, where, one.why.en));
    }

    const Meaning& m_meaning;
    const StudyTally& m_tally;
    DoubtfulLand m_out;
};

} // namespace

DoubtfulLand doubtful_land(const Meaning& meaning, const StudyTally& tally) { return Search{meaning, tally}.find(); }

} // namespace peaksite
