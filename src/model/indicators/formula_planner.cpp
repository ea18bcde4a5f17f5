#include "model/indicators/formula_planner.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;
using Op = Formula::Op;

bool is_zonal(std::string_view function)
{
    constexpr std::array<std::string_view, 10> zonal{"zmean", "zwmean", "zarea",   "zsum", "zmin",
                                                     "gsum",  "zpatch", "zlength", "asum", "amean"};
    return std::ranges::find(zonal, function) != zonal.end();
}

std::optional<Op> operator_of(const std::string& text)
{
    static const std::map<std::string, Op, std::less<>> all{
        {"+", Op::plus},   {"-", Op::minus},       {"*", Op::times},  {"/", Op::over},
        {"==", Op::equal}, {"!=", Op::unequal},    {"<", Op::less},   {"<=", Op::less_equal},
        {">", Op::more},   {">=", Op::more_equal}, {"and", Op::both}, {"or", Op::either}};
    const auto found = all.find(text);
    return found == all.end() ? std::nullopt : std::optional{found->second};
}

} // namespace

Formula formula_node(Op op, std::string text, std::vector<Formula> parts)
{
    Formula out;
    out.op = op;
    out.text = std::move(text);
    out.parts = std::move(parts);
    return out;
}

Formula number_node(double value)
{
    auto out = formula_node(Op::number);
    out.value = value;
    return out;
}

Formula FormulaPlanner::plan(const Syntax& s)
{
    switch (s.kind) {
    case Kind::number:
        return number_node(s.unit ? s.value * s.unit->scale.up / s.unit->scale.down : s.value);
    case Kind::text:
        return formula_node(Op::number, s.text);
    case Kind::name:
        return plan_name(s);
    case Kind::call:
        return plan_call(s);
    case Kind::unary:
        return formula_node(s.text == "not" ? Op::no : Op::negate, written(s), {plan(s.parts[0])});
    case Kind::binary:
        return plan_operator(s);
    case Kind::list:
    case Kind::branch:
        break;
    }
    unavailable(text("a formula that this version does not read: {}", written(s)));
}

Formula FormulaPlanner::plan_operator(const Syntax& s)
{
    if (s.text == "in") return plan_among(s);
    if (s.text == "*" && (is_zero_parameter(s.parts[0]) || is_zero_parameter(s.parts[1]))) return number_node(0);
    auto left = plan(s.parts[0]), right = plan(s.parts[1]);
    return formula_node(operator_of(s.text).value(), written(s.text == "/" ? s.parts[1] : s),
                        {std::move(left), std::move(right)});
}

// Words are looked for in the cell's word; numbers are compared one by one.
Formula FormulaPlanner::plan_among(const Syntax& s)
{
    auto out = formula_node(Op::among, written(s), {plan(s.parts[0])});
    if (s.parts[1].kind == Kind::name) {
        const auto classes = m_book.m_names.class_list(s.parts[1].text);
        if (!classes) unavailable(text("no list of classes {}", s.parts[1].text));
        out.words = *classes;
        m_out.parameters.insert(s.parts[1].text);
        return out;
    }
    std::vector<Formula> any;
    for (const auto& one : s.parts[1].parts)
        if (one.kind == Kind::text)
            out.words.push_back(one.text);
        else
            any.push_back(formula_node(Op::equal, written(s), {out.parts[0], plan(one)}));
    if (any.empty()) return out;
    if (!out.words.empty()) any.push_back(std::move(out));
    auto all = std::move(any.front());
    for (std::size_t i = 1; i < any.size(); ++i)
        all = formula_node(Op::either, written(s), {std::move(all), std::move(any[i])});
    return all;
}

// A deduction that is switched off needs no table.
bool FormulaPlanner::is_zero_parameter(const Syntax& s)
{
    if (s.kind != Kind::name || m_book.m_names.parameter(s.text, m_out.technology) != 0.0) return false;
    m_out.parameters.insert(s.text);
    return true;
}

