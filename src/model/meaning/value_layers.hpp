#pragma once

#include "model/meaning/doubtful_land.hpp"
#include "model/meaning/run_indicators.hpp"

#include <map>
#include <set>

namespace peaksite {

/// The layers that values stand on, and what is known of them. Formulas are those of the book, by number. Meaning,
/// indicators and lists must outlive it.
class ValueLayers {
public:
    ValueLayers(const Meaning& meaning, const RunIndicators& indicators, const std::vector<PlacedList>& lists,
                const StudyTally& tally);

    /// The latest year of the layers and lists of facilities that the formula stands on; a number that is none stands
    /// on nothing.
    std::optional<int> year(std::size_t formula);
    /// What a reader must know of them in a zone (Remark); zones are numbered through all sets.
    std::uint16_t remarks(std::size_t formula, std::size_t zone);
    const std::vector<Sentence>& warnings() const { return m_doubtful.warnings; }

private:
    const std::set<std::string>& layers_of(std::size_t formula);

    const Meaning& m_meaning;
    const RunIndicators& m_indicators;
    const std::vector<PlacedList>& m_lists;
    DoubtfulLand m_doubtful;
    std::map<std::size_t, std::set<std::string>> m_layers; // by number of the formula
};

} // namespace peaksite
