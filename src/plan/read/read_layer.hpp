#pragma once

#include "plan/catalogue/catalogue.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// The band of a layer where neither the plan nor the catalogue names one: the first is read, and told where there are
/// several.
inline constexpr int no_band_named = 0;

/// Reads what a layer of the plan and an entry of the catalogue have in common over what `layer` already says.
void read_layer_facts(Keys& keys, Layer& layer);

/// A [[layers]] table of the plan, its catalogue entry filled in. `paths` replaces ${name} in file names.
Layer read_layer(Keys& keys, const Catalogue& catalogue, const std::map<std::string, std::string>& paths);

/// A catalogue file.
Layer read_layer_entry(Keys& keys, const std::string& id);

/// The text with every ${name} replaced; unknown names are faults.
std::string with_paths(const std::string& text, const std::map<std::string, std::string>& paths,
                       const Position& position, Faults& faults);

} // namespace peaksite
