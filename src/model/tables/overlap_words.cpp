#include "model/tables/overlap_words.hpp"

#include "base/column_head.hpp"
#include "base/letters.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace peaksite {

namespace {

// Long lists are looked through cell by cell: most are told at a glance.
bool may_overlap(std::string_view cell)
{
    constexpr std::size_t longest = 100;
    if (cell.size() > longest) return false;
    if (cell.find("hich") != std::string_view::npos || cell.find("HICH") != std::string_view::npos) return true;
    if (std::ranges::none_of(cell, is_wide)) return false;
    for (const std::string_view sign : {"其", "#", "＃", "全", "总", "能"})
        if (cell.find(sign) != std::string_view::npos) return true;
    return false;
}

std::string_view without_first(std::string_view text, std::string_view signs)
{
    constexpr std::array<std::string_view, 4> wide{"、", "—", "–", "·"};
    for (;;) {
        const auto sign = std::ranges::find_if(wide, [&](std::string_view one) { return text.starts_with(one); });
        if (sign != wide.end())
            text.remove_prefix(sign->size());
        else if (!text.empty() && signs.find(text.front()) != std::string_view::npos)
            text.remove_prefix(1);
        else
            return text;
    }
}

// What is a part of a row above; nothing where the cell does not say so. "#1机组" and "1#机组" are names of units.
std::optional<std::string_view> part_of(std::string_view plain)
{
    const auto bare = without_first(plain, "0123456789.,()-*+>"); // "1.1", "（1）", "—": signs of a list
    for (const std::string_view word : {"其中", "ofwhich"})
        if (bare.starts_with(word)) return without_first(bare.substr(word.size()), ":,;)-*");
    if (plain.starts_with('#') && plain.size() > 1 && is_wide(plain[1])) return plain.substr(1);
    for (const std::string_view behind : {"(其中)", ":其中", "-其中"})
        if (plain.ends_with(behind)) return plain.substr(0, plain.size() - behind.size());
    return {};
}

// "柴油20吨", "一期50": a remark, unlike "92号汽油".
bool ends_in_amount(std::string_view plain)
{
    constexpr std::array<std::string_view, 22> units{
        "",   "吨",     "万吨",   "t",        "kg",   "公斤", "千克", "%",      "千瓦",     "兆瓦", "mw",
        "kw", "万千瓦", "立方米", "万立方米", "万元", "亿元", "元",   "千瓦时", "万千瓦时", "家",   "台"};
    const auto last = plain.find_last_of("0123456789");
    return last != std::string_view::npos && std::ranges::find(units, plain.substr(last + 1)) != units.end();
}

bool says_all_energy(std::string_view word)
{
    constexpr std::array<std::string_view, 11> all{"综合能源消费量", "综合能源消费总量", "综合能耗", "能源消费总量",
                                                   "能源消耗总量",   "能源消费量",       "能耗总量", "总能耗",
                                                   "总量",           "消费总量",         "总消费量"};
    constexpr std::array<std::string_view, 11> of{"全社会", "规模以上工业", "规上工业", "规模以上", "规上", "全省",
                                                  "全市",   "全区",         "全县",     "全国",     "地区"};
    const auto is = [&](std::string_view one) { return std::ranges::find(all, one) != all.end(); };
    return is(word) || std::ranges::any_of(of, [&](std::string_view start) {
               return word.starts_with(start) && is(word.substr(start.size()));
           });
}

bool says_all_of_a_place(std::string_view word)
{
    constexpr std::array<std::string_view, 15> words{"全省", "全市",   "全区",   "全县",   "全国",
                                                     "全州", "全盟",   "全旗",   "全域",   "全镇",
                                                     "全乡", "全社会", "全行业", "全地区", "全部"};
    return std::ranges::find(words, word) != words.end();
}

// In plain signs, without a remark in brackets or a colon behind it.
std::string word_of(const std::string& plain)
{
    const auto open = plain.find('(');
    auto out = open != std::string::npos && open > 0 && plain.ends_with(')') ? plain.substr(0, open) : plain;
    while (out.ends_with(':')) out.pop_back();
    return out;
}

} // namespace

Overlap overlap_of(std::string_view cell)
{
    if (!may_overlap(cell)) return Overlap::none;
    const auto plain = plain_name(cell);
    const auto part = part_of(plain);
    if (part && !ends_in_amount(*part)) return Overlap::part;
    const auto word = word_of(plain);
    if (says_all_energy(word)) return Overlap::energy;
    return says_all_of_a_place(word) ? Overlap::extent : Overlap::none;
}

bool is_bare_part(std::string_view cell)
{
    if (!may_overlap(cell)) return false;
    const auto plain = plain_name(cell);
    const auto part = part_of(plain);
    return part && part->empty();
}

std::string without_part_word(std::string_view cell)
{
    if (!may_overlap(cell)) return std::string{cell};
    const auto plain = plain_name(cell);
    const auto part = part_of(plain);
    return part && !part->empty() ? std::string{*part} : std::string{cell};
}

} // namespace peaksite
