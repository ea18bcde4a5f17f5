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

/// What stands above and below a page.
struct PageFacts {
    std::string name;
    std::string title;
    std::string about{};      ///< a line below the title
    std::string beyond = "…"; ///< a remark where rows find no room
};

/// A sheet that holds one table: a title, a line about it, heads, rows, remarks below. Written from above to below.
class BookPage {
public:
    static constexpr int most_rows = 1000000; ///< with heads, and room for remarks below; a sheet has 2^20

    BookPage(Workbook& book, PageFacts facts);

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
    bool is_full() const { return m_row >= most_rows; }

    struct Remark {
        int row = 0;
        std::string text;
    };

    BookSheet& m_sheet;
    PageFacts m_facts;
    std::vector<PageColumn> m_columns;
    int m_head = 2; // row of the heads
    int m_row = 4;
    int m_col = 0;
    int m_last_row = 3; // of the table
    bool m_beyond = false;
    std::vector<Remark> m_remarks;
};

} // namespace peaksite
