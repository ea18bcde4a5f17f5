#include "job/open/added_rows.hpp"

#include "base/column_head.hpp"
#include "base/excerpt.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"
#include "model/tables/added_amounts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace peaksite {

namespace {

using Group = std::tuple<std::size_t, std::size_t, int>; // set, zone, year

// An amount above 0, as the file states it.
struct Stated {
    std::size_t at = 0;               // row of the sheet
    std::optional<std::size_t> row{}; // of the table; nothing: it was left out
    double amount = 0;
    double factor = 0; // to the unit of the field
};

// By their words, rows of the table and the chances of those that add up.
struct SameWords {
    std::vector<std::size_t> rows{};
    std::map<std::size_t, double> adding{};
};

std::optional<std::pair<std::size_t, std::size_t>> first_zone(const std::vector<std::vector<std::size_t>>& zones)
{
    for (std::size_t set = 0; set < zones.size(); ++set)
        if (!zones[set].empty()) return std::pair{set, zones[set].front()};
    return {};
}

bool is_average(const SheetRow& row)
{
    return std::ranges::any_of(row.cells, [](std::string_view cell) { return says_average(cell); });
}

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
        : m_table(table), m_read(read), m_field(read.fields[field]), m_at(field)
    {
        for (std::size_t i = 0; i < read.office.sheet.rows.size(); ++i)
            m_places.emplace(read.office.sheet.rows[i].line, i);
        for (std::size_t i = 0; i < read.fields.size(); ++i)
            if (std::ranges::find(read.factors, read.fields[i].field.name) != read.factors.end())
                m_factors.push_back(i);
    }

    void compare()
    {
        for (auto& [group, rows] : grouped()) {
            std::ranges::stable_sort(rows, {}, &Stated::at);
            look_at(group, rows);
        }
        for (const auto& [words, same] : m_words) settle(same);
    }

    const std::set<std::size_t>& unmatched() const { return m_unmatched; } // rows of the sheet

private:
    std::map<Group, std::vector<Stated>> grouped()
    {
        std::map<Group, std::vector<Stated>> out;
        const auto add = [&](const std::vector<std::vector<std::size_t>>& zones, int year, Stated one) {
            const auto zone = first_zone(zones);
            const auto amount = stated(one.at, year);
            if (!zone || !amount) return;
            std::tie(one.amount, one.factor) = *amount;
            out[{zone->first, zone->second, year}].push_back(one);
        };
        for (std::size_t i = 0; i < m_table.rows.size(); ++i) {
            const auto& row = m_table.rows[i];
            const auto& amount = row.cells[m_at].number;
            if (const auto zone = first_zone(row.zones); zone && amount && *amount < 0)
                m_losses.insert({zone->first, zone->second, row.year.value_or(0)});
            if (amount && !row.repeats) add(row.zones, row.year.value_or(0), {.at = m_places.at(row.line), .row = i});
        }
        for (const auto& one : m_read.left_out) {
            if (is_average(m_read.office.sheet.rows[one.at])) continue;
            if (m_field.series.empty()) add(one.zones, m_field.year.value_or(one.year.value_or(0)), {.at = one.at});
            for (const auto& [year, column] : m_field.series) add(one.zones, year, {.at = one.at});
        }
        return out;
    }

    // The number and what brings it to the unit of the field.
    std::optional<std::pair<double, double>> stated(std::size_t at, int year) const
    {
        auto column = m_field.column;
        if (!m_field.series.empty()) {
            const auto found = m_field.series.find(year);
            if (found == m_field.series.end()) return {};
            column = found->second;
        }
        const auto& row = m_read.office.sheet.rows[at];
        const auto number = office_number(row.cell(column.value()));
        const auto* amounts = m_field.amounts_in(row);
        if (!number || !(number->value > 0) || amounts == nullptr) return {};
        const auto amount = amounts->read(row.cell(*column)).value;
        if (!amount || !(*amount > 0)) return {};
        return std::pair{number->value, *amount / number->value};
    }

