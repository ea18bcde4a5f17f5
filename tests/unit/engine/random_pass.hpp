#pragma once

#include "unit/engine/random_layer.hpp"

#include <vector>

namespace peaksite {

/// Cells of a layer with a value above a limit.
struct RandomRule {
    std::size_t layer = 0;
    double above = 0;
};

/// A pass with a random layout of everything that zones can have counted.
struct RandomPass {
    Pass pass;
    std::vector<RandomLayer> numbers, classes;
    std::vector<RandomRule> criteria;
    std::vector<std::size_t> measures;                            // layers
    std::vector<std::vector<std::size_t>> moments, distributions; // by set: layers
    double pivot = 0;
};

RandomPass random_pass(Draws& draws);

} // namespace peaksite
