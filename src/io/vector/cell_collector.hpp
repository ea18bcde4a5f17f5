#pragma once

#include "model/tables/headed_sheet.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// Gathers the cells of a sheet row by row, within the limits of what office programs write.
class CellCollector {
public:
    /// `file` and `sheet` for messages.
    CellCollector(std::string file, std::string sheet);

    /// Begins a row; lines grow. Throws InputError beyond the last line of any sheet.
    void begin_row(std::int64_t line, bool hidden);
    /// A filled cell of the row. Throws InputError beyond the last column, or where a sheet needs more memory than it
    /// may.
    void add(std::size_t column, std::string content);
    /// A formula of the row whose result nobody has computed.
    void add_unsolved(std::size_t column);
    /// That a cell of the row shows a number divided by a power of ten, and why.
    void note_scaled(std::size_t column, std::string_view format, int power, const std::string& number,
                     const std::string& shown);
    bool row_is_empty() const { return m_row.empty(); }
    /// Ends the row; `times` for one that stands for several alike.
    void end_row(std::int64_t times = 1);

    SheetCells finish();

private:
    void grow(std::uint64_t bytes);
    void keep_row();

    std::string m_file;
    SheetCells m_out;
    CellBlocks m_blocks;
    std::int64_t m_line = 0; // of the row
    std::vector<std::string> m_row;
    bool m_hidden = false;
    std::uint64_t m_bytes = 0;
    std::size_t m_hidden_rows = 0, m_unsolved_cells = 0;
};

} // namespace peaksite
