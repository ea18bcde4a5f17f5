#pragma once

#include "model/pilots/compare_type.hpp"

namespace peaksite {

/// The axes 低碳基础 and 减排潜力 of a type, with their parts (domain 3.10.10): the composites where candidates have
/// them, else from the parts that they have; then the quadrant of each member.
void find_axes(const PilotData& data, TypeComparison& type);

/// The class of each member after 《2030年前碳达峰行动方案》三（十）1, from its indicators and the attribute
/// resource_based.
void find_typology(const PilotData& data, TypeComparison& type);

/// Which weights are thought possible: those that keep the order of the criteria; all, where they weigh the same.
WeightSpace weight_space(const TypeComparison& type);

/// The parts of a composite for a pilot type, from its formula: the arguments of wlc(T: …) or typesum(…).
std::vector<std::string> composite_parts(const std::string& formula, char letter);

} // namespace peaksite
