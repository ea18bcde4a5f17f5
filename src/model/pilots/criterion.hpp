#pragma once

#include "plan/policy.hpp"

#include <optional>
#include <string>

namespace peaksite {

/// What is good: much, little, or near a target.
enum class Direction { benefit, cost, target };

/// Values between which a criterion goes from worst to best, in its own unit.
struct CriterionBounds {
    double low = 0;
    double high = 1;
    bool operator==(const CriterionBounds&) const = default;
};

/// An indicator that candidates are compared by.
struct Criterion {
    std::string id{};
    Direction direction = Direction::benefit;
    double target = 0;                       ///< where direction is target: the distance to it is a cost
    std::optional<CriterionBounds> bounds{}; ///< fixed by the policy; else the extremes of the sample
    Preference preference{};                 ///< of PROMETHEE
    std::optional<double> cap{};             ///< more than this counts as this (re_self_suff: 100)
};

/// What is compared: the value, capped; or its distance to the target.
double measured(const Criterion& criterion, double value);

/// The value turned so that more is better: x, -x, or -|x - target|; capped before.
double oriented(const Criterion& criterion, double value);

} // namespace peaksite
