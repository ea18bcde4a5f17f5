#include "model/tables/row_gaps.hpp"

#include "base/text.hpp"
#include "model/tables/formula_word.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <set>

namespace peaksite {

namespace {

using Words = std::vector<std::string>;
using Rows = std::vector<std::size_t>;

std::optional<std::size_t> place_of(const UnitTable& table, const std::string& name)
{
    const auto found = std::ranges::find(table.fields, name, &TableField::name);
    if (found == table.fields.end()) return {};
    return static_cast<std::size_t>(found - table.fields.begin());
}

// Rows of a year, by what they are called.
struct Counted {
    std::size_t positive = 0, others = 0; // 0 or without a number
    std::size_t all() const { return positive + others; }
};
using Names = std::map<Words, Counted>;

Counted of(const Names& names, const Words& words)
{
    const auto found = names.find(words);
    return found == names.end() ? Counted{} : found->second;
}

std::size_t excess(std::size_t a, std::size_t b) { return a > b ? a - b : 0; }

// Positive rows that one year has and another has not; those that say 0 stand in for as many.
struct Gone {
    std::map<Words, std::size_t> unmatched{};
    std::size_t fresh = 0; // rows of new words, which stand in for them

    Gone(const Names& before, const Names& after)
    {
        for (const auto& [words, there] : before) {
            const auto here = of(after, words);
            if (const auto lost = excess(there.positive, here.positive + excess(here.others, there.others)); lost > 0)
                unmatched.emplace(words, lost);
        }
        for (const auto& [words, here] : after) fresh += excess(here.all(), of(before, words).all());
    }
    std::size_t of_words() const
    {
        std::size_t out = 0;
        for (const auto& [words, times] : unmatched) out += times;
        return out;
    }
    std::size_t count() const { return excess(of_words(), fresh); }
};

// Whether each row has a name of its own.
bool tells_all(const Names& names)
{
    return std::ranges::none_of(names,
                                [](const auto& one) { return one.second.all() > 1 || one.first.back().empty(); });
}

std::size_t in_both(const Names& a, const Names& b)
{
    return static_cast<std::size_t>(std::ranges::count_if(a, [&](const auto& one) { return b.contains(one.first); }));
}

class GapsOfTable {
public:
    GapsOfTable(const UnitTable& table, const FormulaTable& reading, const std::vector<FormulaName>& names)
        : m_table(table), m_amount(place_of(table, reading.amount))
    {
        for (const auto& kind : reading.kinds)
            if (const auto at = place_of(table, kind); at && table.fields[*at].words) {
                m_kinds.push_back(*at);
                const auto name = std::ranges::find(names, table.id + "." + kind, &FormulaName::name);
                m_known.push_back(name == names.end() ? nullptr : &*name);
            }
        for (std::size_t field = 0; field < table.fields.size(); ++field)
            if (table.fields[field].words && std::ranges::find(m_kinds, field) == m_kinds.end())
                m_others.push_back(field);
        for (const auto& row : table.rows)
            if (row.year) m_years.insert(*row.year);
    }

    bool may_have_some() const { return m_amount && m_years.size() > 1; }

    std::map<std::size_t, GapsOfYears> of(std::size_t set)
    {
        std::map<std::size_t, Rows> rows;
        for (std::size_t i = 0; i < m_table.rows.size(); ++i)
            if (m_table.rows[i].year && set < m_table.rows[i].zones.size())
                for (const auto zone : m_table.rows[i].zones[set]) rows[zone].push_back(i);
        for (auto& [zone, own] : rows) leave_out_repeats(own);
        std::map<std::size_t, GapsOfYears> out;
        for (const auto& [zone, own] : rows)
            if (auto gaps = gaps_of(own); !gaps.empty()) out.emplace(zone, std::move(gaps));
        return out;
    }

private:
    using Years = std::map<int, Rows>;

    // A row that is there twice is one that the other years do not lack.
    void leave_out_repeats(Rows& rows) const
    {
        std::erase_if(rows, [&](std::size_t at) { return m_table.rows[at].repeats && is_positive(at); });
    }

    GapsOfYears gaps_of(const Rows& rows)
    {
        std::map<Words, Years> kinds;
        std::set<int> years;
        const auto wholes = years_of_wholes(rows);
        for (const auto row : rows) {
            const int year = *m_table.rows[row].year;
            if (wholes.contains(year)) continue;
            kinds[known(row)][year].push_back(row);
            years.insert(year);
        }
        GapsOfYears out;
        if (years.size() < 2) return out;
        look_for_words(rows);
        for (const auto& [kind, of_kind] : kinds)
            for (const int year : years)
                if (auto gap = gap_of(of_kind, year)) out[year].push_back(std::move(*gap));
        return out;
    }

    // A year of which one sum is stated lacks no kinds, and its sum is none that others lack.
    std::set<int> years_of_wholes(const Rows& rows) const
    {
        std::set<int> out;
        for (const auto row : rows)
            if (m_table.rows[row].of_all) out.insert(*m_table.rows[row].year);
        return out;
    }

