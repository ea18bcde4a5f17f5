#include "job/accumulators.hpp"

#include "engine/first_values.hpp"
#include "job/native_passes.hpp"
#include "job/survey_passes.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>

namespace peaksite {

std::size_t Accumulators::moment(std::size_t set, int output, const MomentNeeds& needs)
{
    auto& plan = main().sets[set];
    const auto known = std::ranges::find(plan.moments, output);
    const auto at = static_cast<std::size_t>(known - plan.moments.begin());
    if (known == plan.moments.end()) {
        plan.moments.push_back(output);
        plan.layout.moments.emplace_back();
    }
    auto& all = plan.layout.moments[at];
    all.sums = all.sums || needs.sums;
    all.squares = all.squares || needs.squares;
    all.extremes = all.extremes || needs.extremes;
    return at;
}

std::size_t Accumulators::distribution(std::size_t set, int output, Buckets kind)
{
    auto& plan = main().sets[set];
    const auto known = std::ranges::find(plan.distributions, output);
    const auto at = static_cast<std::size_t>(known - plan.distributions.begin());
    if (known == plan.distributions.end()) {
        plan.distributions.push_back(output);
        plan.layout.distributions.push_back(kind);
    }
    return at;
}

int Accumulators::measure(int output)
{
    const auto known = std::ranges::find(main().measures, output);
    if (known != main().measures.end()) return static_cast<int>(known - main().measures.begin());
    main().measures.push_back(output);
    return static_cast<int>(main().measures.size()) - 1;
}

Slot Accumulators::classes(const Layer& layer)
{
    if (const auto known = m_blueprint.class_slots.find(layer.id); known != m_blueprint.class_slots.end()) return known->second;
    if (is_survey(layer)) return m_blueprint.class_slots[layer.id] = survey_classes(layer);
    Slot slot;
    if (m_inputs.on_the_grid(layer.id) || !m_open.rasters.at(layer.id).file.raster.info.position.upright()) {
        const int input = m_inputs.class_input(layer.id);
        slot.at = main().sets.empty() ? 0 : main().sets.front().classes.size();
        for (auto& set : main().sets) {
            set.classes.push_back(input);
            ++set.layout.class_layers;
        }
    } else slot = native_classes(m_open, m_blueprint, layer);
    m_blueprint.class_slots[layer.id] = slot;
    const auto& open = m_open.rasters.at(layer.id);
    auto& numbering = m_blueprint.class_codes[layer.id];
    numbering = {.codes = open.codes, .keys = {}, .missing = open.missing};
    for (const auto& one : open.classes) numbering.keys.push_back(one.key);
    return slot;
}

Slot Accumulators::survey_classes(const Layer& layer)
{
    auto& numbering = m_blueprint.class_codes[layer.id];
    for (const auto& one : layer.classes) {
        numbering.codes.push_back(one.code);
        numbering.keys.push_back(one.key);
        numbering.texts.push_back(one.text_code);
    }
    // Words that are no class.
    numbering.codes.push_back(-1);
    numbering.keys.emplace_back();
    numbering.texts.emplace_back("unclassified");
    return survey_pass(m_open, m_blueprint, layer);
}

Slot Accumulators::mass(const Layer& layer)
{
    if (const auto known = m_blueprint.mass_slots.find(layer.id); known != m_blueprint.mass_slots.end()) return known->second;
    if (is_survey(layer)) return m_blueprint.mass_slots[layer.id] = survey_pass(m_open, m_blueprint, layer);
    return m_blueprint.mass_slots[layer.id] = native_moments(m_open, m_blueprint, layer, {.sums = true, .squares = false, .extremes = false, .pivot = 0});
}

void settle_pivots(Blueprint& blueprint)
{
    for (std::size_t p = 0; p < blueprint.study.passes.size(); ++p) {
        auto& pass = blueprint.study.passes[p];
        std::vector<int> outputs;
        for (const auto& set : pass.sets)
            for (std::size_t i = 0; i < set.moments.size(); ++i)
                if (set.layout.moments[i].squares) outputs.push_back(set.moments[i]);
        if (outputs.empty()) continue;
        const auto values = first_values(pass, outputs);
        std::size_t next = 0;
        for (std::size_t s = 0; s < pass.sets.size(); ++s) {
            auto& set = pass.sets[s];
            for (std::size_t i = 0; i < set.moments.size(); ++i) {
                if (!set.layout.moments[i].squares) continue;
                set.layout.moments[i].pivot = values[next++];
                for (auto& use : blueprint.statistics)
                    if (!use.classes && use.slot.pass == static_cast<int>(p) && use.set == s && use.slot.at == i) use.pivot = set.layout.moments[i].pivot;
            }
        }
    }
}

} // namespace peaksite
