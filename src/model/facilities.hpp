#pragma once

#include "model/zone.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// An emission source.
struct Facility {
    std::int64_t row = 0; ///< of its file, from 1
    std::string name;
    std::string sector;
    std::optional<Point> place;     ///< in the CRS of the list; nothing when the file has no usable position
    std::optional<double> emission; ///< t CO2/a
    std::optional<double> capacity; ///< MW
};

struct FacilityList {
    std::string id;
    Bilingual title;
    std::string source;
    std::optional<int> year;
    Crs crs;
    std::vector<Facility> facilities;
};

/// Which zones of a set a facility belongs to.
struct Assignment {
    std::size_t facility = 0;
    std::vector<std::size_t> zones; ///< empty: outside all
    bool on_boundary = false;       ///< lies on an edge; belongs to the smallest key of the zones that share it
};

/// Places every facility of the list: to the zones that contain it, and, on an edge, to the zone with the smallest key
/// among those that have the edge (domain rule for shared edges). Positions are compared in the CRS of the zones.
std::vector<Assignment> assign(const FacilityList& list, const ZoneSet& zones);

/// Emissions of one sector in one zone.
struct SectorSum {
    std::optional<double> emission; ///< t CO2/a, of those that state one; nothing when none does
    std::optional<double> capacity; ///< MW, likewise
    int facilities = 0;
    int without_emission = 0;
};
/// By zone (index) and sector.
std::map<std::size_t, std::map<std::string, SectorSum>> emissions_by_zone(const FacilityList& list,
                                                                          const std::vector<Assignment>& assignments);

} // namespace peaksite
