#include "model/meaning/value_layers.hpp"

#include "model/indicators/provenance.hpp"

#include <algorithm>

namespace peaksite {

ValueLayers::ValueLayers(const Meaning& meaning, const RunIndicators& indicators, const std::vector<PlacedList>& lists,
                         const StudyTally& tally)
    : m_meaning(meaning), m_indicators(indicators), m_lists(lists), m_doubtful(doubtful_land(meaning, tally))
{}

const std::set<std::string>& ValueLayers::layers_of(std::size_t formula)
{
    const auto [found, is_new] = m_layers.try_emplace(formula);
    if (is_new) found->second = layers_behind(m_indicators.book(), m_indicators.book().formulas()[formula]);
    return found->second;
}

std::optional<int> ValueLayers::year(std::size_t formula)
{
    if (formula >= m_indicators.book().formulas().size()) return {};
    std::optional<int> out;
    const auto add = [&](std::optional<int> year) {
        if (year) out = std::max(out.value_or(*year), *year);
    };
    for (const auto& id : layers_of(formula))
        if (const auto* layer = m_meaning.plan.layer(id)) add(layer->note.year);
    const auto is_list = [&](const FieldPlace& one) { return m_indicators.tables().at(one.table).table.id == "fac"; };
    if (std::ranges::any_of(m_indicators.book().formulas()[formula].fields, is_list))
        for (const auto& placed : m_lists) add(placed.list.year);
    return out;
}

std::uint16_t ValueLayers::remarks(std::size_t formula, std::size_t zone)
{
    if (formula >= m_indicators.book().formulas().size()) return 0;
    std::uint16_t out = 0;
    for (const auto& layer : layers_of(formula)) {
        out |= m_meaning.remarks_of(layer);
        const auto land = m_doubtful.in_zone.find(layer);
        if (land != m_doubtful.in_zone.end() && zone < land->second.size() && land->second[zone])
            out |= static_cast<std::uint16_t>(Remark::doubtful_class);
    }
    return out;
}

} // namespace peaksite
