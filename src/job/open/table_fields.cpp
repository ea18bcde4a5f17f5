#include "job/open/table_fields.hpp"

#include "base/error.hpp"
#include "base/excerpt.hpp"
#include "base/listed.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"
#include "job/open/factor_ranges.hpp"
#include "job/open/factor_units.hpp"
#include "job/open/row_places.hpp"
#include "job/open/row_units.hpp"
#include "model/tables/year_pattern.hpp"
#include "plan/read/read_tables.hpp"

#include <algorithm>

namespace peaksite {

namespace {

std::string qualified(const TablePlan& plan, const std::string& name) { return plan.id + "." + name; }

// The names of a table without it: "gdp" of "stats.gdp".
std::vector<std::string> names_of(const TablePlan& plan, const std::vector<FormulaName>& names)
{
    std::vector<std::string> out;
    const auto prefix = plan.id + ".";
    for (const auto& one : names)
        if (one.name.starts_with(prefix)) out.push_back(one.name.substr(prefix.size()));
    return out;
}

// Heads by which a formula name is found when the plan names no columns.
std::vector<std::string> own_heads(const TablePlan& plan, const std::string& name)
{
    return {name, qualified(plan, name), name + "_" + std::string{year_mark}, name + std::string{year_mark}};
}

class Fields {
public:
    Fields(const TablePlan& plan, const std::vector<FormulaName>& names, const OfficeTable& table,
           std::vector<Sentence>& warnings)
        : m_plan(plan), m_names(names), m_table(table), m_sheet(table.sheet), m_warnings(warnings)
    {}

    std::vector<SheetField> read()
    {
        m_unit_columns = columns_of_units(m_plan, m_names, m_table);
        if (m_plan.columns.empty()) add_own();
        for (const auto& column : m_plan.columns) add(column);
        refuse_shared_units(m_fields, m_table);
        const auto factors = settle_factor_units(m_plan, m_names, m_fields, m_table, m_unit_columns);
        refuse_impossible_numbers(m_plan, m_names, m_fields, m_table, m_unit_columns);
        refuse_impossible_factors(m_plan, m_names, m_fields, m_table, m_unit_columns);
        RowWarnings rows{m_plan.id, m_warnings};
        rows.add(m_by_row, "table '{}': {} columns are in the units that another column states row by row: {}");
        rows.add(factors.assumed,
                 "table '{}': {} columns of amounts say nowhere in what unit they are counted and are taken in "
                 "that in brackets, after the factor beside them; write it into the head or a column 计量单位: {}");
        rows.add(factors.unstated,
                 "table '{}': {} columns of amounts state no unit, nor do the factors beside them; their products are "
                 "taken in the unit in brackets; write the units into the heads, or a column 计量单位: {}");
        rows.add(factors.twice,
                 "table '{}': {} factors other than 1 stand beside amounts that are already in what they would make "
                 "(coal equivalent, heat), and count as missing; state the amounts in what was consumed (实物量), or "
                 "the factor 1: {}");
        rows.add(m_other_units, "table '{}': {} columns state one unit, and the column of units another, which was not "
                                "used: {}");
        rows.add(m_unitless, "table '{}': {} columns state no unit and are taken in that of the formulas: {}");
        rows.add(m_undecided, "table '{}': {} columns state no unit, and several stand above the table; their numbers "
                              "are taken as they stand: {}");
        rows.add(m_mixed, "table '{}': {} columns were taken as words although some cells look like amounts; if they "
                          "are amounts, say their unit in the plan and correct the cells: {}");
        rows.add(m_no_amounts, "table '{}': {} columns state a unit, but hold no numbers in any spelling, and were "
                               "taken as words: {}");
        rows.add(m_overruled, "table '{}': {} columns state another unit than the plan, whose unit was used: {}");
        rows.add(m_half_percent,
                 "table '{}': {} columns have cells with a sign of percent and cells without, which are "
                 "taken in the unit in brackets; say the unit in the plan, or write all alike: {}");
        rows.add(factors_unlike_their_kind(m_plan, m_names, m_fields, m_table, m_unit_columns),
                 "table '{}': {} factors are more than 200 times smaller or larger than others of their kind, and no "
                 "column says in what unit their rows are counted; correct them, or state it in a column 计量单位: {}");
        return std::move(m_fields);
    }

private:
    const FormulaName* formula_name(const std::string& name) const
    {
        const auto found = std::ranges::find(m_names, qualified(m_plan, name), &FormulaName::name);
        return found == m_names.end() ? nullptr : &*found;
    }

