#include "support/source_folders.hpp"

namespace peaksite {

std::string source_folder() { return PEAKSITE_SOURCE; }

std::string catalogue_folder() { return source_folder() + "/layers"; }

} // namespace peaksite