Formula FormulaPlanner::plan_name(const Syntax& name)
{
    if (name.text == "zone_area") return formula_node(Op::area, name.text);
    if (name.text.find('.') != std::string::npos) return plan_cell(name);
    if (const auto* other = m_book.entry(name.text)) return plan_indicator(name, *other);
    require(name.text);
    m_out.parameters.insert(name.text);
    auto out = formula_node(Op::parameter, name.text);
    out.otherwise = m_book.m_names.parameter(name.text, m_out.technology);
    return out;
}

// A parameter with a value: one for all, by technology, or by province and year.
void FormulaPlanner::require(const std::string& name)
{
    const auto* declared = m_book.m_names.declared(name);
    if (declared == nullptr) unavailable(text("no value for {}", name));
    if (m_book.m_names.parameter(name, m_out.technology)) return;
    const auto* given = m_book.m_names.plan().parameters.find(name);
    if (given != nullptr && !given->by_key.empty()) return;
    const bool by_province = std::ranges::any_of(m_book.m_names.catalogue().factors,
                                                 [&](const ProvinceFactor& one) { return one.parameter == name; });
    if (by_province) return;
    if (declared->supply == "parameter") unavailable(text("parameter {} is not given", name));
    unavailable(declared->supply.empty() ? text("no value for {}", name)
                                         : text("no value for {} ({})", name, declared->supply));
}

// "energy.k_tce" rests on a convention that must be stated for some pilot types.
void FormulaPlanner::require_needed(const std::string& name)
{
    const auto* declared = m_book.m_names.declared(name);
    if (declared == nullptr || declared->needs.empty()) return;
    m_out.parameters.insert(declared->needs);
    const auto* needed = m_book.m_names.declared(declared->needs);
    if (needed == nullptr || needed->stated_for.find(m_out.letter) == std::string::npos) return;
    const auto* given = m_book.m_names.plan().parameters.find(declared->needs);
    if (given == nullptr || given->word.empty())
        unavailable(text("parameter {} must be stated in the plan for this pilot type", declared->needs));
}

Formula FormulaPlanner::plan_indicator(const Syntax& name, const IndicatorEntry& entry)
{
    if (entry.pilot_types.find(m_out.letter) == std::string::npos)
        unavailable(text("{} is for other pilot types", name.text));
    const auto number = m_book.planned(entry, m_out.technology, m_out.letter, m_open);
    const auto& other = m_book.m_formulas[number];
    if (!other.reason.empty()) unavailable(other.reason);
    m_out.uses.push_back(number);
    m_out.terms.insert(other.terms.begin(), other.terms.end());
    m_out.fields.insert(other.fields.begin(), other.fields.end());
    m_out.parameters.insert(other.parameters.begin(), other.parameters.end());
    auto out = formula_node(Op::indicator, name.text);
    out.at = number;
    return out;
}

// The whole table of the name is not there, and units of the type may lack it.
bool FormulaPlanner::lacks_table(const std::string& name) const
{
    const auto id = table_of(name);
    const auto& declared = m_book.m_names.catalogue().tables;
    const auto reading = std::ranges::find(declared, id, &FormulaTable::id);
    return reading != declared.end() && reading->optional_for.find(m_out.letter) != std::string::npos &&
           !m_book.m_tables.table(id);
}

Formula FormulaPlanner::plan_cell(const Syntax& name)
{
    require_needed(name.text);
    const auto* declared = m_book.m_names.declared(name.text);
    const auto place = m_table ? std::optional<FieldPlace>{} : m_book.m_tables.field(name.text);
    auto out = formula_node(Op::cell, name.text);
    if (declared != nullptr) out.otherwise = declared->otherwise;
    if (m_table) {
        out.by_row = true;
        const auto& fields = m_book.m_tables.at(*m_table).table.fields;
        const auto found = std::ranges::find(fields, name.text.substr(name.text.find('.') + 1), &TableField::name);
        if (found == fields.end()) unavailable(m_book.m_tables.lacking(name.text));
        out.place = {.table = *m_table, .field = static_cast<std::size_t>(found - fields.begin())};
    } else if (place)
        out.place = *place;
    else if (out.otherwise) {
        auto assumed = formula_node(Op::assumed, name.text);
        assumed.value = *out.otherwise;
        return assumed;
    } else if (lacks_table(name.text)) {
        return formula_node(Op::assumed, table_of(name.text));
    } else
        unavailable(m_book.m_tables.lacking(name.text));
    m_out.fields.insert(out.place);
    return out;
}

