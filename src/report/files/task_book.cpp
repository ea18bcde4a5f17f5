#include "report/files/task_book.hpp"

#include "report/book/workbook.hpp"

#include <algorithm>
#include <compare>

namespace peaksite {

namespace {

constexpr int form_rows = 200; // that lists and formats are laid under

const CellLook title_look{.bold = true, .points = 14},
    head_look{.bold = true, .wrap = true, .border = true, .align = CellLook::Align::centre, .fill = "#dce6f1"},
    needed_look{.bold = true, .wrap = true, .border = true, .align = CellLook::Align::centre, .fill = "#f8cbad"},
    cell_look{.wrap = true, .border = true}, note_look{.italic = true, .wrap = true, .color = "#595959"};

WorkbookFacts facts(const char* title) { return {.title = title, .subject = "碳达峰试点遴选", .program = "peaksite"}; }

std::vector<std::string> words_of(const BookColumn& column)
{
    std::vector<std::string> out;
    for (const auto& [zh, word] : column.words) out.push_back(zh);
    if (column.value == BookValue::flag) out = {"是", "否"};
    return out;
}

void write_head(BookSheet& sheet, const BookSheetPlan& plan)
{
    sheet.text(0, 0, plan.title, title_look);
    sheet.row_height(1, 32);
    int col = 0;
    for (const auto& column : plan.columns) {
        sheet.text(1, col, column.head, column.required ? needed_look : head_look);
        if (!column.note.empty()) sheet.note(1, col, (column.required ? "必填。" : "") + column.note);
        sheet.column_width(col, column.width);
        // Where "列：…" may stand too, a list would refuse it.
        if (const auto words = words_of(column); !words.empty() && column.value != BookValue::value_or_column)
            sheet.choices(2, col, 1 + form_rows, col, words);
        ++col;
    }
    sheet.freeze(2, 1);
}

void put_rows(BookSheet& sheet, const BookSheetPlan& plan, const BookRows& rows)
{
    const auto found = rows.find(plan.name);
    if (found == rows.end()) return;
    int line = 2;
    for (const auto& row : found->second) {
        int col = 0;
        for (const auto& column : plan.columns) {
            if (const auto cell = row.find(column.head); cell != row.end())
                sheet.text(line, col, cell->second, cell_look);
            ++col;
        }
        ++line;
    }
}

void write_guide(BookSheet& sheet)
{
    const std::vector<std::string> lines{
        "碳达峰试点遴选任务书",
        "1. "
        "各表第二行是列名：橙色为必填，蓝色为选填；鼠标停在列名上显示填法和示例。请不要改动列名和表名，不需要的表可以空"
        "着。",
        "2. "
        "文件路径相对于本任务书所在的文件夹。手头没有但重要的图层也要列入“图层”表，在“未提供原因”中写明；相应约束按“未"
        "提供、未扣除，结果为上限”处理。",
        "3. 检查：peaksite check 任务书.xlsx "
        "生成“任务书_检查.xlsx”，有问题的单元格着色并附批注（红色：错误；黄色：警告；蓝色：提示）。",
        "4. 计算：peaksite run 任务书.xlsx -o 成果；成果文件夹中的 plan.toml "
        "是由本任务书转换的方案，两者计算结果相同。",
        "5. 数字只写数字，不带单位和文字；年份写四位数字；多个值用；分开。",
        "6. 没有边界的候选请填入“候选名单”；统计数据填入“指标数据”，单位写在列名的括号里。"};
    sheet.column_width(0, 110);
    int line = 0;
    for (const auto& one : lines) {
        sheet.text(line, 0, one, line == 0 ? title_look : CellLook{.wrap = true});
        ++line;
    }
}

void write_settings(BookSheet& sheet, const BookRows& rows)
{
    const auto& plan = book_settings();
    sheet.text(0, 0, plan.title, title_look);
    int col = 0;
    for (const auto* head : {"项目", "填写", "说明"}) sheet.text(1, col++, head, head_look);
    sheet.column_width(0, 18);
    sheet.column_width(1, 36);
    sheet.column_width(2, 60);
    const auto given = rows.find(plan.name);
    int line = 2;
    for (const auto& column : plan.columns) {
        sheet.text(line, 0, column.head, column.required ? needed_look : head_look);
        const auto value = given == rows.end() || given->second.empty() || !given->second.front().contains(column.head)
                               ? std::string{}
                               : given->second.front().at(column.head);
        if (value.empty())
            sheet.blank(line, 1, cell_look);
        else
            sheet.text(line, 1, value, cell_look);
        sheet.text(line, 2, column.note, note_look);
        if (const auto words = words_of(column); !words.empty()) sheet.choices(line, 1, line, 1, words);
        ++line;
    }
    sheet.freeze(2, 1);
}

void put_statistics(BookSheet& sheet)
{
    auto plan = book_statistics();
    for (const auto& one : book_statistic_heads())
        plan.columns.push_back({.head = std::string{one.head} + "（" + std::string{one.unit} + "）",
                                .key = {},
                                .value = BookValue::number,
                                .required = false,
                                .note = "单位可改，写在括号里",
                                .words = {},
                                .width = 18});
    write_head(sheet, plan);
}

// A cell of the workbook.
struct BookCell {
    std::string sheet;
    CellAddress address;
    auto operator<=>(const BookCell&) const = default;
};

const char* word_of(Severity severity)
{
    return severity == Severity::error ? "错误" : severity == Severity::warning ? "警告" : "提示";
}
const char* fill_of(Severity severity)
{
    return severity == Severity::error ? "#ff9999" : severity == Severity::warning ? "#ffe699" : "#bdd7ee";
}

struct CellFault {
    Severity worst = Severity::note;
    std::string comment;
};

std::map<BookCell, CellFault> faults_by_cell(const std::vector<Finding>& findings,
                                             const std::function<std::string(const Sentence&)>& say)
{
    std::map<BookCell, CellFault> out;
    for (const auto& one : findings) {
        const auto& place = one.fault.place;
        if (!place.cell) continue;
        auto& cell = out[{.sheet = place.sheet, .address = *place.cell}];
        cell.worst = std::min(cell.worst, one.severity);
        cell.comment += (cell.comment.empty() ? "" : "\n") + std::string{word_of(one.severity)} + "：" +
                        say(one.fault.what) + (one.fault.hint.empty() ? "" : "\n→ " + say(one.fault.hint));
    }
    return out;
}

void write_cells(BookSheet& sheet, const BookSheetCells& cells, const std::map<BookCell, CellFault>& faults)
{
    int row_end = 0;
    for (const auto& [line, texts] : cells.rows) {
        const int row = static_cast<int>(line) - 1;
        row_end = std::max(row_end, row + 1);
        const bool head = row <= 1;
        for (std::size_t i = 0; i < texts.size(); ++i)
            if (!texts[i].empty())
                sheet.text(row, static_cast<int>(i), texts[i], row == 0 ? title_look : head ? head_look : cell_look);
    }
    for (const auto& [cell, fault] : faults) {
        if (cell.sheet != cells.name) continue;
        const auto [line, column] = cell.address;
        const auto found = std::ranges::find(cells.rows, line + 1, [](const auto& one) { return one.first; });
        const bool there = found != cells.rows.end() && column < found->second.size();
        const auto content = there ? found->second[column] : "";
        const int row = static_cast<int>(line), col = static_cast<int>(column);
        auto look = row <= 1 ? head_look : cell_look;
        look.fill = fill_of(fault.worst);
        if (content.empty())
            sheet.blank(row, col, look);
        else
            sheet.text(row, col, content, look);
        sheet.note(row, col, fault.comment);
    }
    sheet.fit_columns(8, 50);
    sheet.freeze(2, 1);
}

void write_findings(BookSheet& sheet, const std::vector<Finding>& findings,
                    const std::function<std::string(const Sentence&)>& say)
{
    int col = 0;
    for (const auto* head : {"级别", "位置", "问题", "怎么改"}) sheet.text(0, col++, head, head_look);
    int row = 1;
    for (const auto& one : findings) {
        auto look = cell_look;
        look.fill = fill_of(one.severity);
        sheet.text(row, 0, word_of(one.severity), look);
        sheet.text(row, 1, one.fault.place.text(), cell_look);
        sheet.text(row, 2, say(one.fault.what), cell_look);
        sheet.text(row, 3, one.fault.hint.empty() ? "" : say(one.fault.hint), cell_look);
        ++row;
    }
    for (const auto& [at, width] : {std::pair{0, 8.0}, {1, 30.0}, {2, 80.0}, {3, 60.0}}) sheet.column_width(at, width);
    sheet.freeze(1, 0);
    if (row > 1) sheet.filter(0, 0, row - 1, 3);
}

} // namespace

void write_task_book(const std::filesystem::path& path, const BookRows& rows)
{
    Workbook book{path, facts("碳达峰试点遴选任务书")};
    write_guide(book.sheet(book_guide));
    write_settings(book.sheet(book_settings().name), rows);
    for (const auto& plan : book_sheets()) {
        auto& sheet = book.sheet(plan.name);
        write_head(sheet, plan);
        put_rows(sheet, plan, rows);
        if (plan.table != "facilities") continue;
        auto& candidates = book.sheet(book_candidates().name);
        write_head(candidates, book_candidates());
        put_rows(candidates, book_candidates(), rows);
        put_statistics(book.sheet(book_statistics().name));
    }
    book.close();
}

void write_checked_book(const std::filesystem::path& path, const std::vector<BookSheetCells>& sheets,
                        const std::vector<Finding>& findings, const std::function<std::string(const Sentence&)>& say)
{
    Workbook book{path, facts(checked_book_title)};
    const auto faults = faults_by_cell(findings, say);
    write_findings(book.sheet(book_findings), findings, say);
    for (const auto& cells : sheets)
        if (cells.name != book_findings) write_cells(book.sheet(cells.name), cells, faults);
    book.close();
}

} // namespace peaksite
