#include "job/open/added_rows.hpp"

#include "base/column_head.hpp"
#include "base/excerpt.hpp"
#include "base/row_warnings.hpp"
#include "job/open/stated_totals.hpp"
#include "model/tables/added_amounts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

// By their words, rows of the table and the chances of those that add up.
struct SameWords {
    std::vector<std::size_t> rows{};
    std::map<std::size_t, double> adding{};
};

// How a row counts what another counts in the other way; 0 where it does not say so.
struct WayOfCounting {
    int way = 0;
    std::string rest{}; // of its words
};

WayOfCounting way_of_counting(const std::string& words)
{
    constexpr std::array<std::pair<std::string_view, int>, 10> ways{{{"(当量值)", 1},
                                                                     {"(等价值)", 2},
                                                                     {"(当量)", 1},
                                                                     {"(等价)", 2},
                                                                     {"当量值", 1},
                                                                     {"等价值", 2},
                                                                     {"实物量", 1},
                                                                     {"标准量", 2},
                                                                     {"折标量", 2},
                                                                     {"折标煤", 2}}};
    for (const auto& [word, way] : ways)
        if (const auto at = words.find(word); at != std::string::npos)
            return {.way = way, .rest = words.substr(0, at) + words.substr(at + word.size())};
    return {};
}

// One field of amounts.
class FieldSums {
public:
    FieldSums(UnitTable& table, const SummedTable& read, std::size_t field)
        : m_table(table), m_read(read), m_field(table, read, field), m_totals(table, read, m_field)
    {}

    void compare()
    {
        for (const auto& [group, rows] : m_field.by_zone()) look_at(group, rows);
        for (const auto& [words, same] : m_words) settle(same);
    }

    const StatedTotals& totals() const { return m_totals; }

private:
    void look_at(const ZoneYear& group, const AmountsOfZone& of_zone)
    {
        constexpr double same = 1e-12;
        const auto& rows = of_zone.amounts;
        const auto other_unit = [&](const StatedAmount& one) {
            return std::abs(one.factor / rows.front().factor - 1) > same;
        };
        if (std::ranges::none_of(rows, &StatedAmount::counts) && (of_zone.zeros.empty() || rows.empty())) return;
        const auto columns = m_field.telling_columns(rows);
        mark_twins(rows, columns);
        if (std::ranges::any_of(rows, other_unit)) return;
        const auto chances = chances_of_sums(rows, columns);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!rows[i].counts()) continue;
            auto& words = m_words[m_field.words_of(rows[i], columns)];
            words.rows.push_back(*rows[i].row);
            if (chances[i]) words.adding.emplace(*rows[i].row, *chances[i]);
        }
        if (m_read.holds_all) m_totals.compare(group, of_zone, columns);
    }

    // By row, where it is a sum of some that count: among all rows, and among those of one word (all sectors of a fuel,
    // all fuels of a sector).
    std::vector<std::optional<double>> chances_of_sums(const std::vector<StatedAmount>& rows,
                                                       const std::vector<std::size_t>& columns)
    {
        std::vector<std::optional<double>> out(rows.size());
        for (const auto& places : m_field.lists_of(rows, columns)) {
            constexpr std::size_t least = 3;
            if (places.size() < least) continue;
            m_looked_at += places.size();
            std::vector<double> amounts;
            for (const auto place : places) amounts.push_back(rows[place].amount);
            const auto added = added_amounts(amounts);
            const auto counts = [&](std::size_t place) { return rows[place].row.has_value(); };
            const auto any_counts = [&](std::size_t first, std::size_t end) {
                const auto begin = places.begin();
                return std::any_of(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(end),
                                   counts);
            };
            for (std::size_t i = 0; i < places.size(); ++i)
                if (added[i] && counts(places[i]) && any_counts(added[i]->first, added[i]->end))
                    out[places[i]] = std::min(out[places[i]].value_or(added[i]->chance), added[i]->chance);
        }
        return out;
    }

    // 电力 by its heat and by the coal burnt for it, 原煤 in tonnes and in those of coal equivalent, both counted.
    void mark_twins(const std::vector<StatedAmount>& rows, const std::vector<std::size_t>& columns)
    {
        auto but_units = columns;
        for (const auto column : m_read.unit_columns) std::erase(but_units, column);
        std::map<std::string, std::set<int>> ways;
        std::map<std::string, const StatedAmount*> in_a_unit;
        for (const auto& one : rows) {
            if (!one.counts()) continue;
            const auto words = m_field.words_of(one, but_units);
            const auto found = way_of_counting(words);
            auto& known = ways[found.rest];
            const bool other_way = found.way != 0 && !known.empty() && !known.contains(found.way);
            if (found.way != 0) known.insert(found.way);
            const auto [same, fresh] = in_a_unit.try_emplace(words, &one);
            if (other_way || (!fresh && is_same_energy(*same->second, one))) m_table.rows[*one.row].adds_up = true;
        }
    }

    // In other units, by their factors.
    bool is_same_energy(const StatedAmount& a, const StatedAmount& b) const
    {
        constexpr double close = 0.01;
        if (m_field.factors().size() != 1 || m_field.unit_of(a) == m_field.unit_of(b)) return false;
        const auto energy = [&](const StatedAmount& one) {
            return one.amount * m_table.rows[*one.row].cells[m_field.factors().front()].number.value_or(0);
        };
        return energy(a) > 0 && std::abs(energy(b) / energy(a) - 1) < close;
    }

    // Years of a zone are one proof: what adds up in one does so in those with the same proportions.
    void settle(const SameWords& same)
    {
        constexpr double rare = 0.01, seldom = 0.05, most = 0.6;
        std::map<std::size_t, double> by_zone; // in the first set of each row
        for (const auto& [row, chance] : same.adding) {
            auto& known = by_zone[first_zone(m_table.rows[row].zones)->second];
            known = std::max(known, std::min(chance, 1.0));
        }
        double all = 1; // that they agree by chance in all zones
        for (const auto& [zone, chance] : by_zone) all *= chance;
        const auto count = static_cast<double>(same.adding.size());
        if (by_zone.size() > 1 && count >= most * static_cast<double>(same.rows.size()) &&
            all * static_cast<double>(m_words.size()) < seldom)
            for (const auto row : same.rows) m_table.rows[row].adds_up = true;
        for (const auto& [row, chance] : same.adding)
            if (chance * static_cast<double>(m_looked_at) < rare) m_table.rows[row].adds_up = true;
    }

    UnitTable& m_table;
    const SummedTable& m_read;
    StatedAmounts m_field;
    StatedTotals m_totals;
    std::map<std::string, SameWords> m_words;
    std::size_t m_looked_at = 0;
};

