#pragma once

#include "model/indicators/printed_value.hpp"
#include "report/book/workbook.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// A column of a page: what stands in its two head cells, and what a pointer resting on them reads.
struct PageColumn {
    std::string head;
    std::string unit{}; ///< with the mark of what kind of number it is: "万千瓦 · 测算值"
    std::string note{};
    double most = 40; ///< characters; longer texts wrap
};

/// A sheet that holds one table: a title, a line about it, heads, rows, remarks below. Written from above to below.
class BookPage {
public:
    BookPage(Workbook& book, std::string_view name, std::string_view title, std::string_view about);

    void columns(const std::vector<PageColumn>& columns);

    BookPage& text(std::string_view text);
    BookPage& number(double value, Digits digits, bool bound = false); ///< a bound is printed slanted
    /// No number: "—", and why.
    BookPage& missing(std::string_view why = {});
    BookPage& count(std::size_t number)
    {
        return this->number(static_cast<double>(number), {.significant = 15, .decimals = 0});
    }
    /// A comment on the cell written last.
    BookPage& note(std::string_view text);
    void end_row();

    /// A remark below the table, over its whole width.
    void remark(std::string_view text);
    /// Freezes heads and the first columns, sets filter, widths and paper. Nothing may be written after it.
    void finish(int frozen_columns, std::string_view footer);

    BookSheet& sheet() { return m_sheet; }

private:
    double width() const;

    struct Remark {
        int row = 0;
        std::string text;
    };

    BookSheet& m_sheet;
    std::string m_title, m_about;
    std::vector<PageColumn> m_columns;
    int m_head = 2; // row of the heads
    int m_row = 4;
    int m_col = 0;
    int m_last_row = 3; // of the table
    std::vector<Remark> m_remarks;
};

} // namespace peaksite
