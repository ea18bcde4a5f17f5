#pragma once

#include "plan/layer.hpp"

namespace peaksite {

/// A rule that keeps land from being used: an expression, perhaps with a buffer.
struct Exclusion {
    std::string id;
    Bilingual title;
    std::optional<Syntax> where; ///< nothing when the layer it needs is not there
    Length buffer;
    bool active = true;
    std::string unchecked;       ///< why it cannot be tested; empty when it can
    std::string layer;           ///< the official layer a rule of the catalogue is about
    bool layer_may_lack = false; ///< of the catalogue: unchecked when the plan does not know its layer
    std::string clause;
    std::string source;
    std::string certainty;
    Position position;
};

/// A leap year has no more: full-load hours beyond are impossible.
inline constexpr double longest_year_hours = 8784;

/// A way to use land for energy.
struct Technology {
    std::string id;
    std::string use;
    std::string symbol; ///< in formulas: "pv" for m_pv, f_pv, d_pv, y_pv
    Bilingual title;
    std::optional<Measure> density;           ///< physical capacity density of land that is used
    std::optional<Measure> highest_density{}; ///< that a plant of its kind can have: more is doubtful
    std::optional<Syntax> share;              ///< suitability factor in [0, 1]; nothing: 1
    std::vector<Syntax> yields;               ///< of the catalogue, the best first
    std::optional<Syntax> yield;              ///< h/a; nothing: no generation
    std::string yield_missing;                ///< why there is none
    std::vector<Exclusion> exclusions;        ///< those of the catalogue first
    Position position;
};

} // namespace peaksite
