#pragma once

#include "plan/catalogue/catalogue.hpp"
#include "support/source_folders.hpp"

namespace peaksite {

/// The catalogue that belongs to the sources, read once for all tests of a program.
inline const Catalogue& our_catalogue()
{
    static const Catalogue ours{{catalogue_folder()}};
    return ours;
}

} // namespace peaksite
