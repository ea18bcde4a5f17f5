#pragma once

#include "plan/catalogue/indicator_entry.hpp"

#include <optional>
#include <string>

namespace peaksite {

/// The word of formulas for what a table writes, whatever its case: "coal" of 原煤. Nothing where the name knows none.
std::optional<std::string> formula_word(const std::string& written, const FormulaName& name);

} // namespace peaksite
