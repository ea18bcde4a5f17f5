#include "io/tables/delimited.hpp"

#include "base/controls.hpp"
#include "base/error.hpp"
#include "base/utf8.hpp"
#include "io/files/limits.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace peaksite {

namespace {

constexpr std::array separators{'\t', ',', ';', '|'};
constexpr unsigned megabyte = 20; // bits

struct Splitting {
    std::vector<SheetRow> rows;
    std::int64_t open_quote = 0; // line of a quotation mark that is not closed
    bool whole_line = true;      // the last row ends with a line end
    bool odd_signs = false;      // signs that no text shows were made blanks
};

class Splitter {
public:
    Splitter(std::string_view utf8, char separator, const std::string& file)
        : m_text(utf8), m_separator(separator), m_file(file)
    {}

    Splitting split()
    {
        for (std::size_t i = 0; i < m_text.size(); ++i) {
            const char c = m_text[i];
            const char next = i + 1 < m_text.size() ? m_text[i + 1] : '\0';
            if (m_quoted)
                i += in_quotes(c, next) ? std::size_t{1} : std::size_t{0};
            else if (c == '"' && m_blank)
                open_quote();
            else if (c == m_separator)
                end_cell();
            else if (c == '\n' || (c == '\r' && next != '\n'))
                end_row();
            else if (c != '\r')
                add(c);
        }
        m_out.open_quote = m_quoted ? m_quote_line : 0;
        m_out.whole_line = m_cells.open_cell().empty() && m_cells.count() == 0;
        if (!m_out.whole_line) end_row();
        return std::move(m_out);
    }

private:
    void add(char c)
    {
        m_blank = m_blank && (c == ' ' || c == '\t');
        m_cells.add(c);
    }
    void open_quote()
    {
        m_quoted = true;
        m_quote_line = m_line;
        m_cells.clear_cell();
    }
    // Whether the next sign was used up too.
    bool in_quotes(char c, char next)
    {
        if (c == '\n') ++m_line;
        if (c != '"') return m_cells.add(c), false;
        if (next == '"') return m_cells.add(c), true;
        m_quoted = m_blank = false;
        return false;
    }
    void end_cell()
    {
        if (m_cells.open_cell().size() > limits().cell_bytes)
            throw InputError{text("file '{}', line {}: a cell of {} MB, which no table has; is a quotation mark left "
                                  "open, or is it a file of another kind?",
                                  m_file, m_row_line, m_cells.open_cell().size() >> megabyte)};
        grow(m_cells.open_cell().size() + sizeof(std::uint32_t));
        if (has_controls(m_cells.open_cell())) hide_controls();
        m_cells.end_cell();
        m_blank = true;
        if (m_cells.count() > limits().columns)
            throw InputError{
                text("file '{}', line {}: more than {} columns; keep those that are needed, or turn the table", m_file,
                     m_row_line, limits().columns)};
    }
    void hide_controls()
    {
        const auto plain = without_controls(m_cells.open_cell());
        m_cells.clear_cell();
        for (const char c : plain) m_cells.add(c);
        m_out.odd_signs = true;
    }
    void grow(std::uint64_t bytes)
    {
        m_bytes += bytes;
        if (m_bytes > limits().table_bytes)
            throw InputError{text("file '{}' holds more than {} MB of cells up to line {}; keep the rows and columns "
                                  "that are needed",
                                  m_file, limits().table_bytes >> megabyte, m_row_line)};
    }
    void end_row()
    {
        end_cell();
        grow(sizeof(SheetRow));
        m_out.rows.push_back({.line = std::exchange(m_row_line, ++m_line), .cells = m_cells.end_row()});
    }

    std::string_view m_text;
    char m_separator;
    const std::string& m_file;
    Splitting m_out;
    CellBlocks m_cells;
    std::int64_t m_line = 1, m_row_line = 1, m_quote_line = 0;
    std::uint64_t m_bytes = 0;
    bool m_quoted = false, m_blank = true;
};

// Rows that are as wide as most are, and that width.
std::pair<std::size_t, std::size_t> usual_width(const std::vector<SheetRow>& rows)
{
    std::map<std::size_t, std::size_t> counts;
    for (const auto& row : rows)
        if (!row.blank()) ++counts[row.cells.size()];
    std::pair<std::size_t, std::size_t> out{0, 1};
    for (const auto& [width, count] : counts)
        if (width > 1 && count >= out.first) out = {count, width};
    return out;
}

char separator_of(std::string_view utf8, const std::string& file)
{
    constexpr std::size_t enough = 65536;
    auto begin = utf8.substr(0, enough);
    if (begin.size() < utf8.size()) begin = begin.substr(0, begin.find_last_of('\n') + 1);
    if (begin.empty()) begin = utf8.substr(0, enough);
    char out = ',';
    std::pair<std::size_t, std::size_t> best{0, 1};
    for (const char one : separators) {
        const auto width = usual_width(Splitter{begin, one, file}.split().rows);
        if (width > best) best = width, out = one;
    }
    return out;
}

// What the comma in a number like "10,25" is.
enum class Comma : std::uint8_t { none, decimal, thousands, either };

Comma comma_of(std::string_view cell)
{
    const auto plain = half_width(trimmed(cell));
    const auto comma = plain.find(',');
    const auto sign = plain.find_first_not_of("+-");
    if (comma == std::string::npos || sign == std::string::npos || comma == sign) return Comma::none;
    if (plain.find_first_not_of("0123456789,. %", sign) != std::string::npos) return Comma::none;
    if (plain.find(',', comma + 1) != std::string::npos || plain.find('.') != std::string::npos)
        return Comma::thousands;
    constexpr std::size_t group = 3;
    const auto before = comma - sign, behind = plain.find_last_of("0123456789") - comma;
    if (behind > plain.size() || behind == 0) return Comma::none;
    const bool grouped = behind == group && before <= group && plain[sign] != '0';
    return grouped ? Comma::either : Comma::decimal;
}

class Decimals {
public:
    Decimals(SheetCells& cells, char separator, const std::string& file)
        : m_cells(cells), m_separator(separator), m_file(file)
    {}

