#pragma once

#include "job/blueprint.hpp"
#include "report/indicator_book.hpp"
#include "report/manifest.hpp"

namespace peaksite {

/// What the workbook of a run says beside its results: texts, names, sources, the facts of the run. `date` is that of the
/// newest input.
IndicatorBookFacts office_book_facts(const OpenPlan& open, const Blueprint& blueprint, const Catalogue& catalogue, const std::string& date);

} // namespace peaksite
