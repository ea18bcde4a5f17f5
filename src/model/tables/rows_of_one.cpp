#include "model/tables/rows_of_one.hpp"

#include "base/column_head.hpp"
#include "base/office_number.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace peaksite {

namespace {

bool says_other_sum(std::string_view cell) { return says_average(cell) || says_subtotal(cell); }

} // namespace

RowsOfOne::RowsOfOne(OfficeTable& table, const std::vector<std::size_t>& numbers, bool one_counts)
    : m_sheet(table.sheet), m_numbers(numbers), m_marks(table.marks), m_one_counts(one_counts)
{}

void RowsOfOne::mark_sums()
{
    leave_out_headings();
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
    leave_out_parts_of_totals();
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
    for (const auto column : m_numbers) {
        const auto own = number(whole, column);
        for (const auto& row : m_rows) {
            const auto other = number(row, column);
            if (row.at != whole.at && other && (!own || *own < *other)) return false;
        }
    }
    return true;
}

// A sum above or below parts alone is what counts, where they are not all of it, or count in several ways.
bool RowsOfOne::count_whole_of_parts()
{
    const auto is_sum = [this](const Row& row) { return row.says != Overlap::part && !m_marks[row.at].total; };
    if (std::ranges::count_if(m_rows, is_sum) != 1) return false;
    const auto whole = std::ranges::find_if(m_rows, is_sum);
    const bool at_an_end = whole == m_rows.begin() || whole + 1 == m_rows.end();
    if (!at_an_end || !is_more_than_parts(*whole)) return false;
    m_marks[whole->at].subtotal = false;
    m_marks[whole->at].whole = true;
    for (const auto& row : m_rows)
        if (row.says == Overlap::part) m_marks[row.at].part = m_marks[row.at].subtotal = true;
    return true;
}

// Whether a row states all that the parts do, is more than each of them, and is not what they add up to, within
// rounding and 0.5 % (few digits prove little).
bool RowsOfOne::is_more_than_parts(const Row& whole)
{
    constexpr double most = 0.005;
    const auto part = [](const Row& row) { return row.says == Overlap::part; };
    bool more = false, less_than_all = false;
    for (const auto column : telling()) {
        const auto own = number(whole, column);
        const auto parts = sum_of(0, m_rows.size(), column, part);
        if (!own && parts.sum() != 0) return false;
        if (!own || !(*own > 0) || !(parts.sum() > 0)) continue;
        const bool near = parts.may_be(*own) && std::abs(parts.sum() - *own) <= most * *own;
        const auto is_larger = [&](const Row& row) { return part(row) && number(row, column) > own; };
        if (near || std::ranges::any_of(m_rows, is_larger)) return false;
        more = true;
        less_than_all = less_than_all || *own < parts.sum();
    }
    m_marks[whole.at].less_than_parts = more && less_than_all;
    return more;
}

// Columns in which the rows state different numbers: a code, a year, a factor tells nothing.
const std::vector<std::size_t>& RowsOfOne::telling()
{
    if (m_telling) return *m_telling;
    auto& out = m_telling.emplace();
    for (const auto column : m_numbers) {
        const auto first = number(m_rows.front(), column);
        if (std::ranges::any_of(m_rows, [&](const Row& row) { return number(row, column) != first; }))
            out.push_back(column);
    }
    return out;
}

// 小计 without rows of its own counts, where a total says so: it is what counts and such sums together.
void RowsOfOne::count_lone_subtotals()
{
    const auto is_subtotal = [this](const Row& row) {
        return m_marks[row.at].subtotal && std::ranges::any_of(m_sheet.rows[row.at].cells, says_subtotal);
    };
    std::vector<bool> lone;
    std::ranges::transform(m_rows, std::back_inserter(lone), is_subtotal);
    if (std::ranges::find(lone, true) == lone.end()) return;
    for (const auto column : telling()) leave_out_sums_of_runs(lone, column);
    const auto* const first = m_rows.data();
    const auto takes = [&](const Row& row) { return counts(row) || lone[static_cast<std::size_t>(&row - first)]; };
    if (std::ranges::find(lone, true) == lone.end() || !a_total_holds(takes)) return;
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (lone[i]) {
            m_marks[m_rows[i].at].subtotal = m_marks[m_rows[i].at].total = false;
            m_marks[m_rows[i].at].whole = true;
        }
}

