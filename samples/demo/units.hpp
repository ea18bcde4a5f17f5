#pragma once

#include "plane.hpp"

#include <string>
#include <vector>

namespace demo {

inline constexpr int first_year = 2017, last_year = 2024;

/// A unit of the invented statistics: county, city, park, village, community, institution, enterprise.
struct Unit {
    std::string key, name;
    char kind = 'C';   ///< C P V S I E
    double size = 1;   ///< 10^8 CNY of product or value added in 2017, for small ones a weight
    double growth = 0; ///< per year
    Place at;
    std::vector<std::size_t> parts; ///< of a city: its counties
    double listed =
        0; ///< 10^4 t CO2 a year of the emitters in emitters.csv that lie in it; of a city none, its counties have them
};

const std::vector<Unit>& units();

/// A number from 0.85 to 1.15 that belongs to the unit and the word.
double steady(const Unit& unit, const std::string& word);

/// What `each(unit)` gives for the unit itself, or for its parts together: a city has the sum of its counties, whatever
/// the number is made of.
template <class Each>
double together(const Unit& unit, Each each)
{
    if (unit.parts.empty()) return each(unit);
    double sum = 0;
    for (const auto part : unit.parts) sum += together(units()[part], each);
    return sum;
}

/// An amount of a year: `base` per size, with the growth of the unit and a little chance; of a city the sum of its
/// counties.
double amount(const Unit& unit, int year, double base, const std::string& word);

/// Product in 10^8 CNY, residents in 10^4.
double product(const Unit& unit, int year);
double people(const Unit& unit, int year);

/// How much the kind burns, uses electricity and farms for its size.
double fuel_weight(const Unit& unit);
double power_weight(const Unit& unit);
double farm_weight(const Unit& unit);
/// Of the electricity, rising over the years.
double renewable_share(const Unit& unit, int year);

/// To so many decimals.
double rounded(double value, int decimals);

} // namespace demo
