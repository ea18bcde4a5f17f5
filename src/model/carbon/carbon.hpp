#pragma once

#include "plan/catalogue/catalogue.hpp"

#include <map>
#include <vector>

namespace peaksite {

/// Carbon densities by class index of one land-cover layer, t C/ha.
struct ClassDensities {
    std::vector<double> all;                  ///< four pools, or the total given as such; NaN for classes without a row
    std::vector<double> vegetation;           ///< above, below, dead; NaN where the table has only totals
    bool vegetation_known = false;            ///< for every class with a row
    std::vector<std::string> lacking;         ///< classes without a row: an error where they occur
    std::map<int, double> all_by_code;        ///< of rows for codes that are no class of the layer
    std::map<int, double> vegetation_by_code; ///< as above
};

/// Looks up every class of the layer in the table: by key, in tables by code by code. `warnings` receives what looks
/// wrong but may be meant: below-ground carbon above five times the above-ground carbon of crops, above it in forest
/// (see the catalogue's note on tables that count soil twice).
ClassDensities class_densities(const CarbonTable& table, const Layer& landcover, std::vector<Sentence>& warnings);

} // namespace peaksite
