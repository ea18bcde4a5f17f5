#pragma once

#include "io/geopackage.hpp"
#include "job/blueprint.hpp"
#include "report/indicator_book.hpp"
#include "report/manifest.hpp"

namespace peaksite {

/// What the workbook of a run says beside its results: texts, names, sources, the facts of the run. `date` is that of
/// the newest input.
IndicatorBookFacts office_book_facts(const OpenPlan& open, const Blueprint& blueprint, const Catalogue& catalogue,
                                     const std::string& date);

/// What results.gpkg says about itself: how secret it is, and the texts that apply.
PackageNotes package_notes(const IndicatorBookFacts& facts, const Results& results);

} // namespace peaksite
