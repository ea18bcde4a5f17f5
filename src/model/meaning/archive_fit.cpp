#include "model/meaning/archive.hpp"
#include "model/meaning/kinds_of_fields.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>

namespace peaksite {

namespace {

class FitTest {
public:
    FitTest(const Archive& archive, const StudyTally& tally)
        : m_meaning(archive.meaning), m_tables(archive.tables), m_tally(tally)
    {}

    bool fits() const
    {
        const auto sets = m_meaning.sets.size();
        if (m_meaning.first_zone.size() != sets || m_meaning.inside_share.size() != sets || m_tally.empty() ||
            m_meaning.passes.size() != m_tally.size())
            return false;
        for (std::size_t set = 0; set < sets; ++set)
            if (m_meaning.inside_share[set].size() != m_meaning.sets[set].zones.size() ||
                m_meaning.first_zone[set] > m_tally.front().size() ||
                m_meaning.sets[set].zones.size() > m_tally.front().size() - m_meaning.first_zone[set])
                return false;
        return passes_fit() && places_fit() && tables_fit() && plan_fits();
    }

private:
    // What reading a plan sees to.
    bool plan_fits() const
    {
        return std::ranges::all_of(m_meaning.plan.technologies,
                                   [](const Technology& one) { return one.density.has_value(); });
    }

    std::size_t zones_of(std::size_t set) const { return m_meaning.sets[set].zones.size(); }

    bool passes_fit() const
    {
        const auto sets = m_meaning.sets.size(), in_sets = m_tally.front().size();
        if (m_meaning.criteria.size() > static_cast<std::size_t>(most_criteria)) return false;
        for (std::size_t pass = 0; pass < m_tally.size(); ++pass) {
            const auto& known = m_meaning.passes[pass];
            const bool right = known.layouts.size() == sets && m_tally[pass].size() >= in_sets &&
                               (known.share_on_raster.empty() || known.share_on_raster.size() >= in_sets) &&
                               (known.outside_of.empty() || known.outside_of.size() == sets) && survey_fits(known);
            if (!right) return false;
            for (std::size_t set = 0; set < sets; ++set)
                if (!zones_fit(pass, set)) return false;
        }
        return true;
    }

    // Every place that may be asked for what was counted: the zones of the set, and what lies in none of them.
    bool zones_fit(std::size_t pass, std::size_t set) const
    {
        const auto& known = m_meaning.passes[pass];
        const auto& zones = m_tally[pass];
        const int criteria = pass == 0 ? static_cast<int>(m_meaning.criteria.size()) : 0;
        const auto fits = [&](std::size_t place) {
            return place < zones.size() && zones[place].fits(known.layouts[set], criteria);
        };
        for (std::size_t zone = 0; zone < zones_of(set); ++zone)
            if (!fits(m_meaning.zone_number(set, zone))) return false;
        return known.outside_of.empty() || fits(known.outside_of[set]);
    }

    // Polygons by class: those of the classes of their layer, and what is none of them.
    bool survey_fits(const PassMeaning& pass) const
    {
        if (!pass.survey || !pass.classes) return true;
        const auto* layer = m_meaning.plan.layer(pass.name);
        return layer != nullptr && pass.outside_of.size() == m_meaning.sets.size() &&
               std::ranges::all_of(pass.layouts, [&](const TallyLayout& layout) {
                   return layout.moments.size() == layer->classes.size() + 1;
               });
    }

    const TallyLayout* layout(const Slot& slot, std::size_t set) const
    {
        const bool known = slot.pass >= 0 && static_cast<std::size_t>(slot.pass) < m_meaning.passes.size();
        return known ? &m_meaning.passes[static_cast<std::size_t>(slot.pass)].layouts[set] : nullptr;
    }
    bool has_moments(const Slot& slot, std::size_t set) const
    {
        const auto* known = layout(slot, set);
        return known != nullptr && slot.at < known->moments.size();
    }
    bool has_classes(const std::optional<Slot>& slot) const
    {
        for (std::size_t set = 0; slot && set < m_meaning.sets.size(); ++set)
            if (!has_classes(*slot, set)) return false;
        return true;
    }
    bool has_classes(const Slot& slot, std::size_t set) const
    {
        const auto* known = layout(slot, set);
        return known != nullptr && slot.at < static_cast<std::size_t>(known->class_layers);
    }
    bool has_distribution(const Slot& slot, std::size_t set) const
    {
        const auto* known = layout(slot, set);
        return known != nullptr && slot.at < known->distributions.size();
    }

