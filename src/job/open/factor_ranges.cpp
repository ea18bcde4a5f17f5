#include "job/open/factor_ranges.hpp"

#include "base/error.hpp"
#include "base/excerpt.hpp"
#include "base/office_unit.hpp"
#include "base/parse_number.hpp"
#include "job/open/factor_units.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// In what numbers of a field are, and between which they lie.
struct Bounds {
    std::string unit;
    std::array<double, 2> range{};
    double factor = 1;         // from numbers as they are read
    std::optional<Unit> per{}; // what rows must be counted in, where they say it; nothing: whatever
};

struct Reading {
    const FormulaName& name;
    const SheetField& field;
    const OfficeTable& table;
    const std::vector<std::size_t>& unit_columns;

    // In what a row is counted, where it says so.
    std::optional<Unit> unit_of(const SheetRow& row) const
    {
        for (const auto column : unit_columns)
            if (auto found = column_unit(row.cell(column))) return found;
        return {};
    }
};

const FormulaName* name_of(const TablePlan& plan, const std::vector<FormulaName>& names, const SheetField& field)
{
    const auto found = std::ranges::find(names, plan.id + "." + field.field.name, &FormulaName::name);
    return found == names.end() || field.field.words ? nullptr : &*found;
}

std::optional<Bounds> bounds_of(const FormulaName& name, const SheetField& field)
{
    if (name.possible) return Bounds{.unit = name.unit == "1" ? "" : name.unit, .range = *name.possible};
    for (const auto& [measure, range] : name.possible_per) {
        const auto per = unit(measure);
        if (!same_dimension(field.source, per)) continue;
        const auto read = field.amounts.read("1").value; // 41.8 kJ/kg is 4.18e-5 GJ per unit
        if (read)
            return Bounds{.unit = measure,
                          .range = range,
                          .factor = factor(field.source, per) / *read,
                          .per = unit(measure.substr(measure.find('/') + 1))};
    }
    return {};
}

std::vector<std::size_t> columns_of(const SheetField& field)
{
    std::vector<std::size_t> out;
    if (field.column) out.push_back(*field.column);
    for (const auto& [year, column] : field.series) out.push_back(column);
    return out;
}

bool is_sum(const OfficeTable& table, std::size_t row) { return table.marks[row].total || table.marks[row].subtotal; }

// A head may say tce/t for the rows of gas as well; where these say m3, they are told apart.
bool is_of_another_measure(const Bounds& bounds, const std::optional<Unit>& of_row)
{
    return bounds.per && of_row && !same_dimension(*bounds.per, *of_row);
}

// As it counts; 0 where it counts for nothing. Of a factor that says per what it is, whatever rows are counted in.
double number_in(const Reading& of, std::size_t row, std::size_t column)
{
    const auto& cells = of.table.sheet.rows[row];
    const auto cell = cells.cell(column);
    const auto* amounts =
        !of.name.per.empty() && says_per_what(of.field) ? &of.field.amounts : of.field.amounts_in(cells);
    return is_sum(of.table, row) || says_missing(cell) || amounts == nullptr ? 0
                                                                             : amounts->read(cell).value.value_or(0);
}

void refuse_outside(const Reading& of, const Bounds& bounds, std::size_t column)
{
    const auto& table = of.table;
    for (std::size_t i = 0; i < table.sheet.rows.size(); ++i) {
        const auto& row = table.sheet.rows[i];
        const double value = number_in(of, i, column) * bounds.factor;
        if (value == 0 || is_of_another_measure(bounds, of.unit_of(row))) continue;
        if (value >= bounds.range.front() && value <= bounds.range.back()) continue;
        throw InputError{text("file '{}': {}: '{}' in column '{}' is {} {}, and only from {} to {} is possible ({}); "
                              "correct the number, or its unit in the head of the column or in the plan",
                              table.file, table.row_name(i), excerpt(row.cell(column)), table.sheet.heads[column].text,
                              number(value), bounds.unit, number(bounds.range.front()), number(bounds.range.back()),
                              sentence_of(of.name.because))};
    }
}

// Numbers of a field by the words of the column that rows share them by.
struct OfKind {
    std::size_t row = 0;
    double value = 0;
};
using Kinds = std::map<std::string, std::vector<OfKind>>;

Kinds by_kind(const Reading& of, std::size_t kind, std::size_t column)
{
    Kinds out;
    for (std::size_t i = 0; i < of.table.sheet.rows.size(); ++i) {
        const auto& row = of.table.sheet.rows[i];
        const auto word = row.cell(kind);
        const double value = number_in(of, i, column);
        if (value > 0 && !says_missing(word) && !of.unit_of(row)) out[word].push_back({.row = i, .value = value});
    }
    return out;
}

double middle_of(std::vector<OfKind> rows)
{
    const auto middle = rows.begin() + static_cast<std::ptrdiff_t>((rows.size() - 1) / 2);
    std::ranges::nth_element(rows, middle, {}, &OfKind::value);
    return middle->value;
}

// Kinds of coal differ some four times, GWh and 万千瓦时 a hundred; a kilogram taken for a tonne is a thousand.
constexpr double far_off = 200;

void add_unlike(const Reading& of, const Kinds& kinds, std::vector<std::string>& out)
{
    for (const auto& [word, rows] : kinds) {
        const auto middle = middle_of(rows);
        for (const auto& one : rows)
            if (one.value > far_off * middle || one.value * far_off < middle)
                out.push_back(of.table.row_name(one.row) + ": " + number(one.value) + " (" + excerpt(word) + ": " +
                              number(middle) + ")");
    }
}

} // namespace

void refuse_impossible_numbers(const TablePlan& plan, const std::vector<FormulaName>& names,
                               const std::vector<SheetField>& fields, const OfficeTable& table,
                               const std::vector<std::size_t>& unit_columns)
{
    for (const auto& field : fields) {
        const auto* name = name_of(plan, names, field);
        if (name == nullptr) continue;
        if (const auto bounds = bounds_of(*name, field))
            for (const auto column : columns_of(field))
                refuse_outside({*name, field, table, unit_columns}, *bounds, column);
    }
}

std::vector<std::string> factors_unlike_their_kind(const TablePlan& plan, const std::vector<FormulaName>& names,
                                                   const std::vector<SheetField>& fields, const OfficeTable& table,
                                                   const std::vector<std::size_t>& unit_columns)
{
    std::vector<std::string> out;
    for (const auto& field : fields) {
        const auto* name = name_of(plan, names, field);
        if (name == nullptr || name->possible_per.empty() || bounds_of(*name, field)) continue;
        const auto kind = std::ranges::find(fields, name->shared_by,
                                            [](const SheetField& one) -> const std::string& { return one.field.name; });
        if (kind == fields.end() || !kind->field.words || !kind->column) continue;
        for (const auto column : columns_of(field)) {
            const Reading of{*name, field, table, unit_columns};
            add_unlike(of, by_kind(of, *kind->column, column), out);
        }
    }
    return out;
}

} // namespace peaksite
