#include "model/pilots/peak_criterion.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace peaksite {

namespace {

std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> out(1);
    for (const char c : lower(text)) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            out.back() += c;
        else if (!out.back().empty())
            out.emplace_back();
    }
    return out;
}

bool says_peak(std::string_view latin)
{
    static constexpr std::array peaks{"peak", "peaks", "peaking", "peaked"};
    static constexpr std::array matters{"year",     "date",      "time",  "early", "earliness",
                                        "level",    "height",    "value", "co2",   "carbon",
                                        "emission", "emissions", "e",     "total", "order"};
    static constexpr std::array others{"load", "power", "sun", "demand", "shaving", "hours", "flow", "price"};
    const auto words = words_of(latin);
    const auto any = [&](const auto& list) {
        return std::ranges::any_of(
            words, [&](const std::string& word) { return std::ranges::find(list, word) != list.end(); });
    };
    const bool alone = words.size() == 1;
    return any(peaks) && !any(others) && (alone || any(matters));
}

bool says_peak_in_chinese(std::string_view text)
{
    const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
    // 碳达峰试点项目 names the programme; 峰值日照时数 is about the sun, 达峰 and 峰值 with these words about
    // emissions.
    static constexpr std::array moments{"时间", "年", "早", "晚", "先", "序", "排名", "进度", "峰值", "高低"};
    if (has("达峰") && std::ranges::any_of(moments, has)) return true;
    return has("峰值") && (has("碳") || has("排放") || has("二氧化碳"));
}

} // namespace

bool judges_by_peak(const CriterionNames& names)
{
    if (std::ranges::find(names.tags, "peak-judging") != names.tags.end()) return true;
    return says_peak(names.id) || says_peak(names.english) || says_peak_in_chinese(names.chinese);
}

} // namespace peaksite
