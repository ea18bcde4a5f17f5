#pragma once

#include "eval/syntax.hpp"

#include <string>

namespace peaksite {

/// Nodes of expressions, for those that are made of formulas.
Syntax number_syntax(double value);
Syntax binary_syntax(std::string op, Syntax a, Syntax b);
/// The expression as a plain number in a unit of the catalogue.
Syntax value_in_unit(Syntax value, const std::string& unit_text);
/// Whether it is true or false: a comparison, `in`, and, or, not.
bool is_condition(const Syntax& s);
/// Takes the numbers by which a value is multiplied in every cell out of it: another density or share needs no other
/// sum.
double take_factor(Syntax& value);

} // namespace peaksite
