#pragma once

#include "base/length.hpp"
#include "base/unit.hpp"
#include "eval/syntax.hpp"
#include "grid/grid.hpp"
#include "plan/catalogue/indicator_entry.hpp"
#include "plan/layer.hpp"
#include "plan/pilots.hpp"
#include "plan/stat.hpp"
#include "plan/table.hpp"
#include "plan/technology.hpp"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace peaksite {

/// What the command line changes in a plan: name=value. A name without a dot is a path of [paths]; "grid.cell" is a
/// key, "technologies.pv.density" one of the item of a list that has this id.
using Settings = std::vector<std::pair<std::string, std::string>>;

/// "layer:ID" in the plan.
struct FromLayer {
    std::string layer;
};

struct GridPlan {
    std::optional<std::string> crs;                       ///< a CRS, or nothing for the default
    std::optional<std::string> crs_layer;                 ///< "layer:ID"
    std::optional<std::variant<Measure, FromLayer>> cell; ///< nothing: taken with the CRS from the layer
    std::variant<std::monostate, FromLayer, Box> extent;  ///< nothing: the zones
    Length margin;
    int tile = 512;
};

/// One value for all, or the column that holds each one's.
struct ValueOrColumn {
    std::string value;
    std::string column; ///< wins when not empty
    bool operator==(const ValueOrColumn&) const = default;
};

struct ZonesPlan {
    std::string id;
    Bilingual title;
    std::string file;
    std::string table;
    std::string key; ///< empty: the feature id
    std::string name;
    ValueOrColumn kind{.value = "area", .column = {}};
    std::string where;
    std::string encoding = "auto";
    std::optional<std::string> crs;
    std::string x{}, y{}; ///< columns of positions, for tables without geometry
    ValueOrColumn
        radius{}; ///< "500 m" around the position, or the column of metres; empty: the position bounds nothing
    std::string proposer{};                          ///< column: who proposes the candidate
    std::string official_area{};                     ///< column: the area as published
    std::optional<Unit> official_area_unit{};        ///< of it; nothing: as its head says in brackets
    std::map<std::string, std::string> attributes{}; ///< role (level, region, tce …) to column
    std::optional<Secrecy> secrecy{};
    std::vector<Bilingual> warnings; ///< what users of the boundaries must know
    Position position;
};

struct FacilitiesPlan {
    std::string id;
    std::string use{}; ///< catalogue entry, may be empty
    Bilingual title;
    std::string file;
    std::string table;
    std::string x, y; ///< columns of positions; empty: geometry
    std::optional<std::string> crs;
    std::string name;
    std::string where;
    std::string encoding = "auto";
    ValueOrColumn sector;
    ValueOrColumn emission; ///< a number in `unit`, or the column of numbers
    Unit unit;              ///< of the emission
    std::string capacity;   ///< column of capacities, may be empty
    Unit capacity_unit;
    std::string source;
    std::string citation{};
    std::string licence{};
    std::string certainty{}; ///< found, derived, memory, default: how sure the catalogue is
    std::optional<int> year;
    std::optional<Secrecy> secrecy{};
    std::vector<Bilingual> warnings; ///< what users of the list must know
    Position position;
};

struct CarbonPlan {
    std::vector<std::string> landcover; ///< layers, one per year
    std::string table;                  ///< an entry of the catalogue, or a file
    bool of_catalogue{false};           ///< an entry has the name of the table: it goes before a file of that name
    Position position;
};

struct StatisticsPlan {
    std::string layer;
    std::vector<std::string> zones;
    std::vector<StatPlan> stats;
    bool on_grid = false; ///< on the cells of the grid, though the layer has cells or polygons of its own
    Position position;
};

struct RasterPlan {
    std::string id;
    enum class Kind : std::uint8_t { value, state, capacity } kind = Kind::value;
    Syntax value;           ///< of Kind::value
    std::string technology; ///< of the others
    bool everywhere = false;
    Position position;
};

struct MapPlan {
    std::string sheet = "a4-landscape";
    std::string indicator;  ///< shown by colour; empty: chosen from what there is
    std::string zones;      ///< whose polygons; empty: the first
    std::string background; ///< layer below; empty: chosen
    std::string facilities; ///< shown as symbols; empty: all
    Bilingual title;
    std::string base_map_number;
    std::string review_number;
    Position position;
};

enum class OfficeUnits : std::uint8_t { si, gov };

struct OutputPlan {
    OfficeUnits units = OfficeUnits::si;
    std::string lang = "zh"; ///< zh, en, both
    Secrecy secrecy = Secrecy::internal;
    double least_valid_share = 0.8;
};

/// Everything a plan file says, defaults of the catalogue filled in, units checked.
struct Plan {
    std::string file;    ///< for messages
    std::string folder;  ///< paths are relative to it
    std::string text;    ///< as read, for fingerprints and the manifest
    Settings settings{}; ///< by which the text was changed
    Bilingual title;
    std::map<std::string, std::string> paths;
    GridPlan grid;
    std::vector<ZonesPlan> zones;
    std::vector<Layer> layers;
    std::vector<FacilitiesPlan> facilities;
    std::vector<TablePlan> tables{};
    std::vector<IndicatorEntry> indicators{}; ///< beside those of the catalogue
    ParametersPlan parameters{};
    std::vector<Technology> technologies;
    std::optional<CarbonPlan> carbon;
    std::optional<PilotPlan> siting{};
    std::vector<StatisticsPlan> statistics;
    std::vector<RasterPlan> rasters;
    std::vector<MapPlan> maps;
    OutputPlan output;

    /// The strictest of the plan, its layers, zones, lists and tables.
    Secrecy secrecy() const;
    const Layer* layer(std::string_view id) const;
    const ZonesPlan* zone_set(std::string_view id) const;
    const Technology* technology(std::string_view id) const;
};

} // namespace peaksite
