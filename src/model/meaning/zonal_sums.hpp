#pragma once

#include "model/indicators/indicators.hpp"
#include "model/meaning/zone_land.hpp"

#include <functional>

namespace peaksite {

/// How the value of a term is known among measures and constants.
std::string value_key(const ZonalTerm& term);
/// How what is counted for a term is known.
std::string term_key(const ZonalTerm& term);

/// The sums over cells that indicators need, read from a tally.
class ZonalSums {
public:
    /// Finds the places of the terms of a book; those that were not counted are withdrawn from it, with the reason.
    ZonalSums(const Meaning& meaning, const std::vector<TechnologyUse>& uses, const StudyTally& tally, ZoneLand& land,
              IndicatorBook& book);

    /// The value of a term, in km² times the unit of the formula. Throws InputError where a class that occurs has no
    /// carbon density.
    ZonalValue value(std::size_t number, std::size_t set, std::size_t zone) const;

private:
    // Where the numbers of a term stand.
    struct Place {
        std::vector<Slot> slots; // by set
        int measure = -1;        // over eligible land
        double factor = 0;       // over eligible land, where it is one number
        std::size_t use = 0;     // of the technology
    };
    // Where classes were counted: pass, zone among those of the pass, and what the zone is called.
    struct ClassPlace {
        int pass = 0;
        std::size_t number = 0;
        std::string zone;
    };

    std::optional<Place> place_of(const ZonalTerm& term) const;
    const ZoneTally& tally(int pass, std::size_t set, std::size_t zone) const;
    ZonalValue moment_value(const ZonalTerm& term, const Slot& slot, std::size_t set, std::size_t zone) const;
    ZonalValue class_value(const ZonalTerm& term, const ClassAreas& areas, const ClassPlace& place) const;
    void add_unclassified(const ZonalTerm& term, const ClassAreas& areas, const ClassPlace& place,
                          const std::function<void(double, double)>& add) const;
    ZonalValue eligible_value(const ZonalTerm& term, const Place& place, std::size_t zone, double zone_area) const;
    ZonalValue state_value(const ZonalTerm& term, const Place& place, std::size_t zone, double zone_area) const;
    std::string carbon_table() const { return m_meaning.carbon ? m_meaning.carbon->id : ""; }

    const Meaning& m_meaning;
    const std::vector<TechnologyUse>& m_uses;
    const StudyTally& m_tally;
    ZoneLand& m_land;
    const IndicatorBook& m_book;
    std::vector<Place> m_places; // by term of the book
};

} // namespace peaksite
