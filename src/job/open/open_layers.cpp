#include "job/open/open_layers.hpp"

#include "base/utf8.hpp"
#include "geo/validity.hpp"
#include "job/open/open_survey.hpp"
#include "job/open/stated_crs.hpp"
#include "plan/read/read_layer.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace peaksite {

namespace {

std::optional<Unit> unit_in(const RasterFile& file)
{
    try {
        return unit(file.unit);
    } catch (const UsageError&) {
        return {};
    }
}

// One unit by its size too: Wh and kWh are two.
bool alike(const Unit& a, const Unit& b)
{
    constexpr double tolerance = 1e-9;
    if (!same_dimension(a, b)) return false;
    const auto from_a = conversion(a, b);
    return from_a.shift == 0 && std::fabs(from_a.scale.up / from_a.scale.down - 1) <= tolerance;
}

// Units of the plan are checked before any file is opened, so that the file's is never taken; what it says is told.
void compare_units(const Layer& layer, const RasterFile& file, std::vector<Sentence>& warnings)
{
    if (file.unit.empty()) return;
    const auto of_file = unit_in(file);
    if (!layer.unit_stated) {
        const bool counts = layer.quantity != Quantity::categorical && layer.classes.empty();
        if (counts && !(of_file && of_file->is_dimensionless()))
            warnings.push_back(text("layer '{}': the file says its unit is '{}', the plan states none, so that its "
                                    "numbers count as pure numbers; write unit = \"…\"",
                                    layer.id, file.unit));
        return;
    }
    if (!of_file)
        warnings.push_back(
            text("layer '{}': the file says its unit is '{}', which is not known; the plan's '{}' is used", layer.id,
                 file.unit, layer.unit.text()));
    else if (!alike(*of_file, layer.unit))
        warnings.push_back(text("layer '{}': the file says its unit is '{}', the plan says '{}'; the plan is used",
                                layer.id, file.unit, layer.unit.text()));
}

ValueRule value_rule(const Layer& layer, const RasterFile& file)
{
    ValueRule rule;
    rule.nodata = file.raster.info.nodata;
    if (file.raster.info.gap) rule.nodata.add(*file.raster.info.gap);
    rule.scale = layer.scale.value_or(file.scale.value_or(1));
    rule.offset = layer.offset.value_or(file.offset.value_or(0));
    if (layer.range) {
        rule.low = (*layer.range)[0];
        rule.high = (*layer.range)[1];
    }
    if (layer.valid) {
        // By the formula that cells are converted with, so that the ends themselves are valid.
        const double first = (*layer.valid)[0] * rule.scale + rule.offset,
                     last = (*layer.valid)[1] * rule.scale + rule.offset;
        rule.fills_below = std::min(first, last);
        rule.fills_above = std::max(first, last);
        rule.low = std::max(rule.low, rule.fills_below);
        rule.high = std::min(rule.high, rule.fills_above);
    }
    return rule;
}

// A scale is applied once, the plan's or the file's; where they disagree somebody is wrong.
void compare_scales(const Layer& layer, const RasterFile& file, std::vector<Sentence>& warnings)
{
    if (!layer.scale) return;
    const auto type = file.raster.info.type;
    const bool whole = type != PixelType::f32 && type != PixelType::f64;
    if (file.scale && std::fabs(*file.scale - *layer.scale) > 1e-9 * std::fabs(*layer.scale))
        warnings.push_back(text("layer '{}': the file says its numbers are to be multiplied by {}, the plan or its "
                                "catalogue entry says {}; the file's is not used",
                                layer.id, number(*file.scale), number(*layer.scale)));
    else if (!file.scale && !whole && *layer.scale != 1 && !layer.use.empty())
        warnings.push_back(text("layer '{}': its numbers are multiplied by {}, as catalogue entry '{}' says of whole "
                                "numbers, but the file holds decimal ones; if they are scaled already, write scale = 1",
                                layer.id, number(*layer.scale), layer.use));
}

bool china_offset(const std::optional<std::string>& crs) { return crs && !china_offset_name(*crs).empty(); }

Sentence offset_warning(std::string_view what, const std::string& id)
{
    return text(
        "{} '{}': positions are taken off China's map offset; this undoes a confidentiality step and may be restricted",
        what, id);
}

// Which of several bands, or months of a NetCDF file, was taken where the plan names none.
Sentence bands_left(const Layer& layer, const RasterFile& file)
{
    const std::string name = file.band_name.empty() ? "" : " (" + file.band_name + ")";
    return text("layer '{}': '{}' has {} bands and the plan names none; band 1{} is taken, bands 2 to {} are left; "
                "write band = …",
                layer.id, layer.files.front(), file.bands, name, file.bands);
}

} // namespace

