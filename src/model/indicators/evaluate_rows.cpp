#include "model/indicators/indicator_evaluator.hpp"

#include <algorithm>

namespace peaksite {

namespace {

using Op = Formula::Op;

std::string listed(const std::set<int>& years)
{
    std::vector<std::string> out;
    for (const int year : years) out.push_back(std::to_string(year));
    return joined(out, ", ");
}

Sentence speaks_of_others(const TableStore::Stored& stored)
{
    return text("table {} does not speak of the zones of this set", stored.table.id);
}

} // namespace

Estimate IndicatorEvaluator::cell(const Formula& f, const At& at)
{
    if (f.by_row && at.row) return cell_value(f.place, *at.row);
    Sentence reason;
    auto found = rows_of(f.place.table, at, reason);
    const auto& stored = m_book.tables().at(f.place.table);
    const bool some = !found.empty();
    std::erase_if(found, [&](std::size_t row) { return stored.cells.missing(f.place.field, row); });
    if (found.size() == 1) return cell_value(f.place, found.front());
    if (found.size() > 1) {
        const Repetition one{.table = f.place.table,
                             .zone = at.zone,
                             .first = stored.cells.line(found[0]),
                             .second = stored.cells.line(found[1])};
        m_repetitions.insert(one);
        return missing(
            text("table {} has several rows for it (lines {} and {})", stored.table.id, one.first, one.second));
    }
    const bool none = m_book.tables().rows(f.place.table, zone(at).set, zone(at).zone).empty();
    if (f.otherwise || (none && m_book.tables().is_optional(f.place.table, zone(at).letter)))
        return assumed(f.otherwise.value_or(0), none ? stored.table.id : f.text);
    if (!some) return missing(reason);
    return missing(at.when.year ? text("{} has no value for {}", f.text, *at.when.year)
                                : text("{} has no value", f.text));
}

// The rows of the zone in the year; without one, or where the table has no years, those without year or the latest.
std::vector<std::size_t> IndicatorEvaluator::rows_of(std::size_t table, const At& at, Sentence& reason) const
{
    const auto& here = zone(at);
    const auto& stored = m_book.tables().at(table);
    const auto all = m_book.tables().rows(table, here.set, here.zone);
    std::set<int> years;
    for (const auto row : all)
        if (const auto year = stored.cells.year(row)) years.insert(*year);
    const int latest = years.empty() ? 0 : *years.rbegin();
    const int year = at.when.year.value_or(latest);
    std::vector<std::size_t> out;
    for (const auto row : all) {
        const auto own = stored.cells.year(row);
        if (own ? *own == year : !at.when.strict) out.push_back(row);
    }
    if (!out.empty()) return out;
    if (all.empty())
        reason =
            stored.covers[here.set] ? text("table {} has no row for it", stored.table.id) : speaks_of_others(stored);
    else if (years.empty())
        reason = text("table {} has no years", stored.table.id);
    else
        reason = text("table {} has no row of it for {} (it has {})", stored.table.id, year, listed(years));
    return out;
}

// An empty sum is a statement only where the table makes it one, and only of years that it speaks of.
Estimate IndicatorEvaluator::without_rows(std::size_t table, const At& at, const Sentence& reason) const
{
    using Absence = TableStore::Absence;
    const auto& here = zone(at);
    const auto& stored = m_book.tables().at(table);
    const bool none = m_book.tables().rows(table, here.set, here.zone).empty();
    const auto absence = m_book.tables().absence(table, here.set, here.letter);
    if (absence == Absence::unlisted && none && !here.bounded) return no_boundary();
    if (!stored.covers[here.set] && absence == Absence::unknown) return missing(speaks_of_others(stored));
    if (absence == Absence::unknown || (absence != Absence::none && !none))
        return missing(none ? text("{}; a row with 0, or complete = true in [[tables]], says that it has none", reason)
                            : reason);
    if (stored.covers[here.set] && (at.when.strict || at.when.year)) {
        const auto years = m_book.tables().years_of_set(table, here.set);
        const bool speaks = years.empty() ? !at.when.strict : years.contains(at.when.year.value_or(0));
        if (!speaks)
            return missing(years.empty() ? text("table {} has no years", stored.table.id)
                                         : text("table {} says nothing of {} (it has {})", stored.table.id,
                                                *at.when.year, listed(years)));
    }
    if (absence == Absence::assumed) return assumed(0, stored.table.id);
    auto out = as_given(0);
    if (absence == Absence::unlisted) out.mark(Remark::none_listed);
    return out;
}

// Whether a sum over rows would be another with this one.
bool IndicatorEvaluator::counts_row(const Formula& f, const At& at, std::size_t row)
{
    const At inner{.zone = at.zone, .when = at.when, .row = row};
    const bool counts = f.op == Op::count_rows;
    const std::size_t where = counts ? 0 : 1;
    if (f.parts.size() > where && as_truth(evaluated(f.parts[where], inner)).value == 0.0) return false;
    return counts || evaluated(f.parts[0], inner).value != 0.0;
}

// Rows that other years have were perhaps forgotten: the sum of this one says so and is compared with nothing.
void IndicatorEvaluator::mark_gaps(Estimate& sum, const Formula& f, const At& at, int year)
{
    const auto table = f.place.table;
    const auto& id = m_book.tables().at(table).table.id;
    std::set<MissingKind> missing{sum.kinds_not_given.begin(), sum.kinds_not_given.end()};
    for (const auto& gap : m_book.tables().gaps(table, zone(at).set, zone(at).zone, year)) {
        if (std::ranges::none_of(gap.rows, [&](std::size_t row) { return counts_row(f, at, row); })) continue;
        sum.mark(Remark::incomplete);
        sum.mark(Remark::assumed_zero);
        for (const auto& kind : gap.kinds) missing.insert({.table = id, .kind = kind});
        if (gap.kinds.empty()) missing.insert({.table = id});
    }
    sum.kinds_not_given.assign(missing.begin(), missing.end());
}

Estimate IndicatorEvaluator::rows(const Formula& f, const At& at)
{
    Sentence reason;
    const auto found = rows_of(f.place.table, at, reason);
    const auto& stored = m_book.tables().at(f.place.table);
    if (found.empty()) return without_rows(f.place.table, at, reason);
    EstimateSum running{as_given(0)};
    const bool counts = f.op == Op::count_rows;
    bool any = false, lacking = false, asked = false;
    std::optional<int> dated;
    for (const auto row : found) {
        const At inner{.zone = at.zone, .when = at.when, .row = row};
        const std::size_t where = counts ? 0 : 1;
        const auto holds = f.parts.size() > where ? as_truth(evaluated(f.parts[where], inner)) : exactly(1);
        if (const auto year = stored.cells.year(row)) running.so_far().year = dated = year;
        asked = asked || holds.value.has_value();
        lacking = lacking || !holds.value;
        if (!holds.value && reason.empty()) reason = holds.reason;
        if (!holds.value || *holds.value == 0) continue;
        const auto part = counts ? exactly(1) : evaluated(f.parts[0], inner);
        lacking = lacking || !part.value;
        reason = part.value ? reason : part.reason;
        if (!part.value) continue;
        running.add(part);
        if (stored.cells.twice(row) && part.value != 0.0) running.so_far().mark(Remark::counted_twice);
        any = true;
    }
    if (!any && lacking)
        return missing(asked || !reason.empty() ? reason
                                                : text("no row of table {} has what {} asks", stored.table.id, f.text));
    auto sum = std::move(running).total();
    if (lacking) sum.mark(Remark::incomplete);
    mark_gaps(sum, f, at, dated.value_or(0));
    return sum;
}

} // namespace peaksite
