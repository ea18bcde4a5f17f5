#include "job/open/named_layers.hpp"

#include "engine/cells.hpp"
#include "job/init/value_guess.hpp"
#include "job/open/sample_cells.hpp"
#include "plan/read/read_technology.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// Values of a few blocks as the layer reads them.
std::vector<double> sampled(const OpenRaster& raster, const std::optional<Box>& zones)
{
    const auto sample = sample_cells(raster.file.raster, raster.rule.nodata, zones);
    std::vector<double> out;
    for (const double raw : sample.some) {
        const double value = raw * raster.rule.scale + raster.rule.offset;
        if (value >= raster.rule.low && value <= raster.rule.high) out.push_back(value);
    }
    return out;
}

double middle(std::vector<double> values)
{
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, at);
    return *at;
}

std::optional<UnusualLayer> unusual(const NamedLayer& named, const OpenRaster& raster, const std::optional<Box>& zones)
{
    const auto wanted = unit(named.name->unit);
    if (!same_dimension(named.layer->unit, wanted)) return {};
    const auto values = sampled(raster, zones);
    if (values.empty()) return {};
    const auto& usual = *named.name->usual;
    const double value = convert(middle(values), named.layer->unit, wanted);
    if (value >= usual[0] && value <= usual[1]) return {};
    const std::array<double, 2> range{convert(usual[0], wanted, named.layer->unit),
                                      convert(usual[1], wanted, named.layer->unit)};
    std::vector<std::string> readings;
    for (const auto& one : other_readings(values, named.layer->unit, range))
        readings.push_back(one.key + " = \"" + one.value + "\"");
    const auto about =
        text("layer '{}' stands for {} ({}), but the middle of its values near the zones is {:.4g} {}; on "
             "land it lies between {} and {}",
             named.layer->id, named.name->name, sentence_of(named.name->meaning), value, named.name->unit, usual[0],
             usual[1]);
    if (readings.empty())
        return UnusualLayer{
            .layer = named.layer, .what = about, .hint = text("is it another quantity, unit or height?")};
    return UnusualLayer{.layer = named.layer,
                        .what = text("{}; they would fit with {}", about, joined(readings, " / ")),
                        .hint = text("look it up in the description of the data")};
}

} // namespace

std::vector<NamedLayer> named_layers(const Plan& plan, const IndicatorCatalogue& catalogue)
{
    std::vector<NamedLayer> out;
    for (const auto& name : catalogue.names) {
        const auto* layer = layer_named(plan.layers, name.name);
        if (layer == nullptr || layer->kind == Layer::Kind::absent) continue;
        const bool entry_says = !layer->use.empty() && layer->provides == layer->id;
        const bool by_id = layer->id == name.name && !entry_says;
        out.push_back({.layer = layer, .name = &name, .by_id = by_id});
    }
    return out;
}

std::vector<NamedLayer> unstated_layers(const Plan& plan, const IndicatorCatalogue& catalogue)
{
    auto out = named_layers(plan, catalogue);
    std::erase_if(out, [](const NamedLayer& one) { return !one.by_id || one.name->asks.empty(); });
    return out;
}

Sentence told_of(const NamedLayer& unstated)
{
    return text("layer '{}' is taken for {} by its id alone; that must be: {}. If it is, give it an id of its "
                "own and say provides = \"{}\"; else only another id",
                unstated.layer->id, unstated.name->name, unstated.name->asks.in("en"), unstated.name->name);
}

std::vector<UnusualLayer> unusual_layers(const OpenPlan& open, const IndicatorCatalogue& catalogue,
                                         const std::optional<Box>& zones)
{
    std::vector<UnusualLayer> out;
    for (const auto& one : named_layers(open.plan, catalogue)) {
        const auto raster = open.rasters.find(one.layer->id);
        if (!one.name->usual || raster == open.rasters.end() || one.layer->quantity == Quantity::categorical) continue;
        if (auto found = unusual(one, raster->second, zones)) out.push_back(std::move(*found));
    }
    return out;
}

} // namespace peaksite
