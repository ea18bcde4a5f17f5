#pragma once

#include "job/init/draft.hpp"
#include "model/tables/headed_sheet.hpp"
#include "peaksite/finding.hpp"
#include "plan/task_book.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// What was read of a task book: tables of a plan whose keys know their cells, and what is wrong with cells.
struct BookDraft {
    std::vector<DraftTable> tables;
    std::vector<Finding> findings;
};

/// Turns sheets of a task book into tables of a plan. Collects what is wrong: a sheet or head that is not there or not
/// known, a cell that is missing, no number, none of the words, or an id that is there twice.
class BookReader {
public:
    /// `file` for the names of cells; `path_of` says how the plan writes a path of the book, `table_of_carbon` how it
    /// writes a table of densities, which may be an entry of the catalogue.
    BookReader(std::string file, std::map<std::string, SheetCells> sheets,
               std::function<std::string(const std::string&)> path_of,
               std::function<std::string(const std::string&)> table_of_carbon);

    BookDraft read();

private:
    struct Row {
        std::int64_t line = 0;
        std::map<std::string, std::string> cells; ///< by head, trimmed; blank ones are left out
    };
    struct Table {
        std::string sheet;
        std::int64_t head_line = 1;
        std::map<std::string, std::size_t> columns; ///< by head
        std::vector<Row> rows;
    };

    std::optional<Table> table_of(const BookSheetPlan& plan, bool needed, bool open_heads);
    Place cell(const std::string& sheet, std::int64_t line, std::size_t column) const;
    Place at(const Table& table, const Row& row, const std::string& head) const;
    void fault(const Place& place, Sentence what, Sentence hint = {});

    void read_settings();
    void read_candidates();
    void read_statistics();
    void read_rows(const BookSheetPlan& plan);
    void read_weights(const BookSheetPlan& plan);
    DraftTable draft_of(const BookSheetPlan& plan, const Table& table, const Row& row);
    std::optional<DraftKey> key_of(const BookColumn& column, const Table& table, const Row& row,
                                   const BookSheetPlan& plan);
    std::optional<DraftValue> value_of(const BookColumn& column, const std::string& cell, const Place& place);
    std::optional<DraftValue> word_of(const BookColumn& column, const std::string& cell, const Place& place);
    void check_twice(const Table& table, const std::string& head);

    std::string m_file;
    std::map<std::string, SheetCells> m_sheets;
    std::function<std::string(const std::string&)> m_path_of, m_table_of_carbon;
    std::vector<DraftTable> m_settings, m_tables;
    BookDraft m_out;
};

} // namespace peaksite
