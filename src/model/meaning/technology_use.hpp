#pragma once

#include "model/meaning/meaning.hpp"
#include "model/renewables/land_use.hpp"
#include "model/results.hpp"

namespace peaksite {

/// A technology as the tally knows it.
struct TechnologyUse {
    const Technology* technology = nullptr; ///< of the plan
    LandRules rules;                        ///< those that are tested
    std::vector<int> rule_of;               ///< by exclusion: its place in rules, -1 if unchecked or inactive
    std::optional<double> share;            ///< when it is one number for all
    int share_measure = -1;                 ///< else the measure of it
    std::vector<Slot> share_range{};        ///< and by set its least and greatest value
    std::optional<double> yield;            ///< h/a, when it is one number for all
    int yield_measure = -1;                 ///< else the measure of share · yield
    double density = 0;                     ///< MW/km²
};

/// Whether cells are tested by a rule: it is on, and its layer was supplied.
bool is_tested(const Exclusion& rule);
/// How land within a buffer around where an expression holds is known.
std::string near_key(const Syntax& where, Length buffer);
/// How the criterion of a tested rule is known: its expression, within its buffer.
std::string criterion_key(const Exclusion& rule);
/// How the least and greatest value of an expression are known.
std::string range_key(const Syntax& value);
/// A value as a plain number in a unit, so that an indicator of the same sum finds it; measures are known by it.
Syntax in_unit(const Syntax& value, const Unit& unit);
/// Share and yield multiplied.
Syntax product(const Syntax& a, const Syntax& b);
/// A value that is one number for all cells, in its plain unit: as it was when the study was built, or a number written
/// out.
std::optional<double> constant_of(const Meaning& meaning, const Syntax& value);

/// The technologies of the plan with the places of their rules, shares and yields. Throws UsageError naming the rule or
/// value that was not counted.
std::vector<TechnologyUse> technology_uses(const Meaning& meaning);

/// Rules that are on and whose layers were not supplied, technology by technology.
std::vector<UncheckedRule> unchecked_rules(const Plan& plan);

} // namespace peaksite
