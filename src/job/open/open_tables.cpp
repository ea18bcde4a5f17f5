#include "job/open/open_tables.hpp"

#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"
#include "base/yes_no.hpp"
#include "job/open/read_headed.hpp"
#include "job/open/table_fields.hpp"
#include "model/tables/zone_index.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace peaksite {

namespace {

std::string row_label(std::int64_t line, const std::string& label)
{
    return "row " + std::to_string(line) + (label.empty() ? "" : " " + label);
}

class TableReader {
public:
    TableReader(const TablePlan& plan, const TableContext& context, std::vector<Sentence>& warnings)
        : m_plan(plan), m_context(context), m_warnings(warnings)
    {}

    UnitTable read()
    {
        m_sheet = read_headed({.file = m_plan.file,
                               .table = m_plan.table,
                               .where = m_plan.where,
                               .encoding = m_plan.encoding,
                               .key = m_plan.key},
                              wanted_heads(m_plan, m_context.names));
        m_out = {.id = m_plan.id,
                 .title = m_plan.title,
                 .source = m_plan.source,
                 .standing = m_plan.standing,
                 .fields = {},
                 .rows = {},
                 .join = {}};
        if (m_out.title.empty()) m_out.title = {.zh = m_plan.id, .en = m_plan.id};
        m_out.join.notes = m_sheet.notes;
        if (!m_plan.key.empty()) m_key = sheet_column(m_sheet, m_plan.key, m_plan.file);
        if (!m_plan.x.empty())
            m_place = {sheet_column(m_sheet, m_plan.x, m_plan.file), sheet_column(m_sheet, m_plan.y, m_plan.file)};
        if (!m_plan.year_column.empty()) m_year = sheet_column(m_sheet, m_plan.year_column, m_plan.file);
        m_fields = table_fields(m_plan, m_context.names, m_sheet, m_warnings);
        for (const auto& field : m_fields) m_out.fields.push_back(field.field);
        m_out.complete = m_plan.complete;
        for (const auto& set : m_context.sets)
            m_out.named_sets.push_back(std::ranges::find(m_plan.zones, set.id) != m_plan.zones.end() ||
                                       (m_place && m_plan.zones.empty()));
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
        for (std::size_t i = 0; i < m_sheet.rows.size(); ++i)
            join_row(m_sheet.rows[i], index, places.empty() ? std::vector<std::vector<std::size_t>>{} : places[i]);
        if (!m_ambiguous.empty())
            throw InputError{text("file '{}': names that more than one zone has: {}; write their codes or keys instead",
                                  m_plan.file, some_of(m_ambiguous))};
        find_zones_without();
    }

    // Zones by row and set of the rows that state a position.
    std::vector<std::vector<std::vector<std::size_t>>> zones_of_places()
    {
        if (!m_place) return {};
        std::vector<Facility> points;
        for (const auto& row : m_sheet.rows) {
            auto& one = points.emplace_back();
            const auto x = office_coordinate(row.cell(m_place->first)),
                       y = office_coordinate(row.cell(m_place->second));
            if (x && y)
                one.place = Point{.x = *x, .y = *y};
            else
                m_no_place.push_back(row_label(row.line, label_of(row)));
        }
        const FacilityList list{.id = m_plan.id,
                                .title = {},
                                .source = {},
                                .year = {},
                                .crs = Crs::parse(*m_plan.crs),
                                .facilities = std::move(points)};
        std::vector<std::vector<std::vector<std::size_t>>> out(
            m_sheet.rows.size(), std::vector<std::vector<std::size_t>>(m_context.sets.size()));
        for (std::size_t set = 0; set < m_context.sets.size(); ++set) {
            if (!m_used[set]) continue;
            const auto assigned = assign(list, m_context.sets[set]);
            for (std::size_t row = 0; row < out.size(); ++row) out[row][set] = assigned[row].zones;
        }
        return out;
    }

    std::string label_of(const SheetRow& row) const { return m_key ? row.cell(*m_key) : std::string{}; }

