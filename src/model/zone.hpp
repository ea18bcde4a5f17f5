#pragma once

#include "geo/crs.hpp"
#include "geo/shape.hpp"
#include "plan/layer.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A pilot candidate or reporting area.
struct Zone {
    std::string key;
    std::string name;
    std::string kind;             ///< city, park, village, community, institution, enterprise, area
    Shape shape;                  ///< polygons in the CRS of its file, valid
    std::optional<Point> place{}; ///< of a candidate given by a position, in the CRS of its set
    std::string proposer{};
    std::optional<double> official_area_km2{}; ///< as published
    std::map<std::string, std::string>
        attributes{}; ///< by role of the plan: level, region, tce …; as the file writes them
    std::map<std::string, std::string> attribute_units{}; ///< by role: the unit that the head of an amount states
    bool bounded{false};                                  ///< it has a boundary, though its shape is not at hand
    std::optional<double> boundary_km2{}; ///< of its polygons, on the ellipsoid; nothing where it is not known
    bool has_boundary() const { return bounded || !shape.polygons.empty(); }
    /// Key and name for people, once when they are the same.
    std::string label() const { return name.empty() || name == key ? key : key + " " + name; }
};

/// Zones of one file, in its order.
struct ZoneSet {
    std::string id;
    Bilingual title;
    Crs crs;
    std::vector<Zone> zones;
};

/// A zone that is exactly other zones of one set together.
struct Whole {
    std::size_t set = 0, zone = 0;
    std::size_t part_set = 0;
    std::vector<std::size_t> parts;
};

/// The letter of a kind in the indicator catalogue: C P V S I E; areas take those of cities.
char pilot_letter(const std::string& kind);
/// The kind of pilots of a letter: "park" of P.
std::string pilot_kind(char letter);

} // namespace peaksite
