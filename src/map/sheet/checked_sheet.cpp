#include "map/sheet/checked_sheet.hpp"

#include "base/error.hpp"
#include "map/sheet/wording.hpp"

#include <algorithm>
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

template <class Use>
void each_text(SheetComparison& comparison, Use use)
{
    const auto both = [&](Bilingual& text) {
        use(text.zh);
        use(text.en);
    };
    for (auto* text : {&comparison.bars, &comparison.chart, &comparison.chart_note}) both(*text);
    for (auto& text : comparison.quadrants) both(text);
    for (auto& entry : comparison.entries) {
        use(entry.name);
        use(entry.group);
    }
}

// Every text of a sheet that is printed, but for the names of zones.
template <class Use>
void each_text(Sheet& sheet, Use use)
{
    const auto both = [&](Bilingual& text) {
        use(text.zh);
        use(text.en);
    };
    for (auto* text : {&sheet.title, &sheet.subtitle, &sheet.theme.name, &sheet.theme.caveat, &sheet.base_map.name,
                       &sheet.review.name, &sheet.not_reviewed, &sheet.secrecy, &sheet.patches_name})
        both(*text);
    for (auto* text : {&sheet.base_map.number, &sheet.review.number, &sheet.date, &sheet.program}) use(*text);
    for (auto* list : {&sheet.notes, &sheet.sources})
        for (auto& text : *list) both(text);
    for (auto& layer : sheet.symbols) {
        both(layer.name);
        both(layer.remark);
    }
    for (auto& layer : sheet.patches) both(layer.name);
    if (sheet.comparison) each_text(*sheet.comparison, use);
    if (!sheet.background) return;
    both(sheet.background->name);
    for (auto& one : sheet.background->classes) both(one.name);
}

} // namespace

Sheet writable(const Sheet& sheet, const Typesetter& type, std::vector<std::string>& lost)
{
    Sheet out = sheet;
    const auto lose = [&](const std::string& text) {
        if (std::ranges::find(lost, text) == lost.end()) lost.push_back(text);
    };
    const auto before = lost.size();
    for (auto& zone : out.theme.zones)
        if (!type.writes(zone.name)) {
            lose(zone.name);
            zone.name.clear();
        }
    each_text(out, [&](std::string& text) {
        if (type.writes(text)) return;
        lose(text);
        text = type.written(text);
    });
    if (lost.size() > before) out.notes.push_back(wording::unwritable);
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
