#pragma once

#include "model/results.hpp"
#include "plan/table.hpp"

#include <string>
#include <string_view>

namespace peaksite::words {

/// What codes of the results are called in outputs. Unknown codes are called what they are.
Bilingual kind(std::string_view kind);                 ///< city …
Bilingual flag(std::string_view flag);                 ///< low_valid, upper_bound …
Bilingual flags_of(const ResultFlags& all);            ///< joined by ";"; empty where there are none
Bilingual direction(std::string_view direction);       ///< +, -, ctx
Bilingual availability(std::string_view availability); ///< derived …
Bilingual certainty(std::string_view certainty);       ///< found, memory, default
Bilingual statistic(const StatPlan& stat);             ///< mean, p90 …
Bilingual statistic(Stat stat);
Bilingual land_row(LandRow row); ///< empty for a rule, which has a title
Bilingual standing(Standing standing);
Bilingual secrecy(Secrecy secrecy);

/// What kind of number an indicator is: 估算 (stocks and sinks), 公布值 (copied from a table), 规划值 (projects),
/// 测算值 (else).
Bilingual standing_of(const IndicatorInfo& info);
/// What a statement is about, 碳汇.
Bilingual statement(Statement statement);

} // namespace peaksite::words