    // Against the year with the most that are missing, the nearest of them.
    std::optional<RowGap> gap_of(const Years& years, int year) const
    {
        static const Rows none;
        const auto own = years.find(year);
        const auto& here = own == years.end() ? none : own->second;
        const Rows* most = nullptr;
        std::pair<std::size_t, int> best{0, 0}; // how many, and how near
        for (const auto& [other, rows] : years) {
            if (other == year) continue;
            const std::pair<std::size_t, int> found{gone(rows, here, names_by(rows, here)).count(),
                                                    -std::abs(other - year)};
            if (found.first == 0 || (most != nullptr && found <= best)) continue;
            best = found;
            most = &rows;
        }
        if (most == nullptr) return {};
        return named(*most, here, best.first);
    }

    // The kinds and, where one names every row, the column of words that most rows of both years share.
    Rows names_by(const Rows& there, const Rows& here) const
    {
        auto out = m_kinds;
        std::size_t most = 0;
        for (const auto field : m_telling) {
            const auto with = and_of(field);
            const auto before = counted(there, with), after = counted(here, with);
            if (!tells_all(before) || !tells_all(after)) continue;
            const auto shared = in_both(before, after) + (here.empty() ? 1 : 0);
            if (shared > most) out = with;
            most = std::max(most, shared);
        }
        return out;
    }

    RowGap named(const Rows& there, const Rows& here, std::size_t count) const
    {
        auto by = names_by(there, here);
        for (const auto field : m_telling) {
            if (by != m_kinds) break;
            const auto with = and_of(field);
            const auto lost = gone(there, here, with);
            const auto after = counted(here, with);
            const auto is_named = [&](const auto& one) {
                return !one.first.back().empty() && !after.contains(one.first);
            };
            if (lost.of_words() == count && std::ranges::all_of(lost.unmatched, is_named)) by = with;
        }
        if (gone(there, here, by).of_words() > count)
            by = m_kinds; // some of them gave way to others: which, nobody knows
        const auto lost = gone(there, here, by);
        RowGap out;
        for (const auto row : there)
            if (is_positive(row) && lost.unmatched.contains(written(row, by))) out.rows.push_back(row);
        for (const auto& [words, times] : lost.unmatched) {
            Words filled;
            std::ranges::copy_if(words, std::back_inserter(filled), [](const auto& word) { return !word.empty(); });
            if (!filled.empty()) out.kinds.push_back(joined(filled, "/"));
        }
        return out;
    }

    Rows and_of(std::size_t field) const
    {
        auto out = m_kinds;
        out.push_back(field);
        return out;
    }

    Gone gone(const Rows& there, const Rows& here, const Rows& fields) const
    {
        return {counted(there, fields), counted(here, fields)};
    }

    Names counted(const Rows& rows, const Rows& fields) const
    {
        Names out;
        for (const auto row : rows) {
            auto& one = out[written(row, fields)];
            ++(is_positive(row) ? one.positive : one.others);
        }
        return out;
    }

    // Columns in which not all rows of a zone say the same.
    void look_for_words(const Rows& rows)
    {
        m_telling.clear();
        const auto word = [this](std::size_t row, std::size_t field) { return m_table.rows[row].cells[field].word; };
        for (const auto field : m_others) {
            const auto first = word(rows.front(), field);
            if (std::ranges::any_of(rows, [&](std::size_t row) { return word(row, field) != first; }))
                m_telling.push_back(field);
        }
    }

    bool is_positive(std::size_t row) const { return m_table.rows[row].cells[*m_amount].number.value_or(0) > 0; }

    Words written(std::size_t row, const Rows& fields) const
    {
        Words out;
        for (const auto field : fields) out.push_back(m_table.rows[row].cells[field].word);
        return out;
    }

    // The kind as formulas know it.
    Words known(std::size_t row)
    {
        Words out;
        for (std::size_t i = 0; i < m_kinds.size(); ++i) {
            const auto& word = m_table.rows[row].cells[m_kinds[i]].word;
            auto [found, fresh] = m_words.try_emplace({i, word}, word);
            if (fresh && m_known[i] != nullptr) found->second = formula_word(word, *m_known[i]).value_or(word);
            out.push_back(found->second);
        }
        return out;
    }

    const UnitTable& m_table;
    std::optional<std::size_t> m_amount;
    Rows m_kinds, m_others;                  // fields of words
    Rows m_telling;                          // of the others, in a zone
    std::vector<const FormulaName*> m_known; // by kind
    std::map<std::pair<std::size_t, std::string>, std::string> m_words;
    std::set<int> m_years;
};

} // namespace

RowGaps row_gaps(const UnitTable& table, const FormulaTable& reading, const std::vector<FormulaName>& names)
{
    GapsOfTable gaps{table, reading, names};
    if (!reading.several || !gaps.may_have_some()) return {};
    std::size_t sets = 0;
    for (const auto& row : table.rows) sets = std::max(sets, row.zones.size());
    RowGaps out;
    for (std::size_t set = 0; set < sets; ++set) out.push_back(gaps.of(set));
    return out;
}

} // namespace peaksite
