#pragma once

#include "base/text.hpp"
#include "plan/catalogue/indicator_entry.hpp"

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// First and last year of a value.
struct YearSpan {
    int from = 0, to = 0;
    bool operator==(const YearSpan&) const = default;
};
/// Nothing of a value of one year, or of none.
std::optional<YearSpan> years_spanned(std::optional<int> from, std::optional<int> to);

/// What a value must share with others to be compared with them.
struct Comparand {
    std::string indicator;
    std::optional<std::string> product{};     ///< of what is compared by it; empty: not stated
    std::optional<std::string> institution{}; ///< kind of institution, of what is compared by it; empty: not stated
    std::optional<YearSpan> years{};          ///< of a value that stands on several: growth, a drop, a trend
};

/// What the lists say of a candidate that some indicators are compared by.
struct LikenessFacts {
    std::string institution{}; ///< kind of institution
    std::string product{};
    std::optional<YearSpan> years{}; ///< of its value
};

/// A candidate's value of an indicator, with those facts that the indicator is compared by.
Comparand comparand(const std::string& indicator, const std::string& alike, const LikenessFacts& facts);

/// The rule that comparing these values breaks, with what they are; nothing when they are alike (domain 2, "comparable
/// only if alike"): one product, one kind of institution, the same years of growth. Several values are not known to be
/// alike where one does not state what it is. The rest holds by construction: values are of one indicator, of
/// candidates of one pilot type, by the one convention of electricity and the deductions of the run, and a sum that
/// lacks a component is not ranked.
std::optional<Sentence> broken_likeness(std::span<const Comparand> values);

/// Whose emissions an indicator counts: as its entry says, and those of the indicators that its formula names.
/// `entry`: an indicator by its id, or null.
std::set<Inventory> inventories_of(const IndicatorEntry& one,
                                   const std::function<const IndicatorEntry*(std::string_view id)>& entry);

/// Whether two indicators do not belong into one comparison: both count emissions, and in other bounds, total emissions
/// beside a gridded inventory or a list of facilities, or these two.
bool count_other_emissions(const std::set<Inventory>& one, const std::set<Inventory>& other);

} // namespace peaksite