const Syntax& FormulaPlanner::branch(const Syntax& call) const
{
    for (const auto& part : call.parts)
        if (part.kind == Kind::branch && part.text.find(m_out.letter) != std::string::npos) return part;
    unavailable(text("for other pilot types"));
}

Formula FormulaPlanner::plan_call(const Syntax& call)
{
    static const std::map<std::string, std::pair<Op, std::size_t>, std::less<>> series{
        {"base", {Op::base, 1}}, {"theil_sen", {Op::theil_sen, 1}}, {"mk_z", {Op::mk_z, 1}},
        {"cagr", {Op::cagr, 1}}, {"mean_y", {Op::mean_y, 1}},       {"tapio", {Op::tapio, 2}}};
    const auto& name = call.text;
    if (is_zonal(name)) return plan_zonal(call);
    if (name == "psum" || name == "pcount") return plan_rows(call);
    if (name == "case") return plan(branch(call).parts.at(0));
    if (name == "min") return plan_fold(Op::least, call);
    if (name == "max") return plan_fold(Op::greatest, call);
    if (name == "pow") {
        demand_arguments(call, 2, 2);
        return plan_fold(Op::power, call);
    }
    if (name == "gamma") {
        demand_arguments(call, 1, 1);
        return formula_node(Op::gamma, written(call), {plan(call.parts[0])});
    }
    if (const auto found = series.find(name); found != series.end())
        return plan_series_function(found->second.first, call, found->second.second);
    if (name == "max_m" || name == "min_m") {
        demand_arguments(call, 1, 1);
        return plan_months(name == "max_m" ? Op::most_of : Op::least_of, call.parts[0]);
    }
    if (name == "corr" || name == "minmix_cv") {
        demand_arguments(call, 2, 2);
        auto a = plan_series(call.parts[0]), b = plan_series(call.parts[1]);
        return formula_node(name == "corr" ? Op::correlation : Op::mix_cv, written(call), {std::move(a), std::move(b)});
    }
    if (name == "unc") {
        demand_arguments(call, 2, 2);
        m_out.parameters.insert("factor_u");
        return formula_node(Op::uncertainty, written(call), {plan(call.parts[0])});
    }
    if (name == "typesum") return plan_components(call);
    if (name == "wlc") return plan_inputs(call);
    if (name == "medoid_closeness" || name == "score" || name == "sel_freq")
        unavailable(text("no comparison of pilots yet: it comes with the ranking"));
    if (name == "nsum") unavailable(text("sums over the facilities around a unit are not computed by this version"));
    if (name == "wdist") unavailable(text("distances to load centres are not computed by this version"));
    unavailable(text("{}() is not computed by this version", name));
}

Formula FormulaPlanner::plan_fold(Op op, const Syntax& call)
{
    if (call.parts.empty()) unavailable(text("{}() without an argument", call.text));
    std::vector<Formula> parts;
    for (const auto& part : call.parts) parts.push_back(plan(part));
    // A floor of 0 meets the greatest of all others, so that the evaluator sees when it is the 0 that counts.
    const auto is_floor = [](const Formula& f) { return f.op == Op::number && f.value == 0; };
    if (op == Op::greatest) std::stable_partition(parts.begin(), parts.end(), std::not_fn(is_floor));
    auto out = std::move(parts.front());
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool floor = op == Op::greatest && is_floor(parts[i]);
        std::vector<Formula> both{std::move(out), std::move(parts[i])};
        if (floor) std::ranges::reverse(both);
        out = formula_node(op, written(call), std::move(both));
    }
    return out;
}

Formula FormulaPlanner::plan_zonal(const Syntax& call)
{
    auto found = m_book.m_names.terms(call, m_out.technology);
    auto out = formula_node(Op::zonal, written(call));
    out.join = found.join;
    out.terms = m_book.placed(std::move(found.terms));
    for (const auto term : out.terms) {
        const auto withdrawn = m_book.m_withdrawn.find(term);
        if (withdrawn != m_book.m_withdrawn.end()) unavailable(withdrawn->second);
        m_out.terms.insert(term);
    }
    return out;
}

} // namespace peaksite
