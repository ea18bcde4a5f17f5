#include "job/run/draw_maps.hpp"

#include "base/suggest.hpp"
#include "report/files/qml.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

bool has_value(const IndicatorResult& result) { return result.shown && result.value.value.has_value(); }

std::optional<std::size_t> find(const Results& results, std::string_view id)
{
    const auto found = std::ranges::find(results.indicators, id, &IndicatorInfo::id);
    if (found == results.indicators.end()) return {};
    return static_cast<std::size_t>(found - results.indicators.begin());
}

std::vector<double> values_of(const SetResults& set, std::size_t indicator)
{
    std::vector<double> out;
    for (const auto& row : set.indicators)
        if (has_value(row[indicator])) out.push_back(*row[indicator].value.value);
    return out;
}

// The set a sheet shows: the first unless it names one.
std::size_t set_of(const MapPlan& map, const std::vector<ZoneSet>& sets)
{
    const auto set = std::ranges::find(sets, map.zones, &ZoneSet::id);
    return set == sets.end() ? 0 : static_cast<std::size_t>(set - sets.begin());
}

void tell_of_unwritable(const std::string& where, const std::vector<std::string>& texts, std::vector<Sentence>& out)
{
    if (texts.empty()) return;
    constexpr std::size_t most = 5;
    const std::vector<std::string> some{texts.begin(),
                                        texts.begin() + static_cast<std::ptrdiff_t>(std::min(most, texts.size()))};
    out.push_back(text("{}: no installed font can write {} of the texts, which the sheet leaves out or writes with □: "
                       "{}; install fonts-noto-cjk or a font of that script",
                       where, texts.size(), joined(some, ", ")));
}

} // namespace

std::optional<std::size_t> shown_indicator(const std::string& asked, const Results& results, std::size_t set)
{
    if (!asked.empty()) return find(results, asked);
    constexpr std::array<std::string_view, 6> usual{"pv_suit_area", "wind_suit_area", "c_density_mean",
                                                    "pv_ghi_mean",  "forest_cover",   "e_facilities"};
    for (const auto id : usual) {
        const auto found = find(results, id);
        if (found && 2 * values_of(results.by_set[set], *found).size() >= results.by_set[set].indicators.size())
            return found;
    }
    return results.indicators.empty() ? std::nullopt : std::optional<std::size_t>{0};
}

void check_maps(const Plan& plan, const Blueprint& blueprint)
{
    if (plan.maps.empty()) return;
    std::vector<std::string> known;
    known.insert(known.end(), blueprint.indicators.begin(), blueprint.indicators.end());
    std::vector<Fault> faults;
    for (const auto& map : plan.maps) {
        if (map.indicator.empty() || std::ranges::find(known, map.indicator) != known.end()) continue;
        const auto like = closest(map.indicator, known);
        faults.push_back(map.position.fault(text("no zone will have the indicator '{}'", map.indicator),
                                            like.empty()
                                                ? text("manifest.json of a run without the map lists those there are")
                                                : text("did you mean '{}'?", like)));
    }
    if (!faults.empty()) throw UsageError{faults};
    check_fonts();
}

std::vector<Sentence> unwritable_names(const Plan& plan, const std::vector<ZoneSet>& sets)
{
    std::vector<Sentence> out;
    std::vector<std::size_t> seen;
    for (const auto& map : plan.maps) {
        const auto set = set_of(map, sets);
        if (set >= sets.size() || std::ranges::find(seen, set) != seen.end()) continue;
        seen.push_back(set);
        std::vector<std::string> names;
        for (const auto& zone : sets[set].zones)
            if (zone.has_boundary()) names.push_back(zone.name);
        tell_of_unwritable("zones " + sets[set].id, unwritable(names), out);
    }
    return out;
}

std::vector<Sentence> draw_maps(const OpenPlan& open, const Blueprint& blueprint, const Results& results,
                                const Catalogue& catalogue, const std::filesystem::path& folder,
                                const std::string& date, const PilotAnswer* siting)
{
    std::filesystem::create_directories(folder);
    std::vector<Sentence> out;
    for (std::size_t i = 0; i < open.plan.maps.size(); ++i) {
        const auto name = "sheet_" + std::to_string(i + 1);
        const auto& map = open.plan.maps[i];
        auto sheet = sheet_of(map, open, blueprint, results, catalogue, date);
        if (map.sheet == "siting" && siting != nullptr) show_siting(sheet, set_of(map, results.sets), results, *siting);
        const auto placed = draw_sheet(sheet, {.pdf = folder / (name + ".pdf"), .png = folder / (name + ".png")});
        tell_of_unwritable("maps/" + name, placed.unwritable, out);
    }
    return out;
}

std::vector<TableStyle> table_styles(const OpenPlan& open, const Results& results)
{
    std::vector<TableStyle> styles;
    for (std::size_t set = 0; set < results.sets.size(); ++set) {
        const auto indicator = shown_indicator({}, results, set);
        if (!indicator) continue;
        const auto& info = results.indicators[*indicator];
        const auto label = info.name.in(open.plan.output.lang) + (info.unit == "-" ? "" : " [" + info.unit + "]");
        styles.push_back({.table = "zones_" + results.sets[set].id,
                          .qml = graduated_qml(info.id, label, values_of(results.by_set[set], *indicator)),
                          .sld = {}});
    }
    return styles;
}

} // namespace peaksite
