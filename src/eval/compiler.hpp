#pragma once

#include "eval/program.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace peaksite {

/// Turns expressions into one program. Units, classes and names are checked here, before anything is read; every method
/// throws UsageError with a sentence that quotes the expression.
class Compiler {
public:
    explicit Compiler(const Symbols& symbols);
    ~Compiler();
    Compiler(const Compiler&) = delete;
    Compiler& operator=(const Compiler&) = delete;

    /// A number, in `wanted` if given (a bare number takes it), else in its own unit. Returns the output's number.
    int value(const Syntax& syntax, const std::optional<Unit>& wanted = {});
    /// True, false or unknown.
    int condition(const Syntax& syntax);
    /// The condition as 1, 0 or no data.
    int condition_value(const Syntax& syntax);
    /// A number for every class of a layer, NaN for classes without one.
    int class_value(std::string_view layer, std::span<const double> by_class, const Unit& unit);

    /// The unit that `value` would yield, without compiling it in.
    Unit unit_of(const Syntax& syntax);
    /// A number that does not depend on the cell, nothing if the expression does.
    std::optional<Measure> constant(const Syntax& syntax);

    Program finish();

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace peaksite
