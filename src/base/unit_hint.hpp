#pragma once

#include "base/text.hpp"
#include "base/unit.hpp"

#include <string_view>

namespace peaksite {

/// What the writer of an unknown name may have meant; may be empty.
Sentence unknown_unit_hint(std::string_view name);

/// What tells two units of different dimensions apart, and what leads from one to the other; may be empty.
Sentence confusion_hint(const Unit& from, const Unit& to);

} // namespace peaksite
