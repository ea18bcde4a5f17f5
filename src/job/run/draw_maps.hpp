#pragma once

#include "io/vector/geopackage.hpp"
#include "job/pilots/pilot_run.hpp"
#include "job/study/blueprint.hpp"
#include "map/sheet/sheet.hpp"

namespace peaksite {

/// The sheet that a [[maps]] table asks for. `date` is that of the newest input.
Sheet sheet_of(const MapPlan& map, const OpenPlan& open, const Blueprint& blueprint, const Results& results,
               const Catalogue& catalogue, const std::string& date);

/// Whether the maps of the plan can be drawn, asked before anything is computed. Throws UsageError for indicators that
/// the run will not have, InputError when no font has Chinese characters.
void check_maps(const Plan& plan, const Blueprint& blueprint);

/// Names on the plan's sheets that no installed font can write, as sentences; nothing where all can be.
std::vector<Sentence> unwritable_names(const Plan& plan, const std::vector<ZoneSet>& sets);

/// Draws all maps of the plan into a folder: PDF and PNG; `siting` is needed for sheets that show it. Returns what the
/// sheets had to leave out. Throws InputError.
std::vector<Sentence> draw_maps(const OpenPlan& open, const Blueprint& blueprint, const Results& results,
                                const Catalogue& catalogue, const std::filesystem::path& folder,
                                const std::string& date, const PilotAnswer* siting = nullptr);

/// Puts the siting on a sheet of zones: scores of the set as colours, the chosen as symbols, bars and the quadrants,
/// and the text that rankings carry. For the public only the chosen.
void show_siting(Sheet& sheet, std::size_t set, const Results& results, const PilotAnswer& siting);

/// Default styles of the GeoPackage's zone layers.
std::vector<TableStyle> table_styles(const OpenPlan& open, const Results& results);

/// The indicator a sheet of a set of zones shows by colour: the one asked for, else the first of a usual list that most
/// zones have; nothing when there is none.
std::optional<std::size_t> shown_indicator(const std::string& asked, const Results& results, std::size_t set);

} // namespace peaksite
