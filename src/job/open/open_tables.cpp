#include "job/open/open_tables.hpp"

#include "base/excerpt.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"
#include "base/yes_no.hpp"
#include "io/tables/read_office_table.hpp"
#include "job/open/added_rows.hpp"
#include "job/open/head_years.hpp"
#include "job/open/missing_kinds.hpp"
#include "job/open/repeated_rows.hpp"
#include "job/open/row_places.hpp"
#include "job/open/row_units.hpp"
#include "job/open/row_years.hpp"
#include "job/open/table_fields.hpp"
#include "job/open/table_findings.hpp"
#include "job/open/table_requests.hpp"
#include "model/tables/formula_word.hpp"
#include "model/tables/overlap_words.hpp"
#include "model/tables/zone_index.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

class TableReader {
public:
    TableReader(const TablePlan& plan, const TableContext& context, std::vector<Sentence>& warnings)
        : m_plan(plan), m_context(context), m_warnings(warnings)
    {}

    UnitTable read()
    {
        auto request = table_request(m_plan, m_context.names);
        const auto* reading = reading_of_formulas();
        request.one_counts = reading != nullptr && !reading->several;
        m_table = read_office_table(std::move(request));
        m_out.id = m_plan.id;
        m_out.title = m_plan.title;
        m_out.source = m_plan.source;
        m_out.standing = m_plan.standing;
        if (m_out.title.empty()) m_out.title = {.zh = m_plan.id, .en = m_plan.id};
        m_out.join.notes = m_table.sheet.notes;
        m_key = m_table.column(m_plan.key);
        const auto x = m_table.column(m_plan.x), y = m_table.column(m_plan.y);
        if (x) m_places = row_places(m_table, x, y);
        m_seen.emplace(m_table, m_key);
        m_years.emplace(m_table, m_table.column(m_plan.year_column), m_plan.year);
        m_fields = table_fields(m_plan, m_context.names, m_table, m_warnings);
        for (const auto& field : m_fields) m_out.fields.push_back(field.field);
        tell_head_years(m_plan, m_table, m_fields, m_warnings);
        m_out.complete = m_plan.complete;
        for (const auto& set : m_context.sets)
            m_out.named_sets.push_back(std::ranges::find(m_plan.zones, set.id) != m_plan.zones.end() ||
                                       (x && m_plan.zones.empty()));
        join();
        if (reading != nullptr)
            m_out.gaps =
                gaps_of({.table = m_out, .sheet = m_table.sheet, .fields = m_fields}, *reading, m_context.names);
        report();
        compare_sums();
        return std::move(m_out);
    }

private:
    // Null where no formula knows the table.
    const FormulaTable* reading_of_formulas() const
    {
        const auto found = std::ranges::find(m_context.tables, m_plan.id, &FormulaTable::id);
        return found == m_context.tables.end() ? nullptr : &*found;
    }

    // Of a table that formulas do not know, rows of a zone and year are summed up or there is one.
    void compare_sums()
    {
        const auto* reading = reading_of_formulas();
        if (reading != nullptr && !reading->several) return;
        SummedTable read{.office = m_table,
                         .fields = m_fields,
                         .unit_columns = columns_of_units(m_plan, m_context.names, m_table),
                         .left_out = std::move(m_left_out)};
        read.holds_all = !m_plan.complete && m_plan.where.empty();
        if (reading != nullptr) read.amount = reading->amount;
        for (const auto& name : m_context.names)
            if (!read.amount.empty() && name.per == m_plan.id + "." + read.amount)
                read.factors.push_back(name.name.substr(m_plan.id.size() + 1));
        compare_with_sums(m_out, read, m_warnings);
    }

    std::vector<bool> used_sets() const
    {
        std::vector<bool> used;
        for (const auto& set : m_context.sets)
            used.push_back(m_plan.zones.empty() || std::ranges::find(m_plan.zones, set.id) != m_plan.zones.end());
        return used;
    }

