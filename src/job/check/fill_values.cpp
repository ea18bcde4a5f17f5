#include "job/check/fill_values.hpp"

#include "model/meaning/zonal_sums.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

// Of a layer's own values.
std::string key_of(ZonalTerm::Kind kind, const std::string& layer)
{
    ZonalTerm term;
    term.kind = kind;
    term.layer = layer;
    term.value = name_node(layer);
    return term_key(term);
}

// The raw number that stands for a value of the layer, if it looks like a fill.
std::optional<double> fill_of(const OpenRaster& raster, double value)
{
    constexpr double rounding = 1e-9;
    const double raw = (value - raster.rule.offset) / raster.rule.scale;
    const double whole = std::round(raw);
    if (std::fabs(raw - whole) > rounding * std::max(1., std::fabs(raw))) return {};
    return looks_like_fill(whole, raster.file.raster.info.type) ? std::optional{whole} : std::nullopt;
}

} // namespace

std::vector<LayerSlot> slots_of_values(const OpenPlan& open, const Meaning& meaning)
{
    std::vector<LayerSlot> out;
    for (const auto& use : meaning.statistics)
        if (const auto& layer = meaning.plan.statistics[use.statistics].layer; !has_classes(*meaning.plan.layer(layer)))
            out.push_back({.layer = layer, .set = use.set, .slot = use.slot});
    for (const auto& raster : open.rasters)
        for (const auto kind : {ZonalTerm::Kind::sum, ZonalTerm::Kind::minimum, ZonalTerm::Kind::mass})
            if (const auto found = meaning.sums.find(key_of(kind, raster.first)); found != meaning.sums.end())
                for (std::size_t set = 0; set < found->second.size(); ++set)
                    out.push_back({.layer = raster.first, .set = set, .slot = found->second[set]});
    return out;
}

bool looks_like_fill(double raw, PixelType type)
{
    constexpr std::array usual{-9999.0, -99999.0, -999.0,  -32768.0, -32767.0, 32767.0,
                               65535.0, 9999.0,   99999.0, -1e20,    1e20};
    return std::ranges::find(usual, raw) != usual.end() || (type == PixelType::u8 && raw == 255) ||
           (type == PixelType::i8 && raw == -128);
}

std::vector<Sentence> warnings_of_fills(const OpenPlan& open, const Meaning& meaning, const StudyTally& tally)
{
    std::map<std::pair<std::string, double>, std::string> found; // by layer and number: the first zone
    for (const auto& place : slots_of_values(open, meaning)) {
        const auto raster = open.rasters.find(place.layer);
        if (raster == open.rasters.end() || raster->second.numbered) continue;
        for (std::size_t zone = 0; zone < open.sets[place.set].zones.size(); ++zone) {
            const auto& moments =
                tally[static_cast<std::size_t>(place.slot.pass)][meaning.zone_number(place.set, zone)].moments(
                    place.slot.at);
            if (moments.empty()) continue;
            for (const double value : {moments.low(), moments.high()})
                if (const auto raw = fill_of(raster->second, value))
                    found.try_emplace({place.layer, *raw}, open.sets[place.set].zones[zone].label());
        }
    }
    std::vector<Sentence> out;
    for (const auto& [what, zone] : found)
        out.push_back(
            text("layer '{}': cells hold {}, which looks like 'no data' and is not declared as such (zone {}); their "
                 "means and sums count it; if it is none: nodata = {}, or a range",
                 what.first, number(what.second), zone, number(what.second)));
    return out;
}

} // namespace peaksite
