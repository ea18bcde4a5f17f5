#include "model/headed_sheet.hpp"

#include "base/office_number.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace peaksite {

namespace {

constexpr std::string_view year_mark = "{year}";
constexpr std::size_t year_digits = 4, deepest = 3, farthest = 40;

std::size_t width_of(const SheetCells& sheet)
{
    std::size_t width = 0;
    for (const auto& row : sheet.rows) width = std::max(width, row.cells.size());
    return width;
}

// A name that follows a pattern: what stands in place of {year}.
std::optional<int> year_in(const std::string& name, const std::string& pattern)
{
    const auto mark = pattern.find(year_mark);
    if (mark == std::string::npos) return {};
    const auto before = pattern.substr(0, mark), after = pattern.substr(mark + year_mark.size());
    if (name.size() != before.size() + year_digits + after.size() || !name.starts_with(before) || !name.ends_with(after)) return {};
    return office_year(name.substr(before.size(), year_digits));
}

std::optional<int> year_of(const ColumnHead& head, const std::string& pattern)
{
    for (const auto& name : {plain_name(head.text), plain_name(head.name)})
        for (const auto& form : {plain_name(pattern), plain_name(column_head(pattern).name)})
            if (const auto year = year_in(name, form)) return year;
    return {};
}

// Heads of rows `first` to `last`: a cell above several columns belongs to each that has something below it.
std::vector<ColumnHead> heads_of(const std::vector<const SheetRow*>& rows, std::size_t width)
{
    std::vector<ColumnHead> out(width);
    for (std::size_t depth = 0; depth < rows.size(); ++depth) {
        std::string above;
        for (std::size_t column = 0; column < width; ++column) {
            auto cell = rows[depth]->cell(column);
            const bool last = depth + 1 == rows.size();
            const bool has_below = !last && !rows[depth + 1]->cell(column).empty();
            if (cell.empty() && has_below) cell = above;
            else above = cell;
            if (cell.empty()) continue;
            auto head = column_head(cell);
            auto& whole = out[column];
            whole.text += head.text;
            whole.name += head.name;
            if (head.unit) whole.unit = std::move(head.unit);
        }
    }
    return out;
}

std::vector<std::size_t> columns_of(const std::vector<ColumnHead>& heads, const std::string& wanted)
{
    std::vector<std::size_t> whole, named;
    const auto text = plain_name(wanted), name = plain_name(column_head(wanted).name);
    for (std::size_t i = 0; i < heads.size(); ++i) {
        if (heads[i].text.empty()) continue;
        if (plain_name(heads[i].text) == text) whole.push_back(i);
        else if (plain_name(heads[i].name) == name) named.push_back(i);
    }
    return whole.empty() ? named : whole;
}

std::size_t score(const std::vector<ColumnHead>& heads, const std::vector<std::string>& wanted)
{
    std::size_t found = 0;
    for (const auto& one : wanted) {
        const bool series = one.find(year_mark) != std::string::npos;
        const bool there = series ? std::ranges::any_of(heads, [&](const ColumnHead& head) { return year_of(head, one).has_value(); }) : !columns_of(heads, one).empty();
        found += there ? 1 : 0;
    }
    return found;
}

bool is_note(const SheetRow& row)
{
    constexpr std::array<std::string_view, 9> starts{"注:", "注1", "备注:", "说明:", "资料来源", "数据来源", "来源:", "note", "source:"};
    const auto filled = std::ranges::count_if(row.cells, [](const std::string& cell) { return !trimmed(cell).empty(); });
    const auto first = std::ranges::find_if(row.cells, [](const std::string& cell) { return !trimmed(cell).empty(); });
    if (filled == 0 || filled > 2) return false;
    const auto text = plain_name(*first);
    return std::ranges::any_of(starts, [&](std::string_view start) { return text.starts_with(start); }) || (filled == 1 && text.starts_with("*"));
}

class Finder {
public:
    Finder(const SheetCells& sheet, const std::vector<std::string>& wanted, const std::string& key) : m_wanted(wanted), m_key(key), m_width(width_of(sheet))
    {
        for (const auto& row : sheet.rows)
            if (!row.blank()) m_rows.push_back(&row);
    }

    HeadedSheet find()
    {
        choose();
        if (m_rows.empty()) return {};
        HeadedSheet out;
        out.head_line = m_rows[m_first]->line;
        out.heads = heads_of(block(m_first, m_depth), m_width);
        for (std::size_t i = 0; i < m_first; ++i)
            for (const auto& cell : m_rows[i]->cells)
                for (auto& found : units_of_table(cell)) out.units_of_table.push_back(std::move(found));
        const auto begin = skip_units(out);
        for (std::size_t i = begin; i < m_rows.size(); ++i) add(*m_rows[i], out);
        return out;
    }

private:
    std::vector<const SheetRow*> block(std::size_t first, std::size_t depth) const { return {m_rows.begin() + static_cast<std::ptrdiff_t>(first), m_rows.begin() + static_cast<std::ptrdiff_t>(first + depth)}; }

