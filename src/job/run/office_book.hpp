#pragma once

#include "io/vector/geopackage.hpp"
#include "model/meaning/meaning.hpp"
#include "plan/catalogue/catalogue.hpp"
#include "report/book/indicator_book.hpp"
#include "report/files/manifest.hpp"

namespace peaksite {

/// What the workbook of a run says beside its results: texts, names, sources, the facts of the run.
IndicatorBookFacts office_book_facts(const Meaning& meaning, const Catalogue& catalogue);

/// What results.gpkg says about itself: how secret it is, and the texts that apply.
PackageNotes package_notes(const IndicatorBookFacts& facts, const Results& results);

} // namespace peaksite