    void join()
    {
        m_used = used_sets();
        const ZoneIndex index{m_context.sets, m_context.regions, m_used};
        const auto places = zones_of_places();
        for (std::size_t i = 0; i < m_table.sheet.rows.size(); ++i)
            join_row(i, index, places.empty() ? std::vector<std::vector<std::size_t>>{} : places[i]);
        if (!m_found.ambiguous.empty())
            throw InputError{text("file '{}': names that more than one zone has: {}; write their codes or keys instead",
                                  m_plan.file, some_of(m_found.ambiguous))};
        leave_out_headings();
        find_zones_without();
    }

    // A line that names a unit, and has nothing in any column that is read, above or between rows of the unit that
    // have.
    void leave_out_headings()
    {
        const auto is_blank = [this](const TableRow& row) { return m_headings.contains(row.line); };
        std::set<std::vector<std::vector<std::size_t>>> filled;
        for (const auto& row : m_out.rows)
            if (!is_blank(row)) filled.insert(row.zones);
        const auto* reading = reading_of_formulas();
        if (reading == nullptr || !reading->several) return;
        std::erase_if(m_out.rows, [&](const TableRow& row) { return is_blank(row) && filled.contains(row.zones); });
    }

    // Zones by row and set of the rows that state a position.
    std::vector<std::vector<std::vector<std::size_t>>> zones_of_places()
    {
        if (m_places.rows.empty()) return {};
        std::vector<Facility> points;
        for (std::size_t i = 0; i < m_places.rows.size(); ++i) {
            const auto& place = m_places.rows[i];
            points.emplace_back().place = place.at;
            if (!place.at && !m_table.marks[i].total)
                (place.nowhere ? m_found.nowhere : m_found.no_place).push_back(own_label(i));
        }
        const FacilityList list{.id = m_plan.id,
                                .title = {},
                                .source = {},
                                .year = {},
                                .crs = m_places.crs,
                                .facilities = std::move(points)};
        std::vector<std::vector<std::vector<std::size_t>>> out(
            m_table.sheet.rows.size(), std::vector<std::vector<std::size_t>>(m_context.sets.size()));
        for (std::size_t set = 0; set < m_context.sets.size(); ++set) {
            if (!m_used[set]) continue;
            const auto assigned = assign(list, m_context.sets[set]);
            for (std::size_t row = 0; row < out.size(); ++row) out[row][set] = assigned[row].zones;
        }
        return out;
    }

    std::string own_label(std::size_t row) const
    {
        return row_label(m_table.sheet.rows[row], m_key ? m_table.sheet.rows[row].cell(*m_key) : std::string{});
    }

    void join_row(std::size_t at, const ZoneIndex& index, const std::vector<std::vector<std::size_t>>& placed)
    {
        const auto& row = m_table.sheet.rows[at];
        const auto& mark = m_table.marks[at];
        const auto label = m_table.label(at);
        if (mark.subtotal) {
            m_left_out.push_back({.at = at, .zones = zones_of(index.match(label)), .year = stated_year(row)});
            return m_out.join.totals.push_back(m_table.sum_name(at));
        }
        if (m_key && !m_table.has_own_label(at)) m_found.filled.push_back(row_label(row, label));
        auto match = index.match(label);
        if (match.how == ZoneMatch::How::none && match.ambiguous.empty()) match = index.match(without_part_word(label));
        TableRow base{.line = row.line, .label = label, .year = {}, .cells = {}, .zones = zones_of(match)};
        bool joined_any = match.how != ZoneMatch::How::none;
        if (!match.ambiguous.empty())
            m_found.ambiguous.push_back(row_label(row, label) + " (" + joined(match.ambiguous, " / ") + ")");
        if (!joined_any && std::ranges::any_of(placed, [](const auto& zones) { return !zones.empty(); })) {
            base.zones = placed;
            joined_any = true;
            ++m_out.join.by_place;
        }
        if (!joined_any && mark.total) return m_out.join.totals.push_back(m_table.sum_name(at));
        count(match.how);
        if (!joined_any) m_out.join.unmatched_rows.push_back(m_table.row_name(at));
        if (joined_any && mark.less_than_parts) m_found.less_than_parts.push_back(m_table.sum_name(at));
        if (joined_any && mark.lone_part) m_found.lone_parts.push_back(m_table.sum_name(at));
        base.repeats = m_seen->add(row, base);
        base.of_all = mark.whole;
        const bool of_a_year = m_table.year_column && !says_missing(row.cell(*m_table.year_column));
        if (!says_something(row) && !(m_table.has_own_label(at) && of_a_year)) m_headings.insert(row.line);
        add_years(row, base);
    }

