#pragma once

#include "plan/catalogue/catalogue.hpp"

namespace peaksite::cli {

/// Explains an entry of the catalogue on stdout: what it is, its units, classes, traps, source and how sure it is.
void print_entry(const Catalogue& catalogue, const Catalogue::Listing& entry);

/// Title of an entry in both languages.
Bilingual title_of(const Catalogue& catalogue, const Catalogue::Listing& entry);

/// Id, title, source, names and classes of an entry in one text, for a search.
std::string words_of(const Catalogue& catalogue, const Catalogue::Listing& entry);

} // namespace peaksite::cli
