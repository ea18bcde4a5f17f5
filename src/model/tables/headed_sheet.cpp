#include "model/tables/headed_sheet.hpp"

#include "base/office_number.hpp"
#include "base/text.hpp"
#include "model/tables/head_index.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <utility>

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
    const auto behind = pattern.size() - mark - year_mark.size();
    if (name.size() != mark + year_digits + behind || name.compare(0, mark, pattern, 0, mark) != 0) return {};
    if (name.compare(mark + year_digits, behind, pattern, mark + year_mark.size(), behind) != 0) return {};
    return office_year(name.substr(mark, year_digits));
}

std::optional<int> year_of(const PlainHead& head, const PlainHead& pattern)
{
    for (const auto* name : {&head.text, &head.name})
        for (const auto* form : {&pattern.text, &pattern.name})
            if (const auto year = year_in(*name, *form)) return year;
    return {};
}

// A row that may be part of a head, taken apart once.
struct HeadRow {
    std::vector<std::optional<ColumnHead>> heads; // nothing for a blank cell
    std::vector<std::optional<PlainHead>> plain;
};

HeadRow head_row(const SheetRow& row)
{
    HeadRow out;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto cell = row.cell(i);
        out.heads.push_back(cell.empty() ? std::nullopt : std::optional{column_head(cell)});
        out.plain.push_back(cell.empty() ? std::nullopt : std::optional{PlainHead{*out.heads.back()}});
    }
    return out;
}

// Calls `put` with row and column of every cell that is part of the head of a column: a cell above several columns
// belongs to each that has something below it.
template <class Put>
void for_cells_of_heads(std::span<const HeadRow> rows, std::size_t width, Put put)
{
    const auto filled = [&](std::size_t row, std::size_t column) {
        return row < rows.size() && column < rows[row].heads.size() && rows[row].heads[column].has_value();
    };
    for (std::size_t depth = 0; depth < rows.size(); ++depth) {
        std::optional<std::size_t> above;
        for (std::size_t column = 0; column < width; ++column) {
            const bool stretched = !filled(depth, column) && filled(depth + 1, column);
            if (!stretched) above = filled(depth, column) ? std::optional{column} : std::nullopt;
            if (above) put(depth, *above, column);
        }
    }
}

std::vector<ColumnHead> heads_of(std::span<const HeadRow> rows, std::size_t width)
{
    std::vector<ColumnHead> out(width);
    for_cells_of_heads(rows, width, [&](std::size_t row, std::size_t from, std::size_t column) {
        const auto& head = *rows[row].heads[from];
        out[column].text += head.text;
        out[column].name += head.name;
        if (head.unit) out[column].unit = head.unit;
    });
    return out;
}

std::vector<ColumnHead> lowest_of(std::span<const HeadRow> rows, std::size_t width)
{
    if (rows.size() < 2) return {};
    std::vector<ColumnHead> out(width);
    for_cells_of_heads(rows, width, [&](std::size_t row, std::size_t from, std::size_t column) {
        out[column] = *rows[row].heads[from];
    });
    return out;
}

// A head that is looked for.
struct Wanted {
    PlainHead plain;
    bool series;
};

std::size_t score(std::span<const HeadRow> rows, std::size_t width, const std::vector<Wanted>& wanted)
{
    std::vector<std::pair<std::string, std::string>> heads(width);
    std::vector<const PlainHead*> lowest(width, nullptr);
    for_cells_of_heads(rows, width, [&](std::size_t row, std::size_t from, std::size_t column) {
        lowest[column] = &*rows[row].plain[from];
        heads[column].first += rows[row].plain[from]->text;
        heads[column].second += rows[row].plain[from]->name;
    });
    std::set<std::string_view> all;
    for (const auto& [text, name] : heads) all.insert({text, name});
    for (const auto* one : lowest)
        if (one != nullptr) all.insert({one->text, one->name});
    std::size_t found = 0;
    for (const auto& one : wanted) {
        const auto is = [&](std::string_view head) {
            const std::string name{head};
            return year_in(name, one.plain.text) || year_in(name, one.plain.name);
        };
        const bool there =
            one.series ? std::ranges::any_of(all, is) : all.contains(one.plain.text) || all.contains(one.plain.name);
        found += there ? 1 : 0;
    }
    return found;
}

std::vector<std::size_t> columns_of(const std::vector<ColumnHead>& heads, const std::string& wanted)
{
    std::vector<std::size_t> whole, named;
    const PlainHead plain{column_head(wanted)};
    for (std::size_t i = 0; i < heads.size(); ++i) {
        if (heads[i].text.empty()) continue;
        if (plain_name(heads[i].text) == plain.text)
            whole.push_back(i);
        else if (plain_name(heads[i].name) == plain.name)
            named.push_back(i);
    }
    return whole.empty() ? named : whole;
}

class Finder {
public:
    Finder(SheetCells sheet, const std::vector<std::string>& wanted, const std::vector<std::string>& names)
        : m_names(names), m_width(width_of(sheet)), m_warnings(std::move(sheet.warnings)), m_rows(std::move(sheet.rows))
    {
        for (const auto& one : wanted)
            m_wanted.push_back(
                {.plain = PlainHead{column_head(one)}, .series = one.find(year_mark) != std::string::npos});
        std::erase_if(m_rows, [](const SheetRow& row) { return row.blank(); });
    }

