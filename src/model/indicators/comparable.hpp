#pragma once

#include "base/text.hpp"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace peaksite {

/// What a value must share with others to be compared with them.
struct Comparand {
    std::string indicator;
    char letter = 'C';        ///< pilot type
    std::string convention{}; ///< of electricity (el_conv), where the value rests on it
    bool feedstock_deducted = false;
    bool new_renewables_deducted = false;
    std::set<std::string> components{}; ///< of a sum by pilot type
    std::string product{};              ///< of unit_product_energy
    std::string institution{};          ///< kind of institution, of values per person
};

/// What the lists say of a candidate that some indicators are compared by.
struct LikenessFacts {
    std::string institution{}; ///< kind of institution
    std::string product{};
};

/// A candidate's value of an indicator, with those facts that the indicator is compared by.
Comparand comparand(const std::string& indicator, const std::string& alike, char letter, const LikenessFacts& facts);

/// Without those whose kind of institution or product is not stated where that of others is: nothing is known against
/// them.
std::vector<Comparand> stated_only(std::span<const Comparand> values);

/// The rule that comparing or adding these values breaks, with what they are; nothing when they are alike (domain 2,
/// "comparable only if alike"): one pilot type, one convention of electricity and one set of deductions, total
/// emissions never with a gridded inventory or a list of facilities, one set of components, one product, one kind of
/// institution.
std::optional<Sentence> broken_likeness(std::span<const Comparand> values);

} // namespace peaksite
