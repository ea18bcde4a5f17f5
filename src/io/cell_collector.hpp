#pragma once

#include "model/headed_sheet.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace peaksite {

/// Gathers the cells of a sheet row by row, within the bounds of what office programs write.
class CellCollector {
public:
    static constexpr std::int64_t most_rows = 1048576;
    static constexpr std::size_t most_columns = 16384;

    /// `file` and `sheet` for messages.
    CellCollector(std::string file, std::string sheet);

    /// Begins a row; lines grow. Throws InputError beyond the last line of any sheet.
    void begin_row(std::int64_t line, bool hidden);
    /// A filled cell of the row. Throws InputError beyond the last column, or where a sheet needs more memory than it
    /// may.
    void add(std::size_t column, std::string content);
    /// A formula of the row whose result nobody has computed.
    void add_unsolved(std::size_t column);
    bool row_is_empty() const { return m_row.cells.empty(); }
    /// Ends the row; `times` for one that stands for several alike.
    void end_row(std::int64_t times = 1);

    SheetCells finish();

private:
    void grow(std::size_t bytes);

    std::string m_file;
    SheetCells m_out;
    SheetRow m_row;
    bool m_hidden = false;
    std::size_t m_bytes = 0, m_hidden_rows = 0, m_unsolved_cells = 0;
};

/// "C2"
std::string cell_address(std::int64_t line, std::size_t column);

} // namespace peaksite