    HeadedSheet find()
    {
        HeadedSheet out;
        out.warnings = std::move(m_warnings);
        if (m_rows.empty()) return out;
        choose();
        out.head_line = m_rows[m_first].line;
        out.heads = heads_of(block(m_first, m_depth), m_width);
        out.lowest = lowest_of(block(m_first, m_depth), m_width);
        for (std::size_t i = 0; i < m_first; ++i)
            for (const auto cell : m_rows[i].cells)
                for (auto& found : units_of_table(cell)) out.units_of_table.push_back(std::move(found));
        const auto begin = skip_units(out);
        m_heads.assign(m_rows.begin() + static_cast<std::ptrdiff_t>(m_first),
                       m_rows.begin() + static_cast<std::ptrdiff_t>(m_first + m_depth));
        std::size_t kept = 0;
        for (std::size_t i = begin; i < m_rows.size(); ++i)
            if (is_data(m_rows[i], out)) m_rows[kept++] = std::move(m_rows[i]);
        m_rows.resize(kept);
        out.rows = std::move(m_rows);
        return out;
    }

private:
    std::span<const HeadRow> block(std::size_t first, std::size_t depth) const
    {
        return std::span{m_candidates}.subspan(first, depth);
    }

    void choose()
    {
        for (std::size_t i = 0; i < std::min(m_rows.size(), farthest + deepest); ++i)
            m_candidates.push_back(head_row(m_rows[i]));
        std::size_t best = 0;
        // Heads of few rows first: what stands above and below may be part of none.
        for (std::size_t depth = 1; depth <= std::min(deepest, m_rows.size()); ++depth)
            for (std::size_t first = 0; first < std::min(m_rows.size() - depth + 1, farthest); ++first) {
                const auto found = score(block(first, depth), m_width, m_wanted);
                if (found <= best) continue;
                best = found;
                m_first = first;
                m_depth = depth;
            }
        if (best > 0) return;
        const auto wide = [](const SheetRow& row) {
            return std::ranges::count_if(row.cells, [](std::string_view cell) { return !trimmed(cell).empty(); }) > 1;
        };
        const auto found = std::ranges::find_if(
            m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(m_candidates.size()), wide);
        if (found != m_rows.begin() + static_cast<std::ptrdiff_t>(m_candidates.size()))
            m_first = static_cast<std::size_t>(found - m_rows.begin());
    }

    // Rows below the head that name no zone hold units, or the rest of the head.
    std::size_t skip_units(HeadedSheet& out) const
    {
        auto at = m_first + m_depth;
        const auto named = name_column(out);
        if (!named) return at;
        for (; at < m_rows.size(); ++at) {
            const auto key = plain_name(m_rows[at].cell(*named));
            if (!key.empty() && key != "单位" && key != "计量单位") break;
            if (key.empty() && holds_number(m_rows[at])) break; // data without a key, to be told
            for (std::size_t column = 0; column < m_width; ++column) {
                const auto cell = m_rows[at].cell(column);
                auto found = cell.empty() || column == *named ? std::nullopt
                                                              : office_unit(cell.starts_with('(') && cell.ends_with(')')
                                                                                ? cell.substr(1, cell.size() - 2)
                                                                                : cell);
                if (found && !out.heads[column].unit) out.heads[column].unit = std::move(found);
            }
        }
        // A table whose keys are all blank keeps its rows, so that the fault is seen.
        return at == m_rows.size() ? m_first + m_depth : at;
    }

    std::optional<std::size_t> name_column(const HeadedSheet& sheet) const
    {
        for (const auto& name : m_names)
            if (const auto found = sheet.columns(name); found.size() == 1) return found.front();
        return {};
    }

    static bool holds_number(const SheetRow& row)
    {
        return std::ranges::any_of(row.cells, [](std::string_view cell) { return office_number(cell).has_value(); });
    }

    bool repeats_head(const SheetRow& row) const
    {
        return std::ranges::any_of(m_heads, [&](const SheetRow& head) { return head.cells == row.cells; });
    }

    bool is_data(const SheetRow& row, HeadedSheet& out) const
    {
        if (repeats_head(row)) return false;
        const bool note = is_note(row);
        if (note) out.notes.push_back("row " + std::to_string(row.line) + " " + row.first());
        return !note;
    }

    const std::vector<std::string>& m_names;
    std::size_t m_width;
    std::vector<Sentence> m_warnings;
    std::vector<SheetRow> m_rows; // that are not blank
    std::vector<Wanted> m_wanted;
    std::vector<HeadRow> m_candidates; // the first rows
    std::vector<SheetRow> m_heads;     // those of the head
    std::size_t m_first = 0, m_depth = 1;
};

} // namespace

std::vector<std::size_t> HeadedSheet::columns(const std::string& head) const
{
    auto out = columns_of(heads, head);
    return out.empty() ? columns_of(lowest, head) : out;
}

std::map<int, std::size_t> HeadedSheet::series(const std::string& pattern) const
{
    const PlainHead form{column_head(pattern)};
    std::map<int, std::size_t> out;
    for (std::size_t i = 0; i < heads.size(); ++i)
        if (const auto year = year_of(PlainHead{heads[i]}, form)) out.try_emplace(*year, i);
    return out;
}

std::vector<std::string> HeadedSheet::texts() const
{
    std::vector<std::string> out;
    for (const auto& head : heads)
        if (!head.text.empty()) out.push_back(head.text);
    return out;
}

HeadedSheet headed(SheetCells sheet, const std::vector<std::string>& wanted, const std::vector<std::string>& names)
{
    return Finder{std::move(sheet), wanted, names}.find();
}

} // namespace peaksite
