#pragma once

#include "model/indicators/bounds.hpp"
#include "model/meaning/doubtful_land.hpp"
#include "model/meaning/run_indicators.hpp"
#include "model/results.hpp"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace peaksite {

/// What is known of the values of a formula by what it stands on, whatever the zone: found once for each formula of the
/// book. Meaning, indicators and unchecked rules must outlive it.
class FormulaFacts {
public:
    FormulaFacts(const Meaning& meaning, const RunIndicators& indicators, const StudyTally& tally,
                 const std::vector<UncheckedRule>& unchecked);

    struct Known {
        std::optional<int> year;                          ///< latest of its layers and lists of facilities
        Remarks remarks{};                                ///< of its layers
        Bound bound = Bound::none;                        ///< land that rules were not tested on counts as eligible
        std::vector<const std::vector<bool>*> doubtful{}; ///< by layer: zones with land of a class in doubt
    };
    /// Number of a formula of the book; of one that it does not have nothing is known.
    const Known& of(std::size_t formula);
    /// What a reader must know of its layers in a zone (Remark); zones are numbered through all sets.
    Remarks remarks(std::size_t formula, std::size_t zone);
    /// Which bound it is by the land of technologies for which `unchecked` holds.
    Bound bound(std::size_t formula, const std::function<bool(const std::string& technology)>& unchecked) const;
    const std::vector<Sentence>& warnings() const { return m_doubtful.warnings; }

private:
    Known found(std::size_t formula) const;

    const Meaning& m_meaning;
    const RunIndicators& m_indicators;
    const std::vector<UncheckedRule>& m_unchecked;
    DoubtfulLand m_doubtful;
    std::vector<std::optional<Known>> m_known; // by number of the formula
};

} // namespace peaksite
