#include "report/book/book_page.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace peaksite {

namespace {

const CellLook title_look{.bold = true, .points = 16};
const CellLook about_look{.color = "#595959"};
const CellLook head_look{
    .bold = true, .wrap = true, .border = true, .align = CellLook::Align::centre, .fill = "#DCE6F1"};
const CellLook unit_look{
    .wrap = true, .border = true, .align = CellLook::Align::centre, .points = 9, .fill = "#EEF3F9"};
const CellLook text_look{.wrap = true, .border = true, .align = CellLook::Align::left};
const CellLook missing_look{.border = true, .align = CellLook::Align::right, .color = "#7F7F7F"};
const CellLook remark_look{.wrap = true, .align = CellLook::Align::left, .points = 9};

CellLook number_look(int decimals, bool bound)
{
    return {.italic = bound,
            .border = true,
            .align = CellLook::Align::right,
            .number_format = decimals == 0 ? "#,##0" : "#,##0." + std::string(static_cast<std::size_t>(decimals), '0')};
}

// Lines that a text takes in so many characters.
double lines_of(std::string_view text, double characters)
{
    double lines = 0;
    for (std::size_t from = 0; from <= text.size();) {
        const auto to = std::min(text.find('\n', from), text.size());
        lines += std::max(1.0, std::ceil(characters_across(text.substr(from, to - from)) / characters));
        from = to + 1;
    }
    return lines;
}

} // namespace

BookPage::BookPage(Workbook& book, PageFacts facts) : m_sheet(book.sheet(facts.name)), m_facts(std::move(facts)) {}

void BookPage::columns(const std::vector<PageColumn>& columns)
{
    m_columns = columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const int col = static_cast<int>(i);
        m_sheet.text(m_head, col, columns[i].head, head_look);
        m_sheet.text(m_head + 1, col, columns[i].unit, unit_look);
        if (!columns[i].note.empty()) m_sheet.note(m_head, col, columns[i].note);
    }
}

BookPage& BookPage::text(std::string_view text)
{
    if (!is_full()) m_sheet.text(m_row, m_col++, text, text_look);
    return *this;
}

BookPage& BookPage::number(double value, Digits digits, bool bound)
{
    if (!std::isfinite(value)) return missing();
    if (is_full()) return *this;
    m_sheet.number(m_row, m_col++, rounded(value, digits), number_look(decimals_of(value, digits), bound));
    return *this;
}

BookPage& BookPage::missing(std::string_view why)
{
    if (is_full()) return *this;
    m_sheet.text(m_row, m_col++, "—", missing_look);
    if (!why.empty()) note(why);
    return *this;
}

BookPage& BookPage::note(std::string_view text)
{
    if (!is_full()) m_sheet.note(m_row, m_col - 1, text);
    return *this;
}

void BookPage::end_row()
{
    m_beyond = is_full();
    if (!m_beyond) m_last_row = m_row++;
    m_col = 0;
}

void BookPage::remark(std::string_view text)
{
    if (m_remarks.empty()) ++m_row;
    m_remarks.push_back({.row = m_row++, .text = std::string{text}});
}

double BookPage::width() const
{
    double width = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) width += m_sheet.width_of(static_cast<int>(i));
    return width;
}

void BookPage::finish(int frozen_columns, std::string_view footer)
{
    constexpr double least = 9, most = 46, head_most = 15, line_height = 14.5, remark_line = 13, widest = 150;
    if (m_beyond) remark(m_facts.beyond);
    m_sheet.fit_columns(least, most);
    double head_lines = 1, unit_lines = 1;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const auto& column = m_columns[i];
        const int col = static_cast<int>(i);
        m_sheet.column_width(
            col,
            std::clamp(m_sheet.body_width(col, m_head + 2) + 2,
                       std::min(column.most, std::max(least, std::min(head_most, characters_across(column.head) + 3))),
                       column.most));
        const double room = m_sheet.width_of(col) - 1;
        head_lines = std::max(head_lines, lines_of(column.head, room * 0.9));
        unit_lines = std::max(unit_lines, lines_of(column.unit, room));
    }
    m_sheet.row_height(0, 26);
    m_sheet.row_height(m_head, head_lines * line_height + 6);
    m_sheet.row_height(m_head + 1, unit_lines * remark_line + 5);
    m_sheet.text(0, 0, m_facts.title, title_look);
    m_sheet.text(1, 0, m_facts.about, about_look);
    const int last = std::max(0, static_cast<int>(m_columns.size()) - 1);
    int last_merged = 0;
    double merged_width = m_sheet.width_of(0);
    while (last_merged < last && merged_width < widest) merged_width += m_sheet.width_of(++last_merged);
    for (const auto& remark : m_remarks) {
        m_sheet.merged(remark.row, 0, remark.row, last_merged, remark.text, remark_look);
        m_sheet.row_height(remark.row, lines_of(remark.text, merged_width * 1.1) * remark_line + 3);
    }
    m_sheet.freeze(m_head + 2, frozen_columns);
    if (m_last_row > m_head + 1) m_sheet.filter(m_head + 1, 0, m_last_row, last);
    m_sheet.page(width() > 90, m_head + 2, footer);
}

} // namespace peaksite
