#include "model/meaning/compute.hpp"

#include "base/constants.hpp"

#include "base/row_warnings.hpp"
#include "model/indicators/printed_value.hpp"
#include "model/meaning/emission_rows.hpp"
#include "model/meaning/indicator_rows.hpp"
#include "model/meaning/land_rows.hpp"
#include "model/meaning/ledger_rows.hpp"
#include "model/meaning/statistic_rows.hpp"

#include <algorithm>

namespace peaksite {

namespace {

class Computer {
public:
    Computer(const Meaning& meaning, const StudyTally& tally, unsigned threads)
        : m_meaning(meaning), m_tally(tally), m_threads(threads)
    {}

    Results compute(Tables tables)
    {
        const auto uses = technology_uses(m_meaning);
        m_out.sets = m_meaning.sets;
        m_out.wholes = m_meaning.wholes;
        m_out.warnings = m_meaning.warnings;
        m_out.facilities = std::move(tables.facilities);
        m_out.tables = std::move(tables.tables);
        for (auto& table : m_out.tables)
            table.several = std::ranges::any_of(m_meaning.catalogue.tables, [&](const FormulaTable& known) {
                return known.id == table.id && known.several;
            });
        for (const auto& layer : m_meaning.plan.layers)
            if (layer.note.year) m_out.layer_years.emplace(layer.id, *layer.note.year);
        m_out.unchecked = unchecked_rules(m_meaning.plan);
        add_emission_rows(m_meaning.plan, m_out);
        for (std::size_t set = 0; set < m_meaning.sets.size(); ++set) {
            auto& results = m_out.by_set.emplace_back();
            results.inside_share = m_meaning.inside_share[set];
            for (std::size_t zone = 0; zone < m_meaning.sets[set].zones.size(); ++zone)
                results.area_km2.push_back(area_km2(set, zone));
        }
        warn_of_empty_zones();
        warn_of_zones_beyond();
        warn_of_small_zones();
        ZoneLand land{uses, m_tally, m_threads};
        add_indicator_rows(m_meaning, uses, m_tally, land, m_out);
        add_statistic_rows(m_meaning, m_tally, m_out);
        add_land_rows(m_meaning, uses, m_tally, land, m_out);
        add_ledger_rows(m_meaning, m_tally, m_out);
        return std::move(m_out);
    }

private:
    double area_km2(std::size_t set, std::size_t zone) const
    {
        return m_tally.front()[m_meaning.zone_number(set, zone)].area() / square_metres_per_km2;
    }

    void warn_of_empty_zones()
    {
        for (std::size_t set = 0; set < m_meaning.sets.size(); ++set)
            for (std::size_t zone = 0; zone < m_meaning.sets[set].zones.size(); ++zone) {
                const auto& one = m_meaning.sets[set].zones[zone];
                if (one.has_boundary() && m_out.by_set[set].area_km2[zone] == 0)
                    m_out.warnings.push_back(
                        text("zones '{}': zone {} has no area inside the grid; its map indicators stay empty",
                             m_meaning.sets[set].id, one.label()));
            }
    }

    void warn_of_zones_beyond()
    {
        constexpr double nothing = 1e-9; // what rounding of coordinates cuts off
        for (std::size_t set = 0; set < m_meaning.sets.size(); ++set) {
            std::vector<std::string> beyond;
            for (std::size_t zone = 0; zone < m_meaning.sets[set].zones.size(); ++zone) {
                const double inside = m_out.by_set[set].inside_share[zone];
                if (inside < 1 - nothing && m_out.by_set[set].area_km2[zone] > 0)
                    beyond.push_back(m_meaning.sets[set].zones[zone].label() + " (" + percent_words(inside) + " %)");
            }
            RowWarnings{m_meaning.sets[set].id, m_out.warnings}.add(
                beyond, "zones '{}': {} reach beyond the grid, where they count as having no data; share of their area "
                        "inside: {}");
        }
    }

    // What is excluded is decided cell by cell.
    void warn_of_small_zones()
    {
        constexpr double few = 100;
        if (m_meaning.plan.technologies.empty()) return;
        const double cell_km = m_meaning.run.cell_metres / metres_per_km;
        for (std::size_t set = 0; set < m_meaning.sets.size(); ++set) {
            std::vector<std::string> small;
            for (std::size_t zone = 0; zone < m_meaning.sets[set].zones.size(); ++zone)
                if (const double cells = m_out.by_set[set].area_km2[zone] / (cell_km * cell_km);
                    cells > 0 && cells < few)
                    small.push_back(m_meaning.sets[set].zones[zone].label());
            RowWarnings{m_meaning.sets[set].id, m_out.warnings}.add(
                small,
                "zones '{}': {} have the size of less than 100 cells of the grid; what is excluded of their land, "
                "and what follows from it, is rough: a finer [grid] cell would tell more: {}");
        }
    }

    const Meaning& m_meaning;
    const StudyTally& m_tally;
    unsigned m_threads;
    Results m_out;
};

} // namespace

Results compute(const Meaning& meaning, Tables tables, const StudyTally& tally, unsigned threads)
{
    return Computer{meaning, tally, threads}.compute(std::move(tables));
}

} // namespace peaksite