    void look_at(const Group& group, const std::vector<Stated>& rows)
    {
        constexpr double same = 1e-12;
        const auto counts = [](const Stated& one) { return one.row.has_value(); };
        const auto other_unit = [&](const Stated& one) {
            return std::abs(one.factor / rows.front().factor - 1) > same;
        };
        if (std::ranges::none_of(rows, counts)) return;
        const auto columns = telling_columns(rows);
        mark_twins(rows, columns);
        if (std::ranges::any_of(rows, other_unit)) return;
        const auto chances = chances_of_sums(rows, columns);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!rows[i].row) continue;
            auto& words = m_words[words_of(rows[i], columns)];
            words.rows.push_back(*rows[i].row);
            if (chances[i]) words.adding.emplace(*rows[i].row, *chances[i]);
        }
        if (m_read.holds_all && have_one_factor(rows) && have_one_unit(rows) && !m_losses.contains(group))
            look_for_more(group, rows, columns);
    }

    // By row, where it is a sum of some that count: among all rows, and among those of one word (all sectors of a fuel,
    // all fuels of a sector).
    std::vector<std::optional<double>> chances_of_sums(const std::vector<Stated>& rows,
                                                       const std::vector<std::size_t>& columns)
    {
        std::vector<std::optional<double>> out(rows.size());
        for (const auto& places : lists_of(rows, columns)) {
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

    std::vector<std::vector<std::size_t>> lists_of(const std::vector<Stated>& rows,
                                                   const std::vector<std::size_t>& columns) const
    {
        std::vector<std::vector<std::size_t>> out(1);
        for (std::size_t i = 0; i < rows.size(); ++i) out.front().push_back(i);
        for (const auto column : columns) {
            std::map<std::string, std::vector<std::size_t>> by_word;
            for (std::size_t i = 0; i < rows.size(); ++i)
                by_word[m_read.office.sheet.rows[rows[i].at].cell(column)].push_back(i);
            for (auto& [word, places] : by_word)
                if (places.size() < rows.size()) out.push_back(std::move(places));
        }
        return out;
    }

    // Totals that were left out, and that no rows which count, one after the other, add up to.
    void look_for_more(const Group& group, const std::vector<Stated>& rows, const std::vector<std::size_t>& columns)
    {
        std::vector<std::vector<double>> lists;
        for (const auto& places : lists_of(rows, columns)) {
            auto& list = lists.emplace_back();
            for (const auto place : places)
                if (rows[place].row) list.push_back(rows[place].amount);
        }
        std::set<std::string> kinds;
        for (const auto& one : rows) {
            if (one.row || m_read.office.marks[one.at].part) continue;
            if (std::ranges::any_of(lists, [&](const auto& list) { return has_run_of_sum(list, one.amount); }))
                continue;
            kinds.insert(m_read.office.sum_word(one.at));
            m_unmatched.insert(one.at);
        }
        if (kinds.empty()) return;
        RowGap gap{.rows = {}, .kinds = {kinds.begin(), kinds.end()}};
        for (const auto& one : rows)
            if (one.row) gap.rows.push_back(*one.row);
        const auto& [set, zone, year] = group;
        m_table.gaps.resize(std::max(m_table.gaps.size(), set + 1));
        m_table.gaps[set][zone][year].push_back(std::move(gap));
    }

    bool have_one_unit(const std::vector<Stated>& rows) const
    {
        return std::ranges::all_of(m_read.unit_columns, [&](std::size_t column) {
            const auto unit = [&](const Stated& one) { return m_read.office.sheet.rows[one.at].cell(column); };
            return std::ranges::all_of(rows, [&](const Stated& one) { return unit(one) == unit(rows.front()); });
        });
    }

    // Columns of words by which the rows differ.
    std::vector<std::size_t> telling_columns(const std::vector<Stated>& rows) const
    {
        std::vector<std::size_t> out;
        for (std::size_t column = 0; column < m_read.office.sheet.heads.size(); ++column) {
            const auto word = [&](const Stated& one) { return m_read.office.sheet.rows[one.at].cell(column); };
            const auto says = [&](const Stated& one) {
                const auto cell = word(one);
                return !says_missing(cell) && !office_number(cell) && !office_year(cell);
            };
            if (column != m_read.office.label_column && std::ranges::any_of(rows, says) &&
                std::ranges::any_of(rows, [&](const Stated& one) { return word(one) != word(rows.front()); }))
                out.push_back(column);
        }
        return out;
    }

    // 电力 by its heat and by the coal burnt for it, 原煤 in tonnes and in those of coal equivalent, both counted.
    void mark_twins(const std::vector<Stated>& rows, const std::vector<std::size_t>& columns)
    {
        auto but_units = columns;
        for (const auto column : m_read.unit_columns) std::erase(but_units, column);
        std::map<std::string, std::set<int>> ways;
        std::map<std::string, const Stated*> in_a_unit;
        for (const auto& one : rows) {
            if (!one.row) continue;
            const auto words = words_of(one, but_units);
            const auto found = way_of_counting(words);
            auto& known = ways[found.rest];
            const bool other_way = found.way != 0 && !known.empty() && !known.contains(found.way);
            if (found.way != 0) known.insert(found.way);
            const auto [same, fresh] = in_a_unit.try_emplace(words, &one);
            if (other_way || (!fresh && is_same_energy(*same->second, one))) m_table.rows[*one.row].adds_up = true;
        }
    }

    // In other units, by their factors.
    bool is_same_energy(const Stated& a, const Stated& b) const
    {
        constexpr double close = 0.01;
        const auto unit = [&](const Stated& one) {
            std::string out;
            for (const auto column : m_read.unit_columns) out += m_read.office.sheet.rows[one.at].cell(column) + '\0';
            return out;
        };
        if (m_factors.size() != 1 || unit(a) == unit(b)) return false;
        const auto energy = [&](const Stated& one) {
            return one.amount * m_table.rows[*one.row].cells[m_factors.front()].number.value_or(0);
        };
        return energy(a) > 0 && std::abs(energy(b) / energy(a) - 1) < close;
    }

    // Products of amounts with other factors add up, not the amounts.
    bool have_one_factor(const std::vector<Stated>& rows) const
    {
        return std::ranges::all_of(m_factors, [&](std::size_t field) {
            std::set<std::optional<double>> found;
            for (const auto& one : rows)
                if (one.row) found.insert(m_table.rows[*one.row].cells[field].number);
            return found.size() < 2;
        });
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

    // What the row is called beside others of its zone and year.
    std::string words_of(const Stated& one, const std::vector<std::size_t>& columns) const
    {
        std::string out;
        for (const auto column : columns) {
            const auto cell = m_read.office.sheet.rows[one.at].cell(column);
            if (!office_number(cell)) out.append(plain_name(cell)).append(1, '\0');
        }
        return out;
    }

    UnitTable& m_table;
    const SummedTable& m_read;
    const SheetField& m_field;
    std::size_t m_at; // of the field
    std::vector<std::size_t> m_factors;
    std::map<std::int64_t, std::size_t> m_places; // rows of the sheet by line
    std::map<std::string, SameWords> m_words;
    std::set<Group> m_losses; // with amounts below 0, which sums are over and which are not looked at
    std::set<std::size_t> m_unmatched;
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
    std::set<std::size_t> unmatched;
    for (std::size_t field = 0; field < read.fields.size(); ++field) {
        if (!is_summed(read.fields[field], read)) continue;
        FieldSums sums{table, read, field};
        sums.compare();
        unmatched.insert(sums.unmatched().begin(), sums.unmatched().end());
    }
    std::set<std::size_t> adding;
    std::map<std::int64_t, std::size_t> places;
    for (std::size_t i = 0; i < read.office.sheet.rows.size(); ++i) places.emplace(read.office.sheet.rows[i].line, i);
    for (const auto& row : table.rows)
        if (row.adds_up) adding.insert(places.at(row.line));
    std::vector<std::string> again;
    for (const auto row : adding) again.push_back(labelled(read, row));
    RowWarnings rows{table.id, warnings};
    rows.add(again, "table '{}': {} rows say what rows beside them add up to, or say in another way, and count as "
                    "well; if they are totals, or the same again, leave them out (where = …): {}");
    std::vector<std::string> totals;
    for (const auto row : unmatched) totals.push_back(read.office.sum_name(row));
    rows.add(totals,
             "table '{}': {} rows of totals were left out, and the rows beside them do not add up to them: what is "
             "missing counts as 0, and sums of their zones are compared with nothing; add it: {}");
}

} // namespace peaksite
