#include "job/compute_results.hpp"

#include "job/compute_indicators.hpp"
#include "job/compute_tables.hpp"
#include "job/fill_values.hpp"
#include "job/row_warnings.hpp"
#include "job/survey_passes.hpp"
#include "job/unclassified.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

constexpr double square_metres_per_km2 = 1e6;

class Computer {
public:
    Computer(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally)
        : m_open(open), m_blueprint(blueprint), m_tally(tally)
    {}

    Results compute()
    {
        m_out.sets = m_open.sets;
        m_out.facilities = m_blueprint.facilities;
        m_out.tables = m_open.tables;
        for (auto& table : m_out.tables)
            if (const auto stored = m_blueprint.tables->table(table.id))
                table.several = m_blueprint.tables->at(*stored).reading.several;
        m_out.unchecked = m_blueprint.unchecked;
        m_out.warnings = m_blueprint.warnings;
        compute_facilities(m_open, m_out);
        for (std::size_t set = 0; set < m_open.sets.size(); ++set) {
            auto& results = m_out.by_set.emplace_back();
            results.inside_share = m_blueprint.frame.inside_share[set];
            for (std::size_t zone = 0; zone < m_open.sets[set].zones.size(); ++zone)
                results.area_km2.push_back(area_km2(set, zone));
        }
        warn_of_empty_zones();
        warn_of_zones_beyond();
        warn_of_small_zones();
        warn_of_unclassified(m_open, m_blueprint, m_tally, m_out);
        compute_indicators(m_open, m_blueprint, m_tally, m_out);
        warn_of_fills(m_open, m_blueprint, m_tally, m_out);
        compute_statistics(m_blueprint, m_tally, m_out);
        compute_land(m_blueprint, m_tally, m_out);
        compute_ledger(m_open, m_blueprint, m_tally, m_out);
        return std::move(m_out);
    }

private:
    const ZoneTally& tally(int pass, std::size_t set, std::size_t zone) const
    {
        return m_tally[static_cast<std::size_t>(pass)][m_blueprint.zone_number(set, zone)];
    }

    double area_km2(std::size_t set, std::size_t zone) const
    {
        return tally(0, set, zone).area() / square_metres_per_km2;
    }

    void warn_of_empty_zones()
    {
        for (std::size_t set = 0; set < m_open.sets.size(); ++set)
            for (std::size_t zone = 0; zone < m_open.sets[set].zones.size(); ++zone) {
                const auto& one = m_open.sets[set].zones[zone];
                if (one.has_boundary() && m_out.by_set[set].area_km2[zone] == 0)
                    m_out.warnings.push_back(
                        text("zones '{}': zone {} has no area inside the grid; its map indicators stay empty",
                             m_open.sets[set].id, one.label()));
            }
    }

    void warn_of_zones_beyond()
    {
        constexpr double nothing = 1e-9; // what rounding of coordinates cuts off
        for (std::size_t set = 0; set < m_open.sets.size(); ++set) {
            std::vector<std::string> beyond;
            for (std::size_t zone = 0; zone < m_open.sets[set].zones.size(); ++zone) {
                const double inside = m_out.by_set[set].inside_share[zone];
                if (inside < 1 - nothing && m_out.by_set[set].area_km2[zone] > 0)
                    beyond.push_back(m_open.sets[set].zones[zone].label() + fmt::format(" ({:.1f} %)", 100 * inside));
            }
            RowWarnings{m_open.sets[set].id, m_out.warnings}.add(
                beyond, "zones '{}': {} reach beyond the grid, where they count as having no data; share of their area "
                        "inside: {}");
        }
    }

    // What is excluded is decided cell by cell.
    void warn_of_small_zones()
    {
        constexpr double few = 100, metres_per_km = 1000;
        if (m_blueprint.technologies.empty()) return;
        const double cell_km = m_blueprint.frame.cell_metres / metres_per_km;
        for (std::size_t set = 0; set < m_open.sets.size(); ++set) {
            std::vector<std::string> small;
            for (std::size_t zone = 0; zone < m_open.sets[set].zones.size(); ++zone)
                if (const double cells = m_out.by_set[set].area_km2[zone] / (cell_km * cell_km);
                    cells > 0 && cells < few)
                    small.push_back(m_open.sets[set].zones[zone].label());
            RowWarnings{m_open.sets[set].id, m_out.warnings}.add(
                small,
                "zones '{}': {} have the size of less than 100 cells of the grid; what is excluded of their land, "
                "and what follows from it, is rough: a finer [grid] cell would tell more: {}");
        }
    }

    const OpenPlan& m_open;
    const Blueprint& m_blueprint;
    const StudyTally& m_tally;
    Results m_out;
};

} // namespace

Results compute_results(const OpenPlan& open, const Blueprint& blueprint, const StudyTally& tally)
{
    return Computer{open, blueprint, tally}.compute();
}

} // namespace peaksite
