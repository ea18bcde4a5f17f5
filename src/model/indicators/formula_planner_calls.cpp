#include "model/indicators/formula_planner.hpp"

#include <algorithm>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;
using Op = Formula::Op;

void names_with_dot(const Syntax& s, std::vector<std::string>& out)
{
    if (s.kind == Kind::name && s.text.find('.') != std::string::npos) out.push_back(s.text);
    for (const auto& part : s.parts) names_with_dot(part, out);
}

// The expression with every name as its month: sunshine_days_07.
Syntax in_month(const Syntax& s, int month)
{
    auto out = s;
    if (s.kind == Kind::name) out.text += month < 10 ? "_0" + std::to_string(month) : "_" + std::to_string(month);
    for (auto& part : out.parts) part = in_month(part, month);
    return out;
}

} // namespace

// The table that has all the columns; a table of the plan comes before a list of facilities.
std::size_t FormulaPlanner::table_with(const std::vector<std::string>& names) const
{
    const auto id = table_of(names.front());
    for (const auto& name : names)
        if (table_of(name) != id)
            unavailable(text("columns of two tables, {} and {}, in one sum over rows", names.front(), name));
    const auto& tables = m_book.m_tables.all();
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const auto has = [&](const std::string& name) {
            return name.find('.') == std::string::npos ||
                   std::ranges::find(tables[i].table.fields, name.substr(id.size() + 1), &TableField::name) !=
                       tables[i].table.fields.end();
        };
        if (tables[i].table.id == id && std::ranges::all_of(names, has)) return i;
    }
    for (const auto& name : names) {
        const bool whole = name.find('.') == std::string::npos;
        if (whole && !m_book.m_tables.table(name)) unavailable(text("no table {}", name));
        if (const auto lacking = whole ? Sentence{} : m_book.m_tables.lacking(name); !lacking.empty())
            unavailable(lacking);
    }
    unavailable(text("no table {} with all of these columns", id));
}

Formula FormulaPlanner::plan_rows(const Syntax& call)
{
    demand_arguments(call, 1, 2);
    std::vector<std::string> names;
    if (call.text == "pcount" && call.parts[0].kind == Kind::name) names.push_back(call.parts[0].text);
    names_with_dot(call, names);
    if (names.empty()) unavailable(text("no table in {}", written(call)));
    for (const auto& name : names) require_needed(name);
    if (lacks_table(names.front())) return formula_node(Op::assumed, table_of(names.front()));
    auto out = formula_node(call.text == "psum" ? Op::sum_rows : Op::count_rows, written(call));
    out.place.table = table_with(names);
    struct RowAtHand {
        std::optional<std::size_t>& table;
        ~RowAtHand() { table.reset(); } // what the table lacks leaves by an exception
    } const row{m_table};
    m_table = out.place.table;
    for (std::size_t i = call.text == "psum" ? 0 : 1; i < call.parts.size(); ++i)
        out.parts.push_back(plan(call.parts[i]));
    return out;
}

Formula FormulaPlanner::plan_series_function(Op op, const Syntax& call, std::size_t arguments)
{
    demand_arguments(call, arguments, arguments);
    auto out = formula_node(op, written(call));
    for (const auto& part : call.parts) out.parts.push_back(plan(part));
    if (op == Op::base || op == Op::tapio) m_out.parameters.insert("base_year");
    return out;
}

Formula FormulaPlanner::plan_months(Op op, const Syntax& argument)
{
    auto out = formula_node(op, written(argument));
    for (int month = 1; month <= 12; ++month) out.parts.push_back(plan(in_month(argument, month)));
    return out;
}

// The rows of a column of table "ts", or the means of twelve monthly layers.
Formula FormulaPlanner::plan_series(const Syntax& argument)
{
    if (argument.kind != Kind::name) unavailable(text("a name expected, not {}", written(argument)));
    const auto own =
        m_book.m_tables.field(argument.text.find('.') == std::string::npos ? "ts." + argument.text : argument.text);
    auto out = formula_node(Op::series, argument.text);
    if (own) {
        out.place = *own;
        out.by_row = true;
        m_out.fields.insert(*own);
        return out;
    }
    Syntax mean;
    mean.kind = Kind::call;
    mean.text = "zmean";
    mean.parts = {argument};
    try {
        auto months = plan_months(Op::series, mean);
        months.text = argument.text;
        return months;
    } catch (const Unavailable&) {
        unavailable(text("no series of {}: neither table ts with this column nor twelve layers {}_01 to _12",
                         argument.text, argument.text));
    }
}

Formula FormulaPlanner::plan_components(const Syntax& call)
{
    auto out = formula_node(Op::component_sum, written(call));
    out.at = m_book.new_group();
    for (const auto& part : call.parts) {
        const bool scaled = part.kind == Kind::binary && part.text == "*" && part.parts[0].kind == Kind::number;
        const auto& name = scaled ? part.parts[1] : part;
        const auto* entry = name.kind == Kind::name ? m_book.entry(name.text) : nullptr;
        if (entry == nullptr) unavailable(text("typesum() adds indicators, and {} is none", written(part)));
        if (entry->pilot_types.find(m_out.letter) == std::string::npos) continue;
        try {
            out.parts.push_back(plan(part));
        } catch (const Unavailable& missing) {
            m_out.left_out.push_back({.id = name.text, .reason = missing.reason, .rare = entry->rarely_available()});
            out.fewer = out.fewer || !entry->rarely_available();
        }
    }
    if (!out.parts.empty()) return out;
    if (m_out.left_out.empty()) unavailable(text("for other pilot types"));
    unavailable(text("none of its components: {}: {}", m_out.left_out.front().id, m_out.left_out.front().reason));
}

Formula FormulaPlanner::plan_inputs(const Syntax& call)
{
    auto out = formula_node(Op::index, written(call));
    out.at = m_book.new_group();
    const auto& own = branch(call);
    for (const auto& part : own.parts) {
        try {
            out.parts.push_back(plan(part));
        } catch (const Unavailable& missing) {
            m_out.left_out.push_back({.id = written(part), .reason = missing.reason});
            continue;
        }
        if (out.parts.back().op != Op::indicator) // only an indicator says which way is better
            unavailable(text("wlc() compares indicators, and {} is none", written(part)));
    }
    constexpr std::size_t least = 3;
    if (out.parts.size() >= least) return out;
    Sentence lacking;
    for (const auto& one : m_out.left_out) {
        const auto why = text("{}: {}", one.id, one.reason);
        lacking = lacking.empty() ? why : text("{}; {}", lacking, why);
    }
    unavailable(text("fewer than 3 of its inputs ({})", lacking));
}

} // namespace peaksite
