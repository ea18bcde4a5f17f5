#include "base/place_names.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace peaksite {

namespace {

// Longer ones first.
constexpr std::array<std::string_view, 18> kinds{"特别行政区", "自治区", "自治州", "自治县", "自治旗", "街道",
                                                 "地区",       "林区",   "特区",   "省",     "市",     "州",
                                                 "盟",         "县",     "区",     "旗",     "镇",     "乡"};

// Names of nationalities as they stand in the names of autonomous units (55 and "各族"), with and without 族.
constexpr std::array<std::string_view, 57> nationalities{
    "蒙古",   "回",   "藏",     "维吾尔",   "苗",   "彝",       "壮",     "布依",   "朝鲜", "满",   "侗",   "瑶",
    "白",     "土家", "哈尼",   "哈萨克",   "傣",   "黎",       "傈僳",   "佤",     "畲",   "高山", "拉祜", "水",
    "东乡",   "纳西", "景颇",   "柯尔克孜", "土",   "达斡尔",   "仫佬",   "羌",     "布朗", "撒拉", "毛南", "仡佬",
    "锡伯",   "阿昌", "普米",   "塔吉克",   "怒",   "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安", "裕固", "京",
    "塔塔尔", "独龙", "鄂伦春", "赫哲",     "门巴", "珞巴",     "基诺",   "各",     "各民"};

// Characters of Chinese text, three bytes each; others count as more than enough.
bool is_long_enough(std::string_view text)
{
    constexpr std::size_t two_characters = 6;
    return text.size() >= two_characters;
}

std::optional<std::string_view> without(std::string_view text, std::string_view ending)
{
    if (!text.ends_with(ending)) return {};
    text.remove_suffix(ending.size());
    if (!is_long_enough(text)) return {};
    return text;
}

// One name of a nationality off the end; single characters need their 族, or towns would lose their last character.
std::optional<std::string_view> without_nationality(std::string_view text)
{
    constexpr std::string_view people = "族";
    const auto stem = text.ends_with(people) ? text.substr(0, text.size() - people.size()) : text;
    const bool said = stem.size() < text.size();
    std::optional<std::string_view> shortest;
    for (const auto name : nationalities) {
        if (!said && !is_long_enough(name)) continue;
        const auto rest = without(stem, name);
        if (rest && (!shortest || rest->size() < shortest->size())) shortest = rest;
    }
    return shortest;
}

} // namespace

std::string short_name(std::string_view name)
{
    for (const auto kind : kinds) {
        auto rest = without(name, kind);
        if (!rest) continue;
        if (kind.starts_with("自治"))
            while (const auto less = without_nationality(*rest)) rest = less;
        return std::string{*rest};
    }
    return std::string{name};
}

bool ends_in_unit(std::string_view label, std::string_view name)
{
    if (name.empty() || label.size() <= name.size() || !label.ends_with(name)) return false;
    const auto before = label.substr(0, label.size() - name.size());
    constexpr std::array<std::string_view, 10> ends{"省", "市", "区", "州", "盟", "县", "旗", "镇", "乡", "街道"};
    return std::ranges::any_of(ends, [before](std::string_view end) { return before.ends_with(end); });
}

} // namespace peaksite
