#pragma once

#include "job/open/open_plan.hpp"
#include "plan/catalogue/catalogue.hpp"

namespace peaksite {

/// A layer of the plan that formulas take for a quantity.
struct NamedLayer {
    const Layer* layer = nullptr;
    const FormulaName* name = nullptr;
    bool by_id = false; ///< by its id alone: no catalogue entry says so, nor `provides` beside another id
};

/// The layers that formulas take, by id, else by what they provide.
std::vector<NamedLayer> named_layers(const Plan& plan, const IndicatorCatalogue& catalogue);

/// Layers that by their id alone stand for a quantity of which more must be known than its unit: a height, a kind.
std::vector<NamedLayer> unstated_layers(const Plan& plan, const IndicatorCatalogue& catalogue);
Sentence told_of(const NamedLayer& unstated);

/// A layer of numbers in the middle of whose values, near the zones, no place on land lies, as that of another unit or
/// height.
struct UnusualLayer {
    const Layer* layer = nullptr;
    Sentence what;
    Sentence hint;
};
/// Reads a few blocks of each raster that formulas take for a quantity with a usual range.
std::vector<UnusualLayer> unusual_layers(const OpenPlan& open, const IndicatorCatalogue& catalogue,
                                         const std::optional<Box>& zones);

} // namespace peaksite
