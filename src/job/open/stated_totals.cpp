#include "job/open/stated_totals.hpp"

#include "base/parse_number.hpp"
#include "model/tables/overlap_words.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

void StatedTotals::compare(const ZoneYear& group, const AmountsOfZone& of_zone, const std::vector<std::size_t>& columns)
{
    auto rows = of_zone.amounts;
    rows.insert(rows.end(), of_zone.losses.begin(), of_zone.losses.end());
    std::ranges::stable_sort(rows, {}, &StatedAmount::at);
    constexpr std::size_t most_with_losses = 2000; // all runs of them are looked at
    if (!have_one_measure(rows) || (!of_zone.losses.empty() && rows.size() > most_with_losses)) return;
    const auto totals = totals_of(rows);
    std::set<std::string> kinds;
    const auto lists = counted_lists(rows, columns);
    for (const auto* total : totals) {
        const auto holds = [&](const StatedRuns& list) { return list.find_sum(total->amount).has_value(); };
        if (std::ranges::any_of(lists, holds)) continue;
        kinds.insert(m_read.office.sum_word(total->at));
        m_unmatched.insert(total->at);
    }
    if (!kinds.empty())
        add_gap(group, of_zone, kinds);
    else
        mark_beyond(rows, totals, columns);
}

std::vector<const StatedAmount*> StatedTotals::totals_of(const std::vector<StatedAmount>& rows) const
{
    std::vector<const StatedAmount*> out;
    for (const auto& one : rows)
        if (!one.counts() && !m_read.office.marks[one.at].part) out.push_back(&one);
    return out;
}

// All that counts, without losses too, and what is of one word.
std::vector<StatedRuns> StatedTotals::counted_lists(const std::vector<StatedAmount>& rows,
                                                    const std::vector<std::size_t>& columns) const
{
    std::vector<StatedRuns> out(1);
    for (const auto& one : rows)
        if (one.counts() && one.amount > 0) out.front().add(one.amount);
    for (const auto& places : m_field.lists_of(rows, columns)) {
        auto& list = out.emplace_back();
        for (const auto place : places)
            if (rows[place].counts()) list.add(rows[place].amount);
    }
    return out;
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

// Where all totals are one of all, and it is what some of the rows add up to.
void StatedTotals::mark_beyond(const std::vector<StatedAmount>& rows, const std::vector<const StatedAmount*>& totals,
                               const std::vector<std::size_t>& columns)
{
    constexpr double same = 1e-9;
    const StatedAmount* of_all = nullptr;
    StatedSum all;
    for (const auto& one : rows)
        if (one.counts()) all.add(one.amount);
    for (const auto* total : totals) {
        if (all.may_be(total->amount)) return;
        if (!is_of_all(*total, columns)) continue;
        if (of_all != nullptr && std::abs(total->amount / of_all->amount - 1) > same) return;
        of_all = total;
    }
    if (of_all == nullptr) return;
    StatedRuns runs;
    std::vector<const StatedAmount*> counted;
    for (const auto& one : rows)
        if (one.counts() && one.amount > 0) {
            runs.add(one.amount);
            counted.push_back(&one);
        }
    const auto run = runs.find_sum(of_all->amount);
    for (std::size_t i = 0; run && i < counted.size(); ++i) {
        if (i >= run->first && i < run->end) continue;
        m_table.rows[counted[i]->row.value()].adds_up = true;
        m_beyond.insert(counted[i]->at);
    }
}

void StatedTotals::add_gap(const ZoneYear& group, const AmountsOfZone& rows, const std::set<std::string>& kinds)
{
    RowGap gap{.rows = rows.zeros, .kinds = {kinds.begin(), kinds.end()}};
    for (const auto* part : {&rows.amounts, &rows.losses})
        for (const auto& one : *part)
            if (one.counts()) gap.rows.push_back(*one.row);
    std::ranges::sort(gap.rows);
    const auto& [set, zone, year] = group;
    m_table.gaps.resize(std::max(m_table.gaps.size(), set + 1));
    m_table.gaps[set][zone][year].push_back(std::move(gap));
}

} // namespace peaksite