// Sums that rows which count, one after the other, add up to in a column of numbers.
void RowsOfOne::leave_out_sums_of_runs(std::vector<bool>& sums, std::size_t column) const
{
    StatedRuns counted;
    for (const auto& row : m_rows)
        if (const auto stated = number(row, column); stated && *stated > 0 && counts(row)) counted.add(*stated);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (sums[i])
            if (const auto stated = number(m_rows[i], column)) sums[i] = *stated > 0 && !counted.find_sum(*stated);
}

bool RowsOfOne::is_total(const Row& row) const
{
    return m_marks[row.at].subtotal && row.says != Overlap::part &&
           std::ranges::none_of(m_sheet.rows[row.at].cells, says_other_sum);
}

// Whether a total is what some rows add up to, and not what all that count do, in a column of numbers, and in none the
// other way about.
template <class Takes>
bool RowsOfOne::a_total_holds(Takes takes)
{
    const auto counted = [this](const Row& row) { return counts(row); };
    bool found = false;
    for (const auto column : telling()) {
        const auto some = sum_of(0, m_rows.size(), column, takes), all = sum_of(0, m_rows.size(), column, counted);
        for (const auto& row : m_rows) {
            const auto stated = is_total(row) ? number(row, column) : std::nullopt;
            if (!stated || !(*stated > 0) || some.may_be(*stated) == all.may_be(*stated)) continue;
            if (all.may_be(*stated)) return false;
            found = true;
        }
    }
    return found;
}

bool RowsOfOne::any(Overlap says) const
{
    return std::ranges::any_of(m_rows, [&](const Row& row) { return row.says == says && counts(row); });
}

// 其中 alone, without a number of its own, announces the rows below it.
void RowsOfOne::leave_out_headings()
{
    for (const auto& row : m_rows) {
        if (row.says != Overlap::part || std::ranges::none_of(m_sheet.rows[row.at].cells, is_bare_part)) continue;
        const auto states = [&](std::size_t column) { return number(row, column).has_value(); };
        if (m_rows.size() > 1 && std::ranges::none_of(telling(), states))
            m_marks[row.at].part = m_marks[row.at].subtotal = true;
    }
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

// Parts that a total counts without: 合计 57 above 其中 20, 原煤 50 and 电 7.
void RowsOfOne::leave_out_parts_of_totals()
{
    const auto whole = [this](const Row& row) { return row.says != Overlap::part && counts(row); };
    const auto part = [this](const Row& row) { return row.says == Overlap::part && counts(row); };
    if (std::ranges::none_of(m_rows, part) || std::ranges::none_of(m_rows, whole) || !a_total_holds(whole)) return;
    for (const auto& row : m_rows)
        if (row.says == Overlap::part) m_marks[row.at].part = m_marks[row.at].subtotal = true;
}

// Whether a sum is what several parts right below it add up to, and not what stands above it, in a column of
// numbers.
bool RowsOfOne::is_on_top(std::size_t i)
{
    auto end = i + 1;
    while (end < m_rows.size() && m_rows[end].says == Overlap::part) ++end;
    auto begin = i;
    while (begin > 0 && (m_rows[begin - 1].says == Overlap::part || counts(m_rows[begin - 1]))) --begin;
    const auto is_part = [](const Row& row) { return row.says == Overlap::part; };
    const auto is_whole = [&](const Row& row) { return !is_part(row) && counts(row); };
    bool below = false;
    if (end <= i + 2) return false;
    for (const auto column : telling()) {
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
