#pragma once

#include "job/options.hpp"
#include "model/renewables/overlap_table.hpp"

#include <optional>

namespace peaksite {

/// What `overlap` lays over what.
struct OverlapRequest {
    std::vector<std::string> boundaries; ///< FILE or FILE:TABLE
    std::vector<std::string> layers;     ///< NAME=FILE or NAME=FILE:TABLE; a NAME of the catalogue brings its title
    std::optional<std::string> boundary_crs{}; ///< of files of boundaries that say none or a wrong one
    std::optional<PlanSource> plan;            ///< its vector layers, and those it says are absent, are taken too
    Catalogue catalogue;
    std::filesystem::path out;
    bool overwrite = false;
    int threads = 1;
    std::stop_token stop;
};

/// Lays boundaries over layers, areas on the ellipsoid (see geo/overlay.hpp). Official layers of the catalogue that
/// nobody supplied are listed as such, never as not occupied. Common parts under one square metre are taken for two
/// lines that mean the same. Written into the folder: overlap.csv, parcels.csv, overlap.xlsx, a map (overlap.pdf,
/// overlap.png), manifest.json. Throws UsageError for a request that is wrong, InputError for files that cannot be
/// used.
OverlapTable overlap(const OverlapRequest& request);

} // namespace peaksite