    void add(const TableColumnPlan& column)
    {
        SheetField out{.field = {.name = column.name, .unit = {}, .words = false},
                       .head = column.column,
                       .column = {},
                       .series = {},
                       .year = column.year,
                       .target = {},
                       .source = {},
                       .amounts = {}};
        if (column.column.find(year_mark) == std::string::npos)
            out.column = m_table.column(column.column);
        else
            out.series = m_table.series(column.column);
        if (!out.column && out.series.empty())
            throw InputError{text("file '{}' has no column '{}' for any year; it has: {}", m_plan.file, column.column,
                                  listed(m_sheet.texts()))};
        if (!column.unit) check_series(out);
        settle(out, column.unit);
        m_fields.push_back(std::move(out));
    }

    // One unit holds for all years of a series.
    void check_series(const SheetField& field) const
    {
        const ColumnHead* first = nullptr;
        for (const auto& [year, column] : field.series) {
            const auto& head = m_sheet.heads[column];
            if (first == nullptr) first = &head;
            if (head.unit == first->unit) continue;
            throw InputError{text("file '{}': the columns '{}' and '{}' of one series do not state the same unit; name "
                                  "the column of each year in the plan, with its unit",
                                  m_plan.file, first->text, head.text)};
        }
    }

    void add_own()
    {
        for (const auto& name : names_of(m_plan, m_names))
            for (const auto& head : own_heads(m_plan, name)) {
                const bool series = head.find(year_mark) != std::string::npos;
                if (series ? m_sheet.series(head).empty() : m_sheet.columns(head).empty()) continue;
                add({.name = name, .column = head, .unit = {}, .year = {}, .position = {}});
                break;
            }
        if (m_fields.empty())
            throw InputError{text("no column of '{}' is one that formulas know of table '{}'; name them in the plan: "
                                  "[tables.columns] with gdp = \"地区生产总值（亿元）\". It has: {}",
                                  m_plan.file, m_plan.id, listed(m_sheet.texts()))};
    }

    static std::size_t first_column(const SheetField& field)
    {
        return field.column ? *field.column : field.series.begin()->second;
    }

    const ColumnHead& head_of(const SheetField& field) const { return m_sheet.heads[first_column(field)]; }

    // Words rather than numbers: no formula and no plan asks for amounts, and most cells are no numbers. A unit in the
    // head says that they are amounts, unless no cell looks like one.
    bool holds_words(const SheetField& field, bool unit_stated)
    {
        if (field.target || unit_stated) return false;
        std::size_t words = 0, numbers = 0;
        std::string amount;
        const auto column = first_column(field);
        for (std::size_t i = 0; i < m_sheet.rows.size(); ++i) {
            const auto cell = m_sheet.rows[i].cell(column);
            if (says_missing(cell) || m_table.marks[i].total) continue;
            const bool number = office_number(cell).has_value();
            ++(number ? numbers : words);
            if (amount.empty() && (number || says_amount(cell))) amount = quoted(cell, m_sheet.rows[i]);
        }
        const auto& head = head_of(field);
        const bool states_unit = !head.unit.says_nothing();
        if (words <= numbers || (states_unit && !amount.empty())) return false;
        if (!amount.empty()) m_mixed.push_back(field.head + ": " + amount);
        if (states_unit) m_no_amounts.push_back(head.text);
        return true;
    }

    void settle(SheetField& field, const std::optional<Unit>& stated)
    {
        const auto* name = formula_name(field.field.name);
        if (name != nullptr && !name->unit.empty()) field.target = unit(name->unit);
        field.field.words = holds_words(field, stated.has_value());
        if (field.field.words) return;
        field.source = source_unit(field, stated);
        const auto& asked = field.target ? *field.target : field.source;
        field.pure = field.source.is_dimensionless() && field.source.scale == Ratio{};
        field.yes_no = asked.written == "0/1" && field.pure;
        if (!field.target) {
            field.field.unit = field.source.text();
            field.amounts = {{}, field.source};
            return;
        }
        field.field.unit = name->unit;
        try {
            field.amounts = {table_conversion(field.source, *field.target), *field.target};
        } catch (const UsageError& error) {
            const auto& hint = error.faults().front().hint;
            const auto wrong = text("file '{}': column '{}' is in '{}', which is no '{}' for {}", m_plan.file,
                                    head_of(field).text, field.source.text(), name->unit, name->name);
            throw InputError{hint.empty() ? text("{}; say the unit in the plan", wrong) : text("{}: {}", wrong, hint)};
        }
    }

    bool fits(const Unit& from, const Unit& to) const
    {
        try {
            table_conversion(from, to);
            return true;
        } catch (const UsageError&) {
            return false;
        }
    }

