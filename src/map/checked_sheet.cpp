#include "map/checked_sheet.hpp"

#include "base/error.hpp"
#include "base/printed_unit.hpp"

#include <cmath>
#include <optional>

namespace peaksite {

namespace {

bool finite(const Box& box)
{
    return std::isfinite(box.xmin) && std::isfinite(box.ymin) && std::isfinite(box.xmax) && std::isfinite(box.ymax);
}

std::optional<Box> zone_box(const Sheet& sheet)
{
    std::optional<Box> out;
    for (const auto& zone : sheet.theme.zones)
        if (const auto box = bounds(zone.shape); box && finite(*box)) out = out ? united(*out, *box) : *box;
    return out;
}

} // namespace

std::vector<std::string> texts_of(const Sheet& sheet)
{
    std::vector<std::string> out{sheet.base_map.number, sheet.review.number, sheet.date, sheet.program,
                                 printed_unit(sheet.theme.unit, sheet.lang)};
    const auto add = [&](const Bilingual& text) {
        if (sheet.lang != "en") out.push_back(text.in("zh"));
        if (sheet.lang != "zh") out.push_back(text.in("en"));
    };
    add(sheet.title);
    add(sheet.subtitle);
    add(sheet.theme.name);
    add(sheet.theme.caveat);
    for (const auto& text : {sheet.base_map.name, sheet.review.name, sheet.not_reviewed, sheet.secrecy}) add(text);
    for (const auto& zone : sheet.theme.zones) out.push_back(zone.name);
    for (const auto& note : sheet.notes) add(note);
    for (const auto& source : sheet.sources) add(source);
    for (const auto& layer : sheet.symbols) {
        add(layer.name);
        add(layer.remark);
        out.push_back(printed_unit(layer.unit, sheet.lang));
    }
    if (sheet.comparison) {
        for (const auto& text : {sheet.comparison->bars, sheet.comparison->chart, sheet.comparison->chart_note}) add(text);
        for (const auto& entry : sheet.comparison->entries) out.push_back(entry.name);
        for (const auto& entry : sheet.comparison->entries) out.push_back(entry.group);
        for (const auto& quadrant : sheet.comparison->quadrants) add(quadrant);
    }
    add(sheet.patches_name);
    for (const auto& layer : sheet.patches) add(layer.name);
    if (!sheet.background) return out;
    add(sheet.background->name);
    out.push_back(printed_unit(sheet.background->unit, sheet.lang));
    for (const auto& one : sheet.background->classes) add(one.name);
    return out;
}

Box drawable_extent(const Sheet& sheet, double smallest)
{
    Box box = sheet.extent;
    if (!finite(box) || box.xmin > box.xmax || box.ymin > box.ymax) {
        const auto zones = zone_box(sheet);
        if (!zones)
            throw InputError{text("the map '{}' has nothing to show: its extent is empty and no zone has a shape",
                                  sheet.title.in("en"))};
        box = *zones;
    }
    const auto widened = [smallest](double& low, double& high) {
        const double lack = smallest - (high - low);
        if (lack <= 0) return;
        low -= lack / 2;
        high += lack / 2;
    };
    widened(box.xmin, box.xmax);
    widened(box.ymin, box.ymax);
    return box;
}

} // namespace peaksite
