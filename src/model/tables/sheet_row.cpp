#include "model/tables/sheet_row.hpp"

#include "base/column_head.hpp"
#include "base/excerpt.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

// "note", "note 2" and "notes:", not the town of Noteborg.
bool begins_with_note(std::string_view text)
{
    if (!text.starts_with("note")) return false;
    const auto rest = text.substr(text.starts_with("notes") ? 5 : 4);
    return rest.empty() || rest.front() == ':' || (rest.front() >= '0' && rest.front() <= '9');
}

} // namespace

bool SheetRow::blank() const
{
    return std::ranges::all_of(cells, [](std::string_view cell) { return trimmed(cell).empty(); });
}

std::string SheetRow::cell(std::size_t column) const
{
    return column < cells.size() ? std::string{trimmed(cells[column])} : std::string{};
}

std::string SheetRow::first() const
{
    const auto found = std::ranges::find_if(cells, [](std::string_view one) { return !trimmed(one).empty(); });
    return found == cells.end() ? std::string{} : std::string{trimmed(*found)};
}

bool is_note(const SheetRow& row)
{
    constexpr std::array<std::string_view, 8> starts{
        "注:", "注1", "备注:", "说明:", "资料来源", "数据来源", "来源:", "source:"};
    const auto filled = std::ranges::count_if(row.cells, [](std::string_view cell) { return !trimmed(cell).empty(); });
    if (filled == 0 || filled > 2) return false;
    const auto text = plain_name(row.first());
    return std::ranges::any_of(starts, [&](std::string_view start) { return text.starts_with(start); }) ||
           begins_with_note(text) || (filled == 1 && text.starts_with("*"));
}

namespace {

constexpr std::array<std::string_view, 11> sum_words{"合计", "总计",  "小计",     "共计",      "总和",      "累计",
                                                     "汇总", "total", "subtotal", "sub-total", "grandtotal"};
constexpr std::array<std::string_view, 3> sum_ends{"合计", "总计", "小计"};
constexpr std::array<std::string_view, 4> average_words{"平均", "平均值", "均值", "average"};

// "合计12家" and "共12家" are 合计; 共有 alone is a kind of ownership.
std::string_view without_count(std::string_view word)
{
    constexpr std::array<std::string_view, 4> counted{"家", "户", "个", "项"};
    for (const auto unit : counted)
        if (word.ends_with(unit)) {
            const auto number = word.substr(0, word.size() - unit.size());
            const auto last = number.find_last_not_of("0123456789");
            if (last == std::string_view::npos || last + 1 >= number.size()) return word;
            const auto before = number.substr(0, last + 1);
            return before == "共" || before == "共有" ? sum_words.front() : before;
        }
    return word;
}

// In plain signs, without a remark in brackets, a colon or a count behind it: "合计（吨）：" is 合计.
std::string bare_word(std::string_view cell)
{
    auto word = plain_name(cell);
    for (const char end : {'(', ':'})
        if (const auto at = word.find(end);
            at != std::string::npos && at > 0 &&
            (end == '(' ? word.ends_with(')') || word.ends_with("):") : at + 1 == word.size()))
            word.resize(at);
    return std::string{without_count(word)};
}

// Long lists are looked through cell by cell: most are told at a glance.
bool may_say_sum(std::string_view cell)
{
    constexpr std::size_t longest = 100;
    const auto plain = trimmed(cell);
    if (plain.empty() || plain.size() > longest) return false;
    for (const std::string_view sign : {"计", "总", "共", "均", "ｔａｌ", "otal", "OTAL", "verage", "VERAGE"})
        if (plain.find(sign) != std::string_view::npos) return true;
    return false;
}

bool is_subtotal(std::string_view word) { return word.ends_with("小计") || word == "subtotal" || word == "sub-total"; }

} // namespace

bool says_sum(std::string_view cell)
{
    if (!may_say_sum(cell)) return false;
    const auto word = bare_word(cell);
    return std::ranges::find(sum_words, word) != sum_words.end() ||
           std::ranges::any_of(sum_ends, [&](std::string_view end) { return word.ends_with(end); });
}

bool says_sum_of_all(std::string_view cell)
{
    if (!may_say_sum(cell)) return false;
    const auto word = bare_word(cell);
    return !is_subtotal(word) && std::ranges::find(sum_words, word) != sum_words.end();
}

bool says_subtotal(std::string_view cell) { return may_say_sum(cell) && is_subtotal(bare_word(cell)); }

bool says_average(std::string_view cell)
{
    return may_say_sum(cell) && std::ranges::find(average_words, bare_word(cell)) != average_words.end();
}

bool names_total(const std::string& cell)
{
    // 全州 is a county.
    constexpr std::array<std::string_view, 10> words{"平均", "全省", "全市", "全区", "全县",
                                                     "全国", "全盟", "全旗", "sum",  "平均值"};
    const auto name = plain_name(cell);
    return std::ranges::find(words, name) != words.end() || name.ends_with("平均") || says_sum(cell);
}

std::string row_label(const SheetRow& row, const std::string& label)
{
    return "row " + std::to_string(row.line) + (label.empty() ? "" : " " + excerpt(label));
}

} // namespace peaksite
