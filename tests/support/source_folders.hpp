#pragma once

#include <string>

namespace peaksite {

/// Folder of the source tree, where samples and catalogue lie.
std::string source_folder();

/// Folder of the catalogue that belongs to the sources.
std::string catalogue_folder();

} // namespace peaksite
