#include "eval/class_table.hpp"

#include "eval/fail.hpp"

#include <algorithm>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

[[noreturn]] void fail_unknown(const Syntax& relation, const ClassInput& layer, const Syntax& wanted)
{
    std::vector<std::string> known;
    for (const auto& one : layer.classes)
        if (!one.key.empty() && std::ranges::find(known, one.key) == known.end()) known.push_back(one.key);
    if (known.empty())
        for (const auto& one : layer.classes)
            if (!one.key.empty()) known.push_back(std::to_string(one.code));
    fail(relation, text("{} is not a class of the layer", written(wanted)),
         text("its classes are: {}", joined(known, ", ")));
}

// The code that a whole number, perhaps a negative one, names.
std::optional<double> code_of(const Syntax& wanted)
{
    if (wanted.kind == Kind::number && !wanted.unit) return wanted.value;
    const bool negative = wanted.kind == Kind::unary && wanted.text == "-" && wanted.parts[0].kind == Kind::number &&
                          !wanted.parts[0].unit;
    return negative ? std::optional{-wanted.parts[0].value} : std::nullopt;
}

void mark(const Syntax& relation, const ClassInput& layer, const Syntax& wanted, Truth truth, ClassTable& table)
{
    const auto code = code_of(wanted);
    if (wanted.kind != Kind::text && !code) fail(relation, text("a class is a text such as 'water' or its code"));
    bool found = code && codes_alone(layer);
    for (std::size_t i = 0; i < layer.classes.size(); ++i) {
        const auto& one = layer.classes[i];
        if (one.key.empty() || (code ? one.code != *code : one.key != wanted.text)) continue;
        table[i] = truth;
        found = true;
    }
    if (!found) fail_unknown(relation, layer, wanted);
}

bool holds(const std::string& relation, double code, double bound)
{
    if (relation == "<") return code < bound;
    if (relation == "<=") return code <= bound;
    return relation == ">" ? code > bound : code >= bound;
}

// Codes without names have the order of numbers.
ClassTable ordered(const Syntax& relation, const ClassInput& layer)
{
    const auto bound = code_of(relation.parts[1]);
    if (!bound) fail(relation, text("a class is a text such as 'water' or its code"));
    ClassTable table{};
    table.fill(Truth::unknown);
    for (std::size_t i = 0; i < layer.classes.size(); ++i)
        if (!layer.classes[i].key.empty())
            table[i] = holds(relation.text, layer.classes[i].code, *bound) ? Truth::yes : Truth::no;
    table[static_cast<std::size_t>(layer.missing)] = Truth::unknown;
    return table;
}

} // namespace

bool codes_alone(const ClassInput& layer)
{
    return std::ranges::all_of(
        layer.classes, [](const LayerClass& one) { return one.key.empty() || one.key == std::to_string(one.code); });
}

ClassTable class_table(const Syntax& relation, const ClassInput& layer)
{
    const auto& wanted = relation.parts[1];
    const bool inverted = relation.text == "!=", list = relation.text == "in";
    const bool order = !inverted && !list && relation.text != "==";
    if (order && codes_alone(layer)) return ordered(relation, layer);
    if (order) fail(relation, text("classes have no order; use == or in"));
    ClassTable table{};
    table.fill(Truth::unknown);
    for (std::size_t i = 0; i < layer.classes.size(); ++i)
        if (!layer.classes[i].key.empty()) table[i] = inverted ? Truth::yes : Truth::no;
    const auto include = [&](const Syntax& one) {
        mark(relation, layer, one, inverted ? Truth::no : Truth::yes, table);
    };
    if (list)
        std::ranges::for_each(wanted.parts, include);
    else
        include(wanted);
    table[static_cast<std::size_t>(layer.missing)] = Truth::unknown;
    return table;
}

} // namespace peaksite
