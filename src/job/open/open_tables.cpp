#include "job/open/open_tables.hpp"

#include "base/excerpt.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"
#include "base/yes_no.hpp"
#include "io/tables/read_office_table.hpp"
#include "job/open/head_years.hpp"
#include "job/open/missing_kinds.hpp"
#include "job/open/repeated_rows.hpp"
#include "job/open/row_places.hpp"
#include "job/open/row_years.hpp"
#include "job/open/table_fields.hpp"
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
        m_table = read_office_table(table_request(m_plan, m_context.names));
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
        report();
        return std::move(m_out);
    }

private:
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
        if (!m_ambiguous.empty())
            throw InputError{text("file '{}': names that more than one zone has: {}; write their codes or keys instead",
                                  m_plan.file, some_of(m_ambiguous))};
        find_zones_without();
    }

    // Zones by row and set of the rows that state a position.
    std::vector<std::vector<std::vector<std::size_t>>> zones_of_places()
    {
        if (m_places.rows.empty()) return {};
        std::vector<Facility> points;
        for (std::size_t i = 0; i < m_places.rows.size(); ++i) {
            const auto& place = m_places.rows[i];
            points.emplace_back().place = place.at;
            if (!place.at && !m_table.marks[i].total) (place.nowhere ? m_nowhere : m_no_place).push_back(own_label(i));
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
        if (mark.subtotal) return m_out.join.totals.push_back(m_table.sum_name(at));
        if (m_key && !m_table.has_own_label(at)) m_filled.push_back(row_label(row, label));
        auto match = index.match(label);
        if (match.how == ZoneMatch::How::none && match.ambiguous.empty()) match = index.match(without_part_word(label));
        TableRow base{.line = row.line,
                      .label = label,
                      .year = {},
                      .cells = {},
                      .zones = std::vector<std::vector<std::size_t>>(m_context.sets.size())};
        for (std::size_t set = 0; set < match.zones.size(); ++set)
            if (match.zones[set]) base.zones[set] = {*match.zones[set]};
        bool joined_any = match.how != ZoneMatch::How::none;
        if (!match.ambiguous.empty())
            m_ambiguous.push_back(row_label(row, label) + " (" + joined(match.ambiguous, " / ") + ")");
        if (!joined_any && std::ranges::any_of(placed, [](const auto& zones) { return !zones.empty(); })) {
            base.zones = placed;
            joined_any = true;
            ++m_out.join.by_place;
        }
        if (!joined_any && mark.total) return m_out.join.totals.push_back(m_table.sum_name(at));
        count(match.how);
        if (!joined_any) m_out.join.unmatched_rows.push_back(m_table.row_name(at));
        if (joined_any && mark.lone_part) m_lone_parts.push_back(m_table.sum_name(at));
        base.repeats = m_seen->add(row, base);
        add_years(row, base);
    }

    void count(ZoneMatch::How how)
    {
        auto& join = m_out.join;
        if (how == ZoneMatch::How::key) ++join.by_key;
        if (how == ZoneMatch::How::code) ++join.by_code;
        if (how == ZoneMatch::How::name) ++join.by_name;
    }

    // A row of the file is one of the table for every year it speaks of.
    void add_years(const SheetRow& row, const TableRow& base)
    {
        const auto year = m_years->read(row);
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
        m_unknown_words.push_back("'" + excerpt(cell) + "' (" + row_label(row, field.head) + ")");
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
        if (amounts == nullptr) return m_no_unit.push_back(quoted(row.cell(*field.unit_column), row)), TableCell{};
        auto amount = amounts->read(cell);
        const bool truth = cell == "TRUE" || cell == "FALSE"; // of a workbook: 1 and 0 in a pure number too
        if (amount.strange && (field.yes_no || (truth && field.pure)))
            amount = {.value = yes_or_no(cell), .strange = true};
        if (!amount.value) m_strange.push_back("'" + excerpt(cell) + "' (" + row_label(row, field.head) + ")");
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
        RowWarnings rows{m_plan.id, m_warnings};
        rows.add(m_out.join.unmatched_rows, "table '{}': {} rows belong to no zone: {}");
        rows.add(m_out.join.totals,
                 "table '{}': {} rows of totals, or of parts beside what they are parts of, were left out: {}");
        rows.add(m_lone_parts, "table '{}': {} rows are called parts of others that are not there, and count: {}");
        rows.add(m_filled, "table '{}': {} rows without a zone take that of the row above, as merged cells do: {}");
        rows.add(m_strange, "table '{}': {} cells are no numbers and count as missing: {}");
        rows.add(m_no_unit, "table '{}': {} numbers are in no unit that is known and fits, and count as missing: {}");
        rows.add(m_unknown_words,
                 "table '{}': {} words are known to no formula, so that nothing counts their rows as one "
                 "kind or another: {}");
        const auto reading = std::ranges::find(m_context.tables, m_plan.id, &FormulaTable::id);
        m_seen->report(m_plan.id, reading != m_context.tables.end() && reading->several, m_warnings);
        m_years->report(m_plan.id, m_warnings);
        if (m_context.year.value_or(m_context.this_year + 1) > m_context.this_year)
            tell_later_years(m_out, m_context.this_year, m_warnings);
        rows.add(m_no_place, "table '{}': {} rows have no usable position: {}");
        rows.add(m_nowhere, "table '{}': {} positions are nowhere on earth; are x and y exchanged? {}");
        for (std::size_t set = 0; set < m_context.sets.size(); ++set) {
            std::vector<std::string> labels;
            for (const auto zone : m_out.join.zones_without[set])
                labels.push_back(m_context.sets[set].zones[zone].label());
            if (!labels.empty())
                m_warnings.push_back(text("table '{}': {} zones of '{}' have no row: {}", m_plan.id, labels.size(),
                                          m_context.sets[set].id, some_of(labels)));
        }
        if (reading != m_context.tables.end())
            tell_missing_kinds({.table = m_out, .sheet = m_table.sheet, .fields = m_fields}, *reading, m_context.names,
                               m_context.sets, m_warnings);
        for (const auto& warning : m_plan.warnings)
            m_warnings.push_back(text("table '{}': {}", m_plan.id, sentence_of(warning)).as_remark());
        const auto& sheet = m_table.sheet;
        if (!m_places.crs.china_offset().empty())
            m_warnings.push_back(text("table '{}': positions are taken off China's map offset; this undoes a "
                                      "confidentiality step and may be restricted",
                                      m_plan.id));
        m_warnings.insert(m_warnings.end(), sheet.warnings.begin(), sheet.warnings.end());
        if (sheet.encoding != "UTF-8")
            m_warnings.push_back(
                text("table '{}': texts of '{}' were read as {}", m_plan.id, m_plan.file, sheet.encoding));
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
    std::vector<std::string> m_filled, m_lone_parts, m_strange, m_no_place, m_nowhere, m_ambiguous, m_unknown_words,
        m_no_unit;
};

} // namespace

UnitTable open_table(const TablePlan& plan, const TableContext& context, std::vector<Sentence>& warnings)
{
    return TableReader{plan, context, warnings}.read();
}

} // namespace peaksite