bool is_summed(const SheetField& field, const SummedTable& read)
{
    if (!read.amount.empty()) return field.field.name == read.amount;
    return !field.field.words && !field.pure && !field.yes_no;
}

// With the words of the columns that are read: "row 4 沙坡头区 终端消费量 煤炭".
std::string labelled(const SummedTable& read, std::size_t row)
{
    auto out = read.office.row_name(row);
    for (const auto& field : read.fields) {
        const auto word = field.field.words && field.column ? read.office.sheet.rows[row].cell(*field.column) : "";
        if (!word.empty() && out.find(word) == std::string::npos) out += " " + excerpt(word);
    }
    return out;
}

} // namespace

void compare_with_sums(UnitTable& table, const SummedTable& read, std::vector<Sentence>& warnings)
{
    std::set<std::size_t> unmatched, beyond; // rows of the sheet
    for (std::size_t field = 0; field < read.fields.size(); ++field) {
        if (!is_summed(read.fields[field], read)) continue;
        FieldSums sums{table, read, field};
        sums.compare();
        unmatched.insert(sums.totals().unmatched().begin(), sums.totals().unmatched().end());
        beyond.insert(sums.totals().beyond().begin(), sums.totals().beyond().end());
    }
    std::set<std::size_t> adding;
    std::map<std::int64_t, std::size_t> places;
    for (std::size_t i = 0; i < read.office.sheet.rows.size(); ++i) places.emplace(read.office.sheet.rows[i].line, i);
    for (const auto& row : table.rows)
        if (row.adds_up && !beyond.contains(places.at(row.line))) adding.insert(places.at(row.line));
    std::vector<std::string> again;
    for (const auto row : adding) again.push_back(labelled(read, row));
    RowWarnings rows{table.id, warnings};
    rows.add(again, "table '{}': {} rows say what rows beside them add up to, or say in another way, and count as "
                    "well; if they are totals, or the same again, leave them out (where = …): {}");
    std::vector<std::string> more;
    for (const auto row : beyond) more.push_back(labelled(read, row));
    rows.add(more,
             "table '{}': {} rows count, and the total of their zone is what rows beside them add up to; if they are "
             "parts, or the same again, leave them out (where = …): {}");
    std::vector<std::string> totals;
    for (const auto row : unmatched) totals.push_back(read.office.sum_name(row));
    rows.add(totals,
             "table '{}': {} rows of totals were left out, and the rows beside them do not add up to them: what is "
             "missing counts as 0, and sums of their zones are compared with nothing; add it: {}");
}

} // namespace peaksite
