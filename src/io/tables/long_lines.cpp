#include "io/tables/long_lines.hpp"

#include "base/error.hpp"
#include "base/excerpt.hpp"
#include "base/office_number.hpp"
#include "base/row_warnings.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace peaksite {

namespace {

class LongLines {
public:
    LongLines(HeadedSheet& sheet, const std::string& file) : m_sheet(sheet), m_file(file), m_named(sheet.heads.size())
    {
        while (m_named > 0 && m_sheet.heads[m_named - 1].text.empty()) --m_named;
        m_kinds.resize(m_named);
        std::map<std::size_t, std::size_t> widths;
        for (const auto& row : m_sheet.rows) ++widths[row.cells.size()];
        const auto usual = std::ranges::max_element(widths, {}, [](const auto& one) { return one.second; });
        m_width = std::max(m_named, usual == widths.end() ? 0 : usual->first);
        for (const auto& row : m_sheet.rows)
            if (!is_long(row)) learn(row);
    }

    void heed()
    {
        std::vector<std::string> beyond;
        for (const auto& row : m_sheet.rows) {
            if (!is_long(row)) {
                refuse_longer(row);
                continue;
            }
            if (may_be_split(row))
                throw InputError{
                    text("file '{}', line {}: '{}' stands beyond the last of the {} heads; is a comma inside "
                         "a number or a text not quoted?",
                         m_file, row.line, last(row), m_named)};
            if (const auto text = last(row); !text.empty())
                beyond.push_back("line " + std::to_string(row.line) + " '" + text + "'");
        }
        if (!beyond.empty())
            m_sheet.warnings.push_back(
                text("file '{}': {} lines have more cells than the {} heads; what stands beyond is left out: {}",
                     m_file, beyond.size(), m_named, some_of(beyond)));
        if (m_sheet.separator == ',') tell_likely();
    }

private:
    struct Kinds {
        bool numbers = false, texts = false;
    };

    // Where the halves of a number stand beside each other: column of the second.
    using IsHalves = bool (*)(std::string_view, std::string_view);
    static std::optional<std::size_t> halves(const SheetRow& row, IsHalves is)
    {
        for (std::size_t column = 1; column < row.cells.size(); ++column)
            if (!row.cells.quoted(column - 1) && !row.cells.quoted(column) &&
                is(trimmed(row.cells[column - 1]), trimmed(row.cells[column])))
                return column;
        return {};
    }

    static std::string written(const SheetRow& row, std::size_t second)
    {
        return row.cell(second - 1) + "," + row.cell(second);
    }

    // A blank cell more than the heads have may be a separator at the end of each line, or the room of a split number.
    void refuse_longer(const SheetRow& row) const
    {
        if (m_sheet.separator != ',' || row.cells.size() <= m_sheet.head_cells) return;
        if (const auto second = halves(row, halves_of_any))
            throw InputError{text("file '{}', line {}: it has {} cells, the head {}, and '{}' may be one number; put "
                                  "numbers with a comma into quotation marks, or take the separators at the ends of "
                                  "the lines away",
                                  m_file, row.line, row.cells.size(), m_sheet.head_cells, written(row, *second))};
    }

    static std::size_t filled(const SheetRow& row)
    {
        auto out = row.cells.size();
        while (out > 0 && trimmed(row.cells[out - 1]).empty()) --out;
        return out;
    }

    std::size_t shortest_filled() const
    {
        auto out = std::numeric_limits<std::size_t>::max();
        for (const auto& row : m_sheet.rows)
            if (!names_total(row.first())) out = std::min(out, filled(row));
        return out;
    }

    // How far lines without halves of a number are filled with numbers: columns up to there hold them by right, and
    // shorter lines just lack some.
    std::size_t filled_by_right(std::size_t shortest) const
    {
        auto out = shortest;
        for (const auto& row : m_sheet.rows) {
            const auto end = filled(row);
            if (end > out && !names_total(row.first()) && !halves(row, halves_of_thousands) &&
                only_numbers(row, shortest, end))
                out = end;
        }
        return out;
    }

