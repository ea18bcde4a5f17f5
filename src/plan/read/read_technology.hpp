#pragma once

#include "plan/catalogue/catalogue.hpp"
#include "plan/read/keys.hpp"

namespace peaksite {

/// A catalogue file of a technology.
Technology read_technology_entry(Keys& keys, const std::string& id);

/// A [[technologies]] table of the plan, its catalogue entry filled in. Rules that need a layer which is absent, or not
/// in the plan, come out as unchecked.
Technology read_technology(Keys& keys, const Catalogue& catalogue, const std::vector<Layer>& layers);

/// The layer a name stands for: by id, else by what it provides.
const Layer* layer_named(const std::vector<Layer>& layers, std::string_view name);

/// The first layer that an expression needs, through derived layers too, and that is absent or not in the plan.
struct MissingLayer {
    std::string name;
    std::string reason; ///< as the plan says; empty when the plan does not know the layer
};
std::optional<MissingLayer> missing_layer(const Syntax& syntax, const std::vector<Layer>& layers);

} // namespace peaksite