    std::vector<std::vector<std::size_t>> zones_of(const ZoneMatch& match) const
    {
        std::vector<std::vector<std::size_t>> out(m_context.sets.size());
        for (std::size_t set = 0; set < match.zones.size(); ++set)
            if (match.zones[set]) out[set] = {*match.zones[set]};
        return out;
    }

    std::optional<int> stated_year(const SheetRow& row) const
    {
        return m_table.year_column ? office_year(row.cell(*m_table.year_column)) : m_plan.year;
    }

    void count(ZoneMatch::How how)
    {
        auto& join = m_out.join;
        if (how == ZoneMatch::How::key) ++join.by_key;
        if (how == ZoneMatch::How::code) ++join.by_code;
        if (how == ZoneMatch::How::name) ++join.by_name;
    }

    // Whether a field has anything in the row.
    bool says_something(const SheetRow& row) const
    {
        const auto is_filled = [&](std::size_t column) { return !says_missing(row.cell(column)); };
        return std::ranges::any_of(m_fields, [&](const SheetField& field) {
            return (field.column && is_filled(*field.column)) ||
                   std::ranges::any_of(field.series, [&](const auto& one) { return is_filled(one.second); });
        });
    }

    // A row of the file is one of the table for every year it speaks of.
    void add_years(const SheetRow& row, const TableRow& base)
    {
        const auto year = m_years->read(row, says_something(row));
        std::set<int> years;
        bool any_plain = false;
        for (const auto& field : m_fields) {
            for (const auto& [of, column] : field.series) years.insert(of);
            if (field.year) years.insert(*field.year);
            any_plain = any_plain || (field.column && !field.year);
        }
        if (year && any_plain) years.insert(*year);
        if (years.empty()) return add(row, base, {}, year);
        for (const auto of : years) add(row, base, of, year);
    }

    void add(const SheetRow& row, TableRow out, std::optional<int> year, std::optional<int> row_year)
    {
        out.year = year;
        bool any = false;
        for (const auto& field : m_fields) {
            auto& cell = out.cells.emplace_back();
            if (!field.series.empty()) {
                const auto found = field.series.find(year.value_or(0));
                if (found != field.series.end()) cell = value(field, row, found->second);
            } else {
                const auto of = field.year ? field.year : row_year;
                const bool undated = m_years->stated() && !of;
                if (!undated && (!of || !year || *of == *year)) cell = value(field, row, *field.column);
            }
            any = any || !cell.missing();
        }
        // A series has no row for a year of which it says nothing.
        const bool series =
            std::ranges::any_of(m_fields, [](const SheetField& field) { return !field.series.empty(); });
        if (any || !series) m_out.rows.push_back(std::move(out));
    }

    // A word that no formula knows, where formulas know some: its rows belong to no kind.
    void note_word(const SheetField& field, const std::string& cell, const SheetRow& row)
    {
        const auto name = std::ranges::find(m_context.names, m_plan.id + "." + field.field.name, &FormulaName::name);
        if (name == m_context.names.end() || name->words.empty() || name->open_words) return;
        if (formula_word(cell, *name)) return;
        m_found.unknown_words.push_back("'" + excerpt(cell) + "' (" + row_label(row, field.head) + ")");
    }

