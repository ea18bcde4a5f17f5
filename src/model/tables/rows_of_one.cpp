#include "model/tables/rows_of_one.hpp"

#include "base/column_head.hpp"
#include "base/office_number.hpp"
#include "model/tables/added_amounts.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

bool says_subtotal(std::string_view cell)
{
    const auto plain = plain_name(cell);
    return plain.find("小计") != std::string::npos || plain.find("subtotal") != std::string::npos;
}

bool says_other_sum(std::string_view cell) { return says_average(cell) || says_subtotal(cell); }

} // namespace

RowsOfOne::RowsOfOne(OfficeTable& table, bool one_counts)
    : m_sheet(table.sheet), m_marks(table.marks), m_one_counts(one_counts)
{}

void RowsOfOne::mark_sums()
{
    count_lone_sum();
    if (m_one_counts && count_whole()) return;
    const bool counted = any(Overlap::none), parts = any(Overlap::part);
    if (!counted && parts && count_whole_of_parts()) return;
    for (const auto& row : m_rows) {
        auto& mark = m_marks[row.at];
        const bool sum = mark.total || row.says == Overlap::energy;
        mark.subtotal = mark.subtotal || (sum && (counted || parts)) || (row.says == Overlap::extent && counted);
    }
    count_lone_subtotals();
    mark_parts();
    for (const auto& row : m_rows)
        if ((row.says == Overlap::energy || row.says == Overlap::extent) && counts(row)) m_marks[row.at].whole = true;
}

// The one row that there is of a name and year is no sum of others.
void RowsOfOne::count_lone_sum()
{
    auto& mark = m_marks[m_rows.front().at];
    if (m_rows.size() > 1 || mark.total) return;
    mark.whole = mark.subtotal;
    mark.subtotal = false;
}

// Where one row is asked for, it is the sum of all others: the one that is no 小计, states all that they do, and is
// less than none of them.
bool RowsOfOne::count_whole()
{
    const auto is_whole = [this](const Row& row) {
        const auto& cells = m_sheet.rows[row.at].cells;
        const bool sum = m_marks[row.at].subtotal && std::ranges::none_of(cells, says_other_sum);
        return sum || row.says == Overlap::energy || row.says == Overlap::extent;
    };
    const auto whole = std::ranges::find_if(m_rows, is_whole);
    if (m_rows.size() < 2 || std::ranges::count_if(m_rows, is_whole) != 1 || !holds_all(*whole)) return false;
    for (const auto& row : m_rows) {
        auto& mark = m_marks[row.at];
        const bool part = row.at != whole->at && !mark.total;
        mark.subtotal = part;
        mark.part = mark.part || part;
        mark.whole = row.at == whole->at;
    }
    return true;
}

bool RowsOfOne::holds_all(const Row& whole) const
{
    for (std::size_t column = 0; column < m_sheet.heads.size(); ++column) {
        if (counts_rows(m_sheet.heads[column].text)) continue;
        const auto own = number(whole, column);
        for (const auto& row : m_rows) {
            const auto other = number(row, column);
            if (row.at != whole.at && other && (!own || *own < *other)) return false;
        }
    }
    return true;
}

// A sum above or below parts alone is what counts, where they do not add up to it: some are not listed.
bool RowsOfOne::count_whole_of_parts()
{
    const auto is_sum = [this](const Row& row) { return row.says != Overlap::part && !m_marks[row.at].total; };
    if (std::ranges::count_if(m_rows, is_sum) != 1) return false;
    const auto whole = std::ranges::find_if(m_rows, is_sum);
    const bool at_an_end = whole == m_rows.begin() || whole + 1 == m_rows.end();
    if (!at_an_end || !differs_from_parts(*whole)) return false;
    m_marks[whole->at].subtotal = false;
    m_marks[whole->at].whole = true;
    for (const auto& row : m_rows)
        if (row.says == Overlap::part) m_marks[row.at].part = m_marks[row.at].subtotal = true;
    return true;
}

// Whether a row states all that the parts do, and they add up to it in no column of numbers, within rounding and 0.5 %
// (few digits prove little); one that says the same of all (a code, a year, a factor) tells nothing.
bool RowsOfOne::differs_from_parts(const Row& whole) const
{
    const auto part = [](const Row& row) { return row.says == Overlap::part; };
    constexpr double most = 0.005;
    bool compared = false;
    for (std::size_t column = 0; column < m_sheet.heads.size(); ++column) {
        const auto own = number(whole, column);
        const auto parts = sum_of(0, m_rows.size(), column, part);
        if (!own && parts.sum() != 0) return false;
        if (!own || !(*own > 0) || !(parts.sum() > 0) || all_state(*own, column)) continue;
        if (parts.may_be(*own) && std::abs(parts.sum() - *own) <= most * *own) return false;
        compared = true;
    }
    return compared;
}

