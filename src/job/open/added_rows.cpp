#include "job/open/added_rows.hpp"

#include "base/column_head.hpp"
#include "base/excerpt.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"
#include "model/tables/added_amounts.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <ranges>
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

std::string without_way_of_counting(std::string words)
{
    for (const std::string_view way :
         {"(当量值)", "(等价值)", "(当量)", "(等价)", "当量值", "等价值", "实物量", "标准量", "折标量", "折标煤"})
        for (auto at = words.find(way); at != std::string::npos; at = words.find(way)) words.erase(at, way.size());
    return words;
}

// One field of amounts.
class FieldSums {
public:
    FieldSums(UnitTable& table, const SummedTable& read, std::size_t field)
        : m_table(table), m_read(read), m_field(read.fields[field])
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
    std::map<Group, std::vector<Stated>> grouped() const
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
            if (!row.repeats) add(row.zones, row.year.value_or(0), {.at = m_places.at(row.line), .row = i});
        }
        for (const auto& one : m_read.left_out) {
            if (is_average(m_read.office.sheet.rows[one.at])) continue;
            if (m_field.series.empty()) add(one.zones, one.year.value_or(0), {.at = one.at});
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
        const auto sums = sums_among(rows, columns);
        const bool comparable = have_one_factor(rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!rows[i].row) {
                const bool part = m_read.office.marks[rows[i].at].part;
                if (!part && comparable && !sums[i].agrees && !equals_the_only_one(rows, rows[i]))
                    falls_short(group, rows, i);
                continue;
            }
            auto& words = m_words[words_of(rows[i], columns)];
            words.rows.push_back(*rows[i].row);
            if (sums[i].chance) words.adding.emplace(*rows[i].row, *sums[i].chance);
        }
    }

    struct Sum {
        bool agrees = false;            // with some rows beside it
        std::optional<double> chance{}; // where some of them count, as it does itself
    };

    // Among all rows, and among those of one word: all sectors of a fuel, all fuels of a sector.
    std::vector<Sum> sums_among(const std::vector<Stated>& rows, const std::vector<std::size_t>& columns)
    {
        std::vector<Sum> out(rows.size());
        std::vector<std::size_t> all(rows.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        look_for_sums(rows, all, out);
        for (const auto column : columns) {
            std::map<std::string, std::vector<std::size_t>> by_word;
            for (const auto i : all) by_word[m_read.office.sheet.rows[rows[i].at].cell(column)].push_back(i);
            for (const auto& [word, places] : by_word)
                if (places.size() < rows.size()) look_for_sums(rows, places, out);
        }
        return out;
    }

    void look_for_sums(const std::vector<Stated>& rows, const std::vector<std::size_t>& places, std::vector<Sum>& out)
    {
        constexpr std::size_t least = 3;
        if (places.size() < least) return;
        m_looked_at += places.size();
        std::vector<double> amounts;
        for (const auto place : places) amounts.push_back(rows[place].amount);
        const auto added = added_amounts(amounts);
        const auto counts = [&](std::size_t i) { return rows[places[i]].row.has_value(); };
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (!added[i]) continue;
            auto& sum = out[places[i]];
            sum.agrees = true;
            // A row whose parts are all left out counts once.
            if (counts(i) && std::ranges::any_of(std::views::iota(added[i]->first, added[i]->end), counts))
                sum.chance = std::min(sum.chance.value_or(added[i]->chance), added[i]->chance);
        }
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
        std::map<std::string, std::pair<std::string, std::size_t>> known;
        auto but_units = columns;
        for (const auto column : m_read.unit_columns) std::erase(but_units, column);
        for (const auto& one : rows) {
            if (!one.row) continue;
            const auto words = words_of(one, columns);
            const auto [found, fresh] =
                known.try_emplace(without_way_of_counting(words_of(one, but_units)), words, *one.row);
            if (!fresh && found->second.first != words) m_table.rows[*one.row].adds_up = true;
        }
    }

    // A sum over one row beside it.
    static bool equals_the_only_one(const std::vector<Stated>& rows, const Stated& sum)
    {
        return std::ranges::any_of(rows, [&](const Stated& one) { return one.row && one.amount == sum.amount; });
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

    // More is there than what counts: what is missing counts as 0 in every sum of the zone and year.
    void falls_short(const Group& group, const std::vector<Stated>& rows, std::size_t at)
    {
        const auto& [set, zone, year] = group;
        RowGap gap{.rows = {}, .kinds = {m_read.office.sum_word(rows[at].at)}};
        for (const auto& one : rows)
            if (one.row) gap.rows.push_back(*one.row);
        m_table.gaps.resize(std::max(m_table.gaps.size(), set + 1));
        m_table.gaps[set][zone][year].push_back(std::move(gap));
        m_unmatched.insert(rows[at].at);
    }

    void settle(const SameWords& same)
    {
        constexpr double rare = 0.02, seldom = 0.05, most = 0.6;
        double all = 1; // that all of them agree by chance
        for (const auto& [row, chance] : same.adding) all *= std::min(chance, 1.0);
        const auto count = static_cast<double>(same.adding.size());
        if (same.adding.size() > 1 && count >= most * static_cast<double>(same.rows.size()) &&
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
    std::vector<std::size_t> m_factors;
    std::map<std::int64_t, std::size_t> m_places; // rows of the sheet by line
    std::map<std::string, SameWords> m_words;
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
    const auto names = [&](const std::set<std::size_t>& rows) {
        std::vector<std::string> out;
        for (const auto row : rows) out.push_back(labelled(read, row));
        return out;
    };
    RowWarnings rows{table.id, warnings};
    rows.add(names(adding),
             "table '{}': {} rows say what rows beside them add up to, or say in another way, and count as "
             "well; if they are totals, or the same again, leave them out (where = …): {}");
    rows.add(names(unmatched),
             "table '{}': {} rows of totals were left out, and the rows beside them do not add up to them: what is "
             "missing counts as 0, and sums of their zones are compared with nothing; add it: {}");
}

} // namespace peaksite
