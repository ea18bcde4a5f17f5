#pragma once

#include "job/pilots/pilot_run.hpp"
#include "plan/catalogue/catalogue.hpp"
#include "report/audit/audit_report.hpp"
#include "report/book/indicator_book.hpp"

namespace peaksite {

/// The results against themselves, for audit.csv and the workbook; what fails becomes a warning of them. `siting`: what
/// was compared and selected, or null.
std::vector<AuditLine> audit_results(Results& results, IndicatorBookFacts& facts, const Catalogue& catalogue,
                                     const PilotAnswer* siting);

} // namespace peaksite