    void join_row(const SheetRow& row, const ZoneIndex& index, const std::vector<std::vector<std::size_t>>& placed)
    {
        auto label = label_of(row);
        if (!label.empty() && !is_total(row) && !m_seen.insert(row.cells).second)
            m_repeated.push_back(row_label(row.line, label));
        if (m_key && label.empty() && !is_total(row) && !m_above.empty()) {
            label = m_above;
            m_filled.push_back(row_label(row.line, label));
        }
        auto match = index.match(label);
        TableRow base{.line = row.line,
                      .label = label,
                      .year = {},
                      .cells = {},
                      .zones = std::vector<std::vector<std::size_t>>(m_context.sets.size())};
        bool joined_any = false;
        for (std::size_t set = 0; set < match.zones.size(); ++set)
            if (match.zones[set]) base.zones[set] = {*match.zones[set]};
        joined_any = match.how != ZoneMatch::How::none;
        if (!match.ambiguous.empty())
            m_ambiguous.push_back(row_label(row.line, label) + " (" + joined(match.ambiguous, " / ") + ")");
        if (!joined_any && std::ranges::any_of(placed, [](const auto& zones) { return !zones.empty(); })) {
            base.zones = placed;
            joined_any = true;
            ++m_out.join.by_place;
        }
        if (!joined_any && names_total(label.empty() ? row.first() : label)) {
            m_out.join.totals.push_back(row_label(row.line, label.empty() ? row.first() : label));
            return;
        }
        count(match.how);
        m_above = label;
        if (!joined_any) m_out.join.unmatched_rows.push_back(row_label(row.line, label.empty() ? row.first() : label));
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
        auto year = m_plan.year;
        if (m_year) {
            year = office_year(row.cell(*m_year));
            if (!year) m_no_year.push_back(row_label(row.line, row.cell(*m_year)));
        }
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
                if (!of || !year || *of == *year) cell = value(field, row, *field.column);
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
        const auto word = lower(cell);
        for (const auto& [key, spellings] : name->words)
            if (lower(key) == word ||
                std::ranges::any_of(spellings, [&](const std::string& one) { return lower(one) == word; }))
                return;
        m_unknown_words.push_back("'" + cell + "' (" + row_label(row.line, field.head) + ")");
    }

    TableCell value(const SheetField& field, const SheetRow& row, std::size_t column)
    {
        const auto cell = row.cell(column);
        if (says_missing(cell)) return {};
        if (field.field.words) {
            note_word(field, cell, row);
            return {.number = {}, .word = cell};
        }
        const auto number = office_number(cell);
        if (!number) {
            if (const auto flag = field.source.is_dimensionless() ? yes_or_no(cell) : std::nullopt)
                return {.number = flag, .word = {}};
            m_strange.push_back("'" + cell + "' (" + row_label(row.line, field.head) + ")");
            return {};
        }
        static const Unit percent = unit("%");
        const auto target = field.target.value_or(field.source);
        const auto converted = !number->percent            ? field.conversion(number->value)
                               : target.is_dimensionless() ? convert(number->value, percent, target)
                                                           : std::nan("");
        if (std::isfinite(converted)) return {.number = converted, .word = {}};
        m_strange.push_back("'" + cell + "' (" + row_label(row.line, field.head) + ")");
        return {};
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
        rows.add(m_out.join.totals, "table '{}': {} rows of totals were left out: {}");
        rows.add(m_filled, "table '{}': {} rows without a zone take that of the row above, as merged cells do: {}");
        rows.add(m_strange, "table '{}': {} cells are no numbers and count as missing: {}");
        rows.add(m_unknown_words,
                 "table '{}': {} words are known to no formula, so that nothing counts their rows as one "
                 "kind or another: {}");
        rows.add(m_repeated, "table '{}': {} rows repeat a whole row above and count again: {}");
        rows.add(m_no_year, "table '{}': {} rows state no year: {}");
        rows.add(m_no_place, "table '{}': {} rows have no usable position: {}");
        for (std::size_t set = 0; set < m_context.sets.size(); ++set) {
            std::vector<std::string> labels;
            for (const auto zone : m_out.join.zones_without[set])
                labels.push_back(m_context.sets[set].zones[zone].label());
            if (!labels.empty())
                m_warnings.push_back(text("table '{}': {} zones of '{}' have no row: {}", m_plan.id, labels.size(),
                                          m_context.sets[set].id, some_of(labels)));
        }
        for (const auto& warning : m_plan.warnings)
            m_warnings.push_back(text("table '{}': {}", m_plan.id, sentence_of(warning)).as_remark());
        m_warnings.insert(m_warnings.end(), m_sheet.warnings.begin(), m_sheet.warnings.end());
        if (m_sheet.encoding != "UTF-8")
            m_warnings.push_back(
                text("table '{}': texts of '{}' were read as {}", m_plan.id, m_plan.file, m_sheet.encoding));
    }

    const TablePlan& m_plan;
    const TableContext& m_context;
    std::vector<Sentence>& m_warnings;
    HeadedSheet m_sheet;
    std::vector<SheetField> m_fields;
    std::optional<std::size_t> m_key, m_year;
    std::optional<std::pair<std::size_t, std::size_t>> m_place;
    std::vector<bool> m_used;
    UnitTable m_out;
    std::string m_above; // label of the row before
    std::vector<std::string> m_filled, m_strange, m_no_year, m_no_place, m_ambiguous, m_unknown_words, m_repeated;
    std::set<RowCells> m_seen;
};

} // namespace

UnitTable open_table(const TablePlan& plan, const TableContext& context, std::vector<Sentence>& warnings)
{
    return TableReader{plan, context, warnings}.read();
}

} // namespace peaksite