    // Amounts whose factors stand in the same row, per tonne or per m³ as that row has it: they are taken as they are.
    bool counts_in_any_unit(const SheetField& field) const
    {
        const auto* name = formula_name(field.field.name);
        return name != nullptr && !name->own && name->unit.empty();
    }

    Unit source_unit(SheetField& field, const std::optional<Unit>& stated)
    {
        const auto& head = head_of(field);
        if (!stated && head.unit.says_nothing() && !counts_in_any_unit(field))
            if (auto of_rows = take_units_of_rows(field, m_table, m_unit_columns, head)) {
                m_by_row.push_back(head.text + " (" + of_rows->words + ")");
                return of_rows->asked;
            }
        // Where no formula says what the numbers are, the one unit above the table is theirs.
        const auto of_column = unit_of_column(m_sheet, first_column(field), stated, [&](const Unit& above) {
            if (field.target) return fits(above, *field.target);
            if (const auto* name = formula_name(field.field.name); name != nullptr && !name->per.empty())
                return false; // the amounts above which it stands are in that unit, and a factor per one of them is not
            return m_sheet.units_of_table.size() == 1 && m_sheet.strange_units_of_table.empty() &&
                   percents_of(field).first.empty();
        });
        if (of_column.unit)
            if (const auto word = other_unit_of_rows(m_table, m_unit_columns, head, *of_column.unit); !word.empty())
                m_other_units.push_back(head.text + " (" + of_column.unit->text() + "; " + word + ")");
        if (of_column.overruled) m_overruled.push_back(head.text + " (" + stated->text() + ")");
        if (of_column.unit) return *of_column.unit;
        refuse_strange_unit(of_column, m_plan.file, head,
                            text("correct it, or say it in the plan beside column '{}' of '{}': unit = \"…\"",
                                 field.head, field.field.name));
        const auto [percent, plain] = percents_of(field);
        const bool half = !percent.empty() && !plain.empty();
        const auto taken = field.target ? formula_name(field.field.name)->unit : Unit{}.text();
        if (half) m_half_percent.push_back(head.text + ": " + percent + ", " + plain + " (" + taken + ")");
        if (!field.target) {
            if (m_sheet.units_of_table.size() > 1) m_undecided.push_back(head.text);
            return {};
        }
        const bool obvious = field.target->is_dimensionless() && field.target->scale == Ratio{};
        if (half) return *field.target;
        if (!obvious && percent.empty())
            m_unitless.push_back(head.text + " (" + formula_name(field.field.name)->unit + ")");
        return *field.target;
    }

    // A cell with a sign of percent and one without; empty where there is none.
    std::pair<std::string, std::string> percents_of(const SheetField& field) const
    {
        std::pair<std::string, std::string> out;
        const auto look = [&](std::size_t column) {
            for (std::size_t i = 0; i < m_sheet.rows.size(); ++i) {
                const auto cell = m_sheet.rows[i].cell(column);
                const auto number = office_number(cell);
                if (!number || m_table.marks[i].total) continue;
                auto& one = number->percent ? out.first : out.second;
                if (one.empty()) one = "'" + excerpt(cell) + "'";
            }
        };
        if (field.column) look(*field.column);
        for (const auto& [year, column] : field.series) look(column);
        return out;
    }

    const TablePlan& m_plan;
    const std::vector<FormulaName>& m_names;
    const OfficeTable& m_table;
    const HeadedSheet& m_sheet;
    std::vector<Sentence>& m_warnings;
    std::vector<SheetField> m_fields;
    std::vector<std::string> m_unitless, m_undecided, m_overruled, m_mixed, m_half_percent, m_no_amounts, m_by_row,
        m_other_units;
    std::vector<std::size_t> m_unit_columns;
};

} // namespace

const Amounts* SheetField::amounts_in(const SheetRow& row) const
{
    if (!unit_column) return &amounts;
    const auto found = by_unit.find(row.cell(*unit_column));
    return found == by_unit.end() ? nullptr : &found->second;
}

std::vector<std::string> wanted_heads(const TablePlan& plan, const std::vector<FormulaName>& names)
{
    std::vector<std::string> out;
    for (const auto& column : plan.columns) out.push_back(column.column);
    if (plan.columns.empty())
        for (const auto& name : names_of(plan, names))
            for (auto& head : own_heads(plan, name)) out.push_back(std::move(head));
    return out;
}

std::vector<SheetField> table_fields(const TablePlan& plan, const std::vector<FormulaName>& names,
                                     const OfficeTable& table, std::vector<Sentence>& warnings)
{
    return Fields{plan, names, table, warnings}.read();
}

} // namespace peaksite
