#pragma once

#include "report/audit/audit_line.hpp"
#include "report/book/indicator_book.hpp"

#include <vector>

namespace peaksite {

/// The rows in words: names in the place of ids where the outputs are Chinese.
std::vector<AuditLine> audit_lines(const std::vector<AuditRow>& rows, const Results& results,
                                   const IndicatorBookFacts& facts);

/// A sentence for each identity, set and subject that does not hold, in the language of the outputs.
std::vector<Sentence> audit_warnings(const std::vector<AuditLine>& lines, const Results& results,
                                     const IndicatorBookFacts& facts);

} // namespace peaksite
