#include "job/pilots/ground.hpp"

#include "base/constants.hpp"

#include "geo/projection.hpp"
#include "geo/proximity.hpp"
#include "geo/transform.hpp"
#include "io/tables/score_sheets.hpp"
#include "model/pilots/costs.hpp"

#include <algorithm>

namespace peaksite {

namespace {

Shape in_degrees(const Zone& zone, const Transform& transform)
{
    constexpr double tolerance = 1e-5; // of a degree, about a metre
    if (zone.has_boundary()) return projected(zone.shape, transform, tolerance, metres_per_degree).shape;
    Shape out;
    if (zone.place)
        if (const auto place = transform.forward(*zone.place)) out.points.push_back(*place);
    return out;
}

// Candidates as they lie: what they share, how far they are from one another.
class Collector {
public:
    Collector(const PilotPlan& plan, const Results& results)
        : m_plan(plan), m_results(results), m_candidates(pilot_candidates(results).candidates)
    {}

    PilotGround collect()
    {
        const auto degrees = Crs::parse("EPSG:4490");
        for (const auto& set : m_results.sets) {
            const Transform transform{set.crs, degrees};
            for (const auto& zone : set.zones) {
                if (zone.kind == "area") continue;
                m_shapes.push_back(in_degrees(zone, transform));
                m_out.places.push_back(point_inside(m_shapes.back()));
            }
        }
        constexpr double least_kept = 100; // km, so that a spacing can be asked for later without a run
        m_out.pairs_within_km = std::max(least_kept, m_plan.spacing_km.value_or(0));
        add_pairs();
        std::vector<Sentence> told; // when the sheets were checked
        m_out.experts = read_experts(m_plan, m_candidates, told);
        return std::move(m_out);
    }

private:
    // Slivers along common boundaries are no overlap.
    void add_pairs()
    {
        constexpr double least_km2 = 0.001, least_share = 0.001;
        for (const auto& near : near_pairs(m_shapes, m_out.pairs_within_km)) {
            const double smaller =
                std::min(m_candidates[near.a].area_km2.value_or(0), m_candidates[near.b].area_km2.value_or(0));
            const bool real =
                near.shared_km2 > std::min(least_km2, smaller / 2) && near.shared_km2 > least_share * smaller;
            m_out.pairs.push_back({.a = near.a, .b = near.b, .km = near.km, .shared_km2 = real ? near.shared_km2 : 0});
        }
    }

    const PilotPlan& m_plan;
    const Results& m_results;
    std::vector<PilotCandidate> m_candidates;
    PilotGround m_out;
    std::vector<Shape> m_shapes;
};

} // namespace

PilotGround pilot_ground(const PilotPlan& plan, const Results& results) { return Collector{plan, results}.collect(); }

std::vector<PilotExperts> read_experts(const PilotPlan& plan, const std::vector<PilotCandidate>& candidates,
                                       std::vector<Sentence>& warnings)
{
    std::vector<PilotExperts> out;
    for (const auto& type : plan.types) {
        if (!type.expert) continue;
        std::vector<std::pair<std::string, std::string>> known;
        for (const auto& one : candidates)
            if (one.kind == type.type) known.emplace_back(one.key, one.name);
        out.push_back({.type = type.type,
                       .sheets = read_score_sheets(
                           type.expert->file, type.expert->table, known,
                           {.id = {}, .lowest = type.expert->lowest, .highest = type.expert->highest}, warnings)});
    }
    return out;
}

void check_costs(const PilotPlan& plan, const std::vector<ZoneSet>& sets)
{
    PilotData data;
    for (const auto& set : sets)
        for (const auto& zone : set.zones)
            data.candidates.push_back({.set = set.id,
                                       .key = zone.key,
                                       .kind = zone.kind,
                                       .attributes = zone.attributes,
                                       .attribute_units = zone.attribute_units});
    static_cast<void>(pilot_costs(plan, data));
}

std::vector<Sentence> check_experts(const PilotPlan& plan, const std::vector<ZoneSet>& sets)
{
    std::vector<PilotCandidate> candidates;
    for (const auto& set : sets)
        for (const auto& zone : set.zones)
            candidates.push_back({.set = set.id, .key = zone.key, .name = zone.name, .kind = zone.kind});
    std::vector<Sentence> warnings;
    const auto read = read_experts(plan, candidates, warnings);
    for (const auto& type : plan.types) {
        const auto found = std::ranges::find(read, type.type, &PilotExperts::type);
        if (found != read.end()) static_cast<void>(trim_of(*type.expert, found->sheets.experts.size()));
    }
    return warnings;
}

} // namespace peaksite