    void settle()
    {
        std::map<std::size_t, std::map<Comma, std::size_t>> columns;
        for (const auto& row : m_cells.rows)
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                if (row.cells[i].find(',') != std::string_view::npos)
                    if (const auto what = comma_of(row.cells[i]); what != Comma::none) ++columns[i][what];
        std::set<std::size_t> decimals;
        for (auto& [column, counts] : columns) {
            // Between commas a comma seldom stands before decimals: one "12,34" among "1,234" is a slip, and no number.
            const bool mixed = counts[Comma::either] > 0 && m_separator == ',';
            if (counts[Comma::decimal] > 0 && counts[Comma::thousands] == 0 && !mixed)
                decimals.insert(column);
            else if (counts[Comma::either] > 0 && counts[Comma::thousands] == 0 && m_separator == ';')
                tell(column, m_unclear);
        }
        for (const auto column : decimals) tell(column, m_decimal);
        if (!decimals.empty()) put_points(decimals);
        const auto few = [](const std::vector<std::string>& all) { return joined(all, ", "); };
        if (!m_decimal.empty())
            m_cells.warnings.push_back(text("file '{}': columns whose decimals stand behind a comma were read so: {}",
                                            m_file, few(m_decimal)));
        if (!m_unclear.empty())
            m_cells.warnings.push_back(text("file '{}': numbers with a comma that may stand before decimals were taken "
                                            "as thousands: {}; write them with a point, or without the comma",
                                            m_file, few(m_unclear)));
    }

private:
    void put_points(const std::set<std::size_t>& columns)
    {
        CellBlocks blocks;
        for (auto& row : m_cells.rows) {
            for (std::size_t column = 0; column < row.cells.size(); ++column) {
                const auto cell = row.cells[column];
                blocks.add(columns.contains(column) && comma_of(cell) != Comma::none ? with_point(cell)
                                                                                     : std::string{cell});
            }
            row.cells = blocks.end_row();
        }
    }
    static std::string with_point(std::string_view cell)
    {
        auto plain = half_width(cell);
        plain[plain.find(',')] = '.';
        return plain;
    }
    // The first number of a column that has such a comma.
    void tell(std::size_t column, std::vector<std::string>& told)
    {
        if (told.size() == most_told) return;
        for (const auto& row : m_cells.rows) {
            if (column >= row.cells.size()) continue;
            const auto what = comma_of(row.cells[column]);
            if (&told == &m_unclear ? what != Comma::either : what == Comma::none) continue;
            told.push_back("'" + std::string{row.cells[column]} + "' (row " + std::to_string(row.line) + ")");
            return;
        }
    }

    static constexpr std::size_t most_told = 5;
    SheetCells& m_cells;
    char m_separator;
    const std::string& m_file;
    std::vector<std::string> m_decimal, m_unclear;
};

void check_signs(const std::string& utf8, const std::string& file)
{
    const auto at = utf8.find('\0');
    if (at == std::string::npos) return;
    const auto line = 1 + std::count(utf8.begin(), utf8.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    throw InputError{text("file '{}', line {}: a byte 0, which no text has; the file is damaged, or UTF-16 without its "
                          "mark: encoding = \"UTF-16LE\"",
                          file, line)};
}

} // namespace

SheetCells delimited_cells(const std::string& utf8, const std::string& file)
{
    check_signs(utf8, file);
    const char separator = separator_of(utf8, file);
    auto split = Splitter{utf8, separator, file}.split();
    if (split.open_quote > 0)
        throw InputError{text("file '{}', line {}: a quotation mark is opened there and never closed; close it, or "
                              "take it out; the file may be cut short",
                              file, split.open_quote)};
    SheetCells out;
    out.rows = std::move(split.rows);
    const auto width = usual_width(out.rows).second;
    if (!split.whole_line && out.rows.size() > 1 && out.rows.back().cells.size() < width)
        out.warnings.push_back(
            text("file '{}': its last row, line {}, has {} of {} cells and no line end: the file may be cut short",
                 file, out.rows.back().line, out.rows.back().cells.size(), width));
    if (split.odd_signs) out.warnings.push_back(text("file '{}': signs that are no text were taken as blanks", file));
    Decimals{out, separator, file}.settle();
    return out;
}

} // namespace peaksite
