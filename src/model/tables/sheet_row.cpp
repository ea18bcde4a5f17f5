#include "model/tables/sheet_row.hpp"

#include "base/column_head.hpp"
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

bool names_total(const std::string& cell)
{
    constexpr std::array<std::string_view, 13> words{"合计", "总计", "小计", "共计",  "总和",     "平均", "全省",
                                                     "全市", "全区", "全县", "total", "subtotal", "sum"};
    constexpr std::array<std::string_view, 4> ends{"合计", "总计", "小计", "平均"};
    const auto name = plain_name(cell);
    return std::ranges::find(words, name) != words.end() ||
           std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

std::string row_label(const SheetRow& row, const std::string& label)
{
    return "row " + std::to_string(row.line) + (label.empty() ? "" : " " + label);
}

} // namespace peaksite
