#pragma once

#include "base/shared_list.hpp"
#include "model/zone.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
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
    SharedList<Facility> facilities;
};

/// Which zones of a set a facility belongs to.
struct Assignment {
    std::vector<std::size_t> zones; ///< empty: outside all
    bool on_boundary = false;       ///< lies on an edge; belongs to the smallest key of the zones that share it
    bool operator==(const Assignment&) const = default;
};

/// Those of all facilities of a list.
class Assignments {
public:
    Assignments() = default;
    Assignments(const std::vector<Assignment>& all);
    void add(const Assignment& one);

    std::size_t size() const { return m_ends.size(); }
    std::span<const std::uint32_t> zones(std::size_t facility) const;
    bool on_boundary(std::size_t facility) const { return m_on_boundary[facility]; }
    Assignment operator[](std::size_t facility) const;

private:
    std::vector<std::uint32_t> m_ends, m_zones; // zones of facility i end at m_ends[i]
    std::vector<bool> m_on_boundary;
};

/// A list and its assignments to every set of the run.
struct PlacedList {
    FacilityList list;
    std::vector<Assignments> by_set;

    bool outside_all(std::size_t facility) const;
    bool on_boundary(std::size_t facility) const; ///< in some set
    /// "no position", "outside every zone", "on a boundary" or "inside".
    std::string_view standing(std::size_t facility) const;
};

/// Places every facility of the list: to the zones that contain it, and, on an edge, to the zone with the smallest key
/// among those that have the edge (domain rule for shared edges). Positions are compared in the CRS of the zones.
Assignments assign(const FacilityList& list, const ZoneSet& zones);

/// Emissions of one sector in one zone.
struct SectorSum {
    std::optional<double> emission; ///< t CO2/a, of those that state one; nothing when none does
    std::optional<double> capacity; ///< MW, likewise
    int facilities = 0;
    int without_emission = 0;
    int without_capacity = 0;
};
/// By zone (index) and sector.
std::map<std::size_t, std::map<std::string, SectorSum>> emissions_by_zone(const FacilityList& list,
                                                                          const Assignments& assignments);

} // namespace peaksite
