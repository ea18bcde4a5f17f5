#include "model/tables/headed_sheet.hpp"

#include "base/office_number.hpp"
#include "base/office_signs.hpp"
#include "base/parse_number.hpp"
#include "base/text.hpp"
#include "model/tables/head_rows.hpp"
#include "model/tables/year_pattern.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

namespace peaksite {

namespace {

constexpr std::size_t deepest = 3, farthest = 40;

std::size_t width_of(const SheetCells& sheet)
{
    std::size_t width = 0;
    for (const auto& row : sheet.rows) width = std::max(width, row.cells.size());
    return width;
}

class Finder {
public:
    Finder(SheetCells sheet, const std::vector<std::string>& wanted, const std::vector<std::string>& names)
        : m_names(names), m_width(width_of(sheet)), m_separator(sheet.separator), m_warnings(std::move(sheet.warnings)),
          m_scaled(std::move(sheet.scaled)), m_rows(std::move(sheet.rows))
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
        out.scaled = std::move(m_scaled);
        if (m_rows.empty()) return out;
        choose();
        while (m_depth < deepest && goes_on(m_first + m_depth)) ++m_depth;
        out.head_line = m_rows[m_first].line;
        out.heads = heads_of(block(m_first, m_depth), m_width);
        out.lowest = lowest_of(block(m_first, m_depth), m_width);
        out.separator = m_separator;
        for (std::size_t i = m_first; i < m_first + m_depth; ++i)
            out.head_cells = std::max(out.head_cells, m_rows[i].cells.size());
        for (std::size_t i = 0; i < m_first; ++i) {
            read_above(m_rows[i], out);
            out.titles.push_back(office_text(joined({m_rows[i].cells.begin(), m_rows[i].cells.end()}, " ")));
        }
        const auto begin = skip_units(out);
        take_units_of_titles(out);
        m_heads.assign(m_rows.begin() + static_cast<std::ptrdiff_t>(m_first),
                       m_rows.begin() + static_cast<std::ptrdiff_t>(m_first + m_depth));
        m_named = name_column(out);
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
                const auto found = heads_found(block(first, depth), m_width, m_wanted);
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

    // Whether a row below the head is the rest of it: no name, no numbers but years, and below a cell of several
    // columns what each of them is. The head alone would give all of them to the first.
    bool goes_on(std::size_t at) const
    {
        if (at >= std::min(m_rows.size(), m_candidates.size()) || states_units(m_rows[at])) return false;
        const auto& row = m_rows[at];
        const auto heads = heads_of(block(m_first, m_depth), m_width);
        const auto is_headed = [&](std::size_t column) { return !heads[column].text.empty(); };
        std::size_t named = 0;
        while (named < heads.size() && !is_headed(named)) ++named;
        for (const auto& name : m_names)
            for (std::size_t column = 0; column < heads.size(); ++column)
                if (plain_name(heads[column].text) == plain_name(name)) named = column;
        bool below_blank = false;
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            const auto cell = row.cell(column);
            if (cell.empty()) continue;
            const bool number = office_number(cell) && !office_year(cell);
            if (column == named || number) return false;
            const bool words = !says_missing(cell) && !office_unit(without_brackets(row.cell(column))) &&
                               !looks_like_unit(without_brackets(row.cell(column)));
            below_blank = below_blank || (words && column > named && !is_headed(column));
        }
        return below_blank;
    }

    static bool is_unit_label(const std::string& plain) { return plain == "单位" || plain == "计量单位"; }

    static std::string without_brackets(const std::string& cell)
    {
        const auto plain = office_text(cell);
        return plain.starts_with('(') && plain.ends_with(')') ? plain.substr(1, plain.size() - 2) : plain;
    }

    // Units of columns from a row of them, where the head itself speaks of none, known or not. In a row that says to be
    // one, what is no unit that is known is strange.
    static void take_units(const SheetRow& row, std::optional<std::size_t> named, bool labelled, HeadedSheet& out)
    {
        for (std::size_t column = 0; column < out.heads.size(); ++column) {
            const auto cell = without_brackets(row.cell(column));
            auto& head = out.heads[column];
            const bool stated = !head.unit.says_nothing();
            if (stated || says_missing(cell) || column == named || is_unit_label(plain_name(cell))) continue;
            const auto beside = column_head(head.name + "(" + cell + ")").unit; // 度 is what the head speaks of
            if (auto found = column_unit(cell))
                head.unit = std::move(*found);
            else if (beside.known() != nullptr)
                head.unit = beside;
            else if (labelled || looks_like_unit(cell))
                head.unit = UnknownUnit{cell};
        }
    }

    static void take_units_of_table(const SheetRow& row, HeadedSheet& out)
    {
        for (const auto cell : row.cells) {
            std::ranges::move(units_of_table(cell), std::back_inserter(out.units_of_table));
            std::ranges::move(strange_units_of_table(cell), std::back_inserter(out.strange_units_of_table));
        }
    }