    bool places_fit() const
    {
        for (const auto& whole : m_meaning.wholes)
            if (whole.set >= m_meaning.sets.size() || whole.zone >= zones_of(whole.set) ||
                whole.part_set >= m_meaning.sets.size() ||
                std::ranges::any_of(whole.parts, [&](auto part) { return part >= zones_of(whole.part_set); }))
                return false;
        for (const auto& [key, slots] : m_meaning.sums) {
            if (slots.size() != m_meaning.sets.size()) return false;
            for (std::size_t set = 0; set < slots.size(); ++set)
                if (!has_moments(slots[set], set)) return false;
        }
        for (const auto& [key, number] : m_meaning.measures)
            for (const auto& layout : m_meaning.passes.front().layouts)
                if (number < 0 || number >= layout.measures) return false;
        return std::ranges::all_of(m_meaning.statistics, [&](const auto& place) { return statistic_fits(place); }) &&
               std::ranges::all_of(m_meaning.layers,
                                   [&](const auto& known) { return layer_fits(known.first, known.second); });
    }

    bool statistic_fits(const StatisticPlace& place) const
    {
        if (place.statistics >= m_meaning.plan.statistics.size() || place.set >= m_meaning.sets.size()) return false;
        const auto* layer = m_meaning.plan.layer(m_meaning.plan.statistics[place.statistics].layer);
        if (layer == nullptr || !m_meaning.layers.contains(layer->id)) return false;
        if (place.distribution && !has_distribution(*place.distribution, place.set)) return false;
        if (peaksite::has_classes(*layer)) return has_classes(place.slot, place.set);
        const bool quantiles = std::ranges::any_of(m_meaning.plan.statistics[place.statistics].stats,
                                                   [](const StatPlan& one) { return one.stat == Stat::quantile; });
        return has_moments(place.slot, place.set) && m_meaning.layers.at(layer->id).unit &&
               (place.distribution || !quantiles);
    }

    bool layer_fits(const std::string& id, const LayerMeaning& layer) const
    {
        const auto& numbers = layer.numbering;
        const auto classes = numbers.codes.size();
        return m_meaning.plan.layer(id) != nullptr &&
               (numbers.divided.empty() || numbers.divided.size() >= numbers.declared.size()) &&
               has_classes(layer.classes) && has_classes(layer.grid_classes) && numbers.keys.size() >= classes &&
               (numbers.texts.empty() || numbers.texts.size() >= classes);
    }

    bool joined_to_zones(const std::vector<std::vector<std::size_t>>& zones) const
    {
        for (std::size_t set = 0; set < zones.size(); ++set)
            if (set >= m_meaning.sets.size() ||
                std::ranges::any_of(zones[set], [&](std::size_t zone) { return zone >= zones_of(set); }))
                return false;
        return true;
    }

    bool table_fits(const UnitTable& table) const
    {
        return joined_to_zones(table.join.zones_without) &&
               std::ranges::all_of(table.rows,
                                   [&](const TableRow& row) {
                                       return row.cells.size() == table.fields.size() && joined_to_zones(row.zones);
                                   }) &&
               gaps_fit(table);
    }

    bool gaps_fit(const UnitTable& table) const
    {
        if (table.gaps.size() > m_meaning.sets.size()) return false;
        for (const auto& of_set : table.gaps)
            for (const auto& [zone, of_zone] : of_set)
                for (const auto& [year, gaps] : of_zone)
                    for (const auto& gap : gaps)
                        if (std::ranges::any_of(gap.rows, [&](std::size_t row) { return row >= table.rows.size(); }))
                            return false;
        return true;
    }

    bool list_fits(const PlacedList& list) const
    {
        if (list.by_set.size() != m_meaning.sets.size()) return false;
        for (std::size_t set = 0; set < list.by_set.size(); ++set) {
            const auto& all = list.by_set[set];
            if (all.size() != list.list.facilities.size()) return false;
            for (std::size_t i = 0; i < all.size(); ++i)
                for (const auto zone : all.zones(i))
                    if (zone >= zones_of(set)) return false;
        }
        return true;
    }

    bool tables_fit() const
    {
        return m_tables.facilities.size() == m_meaning.plan.facilities.size() &&
               std::ranges::all_of(m_tables.tables, [&](const auto& table) { return table_fits(table); }) &&
               std::ranges::all_of(m_tables.facilities, [&](const auto& list) { return list_fits(list); });
    }

    const Meaning& m_meaning;
    const Tables& m_tables;
    const StudyTally& m_tally;
};

} // namespace

void require_fit(const Archive& archive, const StudyTally& tally)
{
    if (!FitTest{archive, tally}.fits()) damaged();
}

} // namespace peaksite