    // Lines with blank cells at their end have room for what a comma moves on: no counting of cells shows it, but that
    // no other line has a number there does.
    void tell_likely()
    {
        const auto shortest = shortest_filled(), by_right = filled_by_right(shortest);
        std::vector<std::string> likely;
        for (const auto& row : m_sheet.rows) {
            const auto end = filled(row);
            if (end <= by_right) continue;
            const auto second = halves(row, halves_of_thousands);
            if (second && only_numbers(row, shortest, end))
                likely.push_back("line " + std::to_string(row.line) + " '" + written(row, *second) + "'");
        }
        if (!likely.empty())
            m_sheet.warnings.push_back(
                text("file '{}': {} lines are filled further than others and may hold one number with a comma in two "
                     "cells; where it is one, put it into quotation marks: {}",
                     m_file, likely.size(), some_of(likely)));
    }

    static bool only_numbers(const SheetRow& row, std::size_t begin, std::size_t end)
    {
        for (auto column = begin; column < end; ++column)
            if (const auto cell = row.cell(column); !cell.empty() && !is_number(cell)) return false;
        return true;
    }

    static std::size_t digits_of(std::string_view text)
    {
        return std::min(text.find_first_not_of("0123456789"), text.size());
    }

    static std::string_view unsigned_text(std::string_view text)
    {
        if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
        return text;
    }

    // 1 and 234, 10 and 000.5
    static bool halves_of_thousands(std::string_view left, std::string_view right)
    {
        constexpr std::size_t group = 3;
        left = unsigned_text(left);
        const bool whole = !left.empty() && left.size() <= group && digits_of(left) == left.size();
        return whole && digits_of(right) == group && (right.size() == group || right[group] == '.');
    }

    // These, and 12 and 5.
    static bool halves_of_any(std::string_view left, std::string_view right)
    {
        left = unsigned_text(left);
        const bool whole = !left.empty() && digits_of(left) == left.size();
        return halves_of_thousands(left, right) || (whole && !right.empty() && digits_of(right) == right.size());
    }

    static bool is_number(const std::string& cell) { return office_number(cell).has_value(); }

    bool is_long(const SheetRow& row) const
    {
        for (std::size_t column = m_named; column < row.cells.size(); ++column)
            if (!row.cell(column).empty()) return true;
        return row.cells.size() > m_width; // a blank at the end that other lines do not have
    }

    void learn(const SheetRow& row)
    {
        for (std::size_t column = 0; column < m_named; ++column)
            if (const auto cell = row.cell(column); !cell.empty())
                (is_number(cell) ? m_kinds[column].numbers : m_kinds[column].texts) = true;
    }

    // 1 and 234, 12 and 5, 10 and 000万元: digits, then what begins with one.
    static bool halves_of_number(std::string_view left, std::string_view right)
    {
        constexpr std::string_view digits = "0123456789";
        if (left.starts_with('-') || left.starts_with('+')) left.remove_prefix(1);
        return !left.empty() && left.find_first_not_of(digits) == std::string_view::npos && !right.empty() &&
               digits.find(right.front()) != std::string_view::npos;
    }

    bool may_be_split(const SheetRow& row) const
    {
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            const auto cell = row.cell(column);
            if (column > 0 && halves_of_number(row.cell(column - 1), cell)) return true;
            if (column >= m_named ? is_number(cell) : !cell.empty() && !of_kind(column, is_number(cell))) return true;
        }
        return false;
    }

    bool of_kind(std::size_t column, bool number) const
    {
        const auto& kinds = m_kinds[column];
        return number ? kinds.numbers && !kinds.texts : kinds.texts && !kinds.numbers;
    }

    std::string last(const SheetRow& row) const
    {
        for (auto column = row.cells.size(); column-- > m_named;)
            if (!row.cell(column).empty()) return excerpt(row.cell(column));
        return {};
    }

    HeadedSheet& m_sheet;
    const std::string& m_file;
    std::size_t m_named, m_width = 0; // heads with a text; cells of most lines
    std::vector<Kinds> m_kinds;       // by column, of lines that are not long
};

} // namespace

void heed_long_lines(HeadedSheet& sheet, const std::string& file) { LongLines{sheet, file}.heed(); }

} // namespace peaksite
