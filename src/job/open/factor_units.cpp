#include "job/open/factor_units.hpp"

#include "base/error.hpp"
#include "base/office_number.hpp"
#include "base/office_unit.hpp"
#include "base/parse_number.hpp"
#include "plan/read/read_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

// A factor, and what it is multiplied with.
struct Pair {
    SheetField& factor;
    const SheetField& amount;
    Unit product; // of the two: GJ, tce
};

bool says_something(const Unit& one) { return !one.is_dimensionless() && !names_product(one); }

bool is_one(const Unit& a, const Unit& b) { return same_dimension(a, b) && factor(a, b) == 1; }

// From what is stated to the product; nothing where it is something else.
std::optional<Amounts> as_product(const Unit& stated, const Unit& product)
{
    static const Unit year = unit("a");
    for (const auto& made : {stated, stated * year})
        if (same_dimension(made, product)) return Amounts{conversion(made, product), product};
    return {};
}

// From a factor as it is stated to the product for each `counted`.
std::optional<Amounts> brought_to(const Pair& pair, const Unit& counted)
{
    return as_product(pair.factor.source * counted, pair.product);
}

// How rows are to be read by what they say that they count in; nothing where none says it.
std::map<std::string, Amounts> by_rows(const Pair& pair, const OfficeTable& table, std::size_t column, bool& any)
{
    std::map<std::string, Amounts> out;
    for (const auto& row : table.sheet.rows) {
        const auto word = row.cell(column);
        const auto counted = says_missing(word) || out.contains(word) ? std::nullopt : column_unit(word);
        if (!counted) continue;
        any = true;
        if (auto amounts = brought_to(pair, *counted)) out.emplace(word, std::move(*amounts));
    }
    return out;
}

std::string head_of(const SheetField& field, const OfficeTable& table)
{
    return table.sheet.heads[field.column ? *field.column : field.series.begin()->second].text;
}

void settle(Pair pair, const OfficeTable& table, const std::vector<std::size_t>& unit_columns,
            std::vector<std::string>& assumed)
{
    auto& factor = pair.factor;
    const auto& counted = pair.amount.source;
    if (says_something(counted)) {
        auto amounts = brought_to(pair, counted);
        if (!amounts)
            throw InputError{text("file '{}': column '{}' is in {}, and '{}' beside it in {}; the two do not make {}: "
                                  "correct the unit of one of them, in its head or in the plan",
                                  table.file, head_of(factor, table), factor.source.text(), head_of(pair.amount, table),
                                  counted.text(), pair.product.text())};
        factor.amounts = std::move(*amounts);
        return;
    }
    if (unit_columns.size() == 1) {
        bool any = false;
        auto amounts = by_rows(pair, table, unit_columns.front(), any);
        if (any) {
            factor.unit_column = unit_columns.front();
            factor.by_unit = std::move(amounts);
            return;
        }
    }
    for (const char* usual : {"t", "m3", "kWh", "GJ"})
        if (auto amounts = brought_to(pair, unit(usual))) {
            factor.amounts = std::move(*amounts);
            assumed.push_back(head_of(pair.amount, table) + " (" + usual + ": " + head_of(factor, table) + ")");
            return;
        }
}

// Leaves out what would convert a row of the product itself once more, and tells it.
void leave_out(Pair pair, const OfficeTable& table, std::size_t row, const std::string& counted,
               std::vector<std::string>& twice)
{
    constexpr double rounding = 1e-9;
    auto columns = pair.factor.series;
    if (pair.factor.column) columns.emplace(0, *pair.factor.column);
    const auto& cells = table.sheet.rows[row];
    for (const auto& [year, column] : columns) {
        const auto number = office_number(cells.cell(column));
        if (!number || number->percent || std::fabs(number->value - 1) <= rounding) continue;
        pair.factor.left_out.emplace(cells.line, column);
        if (!table.marks[row].total)
            twice.push_back(table.row_name(row) + ": " + cells.cell(column) + " (" + counted + ")");
    }
}

// Amounts of the product itself (10^4 tce) have a pure number for factor; beside others it stands for whatever it is.
void settle_pure(Pair pair, const OfficeTable& table, const std::vector<std::size_t>& unit_columns,
                 std::vector<std::string>& twice)
{
    auto& factor = pair.factor;
    if (says_something(pair.amount.source)) {
        auto amounts = as_product(pair.amount.source, pair.product);
        if (!amounts) return;
        factor.amounts = std::move(*amounts);
        for (std::size_t row = 0; row < table.sheet.rows.size(); ++row)
            leave_out(pair, table, row, pair.amount.source.text(), twice);
        return;
    }
    if (unit_columns.size() != 1) return;
    std::map<std::string, Amounts> by_unit;
    bool any = false;
    for (std::size_t row = 0; row < table.sheet.rows.size(); ++row) {
        const auto word = table.sheet.rows[row].cell(unit_columns.front());
        const auto counted = says_missing(word) ? std::nullopt : column_unit(word);
        auto amounts = counted ? as_product(*counted, pair.product) : std::nullopt;
        any = any || amounts;
        if (amounts) leave_out(pair, table, row, word, twice);
        by_unit.emplace(word, amounts ? std::move(*amounts) : factor.amounts);
    }
    if (!any) return;
    factor.unit_column = unit_columns.front();
    factor.by_unit = std::move(by_unit);
}

} // namespace

bool says_per_what(const SheetField& field) { return says_something(field.source); }

FactorsSettled settle_factor_units(const TablePlan& plan, const std::vector<FormulaName>& names,
                                   std::vector<SheetField>& fields, const OfficeTable& table,
                                   const std::vector<std::size_t>& unit_columns)
{
    FactorsSettled out;
    for (auto& field : fields) {
        const auto name = std::ranges::find(names, plan.id + "." + field.field.name, &FormulaName::name);
        if (name == names.end() || name->per.empty() || field.field.words) continue;
        const auto amount = std::ranges::find_if(
            fields, [&](const SheetField& one) { return plan.id + "." + one.field.name == name->per; });
        if (amount == fields.end() || amount->field.words) continue;
        const auto& made = name->unit.empty() ? name->checked_as : name->unit;
        const auto product = unit(made.substr(0, made.find('/')));
        // It says of what, and not per what.
        const bool of_what = is_one(field.source, product) || is_one(field.source, unit(made));
        if (!of_what && same_dimension(field.source, product)) continue;
        if (!of_what && !says_per_what(field) && !field.pure) continue;
        const Pair pair{.factor = field, .amount = *amount, .product = product};
        if (field.pure && !of_what && unit_columns.empty() && amount->source.is_dimensionless() &&
            amount->source.scale == Ratio{})
            out.unstated.push_back(head_of(*amount, table) + " × " + head_of(field, table) + " (" + product.text() +
                                   ")");
        if (field.pure || of_what) {
            settle_pure(pair, table, unit_columns, out.twice);
            continue;
        }
        field.field.unit = made;
        settle(pair, table, unit_columns, out.assumed);
    }
    return out;
}

} // namespace peaksite
