#pragma once

#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace peaksite {

/// How a cell of a workbook looks. Cells that look alike share one format of the file.
struct CellLook {
    enum class Align : std::uint8_t { automatic, left, centre, right };
    bool bold = false;
    bool italic = false;
    bool wrap = false;
    bool border = false;
    Align align = Align::automatic;
    double points = 0;           ///< size of the type; 0: that of the workbook
    std::string number_format{}; ///< "#,##0.0", as spreadsheets write it; empty: general
    std::string fill{};          ///< "#rrggbb", empty: none
    std::string color{};         ///< of the type, "#rrggbb", empty: black
    auto operator<=>(const CellLook&) const = default;
};

/// What a workbook says about itself.
struct WorkbookFacts {
    std::string title{};
    std::string subject{};
    std::string program{}; ///< "peaksite 0.1.0"
    std::string comments{};
    std::string date = "2000-01-01"; ///< of its making, fixed so that equal runs give equal bytes
    std::string font = "宋体";
    double points = 10.5; ///< 五号
};

/// A sheet of a workbook. Rows and columns count from 0. Texts are always texts: what begins with = + - @ is no
/// formula. Bytes that are no UTF-8 and characters that no spreadsheet takes are replaced; too long texts end in "…".
class BookSheet {
public:
    void text(int row, int col, std::string_view text, const CellLook& look = {});
    /// A number that is not finite leaves the cell empty. The format gets more decimals where it would show a 0 that is
    /// none.
    void number(int row, int col, double value, const CellLook& look = {});
    void blank(int row, int col, const CellLook& look);
    /// One text over several cells.
    void merged(int row, int col, int last_row, int last_col, std::string_view text, const CellLook& look = {});
    /// A comment that shows when the pointer rests on the cell.
    void note(int row, int col, std::string_view text);
    /// A picture (PNG) whose upper left corner is that of the cell; `scale` 1 prints 96 pixels to an inch. Throws
    /// InputError.
    void picture(int row, int col, const std::filesystem::path& png, double scale = 1);

    void column_width(int col, double characters);
    void row_height(int row, double points);
    /// Columns as wide as their longest line, within bounds; what is longer must wrap. Merged cells do not count.
    void fit_columns(double least, double most);
    /// The longest line of a column at and below a row, in characters; merged cells do not count.
    double body_width(int col, int from_row) const;
    /// How wide a column was made, in characters.
    double width_of(int col) const;
    /// Rows above and columns left of the cell stay when the rest moves.
    void freeze(int row, int col);
    void filter(int row, int col, int last_row, int last_col);
    /// Cells that take one of these words only.
    void choices(int row, int col, int last_row, int last_col, const std::vector<std::string>& words);
    /// Printed on A4 pages one page wide, the first `head_rows` rows on each; page numbers below, `footer` beside them.
    void page(bool landscape, int head_rows, std::string_view footer);

    const std::string& name() const { return m_name; }

private:
    friend class Workbook;
    BookSheet(class Workbook& book, lxw_worksheet& sheet, std::string name)
        : m_book(book), m_sheet(sheet), m_name(std::move(name))
    {}
    void seen(int row, int col, double characters);

    Workbook& m_book;
    lxw_worksheet& m_sheet;
    std::string m_name;
    std::map<std::pair<int, int>, double> m_needed; // characters by column and row
    std::map<int, double> m_width;
};

/// An XLSX file being written; nothing is on the disk before close(). The same calls write the same bytes.
class Workbook {
public:
    Workbook(std::filesystem::path path, const WorkbookFacts& facts);
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook();

    /// A new sheet behind the others. The name is made one that spreadsheets take, and that no other sheet has. The
    /// sheet lives as long as the workbook.
    BookSheet& sheet(std::string_view name);
    /// Throws InputError when the file cannot be written.
    void close();

private:
    friend class BookSheet;
    lxw_format* format(const CellLook& look);
    std::string free_name(std::string_view wish) const;
    [[noreturn]] void fail(const std::string& why) const;

    std::filesystem::path m_path;
    WorkbookFacts m_facts;
    lxw_workbook* m_book = nullptr;
    std::map<CellLook, lxw_format*> m_formats;
    std::vector<std::unique_ptr<BookSheet>> m_sheets;
};

/// Text that every spreadsheet takes: well-formed, without control characters but line feeds, at most 32,000
/// characters.
std::string cell_text(std::string_view text);

/// Width of the longest line in halves of a Chinese character: Chinese counts 2, Latin 1.
double characters_across(std::string_view text);

} // namespace peaksite
