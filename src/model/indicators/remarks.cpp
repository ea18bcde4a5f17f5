#include "model/indicators/remarks.hpp"

#include <array>
#include <utility>

namespace peaksite {

std::vector<std::string> remark_words(const Remarks& remarks)
{
    constexpr std::array<std::pair<Remark, const char*>, 17> words{{{Remark::partial, "partial"},
                                                                    {Remark::left_out, "left_out"},
                                                                    {Remark::incomplete, "incomplete"},
                                                                    {Remark::counted_twice, "counted_twice"},
                                                                    {Remark::interpolated, "interpolated"},
                                                                    {Remark::estimated, "estimated"},
                                                                    {Remark::assumed_zero, "assumed_zero"},
                                                                    {Remark::cut_at_zero, "cut_at_zero"},
                                                                    {Remark::negative, "negative"},
                                                                    {Remark::mixed_years, "mixed_years"},
                                                                    {Remark::official_area, "official_area"},
                                                                    {Remark::no_boundary, "no_boundary"},
                                                                    {Remark::none_listed, "none_listed"},
                                                                    {Remark::rough_interval, "rough_interval"},
                                                                    {Remark::coarse_slope, "coarse_slope"},
                                                                    {Remark::doubtful_class, "doubtful_class"},
                                                                    {Remark::named_by_id, "named_by_id"}}};
    std::vector<std::string> out;
    for (const auto& [remark, word] : words)
        if (remarks.has(remark)) out.emplace_back(word);
    return out;
}

} // namespace peaksite