    // "分品种能源消费量（万吨标准煤）": one that is known, and a size; where nothing else states one.
    static void take_units_of_titles(HeadedSheet& out)
    {
        if (!out.units_of_table.empty() || !out.strange_units_of_table.empty()) return;
        for (const auto& title : out.titles) {
            if (!plain_name(title).ends_with(')')) continue;
            const auto head = column_head(title);
            const auto* unit = head.unit.known();
            if (unit != nullptr && !unit->is_dimensionless()) out.units_of_table.push_back(*unit);
        }
    }

    // A row above the head: a title, "单位：万元", or the units of the columns.
    static void read_above(const SheetRow& row, HeadedSheet& out)
    {
        std::size_t units = 0, others = 0;
        bool labelled = false, is_unit = false; // a title, which stands in the first column, may look like a unit
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            const auto cell = without_brackets(row.cell(column));
            if (says_missing(cell)) continue;
            if (!units_of_table(cell).empty() || !strange_units_of_table(cell).empty())
                return take_units_of_table(row, out);
            if (is_unit_label(plain_name(cell)))
                labelled = true;
            else {
                is_unit = column > 0 || office_unit(cell).has_value();
                ++(office_unit(cell) || looks_like_unit(cell) ? units : others);
            }
        }
        if (units == 0 || others > 0) return take_units_of_table(row, out);
        if (units > 1 || labelled) return take_units(row, {}, labelled, out);
        if (is_unit) take_units_of_table({.line = row.line, .cells = {"单位:" + without_brackets(row.first())}}, out);
    }

    // Rows below the head that name no zone hold units, or the rest of the head.
    std::size_t skip_units(HeadedSheet& out) const
    {
        auto at = m_first + m_depth;
        const auto named = name_column(out);
        if (!named) return at;
        for (; at < m_rows.size(); ++at) {
            if (states_units(m_rows[at])) {
                take_units_of_table(m_rows[at], out);
                continue;
            }
            const auto key = plain_name(m_rows[at].cell(*named));
            const bool labelled = is_unit_label(key);
            if (!key.empty() && !labelled) break;
            if (key.empty() && holds_number(m_rows[at])) break; // data without a key, to be told
            take_units(m_rows[at], *named, labelled, out);
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

    // "单位：万元" by itself.
    static bool states_units(const SheetRow& row)
    {
        constexpr std::ptrdiff_t most = 2; // it may stand beside the rest of a title
        if (std::ranges::count_if(row.cells, [](std::string_view cell) { return !trimmed(cell).empty(); }) > most)
            return false;
        for (const auto cell : row.cells)
            if (cell.find("位") != std::string_view::npos || cell.find("nit") != std::string_view::npos)
                return !units_of_table(cell).empty() || !strange_units_of_table(cell).empty();
        return false;
    }

    // The head of another table, or this one's in other units: no row is of what its column is headed by.
    bool is_another_head(const SheetRow& row) const
    {
        const auto column = m_named.value_or(0);
        const auto key = row.cell(column);
        const auto same = [&](const SheetRow& head) { return !key.empty() && head.cell(column) == key; };
        const bool units = m_named && (key == "单位" || key == "计量单位");
        return (m_named || !holds_number(row)) && (units || std::ranges::any_of(m_heads, same)) &&
               std::ranges::count_if(row.cells, [](std::string_view cell) { return !trimmed(cell).empty(); }) > 1;
    }

    static bool repeats_units(const SheetRow& row, const HeadedSheet& out)
    {
        HeadedSheet again;
        take_units_of_table(row, again);
        return again.units_of_table == out.units_of_table && again.strange_units_of_table == out.strange_units_of_table;
    }

    bool is_data(const SheetRow& row, HeadedSheet& out) const
    {
        if (repeats_head(row)) return false;
        const bool units = states_units(row);
        if (units && repeats_units(row, out)) return false;
        if (units || is_another_head(row)) {
            out.more_heads.push_back(row_label(row, joined({row.cells.begin(), row.cells.end()}, ",")));
            return false;
        }
        const bool note = is_note(row);
        if (note) out.notes.push_back("row " + std::to_string(row.line) + " " + row.first());
        return !note;
    }

    const std::vector<std::string>& m_names;
    std::size_t m_width;
    char m_separator;
    std::optional<std::size_t> m_named; // the first column that says what a row is of
    std::vector<Sentence> m_warnings;
    std::vector<ScaledCells> m_scaled;
    std::vector<SheetRow> m_rows; // that are not blank
    std::vector<WantedHead> m_wanted;
    std::vector<HeadRow> m_candidates; // the first rows
    std::vector<SheetRow> m_heads;     // those of the head
    std::size_t m_first = 0, m_depth = 1;
};

} // namespace

HeadedSheet headed(SheetCells sheet, const std::vector<std::string>& wanted, const std::vector<std::string>& names)
{
    return Finder{std::move(sheet), wanted, names}.find();
}

} // namespace peaksite