    TableCell value(const SheetField& field, const SheetRow& row, std::size_t column)
    {
        const auto cell = row.cell(column);
        if (says_missing(cell) || field.left_out.contains({row.line, column})) return {};
        if (field.field.words) {
            note_word(field, cell, row);
            return {.number = {}, .word = cell};
        }
        const auto* amounts = field.amounts_in(row);
        if (amounts == nullptr)
            return m_found.no_unit.push_back(quoted(row.cell(*field.unit_column), row)), TableCell{};
        auto amount = amounts->read(cell);
        const bool truth = cell == "TRUE" || cell == "FALSE"; // of a workbook: 1 and 0 in a pure number too
        if (amount.strange && (field.yes_no || (truth && field.pure)))
            amount = {.value = yes_or_no(cell), .strange = true};
        if (!amount.value) m_found.strange.push_back("'" + excerpt(cell) + "' (" + row_label(row, field.head) + ")");
        return {.number = amount.value, .word = {}};
    }

    // Zones of the kinds that the table is about; where rows stand at positions, no row means that nothing is there.
    void find_zones_without()
    {
        m_out.join.zones_without.resize(m_context.sets.size());
        if (!m_key) return;
        std::set<std::string> kinds;
        std::vector<std::set<std::size_t>> with(m_context.sets.size());
        for (const auto& row : m_out.rows)
            for (std::size_t set = 0; set < row.zones.size(); ++set)
                for (const auto zone : row.zones[set]) {
                    with[set].insert(zone);
                    kinds.insert(m_context.sets[set].zones[zone].kind);
                }
        for (std::size_t set = 0; set < m_context.sets.size(); ++set) {
            // A set that no row belongs to is another kind of zones, unless the plan says so.
            if (!m_used[set] || (with[set].empty() && m_plan.zones.empty())) continue;
            for (std::size_t zone = 0; zone < m_context.sets[set].zones.size(); ++zone)
                if (!with[set].contains(zone) && kinds.contains(m_context.sets[set].zones[zone].kind))
                    m_out.join.zones_without[set].push_back(zone);
        }
    }

    void report()
    {
        const auto* reading = reading_of_formulas();
        tell_findings(m_found, m_plan.id, m_out.join, m_warnings);
        m_seen->report(m_plan.id, reading != nullptr && reading->several, m_warnings);
        m_years->report(m_plan.id, m_warnings);
        if (m_context.year.value_or(m_context.this_year + 1) > m_context.this_year)
            tell_later_years(m_out, m_context.this_year, m_warnings);
        tell_places(m_found, m_plan.id, m_warnings);
        tell_zones_without_rows(m_out, m_context.sets, m_warnings);
        if (reading != nullptr) tell_missing_kinds(m_out, *reading, m_context.sets, m_warnings);
        for (const auto& warning : m_plan.warnings)
            m_warnings.push_back(text("table '{}': {}", m_plan.id, sentence_of(warning)).as_remark());
        tell_file(m_plan, m_table.sheet, !m_places.crs.china_offset().empty(), m_warnings);
    }

    const TablePlan& m_plan;
    const TableContext& m_context;
    std::vector<Sentence>& m_warnings;
    OfficeTable m_table;
    RowPlaces m_places;
    std::vector<SheetField> m_fields;
    std::optional<std::size_t> m_key;
    std::optional<RowYears> m_years;
    std::optional<RepeatedRows> m_seen;
    std::vector<bool> m_used;
    UnitTable m_out;
    std::vector<LeftOutRow> m_left_out;
    std::set<std::int64_t> m_headings; // lines with nothing in any column that is read
    TableFindings m_found;
};

} // namespace

UnitTable open_table(const TablePlan& plan, const TableContext& context, std::vector<Sentence>& warnings)
{
    return TableReader{plan, context, warnings}.read();
}

} // namespace peaksite
