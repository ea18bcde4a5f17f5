#pragma once

#include "io/geopackage.hpp"
#include "model/meaning/meaning.hpp"
#include "plan/catalogue.hpp"
#include "report/indicator_book.hpp"
#include "report/manifest.hpp"

namespace peaksite {

/// What the workbook of a run says beside its results: texts, names, sources, the facts of the run.
IndicatorBookFacts office_book_facts(const Meaning& meaning, const Catalogue& catalogue);

/// What results.gpkg says about itself: how secret it is, and the texts that apply.
PackageNotes package_notes(const IndicatorBookFacts& facts, const Results& results);

} // namespace peaksite
