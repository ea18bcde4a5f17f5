#include "job/study/accumulators.hpp"

#include "engine/first_values.hpp"
#include "job/study/survey_passes.hpp"
#include "model/meaning/unclassified_area.hpp"
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

bool Accumulators::has_own_cells(const Layer& layer)
{
    if (layer.kind != Layer::Kind::raster || m_inputs.on_the_grid(layer.id)) return false;
    const auto& info = m_open.rasters.at(layer.id).file.raster.info;
    if (info.position.upright()) return true;
    if (m_turned.insert(layer.id).second)
        m_blueprint.meaning.warnings.push_back(
            text("layer '{}': the cells of '{}' are turned, so that its statistics are taken on the grid; warp it to "
                 "an upright raster for those of its own cells",
                 layer.id, info.name));
    return false;
}

Slot Accumulators::classes(const Layer& layer)
{
    if (const auto& known = m_blueprint.meaning.layers[layer.id].classes) return *known;
    number_classes(layer);
    const auto slot = is_survey(layer)       ? survey_pass(m_open, m_blueprint, layer)
                      : has_own_cells(layer) ? m_native.classes(layer)
                                             : grid_classes(layer);
    m_blueprint.meaning.layers[layer.id].classes = slot;
    return slot;
}

Slot Accumulators::grid_classes(const Layer& layer)
{
    if (const auto& known = m_blueprint.meaning.layers[layer.id].grid_classes) return *known;
    number_classes(layer);
    const int input = m_inputs.class_input(layer.id);
    const Slot slot{.pass = 0, .at = main().sets.empty() ? 0 : main().sets.front().classes.size()};
    for (auto& set : main().sets) {
        set.classes.push_back(input);
        ++set.layout.class_layers;
    }
    m_blueprint.meaning.layers[layer.id].grid_classes = slot;
    return slot;
}

void Accumulators::number_classes(const Layer& layer)
{
    auto& numbering = m_blueprint.meaning.layers[layer.id].numbering;
    if (!numbering.codes.empty()) return;
    if (!is_survey(layer)) {
        const auto& open = m_open.rasters.at(layer.id);
        numbering = {.codes = open.codes, .keys = {}, .missing = open.missing};
        for (const auto& one : open.classes) {
            numbering.keys.push_back(one.key);
            numbering.declared.push_back(!one.key.empty());
        }
        return;
    }
    const auto divided = [&](const ClassEntry& one) {
        return !one.text_code.empty() && std::ranges::any_of(layer.classes, [&](const ClassEntry& other) {
            return other.text_code.size() > one.text_code.size() && other.text_code.starts_with(one.text_code);
        });
    };
    for (const auto& one : layer.classes) {
        numbering.codes.push_back(one.code);
        numbering.keys.push_back(one.key);
        numbering.texts.push_back(one.text_code);
        numbering.declared.push_back(true);
        numbering.divided.push_back(divided(one));
    }
    // Words that are no class.
    numbering.codes.push_back(-1);
    numbering.keys.emplace_back();
    numbering.texts.emplace_back(unclassified);
    m_blueprint.meaning.layers[layer.id].unknown_words = m_open.vectors.at(layer.id).unknown_words;
}

Slot Accumulators::mass(std::size_t set, const Layer& layer)
{
    if (is_survey(layer)) return survey_pass(m_open, m_blueprint, layer);
    Syntax name;
    name.kind = Syntax::Kind::name;
    name.text = layer.id;
    return m_native.moment(set, layer, name, {}, {.sums = true, .squares = false, .extremes = true, .pivot = 0});
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
                for (auto& use : blueprint.meaning.statistics)
                    if (!has_classes(
                            *blueprint.meaning.plan.layer(blueprint.meaning.plan.statistics[use.statistics].layer)) &&
                        use.slot.pass == static_cast<int>(p) && use.set == s && use.slot.at == i)
                        use.pivot = set.layout.moments[i].pivot;
            }
        }
    }
}

} // namespace peaksite
