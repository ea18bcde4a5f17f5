#pragma once

#include "base/unit.hpp"
#include "eval/syntax.hpp"

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace peaksite {

/// A land-cover or other class: its integer code in the data and the word that expressions use.
struct LayerClass {
    int code = 0;
    std::string key; ///< "water"; several codes may share one
    bool operator==(const LayerClass&) const = default;
};

/// Another input from which a number follows: number = of(twin), rising. Comparisons with a constant are made on the
/// twin when it is cheaper to compute (the squared tangent of a slope).
struct Twin {
    int input = 0;
    std::function<double(double)> of; ///< from 0 up
};

/// What a name in an expression stands for. Inputs are numbered by whoever supplies their rows.
struct NumberInput {
    int input = 0;
    Unit unit;
    std::shared_ptr<const Twin> twin;
};
/// Classes arrive as bytes: indices into `classes`, `missing` where there is no data.
struct ClassInput {
    int input = 0;
    std::vector<LayerClass> classes;
    int missing = 255;
};
/// Already true, false or unknown: inside a vector layer.
struct ConditionInput {
    int input = 0;
};
/// Another expression under a name, for derived layers.
struct Definition {
    std::shared_ptr<const Syntax> syntax;
};
struct Constant {
    Measure measure;
};

using Symbol = std::variant<NumberInput, ClassInput, ConditionInput, Definition, Constant>;

/// The names that expressions may use.
using Symbols = std::map<std::string, Symbol, std::less<>>;

} // namespace peaksite
