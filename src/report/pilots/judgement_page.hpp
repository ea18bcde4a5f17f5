#pragma once

#include "report/book/workbook.hpp"
#include "report/pilots/pilot_tables.hpp"

namespace peaksite {

/// 判断矩阵一致性: a row for every matrix of pairwise judgements with λ_max, CI, RI, CR and the table of random
/// indices. No sheet where weights rest on none.
void write_judgement_page(Workbook& book, const PilotReport& report, const Bilingual& title);

} // namespace peaksite
