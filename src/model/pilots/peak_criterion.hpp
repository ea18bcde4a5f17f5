#pragma once

#include <span>
#include <string>
#include <string_view>

namespace peaksite {

/// What a catalogue or a plan says of a criterion.
struct CriterionNames {
    std::string_view id;
    std::string_view english;
    std::string_view chinese;
    std::span<const std::string> tags; ///< "peak-judging" settles it
};

/// Whether a criterion would judge candidates by how early or how high their emissions peak, which the policy forbids:
/// 不简单以达峰时间早晚或峰值高低来衡量工作成效 (clause N-02). Such a criterion is never a default, and a user who adds
/// one is warned. Peak load and peak sun hours are other things.
bool judges_by_peak(const CriterionNames& names);

} // namespace peaksite
