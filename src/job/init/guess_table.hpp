#pragma once

#include "io/vector/vector_file.hpp"
#include "job/init/init.hpp"
#include "plan/catalogue/catalogue.hpp"

namespace peaksite {

/// What a table of a vector file, CSV or workbook seems to be.
struct TableGuess {
    enum class Role : std::uint8_t { zones, layer, facilities, carbon, unknown } role = Role::unknown;
    std::string use;                                               ///< catalogue entry of a layer
    std::string key, name;                                         ///< columns of zones and facilities
    std::string kind_column, kind;                                 ///< of zones: one of both
    std::string x, y;                                              ///< columns of positions
    std::string radius, proposer;                                  ///< columns of a list of candidates
    std::string sector, emission, emission_unit, capacity, status; ///< columns of facilities
    std::string class_column;                                      ///< of a layer of classes
    bool emission_unit_stated = false;
    bool unfiltered_statuses = false;
    std::string crs; ///< to be said in the plan, where the file has none
    Sentence reason;
    Confidence confidence = Confidence::guess;
};

/// Looks at columns, values and geometries. `name` is that of the table, or of its file.
TableGuess guess_table(const FeatureTable& table, const std::string& name, const Catalogue& catalogue);

} // namespace peaksite