bool RowsOfOne::all_state(double own, std::size_t column) const
{
    return std::ranges::all_of(m_rows, [&](const Row& row) { return number(row, column) == own; });
}

// 小计 without rows of its own counts, where a total says so: it is what counts and such sums together, in a column of
// numbers.
void RowsOfOne::count_lone_subtotals()
{
    const auto is_subtotal = [this](const Row& row) {
        return m_marks[row.at].subtotal && std::ranges::any_of(m_sheet.rows[row.at].cells, says_subtotal);
    };
    if (std::ranges::none_of(m_rows, is_subtotal)) return;
    for (std::size_t column = 0; column < m_sheet.heads.size(); ++column) {
        const auto lone = [&](const Row& row) { return is_subtotal(row) && lacks_rows(row, column); };
        const auto counted = sum_of(0, m_rows.size(), column, [this](const Row& row) { return counts(row); });
        const auto with_lone =
            sum_of(0, m_rows.size(), column, [&](const Row& row) { return counts(row) || lone(row); });
        const bool is_told = std::ranges::any_of(m_rows, [&](const Row& row) {
            const auto own = number(row, column);
            return !counts(row) && row.says != Overlap::part && !is_subtotal(row) && own && *own > 0 &&
                   with_lone.may_be(*own) && !counted.may_be(*own);
        });
        if (!is_told) continue;
        for (const auto& row : m_rows)
            if (lone(row)) m_marks[row.at].whole = true;
    }
    for (const auto& row : m_rows)
        if (m_marks[row.at].whole) m_marks[row.at].subtotal = false;
}

// Whether no rows that count add up to a sum.
bool RowsOfOne::lacks_rows(const Row& sum, std::size_t column) const
{
    const auto own = number(sum, column);
    std::vector<double> amounts;
    for (const auto& row : m_rows)
        if (const auto amount = number(row, column); amount && *amount > 0 && counts(row)) amounts.push_back(*amount);
    return own && *own > 0 && !has_run_of_sum(amounts, *own);
}

bool RowsOfOne::any(Overlap says) const
{
    return std::ranges::any_of(m_rows, [&](const Row& row) { return row.says == says && counts(row); });
}

void RowsOfOne::mark_parts()
{
    const auto whole = [this](const Row& row) { return row.says != Overlap::part && counts(row); };
    const bool any_whole = std::ranges::any_of(m_rows, whole);
    bool counted = false, sum = false; // above
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto& row = m_rows[i];
        const bool of_whole = counted || (any_whole && !sum);
        const bool part = row.says == Overlap::part && counts(row);
        if (part && of_whole) m_marks[row.at].part = m_marks[row.at].subtotal = true;
        m_marks[row.at].lone_part = part && !of_whole && !sum;
        counted = counted || whole(row);
        if (row.says == Overlap::part || counts(row)) continue;
        sum = true;
        counted = counted && !is_on_top(i);
    }
}

// Whether a sum is what several parts right below it add up to, and not what stands above it, in a column of
// numbers.
bool RowsOfOne::is_on_top(std::size_t i) const
{
    auto end = i + 1;
    while (end < m_rows.size() && m_rows[end].says == Overlap::part) ++end;
    auto begin = i;
    while (begin > 0 && (m_rows[begin - 1].says == Overlap::part || counts(m_rows[begin - 1]))) --begin;
    const auto is_part = [](const Row& row) { return row.says == Overlap::part; };
    const auto is_whole = [&](const Row& row) { return !is_part(row) && counts(row); };
    bool below = false;
    for (std::size_t column = 0; end > i + 2 && column < m_sheet.heads.size(); ++column) {
        const auto whole = number(m_rows[i], column);
        if (!whole || !(*whole > 0)) continue;
        if (!sum_of(i + 1, end, column, is_part).may_be(*whole)) continue;
        if (sum_of(begin, i, column, is_whole).may_be(*whole)) return false;
        below = true;
    }
    return below;
}

std::optional<double> RowsOfOne::number(const Row& row, std::size_t column) const
{
    const auto found = office_number(m_sheet.rows[row.at].cell(column));
    return found ? std::optional{found->value} : std::nullopt;
}

template <class Takes>
StatedSum RowsOfOne::sum_of(std::size_t begin, std::size_t end, std::size_t column, Takes takes) const
{
    StatedSum out;
    for (auto i = begin; i < end; ++i)
        if (takes(m_rows[i]))
            if (const auto found = number(m_rows[i], column)) out.add(*found);
    return out;
}

} // namespace peaksite
