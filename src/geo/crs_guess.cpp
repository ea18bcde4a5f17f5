#include "geo/crs_guess.hpp"

#include "geo/china_zones.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

constexpr double million = 1e6;
constexpr double most_northing = 6.1e6; // 54.9 N, beyond China's northernmost place

bool within(double low, double high, double least, double most) { return low >= least && high <= most; }

bool in_china_degrees(const Box& box)
{
    return within(box.xmin, box.xmax, 73, 136) && within(box.ymin, box.ymax, 3, 54);
}
bool in_degrees(const Box& box) { return within(box.xmin, box.xmax, -180, 180) && within(box.ymin, box.ymax, -90, 90); }
bool are_northings(double low, double high) { return within(low, high, 3e5, most_northing); }

// The zone that all eastings begin with, 13–23 or 25–45; nothing when they have no or different ones.
std::optional<int> prefix_of(double low, double high)
{
    const auto zone = static_cast<int>(std::floor(low / million));
    if (!(low >= 13 * million && high < 46 * million) || zone == 24) return {};
    return std::floor(high / million) == zone ? std::optional{zone} : std::nullopt;
}

int degrees_of(int zone) { return zone >= 25 ? 3 : 6; }

Box exchanged(const Box& box) { return {.xmin = box.ymin, .ymin = box.xmin, .xmax = box.ymax, .ymax = box.xmax}; }

bool bare_eastings(double low, double high) { return within(low, high, 1e5, 9e5); }

void propose_meridians(std::vector<CrsProposal>& out)
{
    for (int zone = 25; zone <= 45; ++zone) {
        const GaussKruger system{.datum = ChinaDatum::china_2000, .degrees = 3, .zone = zone, .prefix = false};
        out.push_back(
            {.crs = *epsg_of(system),
             .reason = text("the eastings have no zone prefix; CGCS2000, 3 degrees, if the central meridian is {} E",
                            central_meridian(system))});
    }
}

void propose(const Box& box, std::vector<CrsProposal>& out)
{
    if (in_degrees(box)) {
        if (in_china_degrees(box))
            out.push_back({.crs = "EPSG:4490",
                           .reason = text("the numbers look like longitudes and latitudes of China"),
                           .certain = true});
        return;
    }
    if (!are_northings(box.ymin, box.ymax)) return;
    if (const auto zone = prefix_of(box.xmin, box.xmax)) {
        const GaussKruger system{
            .datum = ChinaDatum::china_2000, .degrees = degrees_of(*zone), .zone = *zone, .prefix = true};
        out.push_back({.crs = *epsg_of(system),
                       .reason = text("the eastings look like CGCS2000, {}-degree zone {}", system.degrees, *zone),
                       .certain = *zone >= 16});
    }
    constexpr double mercator_west = 8.1e6, mercator_east = 15.2e6; // 73 to 136 E
    if (within(box.xmin, box.xmax, mercator_west, mercator_east))
        out.push_back({.crs = "EPSG:3857", .reason = text("the numbers look like those of web maps (Mercator)")});
    if (bare_eastings(box.xmin, box.xmax)) propose_meridians(out);
}

bool gauss_kruger_numbers(const Box& box) { return prefix_of(box.xmin, box.xmax) || bare_eastings(box.xmin, box.xmax); }

} // namespace

std::vector<CrsProposal> guess_crs(const Box& box)
{
    std::vector<CrsProposal> out;
    if (!std::isfinite(box.xmin + box.xmax + box.ymin + box.ymax)) return out;
    propose(box, out);
    if (!out.empty()) return out;
    propose(exchanged(box), out);
    for (auto& one : out) {
        one.swapped = true;
        one.reason = text("{}; x and y are exchanged", one.reason);
    }
    if (out.empty() && in_degrees(box))
        out.push_back({.crs = "EPSG:4326", .reason = text("the numbers look like longitudes and latitudes")});
    return out;
}

Sentence crs_hint(const std::optional<Box>& box)
{
    const auto proposals = box ? guess_crs(*box) : std::vector<CrsProposal>{};
    if (proposals.empty()) return text("say it in the plan: crs = \"EPSG:…\"");
    const auto& best = proposals.front();
    if (proposals.size() <= 2) {
        const auto first = best.swapped
                               ? text("{}: exchange x and y in the file, then say crs = \"{}\"", best.reason, best.crs)
                               : text("{}: crs = \"{}\"", best.reason, best.crs);
        return proposals.size() == 1 ? first
                                     : text("{}, or, if {}, \"{}\"", first, proposals[1].reason, proposals[1].crs);
    }
    const GaussKruger middle{.datum = ChinaDatum::china_2000, .degrees = 3, .zone = 35, .prefix = false};
    const auto which = text("which central meridian it is, 75 to 135 E: crs = \"{}\" to \"{}\", \"{}\" for 105 E",
                            best.crs, proposals.back().crs, *epsg_of(middle));
    return best.swapped ? text("the eastings have no zone prefix and x and y are exchanged: exchange x and y in the "
                               "file, then say {}",
                               which)
                        : text("the eastings have no zone prefix: {}", which);
}

std::optional<Sentence> crs_contradiction(const Crs& crs, const Box& box)
{
    if (!std::isfinite(box.xmin + box.xmax + box.ymin + box.ymax)) return {};
    constexpr double full_circle = 360;
    if (crs.geographic()) {
        constexpr double quarter_circle = 90;
        if (std::max(std::fabs(box.ymin), std::fabs(box.ymax)) > quarter_circle && in_degrees(exchanged(box)))
            return text("its latitudes reach from {:.6g} to {:.6g}, which none does: x and y are exchanged; exchange "
                        "them in the file",
                        box.ymin, box.ymax);
        if (std::fabs(box.xmin) <= full_circle && std::fabs(box.xmax) <= full_circle) return {};
        if (!are_northings(box.ymin, box.ymax) || !gauss_kruger_numbers(box)) return {};
        return text("its coordinate system '{}' counts degrees, but its numbers are metres; {}", crs.name(),
                    crs_hint(box));
    }
    const auto system = gauss_kruger_of(crs);
    if (!system) return {};
    if (in_china_degrees(box))
        return text("its coordinate system '{}' counts metres, but {}", crs.name(), crs_hint(box));
    const auto zone = prefix_of(box.xmin, box.xmax);
    if (zone && are_northings(box.ymin, box.ymax)) {
        if (!system->prefix)
            return text("its coordinate system '{}' has no zone prefix, but its eastings begin with {}; {}", crs.name(),
                        *zone, crs_hint(box));
        if (*zone != system->zone)
            return text("its coordinate system '{}' is of zone {}, but its eastings begin with {}; {}", crs.name(),
                        system->zone, *zone, crs_hint(box));
    }
    if (system->prefix && bare_eastings(box.xmin, box.xmax) && are_northings(box.ymin, box.ymax)) {
        auto bare = *system;
        bare.prefix = false;
        return text("its coordinate system '{}' has the zone prefix {}, but its eastings have none; the same without "
                    "it: crs = \"{}\"",
                    crs.name(), system->zone, *epsg_of(bare));
    }
    const auto other = exchanged(box);
    if (const auto turned = prefix_of(other.xmin, other.xmax); turned && are_northings(other.ymin, other.ymax))
        return text("its x are northings and its y eastings of zone {}; exchange them in the file", *turned);
    return {};
}

} // namespace peaksite