    void choose()
    {
        std::size_t best = 0;
        // Heads of few rows first: what stands above and below may be part of none.
        for (std::size_t depth = 1; depth <= std::min(deepest, m_rows.size()); ++depth)
            for (std::size_t first = 0; first < std::min(m_rows.size() - depth + 1, farthest); ++first) {
                const auto found = score(heads_of(block(first, depth), m_width), m_wanted);
                if (found <= best) continue;
                best = found;
                m_first = first;
                m_depth = depth;
            }
        if (best > 0) return;
        const auto wide = [](const SheetRow* row) { return std::ranges::count_if(row->cells, [](const std::string& cell) { return !trimmed(cell).empty(); }) > 1; };
        const auto found = std::ranges::find_if(m_rows, wide);
        if (found != m_rows.end()) m_first = static_cast<std::size_t>(found - m_rows.begin());
    }

    // Rows below the head that name no zone hold units, or the rest of the head.
    std::size_t skip_units(HeadedSheet& out) const
    {
        auto at = m_first + m_depth;
        const auto keys = m_key.empty() ? std::vector<std::size_t>{} : columns_of(out.heads, m_key);
        if (keys.size() != 1) return at;
        for (; at < m_rows.size(); ++at) {
            const auto key = plain_name(m_rows[at]->cell(keys[0]));
            if (!key.empty() && key != "单位" && key != "计量单位") break;
            for (std::size_t column = 0; column < m_width; ++column) {
                const auto cell = m_rows[at]->cell(column);
                auto found = cell.empty() || column == keys[0] ? std::nullopt : office_unit(cell.starts_with('(') && cell.ends_with(')') ? cell.substr(1, cell.size() - 2) : cell);
                if (found && !out.heads[column].unit) out.heads[column].unit = std::move(found);
            }
        }
        // A table whose keys are all blank keeps its rows, so that the fault is seen.
        return at == m_rows.size() ? m_first + m_depth : at;
    }

    bool repeats_head(const SheetRow& row) const
    {
        const auto rows = block(m_first, m_depth);
        return std::ranges::any_of(rows, [&](const SheetRow* head) { return head->cells == row.cells; });
    }

    void add(const SheetRow& row, HeadedSheet& out) const
    {
        if (repeats_head(row)) return;
        if (!is_note(row)) {
            out.rows.push_back(row);
            return;
        }
        const auto first = std::ranges::find_if(row.cells, [](const std::string& cell) { return !trimmed(cell).empty(); });
        out.notes.push_back("row " + std::to_string(row.line) + " " + std::string{trimmed(*first)});
    }

    const std::vector<std::string>& m_wanted;
    const std::string& m_key;
    std::size_t m_width;
    std::vector<const SheetRow*> m_rows; // that are not blank
    std::size_t m_first = 0, m_depth = 1;
};

} // namespace

bool SheetRow::blank() const
{
    return std::ranges::all_of(cells, [](const std::string& cell) { return trimmed(cell).empty(); });
}

std::string SheetRow::cell(std::size_t column) const { return column < cells.size() ? std::string{trimmed(cells[column])} : std::string{}; }

std::vector<std::size_t> HeadedSheet::columns(const std::string& head) const { return columns_of(heads, head); }

std::map<int, std::size_t> HeadedSheet::series(const std::string& pattern) const
{
    std::map<int, std::size_t> out;
    for (std::size_t i = 0; i < heads.size(); ++i)
        if (const auto year = year_of(heads[i], pattern)) out.try_emplace(*year, i);
    return out;
}

std::vector<std::string> HeadedSheet::texts() const
{
    std::vector<std::string> out;
    for (const auto& head : heads)
        if (!head.text.empty()) out.push_back(head.text);
    return out;
}

HeadedSheet headed(const SheetCells& sheet, const std::vector<std::string>& wanted, const std::string& key) { return Finder{sheet, wanted, key}.find(); }

bool names_total(const std::string& cell)
{
    constexpr std::array<std::string_view, 13> words{"合计", "总计", "小计", "共计", "总和", "平均", "全省", "全市", "全区", "全县", "total", "subtotal", "sum"};
    constexpr std::array<std::string_view, 4> ends{"合计", "总计", "小计", "平均"};
    const auto name = plain_name(cell);
    return std::ranges::find(words, name) != words.end() || std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

} // namespace peaksite