OpenRaster open_raster_layer(const Layer& layer, std::vector<Sentence>& warnings)
{
    OpenRaster out{.file = look_at_raster({.files = layer.files,
                                           .variable = layer.variable,
                                           .band = std::max(layer.band, 1),
                                           .crs = layer.crs,
                                           .nodata = layer.nodata,
                                           .name = "mosaic of layer " + layer.id}),
                   .rule = {},
                   .codes = {},
                   .classes = {},
                   .missing = 255};
    out.rule = value_rule(layer, out.file);
    if (layer.nodata && !out.file.declared.empty() && out.file.declared != Fills{layer.nodata})
        warnings.push_back(text("layer '{}': the file says {} means no data, the plan says {}; the plan is used",
                                layer.id, out.file.declared.text(), *layer.nodata));
    if (out.file.alpha > 0)
        warnings.push_back(text("layer '{}': band {} of '{}' says how opaque cells are; where it is 0 there is no data",
                                layer.id, out.file.alpha, layer.files.front()));
    if (layer.band == no_band_named && out.file.bands > 1) warnings.push_back(bands_left(layer, out.file));
    if (layer.crs && out.file.has_crs)
        warnings.push_back(
            text("layer '{}': the coordinate system of the file is replaced by {}", layer.id, *layer.crs));
    if (!out.file.assumed_crs.empty())
        warnings.push_back(
            text("layer '{}': '{}' names no coordinate system; its longitudes and latitudes are taken as {}", layer.id,
                 layer.files.front(), out.file.assumed_crs));
    if (china_offset(layer.crs)) warnings.push_back(offset_warning("layer", layer.id));
    for (const auto& note : layer.note.warnings)
        warnings.push_back(text("layer '{}': {}", layer.id, sentence_of(note)).as_remark());
    compare_units(layer, out.file, warnings);
    compare_scales(layer, out.file, warnings);
    return out;
}

OpenVector open_vector_layer(const Layer& layer, int threads, std::vector<Sentence>& warnings)
{
    OpenVector out;
    SurveyBuilder survey{layer, threads};
    std::size_t repaired = 0, curved = 0;
    for (const auto& file : layer.files) {
        const auto table = read_features(
            {.file = file, .table = layer.table, .where = layer.where, .encoding = layer.encoding, .crs = layer.crs});
        if (out.features == 0)
            out.crs = stated_crs(table, file);
        else if (!out.crs.same_plane(stated_crs(table, file)))
            throw InputError{text("file '{}' has another coordinate system than '{}'; convert one of them first", file,
                                  layer.files.front())};
        warnings.insert(warnings.end(), table.warnings.begin(), table.warnings.end());
        for (const auto& feature : table.features) {
            if (feature.not_finite)
                throw InputError{text("file '{}', feature {}: coordinates are no numbers; correct the feature, or "
                                      "leave it out: where = \"…\"",
                                      file, feature.id)};
            auto valid = made_valid(feature.shape);
            repaired += valid.repair.empty() ? 0U : 1U;
            curved += feature.had_curves ? 1U : 0U;
            if (is_survey(layer)) {
                survey.add(table, file, feature, valid.shape.polygons);
                continue;
            }
            auto& all = out.shape;
            std::ranges::move(valid.shape.polygons, std::back_inserter(all.polygons));
            std::ranges::move(valid.shape.lines, std::back_inserter(all.lines));
            std::ranges::move(valid.shape.points, std::back_inserter(all.points));
        }
        out.features += table.features.size();
    }
    if (out.features == 0 || (out.shape.empty() && !is_survey(layer)))
        warnings.push_back(text("layer '{}' has no features", layer.id));
    if (is_survey(layer)) survey.finish(out, warnings);
    if (curved > 0)
        warnings.push_back(
            text("layer '{}': {} features with curves, which were made straight in pieces of half a degree", layer.id,
                 curved));
    if (repaired > 0)
        warnings.push_back(text("layer '{}': {} polygons that crossed themselves were repaired", layer.id, repaired));
    if (china_offset(layer.crs)) warnings.push_back(offset_warning("layer", layer.id));
    for (const auto& note : layer.note.warnings)
        warnings.push_back(text("layer '{}': {}", layer.id, sentence_of(note)).as_remark());
    return out;
}

} // namespace peaksite
