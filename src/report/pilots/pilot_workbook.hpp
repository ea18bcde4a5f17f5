#pragma once

#include "report/pilots/pilot_tables.hpp"

#include <filesystem>
#include <string>

namespace peaksite {

/// Writes 名单.xlsx for offices: 建议名单, 储备名单, 不符合条件名单, 待补数据名单 with reasons and clauses, then
/// ranking, weights and what rules cost, and the text that rankings carry on every sheet. For the public only the
/// suggested, by region, without ranks and scores. `date` is that of the newest input: equal runs give equal bytes.
/// Throws InputError.
void write_pilots_workbook(const PilotReport& report, const Bilingual& title, const std::string& date,
                           const std::filesystem::path& path);

} // namespace peaksite
