#include "job/open/row_units.hpp"

#include "base/error.hpp"
#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"
#include "job/open/factor_units.hpp"
#include "plan/read/read_tables.hpp"

#include <set>

namespace peaksite {

namespace {

using WordUnits = std::vector<std::pair<std::string, Unit>>;

// The known units of a column by what its cells say, in the order of the rows.
WordUnits units_in(const OfficeTable& table, std::size_t column, const ColumnHead& head)
{
    WordUnits out;
    std::set<std::string> seen;
    for (const auto& row : table.sheet.rows) {
        auto cell = row.cell(column);
        if (says_missing(cell) || !seen.insert(cell).second) continue;
        // 度 is what the head of the numbers speaks of.
        const auto beside = column_head(head.name + "(" + cell + ")").unit;
        if (auto found = column_unit(cell))
            out.emplace_back(std::move(cell), std::move(*found));
        else if (const auto* of_head = beside.known())
            out.emplace_back(std::move(cell), *of_head);
    }
    return out;
}

// Units of another dimension are left out; their rows are told.
std::map<std::string, Amounts> amounts_in(const Unit& asked, const WordUnits& units)
{
    std::map<std::string, Amounts> out;
    for (const auto& [word, of_row] : units) {
        try {
            out.emplace(word, Amounts{table_conversion(of_row, asked), asked});
        } catch (const UsageError&) {
            continue;
        }
    }
    return out;
}

// What makes numbers of a factor per unit of product (GJ/unit) those of the measure (GJ/t), where a row counts in
// `of_row`; nothing where its dimension is another.
std::optional<double> per_row(const SheetField& field, const FormulaName& name, const Unit& of_row, const Unit& measure)
{
    static const auto product = unit("unit");
    auto stated = unit(field.field.unit);
    if (stated.is_dimensionless() && !name.checked_as.empty()) stated = stated * unit(name.checked_as);
    for (const auto& per : {stated * product / of_row, stated / of_row})
        if (same_dimension(per, measure)) return factor(per, measure);
    return {};
}

struct RowsIn {
    std::string word;       // of their unit
    std::size_t column = 0; // which says it
    bool all = false;       // in its head, for all rows
};

void refuse_rows(const RowsIn& rows, const SheetField& field, double factor, const std::string& measure,
                 const std::array<double, 2>& range, const OfficeTable& table)
{
    for (std::size_t i = 0; i < table.sheet.rows.size(); ++i) {
        const auto& row = table.sheet.rows[i];
        if (table.marks[i].total || table.marks[i].subtotal) continue;
        if (!rows.all && row.cell(rows.column) != rows.word) continue;
        const auto stated = field.amounts.read(row.cell(*field.column)).value;
        if (!stated || *stated == 0) continue;
        const double value = *stated * factor;
        if (value >= range.front() && value <= range.back()) continue;
        throw InputError{
            text("file '{}': {}: '{}' of a row counted in '{}' is {} {}, and only from {} to {} is possible; "
                 "the amounts of such rows, or this factor, are in another unit than column '{}' says",
                 table.file, table.row_name(i), field.head, rows.word, number(value), measure, number(range.front()),
                 number(range.back()), table.sheet.heads[rows.column].text)};
    }
}

} // namespace

std::vector<std::size_t> columns_of_units(const TablePlan& plan, const std::vector<FormulaName>& names,
                                          const OfficeTable& table)
{
    auto asked = wanted_heads(plan, names);
    asked.insert(asked.end(), {plan.key, plan.year_column, plan.x, plan.y});
    std::set<std::size_t> taken;
    for (const auto& head : asked) {
        if (head.empty()) continue;
        const auto columns = table.sheet.columns(head);
        taken.insert(columns.begin(), columns.end());
    }
    std::vector<std::size_t> out;
    for (std::size_t column = 0; column < table.sheet.heads.size(); ++column) {
        const auto name = plain_name(table.sheet.heads[column].text);
        const bool headed = name == "单位" || name == "计量单位";
        if (headed && !taken.contains(column) && !units_in(table, column, {}).empty()) out.push_back(column);
    }
    return out;
}

std::optional<UnitsOfRows> take_units_of_rows(SheetField& field, const OfficeTable& table,
                                              const std::vector<std::size_t>& columns, const ColumnHead& head)
{
    if (columns.empty()) return {};
    const auto units = units_in(table, columns.front(), head);
    UnitsOfRows out{.asked = field.target.value_or(units.front().second), .words = {}};
    auto amounts = amounts_in(out.asked, units);
    if (amounts.empty() && out.asked.is_dimensionless() && out.asked.scale == Ratio{}) return {};
    if (columns.size() > 1)
        throw InputError{text("file '{}' has {} columns of units, and column '{}' states none; write its unit into its "
                              "head, or say it in the plan",
                              table.file, columns.size(), head.text)};
    field.unit_column = columns.front();
    field.by_unit = std::move(amounts);
    std::vector<std::string> words;
    for (const auto& [word, of_row] : units) words.push_back(word);
    out.words = some_of(words);
    return out;
}

void refuse_shared_units(const std::vector<SheetField>& fields, const OfficeTable& table)
{
    const SheetField* first = nullptr;
    for (const auto& field : fields) {
        if (!field.unit_column) continue;
        if (first == nullptr) first = &field;
        const bool alike = first->target && field.target && same_dimension(*first->target, *field.target);
        if (&field == first || alike) continue;
        throw InputError{text("file '{}': the columns '{}' and '{}' state no unit, and column '{}' states one for each "
                              "row; write their units into their heads, or say them in the plan",
                              table.file, first->head, field.head, table.sheet.heads[*field.unit_column].text)};
    }
}

void refuse_impossible_factors(const TablePlan& plan, const std::vector<FormulaName>& names,
                               const std::vector<SheetField>& fields, const OfficeTable& table,
                               const std::vector<std::size_t>& columns)
{
    const auto units = columns.size() == 1 ? units_in(table, columns.front(), {}) : WordUnits{};
    for (const auto& field : fields) {
        const auto name = std::ranges::find(names, plan.id + "." + field.field.name, &FormulaName::name);
        if (name == names.end() || name->possible_per.empty() || !field.column || says_per_what(field)) continue;
        const auto refuse = [&](const RowsIn& rows, const Unit& counted) {
            for (const auto& [measure, range] : name->possible_per)
                if (const auto factor = per_row(field, *name, counted, unit(measure)))
                    refuse_rows(rows, field, *factor, measure, range, table);
        };
        const auto amount = std::ranges::find_if(fields, [&](const SheetField& one) {
            const auto full_name = plan.id + "." + one.field.name;
            return one.column && full_name == name->per;
        });
        if (amount != fields.end() && says_per_what(*amount)) // its head says in what all rows are counted
            refuse({.word = amount->source.text(), .column = *amount->column, .all = true}, amount->source);
        else
            for (const auto& [word, of_row] : units) refuse({.word = word, .column = columns.front()}, of_row);
    }
}

std::string other_unit_of_rows(const OfficeTable& table, const std::vector<std::size_t>& columns,
                               const ColumnHead& head, const Unit& taken)
{
    for (const auto column : columns)
        for (const auto& [word, of_row] : units_in(table, column, head))
            if (same_dimension(of_row, taken) && !means_the_same(of_row, taken)) return word;
    return {};
}

} // namespace peaksite
