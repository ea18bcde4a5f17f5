#include "job/open/missing_kinds.hpp"

#include "base/row_warnings.hpp"
#include "base/text.hpp"
#include "model/tables/formula_word.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace peaksite {

namespace {

// What tells a row from others of its zone and year: as the table writes it, and as formulas know it.
struct Kind {
    std::vector<std::string> written, known;
};

struct OfYear {
    std::vector<Kind> all, positive;
};
using Years = std::map<int, OfYear>;

// What a year lacks that the one beside it has.
struct Gap {
    int there = 0, lacking = 0;
    std::vector<std::string> kinds;
};

class KindsOfZones {
public:
    KindsOfZones(const UnitTable& table, const FormulaTable& reading, const std::vector<FormulaName>& names)
        : m_table(table), m_amount(field(reading.amount))
    {
        for (const auto& word : reading.kinds) {
            const auto at = field(word);
            if (!at || !table.fields[*at].words) continue;
            const auto name = std::ranges::find(names, table.id + "." + word, &FormulaName::name);
            m_words.push_back({.field = *at, .name = name == names.end() ? nullptr : &*name});
        }
        // A zone that is in no row of a year is another matter, unless it counts as 0.
        m_whole = reading.kinds.empty() && reading.none_is_zero && !table.complete;
        for (const auto& row : table.rows)
            if (row.year) m_all_years.insert(*row.year);
    }

    bool says_something() const { return m_amount && (m_whole || !m_words.empty()) && m_all_years.size() > 1; }

    // By zone of a set.
    std::map<std::size_t, Years> of(std::size_t set) const
    {
        std::map<std::size_t, Years> out;
        for (const auto& row : m_table.rows) {
            if (!row.year || set >= row.zones.size()) continue;
            const auto kind = kind_of(row);
            for (const auto zone : row.zones[set]) {
                auto& year = out[zone][*row.year];
                year.all.push_back(kind);
                if (row.cells[*m_amount].number.value_or(0) > 0) year.positive.push_back(kind);
            }
        }
        return out;
    }

    // Of the last year against the one before it; then those of all other years against the ones beside them, for base
    // years and series stand on them.
    std::vector<Gap> gaps_of(Years years) const
    {
        if (m_whole)
            for (const auto year : m_all_years) years[year];
        std::vector<Gap> out;
        if (years.size() < 2) return out;
        for (auto later = std::prev(years.end()); later != years.begin(); --later) {
            const auto earlier = std::prev(later);
            out.push_back(gap(*earlier, *later));
            out.push_back(gap(*later, *earlier));
        }
        std::erase_if(out, [](const Gap& one) { return one.kinds.empty(); });
        return out;
    }

private:
    struct Words {
        std::size_t field = 0;
        const FormulaName* name = nullptr;
    };

    static Gap gap(const Years::value_type& there, const Years::value_type& lacking)
    {
        Gap out{.there = there.first, .lacking = lacking.first, .kinds = {}};
        std::set<std::string> told;
        for (const auto& kind : there.second.positive)
            if (is_gone(kind, there.second.all, lacking.second.all) && told.insert(joined(kind.written, "/")).second)
                out.kinds.push_back(joined(kind.written, "/"));
        return out;
    }

    std::optional<std::size_t> field(const std::string& name) const
    {
        const auto found = std::ranges::find(m_table.fields, name, &TableField::name);
        if (found == m_table.fields.end()) return {};
        return static_cast<std::size_t>(found - m_table.fields.begin());
    }

    Kind kind_of(const TableRow& row) const
    {
        Kind out;
        for (const auto& words : m_words) {
            const auto& word = row.cells[words.field].word;
            out.written.push_back(word);
            out.known.push_back(words.name == nullptr ? word : formula_word(word, *words.name).value_or(word));
        }
        return out;
    }

    static bool has(const std::vector<Kind>& kinds, const std::vector<std::string>& written)
    {
        return std::ranges::find(kinds, written, &Kind::written) != kinds.end();
    }

    // Neither there as it was nor under a new word of the same kind.
    static bool is_gone(const Kind& kind, const std::vector<Kind>& before, const std::vector<Kind>& after)
    {
        return !has(after, kind.written) && std::ranges::none_of(after, [&](const Kind& other) {
            return other.known == kind.known && !has(before, other.written);
        });
    }

    const UnitTable& m_table;
    std::optional<std::size_t> m_amount;
    std::vector<Words> m_words;
    bool m_whole = false;
    std::set<int> m_all_years;
};

} // namespace

void tell_missing_kinds(const UnitTable& table, const FormulaTable& reading, const std::vector<FormulaName>& names,
                        const std::vector<ZoneSet>& sets, std::vector<Sentence>& warnings)
{
    const KindsOfZones kinds{table, reading, names};
    if (!reading.several || !kinds.says_something()) return;
    std::map<std::pair<int, int>, std::vector<std::string>> told; // latest years first
    for (std::size_t set = 0; set < sets.size(); ++set)
        for (const auto& [zone, years] : kinds.of(set))
            for (const auto& gap : kinds.gaps_of(years)) {
                const auto listed = joined(gap.kinds, ", ");
                told[{-gap.lacking, -gap.there}].push_back(sets[set].zones[zone].label() +
                                                           (listed.empty() ? "" : " (" + listed + ")"));
            }
    for (const auto& [years, zones] : told)
        warnings.push_back(text("table '{}': {} zones have no row in {} of what they have a row of in {}, which counts "
                                "as 0; add it, with 0 where that is true: {}",
                                table.id, zones.size(), std::to_string(-years.first), std::to_string(-years.second),
                                some_of(zones)));
}

} // namespace peaksite
