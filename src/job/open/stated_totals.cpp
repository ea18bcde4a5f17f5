#include "job/open/stated_totals.hpp"

#include "base/parse_number.hpp"
#include "model/tables/overlap_words.hpp"

#include <algorithm>

namespace peaksite {

void StatedTotals::compare(const ZoneYear& group, const AmountsOfZone& of_zone, const std::vector<std::size_t>& columns)
{
    const auto& rows = of_zone.amounts;
    if (!have_one_measure(rows)) return;
    auto all = of_zone.losses;
    for (const auto& one : rows)
        if (one.counts()) all.add(one.amount);
    std::vector<StatedRuns> lists;
    for (const auto& places : m_field.lists_of(rows, columns)) {
        auto& list = lists.emplace_back();
        for (const auto place : places)
            if (rows[place].counts()) list.add(rows[place].amount);
    }
    std::set<std::string> kinds;
    bool has_all = false;
    for (const auto& one : rows) {
        const auto holds = [&](const StatedRuns& list) { return list.find_sum(one.amount).has_value(); };
        if (one.counts() || m_read.office.marks[one.at].part) continue;
        const bool is_all = all.may_be(one.amount);
        has_all = has_all || is_all;
        if (is_all || std::ranges::any_of(lists, holds)) continue;
        kinds.insert(m_read.office.sum_word(one.at));
        m_unmatched.insert(one.at);
    }
    if (!kinds.empty())
        add_gap(group, rows, kinds);
    else if (!has_all)
        mark_beyond(rows, columns);
}

// Units by row, and products of amounts with other factors, do not add up as amounts do.
bool StatedTotals::have_one_measure(const std::vector<StatedAmount>& rows) const
{
    const auto other_unit = [&](const StatedAmount& one) {
        return m_field.unit_of(one) != m_field.unit_of(rows.front());
    };
    if (std::ranges::any_of(rows, other_unit)) return false;
    return std::ranges::all_of(m_field.factors(), [&](std::size_t field) {
        std::set<std::optional<double>> found;
        for (const auto& one : rows)
            if (one.counts()) found.insert(m_table.rows[*one.row].cells[field].number);
        return found.size() < 2;
    });
}

// 合计 or 综合能源消费量, and no other word that says of what.
bool StatedTotals::is_of_all(const StatedAmount& one, const std::vector<std::size_t>& columns) const
{
    return std::ranges::all_of(columns, [&](std::size_t column) {
        const auto word = m_field.cell(one, column);
        return says_missing(word) || says_sum_of_all(word) || overlap_of(word) == Overlap::energy;
    });
}

void StatedTotals::mark_beyond(const std::vector<StatedAmount>& rows, const std::vector<std::size_t>& columns)
{
    const auto left_out = [&](const StatedAmount& one) { return !one.counts() && !m_read.office.marks[one.at].part; };
    const auto total = std::ranges::find_if(rows, left_out);
    if (std::ranges::count_if(rows, left_out) != 1 || !is_of_all(*total, columns)) return;
    StatedRuns runs;
    std::vector<const StatedAmount*> counted;
    for (const auto& one : rows)
        if (one.counts()) {
            runs.add(one.amount);
            counted.push_back(&one);
        }
    const auto run = runs.find_sum(total->amount);
    for (std::size_t i = 0; run && i < counted.size(); ++i) {
        if (i >= run->first && i < run->end) continue;
        m_table.rows[counted[i]->row.value()].adds_up = true;
        m_beyond.insert(counted[i]->at);
    }
}

void StatedTotals::add_gap(const ZoneYear& group, const std::vector<StatedAmount>& rows,
                           const std::set<std::string>& kinds)
{
    RowGap gap{.rows = {}, .kinds = {kinds.begin(), kinds.end()}};
    for (const auto& one : rows)
        if (one.counts()) gap.rows.push_back(*one.row);
    const auto& [set, zone, year] = group;
    m_table.gaps.resize(std::max(m_table.gaps.size(), set + 1));
    m_table.gaps[set][zone][year].push_back(std::move(gap));
}

} // namespace peaksite
