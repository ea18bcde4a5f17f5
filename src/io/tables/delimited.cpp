#include "io/tables/delimited.hpp"

#include "base/controls.hpp"
#include "base/error.hpp"
#include "base/row_warnings.hpp"
#include "io/files/limits.hpp"
#include "io/tables/decimal_signs.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace peaksite {

namespace {

constexpr std::array separators{'\t', ',', ';', '|'};
constexpr unsigned megabyte = 20; // bits

// A cell in quotation marks that holds line ends.
struct LongCell {
    std::int64_t first = 0, last = 0; // lines
    std::size_t separators = 0;       // in it
};

struct Splitting {
    std::vector<SheetRow> rows;
    std::vector<LongCell> long_cells;
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
        const bool blank = c == ' ' || c == '\t';
        m_blank = m_blank && blank;
        if (m_closed && !blank) put_quotes_back();
        m_cells.add(c);
    }
    // "1"5 is no number: a cell that goes on behind its quotation marks is as it stands.
    void put_quotes_back()
    {
        const std::string inside{m_cells.open_cell()};
        m_cells.clear_cell();
        const auto end = m_quoted_size;
        m_cells.add('"');
        for (std::size_t i = 0; i < inside.size(); ++i) {
            if (i == end) m_cells.add('"');
            m_cells.add(inside[i]);
        }
        if (end == inside.size()) m_cells.add('"');
        m_closed = false;
    }
    void open_quote()
    {
        m_quoted = true;
        m_quote_line = m_line;
        m_separators = 0;
        m_cells.clear_cell();
    }
    // Whether the next sign was used up too.
    bool in_quotes(char c, char next)
    {
        if (c == '\n') ++m_line;
        if (c == m_separator) ++m_separators;
        if (c != '"') return m_cells.add(c), false;
        if (next == '"') return m_cells.add(c), true;
        m_quoted = m_blank = false;
        m_closed = true;
        m_quoted_size = m_cells.open_cell().size();
        if (m_line > m_quote_line)
            m_out.long_cells.push_back({.first = m_quote_line, .last = m_line, .separators = m_separators});
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
        m_cells.end_cell(m_closed);
        m_blank = true;
        m_closed = false;
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
    std::size_t m_separators = 0, m_quoted_size = 0; // of the cell in quotation marks
    bool m_quoted = false, m_blank = true, m_closed = false;
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

// A cell that holds a line end and as many separators as a line has was most likely closed by the quotation mark of
// another line.
void tell_swallowed(const std::vector<LongCell>& cells, std::size_t width, const std::string& file,
                    std::vector<Sentence>& warnings)
{
    std::vector<std::string> swallowed;
    for (const auto& cell : cells)
        if (width > 1 && cell.separators + 1 >= width)
            swallowed.push_back("lines " + std::to_string(cell.first) + "-" + std::to_string(cell.last));
    if (!swallowed.empty())
        warnings.push_back(text("file '{}': {} cells in quotation marks hold line ends and as many separators as a "
                                "whole line; is a quotation mark there by mistake, which hides a row? {}",
                                file, swallowed.size(), some_of(swallowed)));
}

// What is too wide or too large by one separator may be none by another.
std::pair<std::size_t, std::size_t> width_by(std::string_view utf8, char separator, const std::string& file)
{
    try {
        return usual_width(Splitter{utf8, separator, file}.split().rows);
    } catch (const InputError&) {
        return {0, 1};
    }
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
        const auto width = width_by(begin, one, file);
        if (width > best) best = width, out = one;
    }
    return out;
}

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
    out.separator = separator;
    out.rows = std::move(split.rows);
    const auto width = usual_width(out.rows).second;
    if (!split.whole_line && out.rows.size() > 1 && out.rows.back().cells.size() < width)
        out.warnings.push_back(
            text("file '{}': its last row, line {}, has {} of {} cells and no line end: the file may be cut short",
                 file, out.rows.back().line, out.rows.back().cells.size(), width));
    tell_swallowed(split.long_cells, width, file, out.warnings);
    if (split.odd_signs) out.warnings.push_back(text("file '{}': signs that are no text were taken as blanks", file));
    settle_decimals(out, file);
    return out;
}

} // namespace peaksite
