#include "io/vector/cell_collector.hpp"

#include "base/error.hpp"
#include "io/files/limits.hpp"

#include <algorithm>

namespace peaksite {

CellCollector::CellCollector(std::string file, std::string sheet) : m_file(std::move(file))
{
    m_out.name = std::move(sheet);
}

void CellCollector::begin_row(std::int64_t line, bool hidden)
{
    if (line <= m_line || line > limits().rows)
        throw InputError{text(
            "file '{}' is damaged: row {} of sheet '{}' comes after row {}; open it in an office program and save it",
            m_file, line, m_out.name, m_line)};
    m_line = line;
    m_row.clear();
    m_hidden = hidden;
}

void CellCollector::grow(std::uint64_t bytes)
{
    m_bytes += bytes;
    if (m_bytes > limits().sheet_bytes)
        throw InputError{text("file '{}': sheet '{}' holds more than {} MB of cells up to row {}; keep the rows and "
                              "columns that are needed, or save it as CSV",
                              m_file, m_out.name, limits().sheet_bytes >> 20U, m_line)};
}

void CellCollector::add(std::size_t column, std::string content)
{
    if (content.empty()) return;
    if (column >= limits().columns)
        throw InputError{text("file '{}' is damaged: row {} of sheet '{}' has a cell in column {}; open it in an "
                              "office program and save it",
                              m_file, m_line, m_out.name, column + 1)};
    if (m_row.size() <= column) m_row.resize(column + 1);
    m_row[column] = std::move(content);
}

void CellCollector::add_unsolved(std::size_t column)
{
    constexpr std::size_t enough = 100;
    ++m_unsolved_cells;
    if (m_out.unsolved.size() < enough) m_out.unsolved.push_back({.row = m_line - 1, .column = column});
}

void CellCollector::note_scaled(std::size_t column, std::string_view format, int power, const std::string& number,
                                const std::string& shown)
{
    const auto same = [&](const ScaledCells& one) {
        return one.first.column == column && one.power == power && one.format == format;
    };
    const auto found = std::ranges::find_if(m_out.scaled, same);
    if (found != m_out.scaled.end())
        ++found->count;
    else
        m_out.scaled.push_back({.first = {.row = m_line - 1, .column = column},
                                .power = power,
                                .count = 1,
                                .format = std::string{format},
                                .number = number,
                                .shown = shown});
}

void CellCollector::keep_row()
{
    constexpr std::uint64_t of_cell = sizeof(std::uint32_t);
    grow(sizeof(SheetRow));
    for (const auto& cell : m_row) grow(of_cell + cell.size());
    for (const auto& cell : m_row) m_blocks.add(cell);
    m_out.rows.push_back({.line = m_line, .cells = m_blocks.end_row()});
}

void CellCollector::end_row(std::int64_t times)
{
    if (m_row.empty()) return;
    m_hidden_rows += m_hidden ? static_cast<std::size_t>(times) : 0;
    const auto line = m_line;
    for (std::int64_t i = 1; i < times; ++i) {
        keep_row();
        if (++m_line > limits().rows)
            throw InputError{text("file '{}' is damaged: row {} of sheet '{}' comes after row {}; open it in an office "
                                  "program and save it",
                                  m_file, m_line, m_out.name, line)};
    }
    keep_row();
    m_row.clear();
}

SheetCells CellCollector::finish()
{
    constexpr std::size_t few = 5;
    std::vector<std::string> first;
    for (std::size_t i = 0; i < std::min(few, m_out.unsolved.size()); ++i) first.push_back(m_out.unsolved[i].text());
    const auto more = m_unsolved_cells > first.size() ? ", …" : "";
    if (m_unsolved_cells > 0)
        m_out.warnings.push_back(text("file '{}', sheet '{}': {} formulas have no stored result and count as empty: "
                                      "{}; open it in an office program and save it",
                                      m_file, m_out.name, m_unsolved_cells, joined(first, ", ") + more));
    if (m_hidden_rows > 0)
        m_out.warnings.push_back(
            text("file '{}', sheet '{}': {} hidden rows were read like the others", m_file, m_out.name, m_hidden_rows));
    for (const auto& one : m_out.scaled)
        m_out.warnings.push_back(
            text("file '{}', sheet '{}': {} cells of a column, the first in {}, are scaled by their "
                 "format '{}', which shows {} as {}; they count as they are stored",
                 m_file, m_out.name, one.count, one.first.text(), one.format, one.number, one.shown));
    return std::move(m_out);
}

} // namespace peaksite
