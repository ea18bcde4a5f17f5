#pragma once

#include "job/siting_run.hpp"
#include "plan/catalogue.hpp"
#include "report/audit_report.hpp"
#include "report/indicator_book.hpp"

namespace peaksite {

/// The results against themselves, for audit.csv and the workbook; what fails becomes a warning of them. `siting`: what
/// was compared and selected, or null.
std::vector<AuditLine> audit_results(Results& results, IndicatorBookFacts& facts, const Catalogue& catalogue,
                                     const SitingAnswer* siting);

} // namespace peaksite
