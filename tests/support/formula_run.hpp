#pragma once

#include "model/indicators/indicator_evaluator.hpp"
#include "model/indicators/result_flags.hpp"
#include "model/tables/row_gaps.hpp"
#include "plan/catalogue/catalogue.hpp"
#include "plan/read/read_plan.hpp"
#include "support/our_catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <tuple>

namespace peaksite {

/// A table of one zone set; a row is the zone, the year (0: none) and a cell for each field: a number, or a word.
struct TableText {
    std::string id;
    std::vector<std::string> fields;
    struct Row {
        std::size_t zone = 0;
        int year = 0;
        std::vector<std::string> cells; ///< "" is missing
        bool repeats = false;           ///< a row above says the same
    };
    std::vector<Row> rows;
    bool complete = false; ///< as the plan may say
    bool placed = false;   ///< rows stand at positions
};

inline UnitTable unit_table(const TableText& text)
{
    UnitTable out;
    out.id = text.id;
    for (const auto& name : text.fields) out.fields.push_back({.name = name, .unit = "", .words = false});
    for (const auto& row : text.rows) {
        TableRow one;
        one.line = static_cast<std::int64_t>(out.rows.size() + 2);
        if (row.year != 0) one.year = row.year;
        one.repeats = row.repeats;
        for (const auto& cell : row.cells) {
            TableCell made;
            char* end = nullptr;
            const double value = std::strtod(cell.c_str(), &end);
            if (!cell.empty() && *end == '\0')
                made.number = value;
            else
                made.word = cell;
            out.fields[one.cells.size()].words |= !made.word.empty();
            one.cells.push_back(made);
        }
        one.zones = {{row.zone}};
        out.rows.push_back(std::move(one));
    }
    out.complete = text.complete;
    out.join.by_place = text.placed ? text.rows.size() : 0;
    return out;
}

inline IndicatorEntry entry(std::string id, std::string formula, std::string types = "CPVSIE",
                            std::string direction = "+")
{
    IndicatorEntry one;
    one.id = std::move(id);
    one.formula = std::move(formula);
    one.pilot_types = std::move(types);
    one.direction = std::move(direction);
    return one;
}

/// Indicators over tables of a run with zones of the given pilot types, without rasters.
class FormulaRun {
public:
    struct Given {
        std::vector<IndicatorEntry> entries; ///< none: the catalogue's
        std::vector<TableText> tables;
        std::string letters = "C";               ///< of the zones
        std::vector<std::size_t> sets{};         ///< of the zones, counted from 0; none: all are of one set
        std::vector<std::string> institutions{}; ///< kinds of institution, by zone
        std::string parameters{};                ///< of the plan, as TOML
        std::string layers{};                    ///< of the plan, as TOML
        std::vector<ZonalValue> terms{};
        std::string province = "64";
        const CarbonTable* carbon = nullptr; ///< must outlive the run
    };

    explicit FormulaRun(Given given)
        : m_given(std::move(given)), m_catalogue(catalogue()),
          m_plan(read_plan_text("schema = 1\n[grid]\ncell = \"1 km\"\n[[zones]]\nid = \"z\"\nfile = \"z.gpkg\"\n" +
                                    m_given.layers + "\n[parameters]\n" + m_given.parameters,
                                "plan.toml", our_catalogue(), {})),
          m_names(m_plan, m_catalogue, m_given.carbon)
    {
        std::vector<UnitTable> tables;
        for (const auto& one : m_given.tables) {
            tables.push_back(in_sets(unit_table(one)));
            const auto reading = std::ranges::find(m_catalogue.tables, one.id, &FormulaTable::id);
            if (!one.complete && reading != m_catalogue.tables.end())
                tables.back().gaps = row_gaps(tables.back(), *reading, m_catalogue.names);
        }
        m_tables = TableStore{std::move(tables), m_catalogue, set_sizes()};
        auto entries = m_given.entries.empty() ? m_catalogue.entries : m_given.entries;
        for (const auto& own : m_plan.indicators) entries.push_back(own);
        m_book = std::make_unique<IndicatorBook>(
            std::move(entries), m_names, std::set<char>{m_given.letters.begin(), m_given.letters.end()}, m_tables);
        m_evaluator = std::make_unique<IndicatorEvaluator>(*m_book, zones(), 0.8);
    }

    IndicatorBook& book() { return *m_book; }
    IndicatorEvaluator& evaluator() { return *m_evaluator; }

    std::string reason(const std::string& id) const
    {
        for (const auto& one : m_book->missing())
            if (one.id == id) return one.reason.english();
        return "";
    }

    bool has(const std::string& id) const
    {
        return std::ranges::any_of(m_book->columns(), [&](const IndicatorColumn& column) { return column.id == id; });
    }

    Estimate value(const std::string& id, std::size_t zone = 0)
    {
        for (const auto& column : m_book->columns())
            if (column.id == id) return m_evaluator->value(column, zone);
        ADD_FAILURE() << id << " is missing: " << reason(id);
        return {};
    }

    static const IndicatorCatalogue& catalogue() { return our_catalogue().indicators(); }

    std::vector<ZoneFacts> zones() const
    {
        std::vector<ZoneFacts> out;
        for (const char letter : m_given.letters) {
            ZoneFacts facts;
            std::tie(facts.set, facts.zone) = place(out.size());
            if (out.size() < m_given.institutions.size()) facts.institution = m_given.institutions[out.size()];
            facts.letter = letter;
            facts.area_km2 = 8;
            facts.province = m_given.province;
            facts.term = [terms = m_given.terms](std::size_t i) { return terms.at(i); };
            out.push_back(std::move(facts));
        }
        return out;
    }

private:
    // Set of a zone, and its number there.
    std::pair<std::size_t, std::size_t> place(std::size_t zone) const
    {
        if (m_given.sets.empty()) return {0, zone};
        const auto set = m_given.sets[zone];
        return {set, static_cast<std::size_t>(std::count(
                         m_given.sets.begin(), m_given.sets.begin() + static_cast<std::ptrdiff_t>(zone), set))};
    }

    std::vector<std::size_t> set_sizes() const
    {
        if (m_given.sets.empty()) return {m_given.letters.size()};
        std::vector<std::size_t> out(*std::ranges::max_element(m_given.sets) + 1, 0);
        for (const auto set : m_given.sets) ++out[set];
        return out;
    }

    UnitTable in_sets(UnitTable table) const
    {
        for (auto& row : table.rows) {
            const auto [set, zone] = place(row.zones.at(0).at(0));
            row.zones.assign(set_sizes().size(), {});
            row.zones[set] = {zone};
        }
        return table;
    }

    Given m_given;
    IndicatorCatalogue m_catalogue;
    Plan m_plan;
    FormulaNames m_names;
    TableStore m_tables;
    std::unique_ptr<IndicatorBook> m_book;
    std::unique_ptr<IndicatorEvaluator> m_evaluator;
};

} // namespace peaksite
