#include "model/indicators/syntax_nodes.hpp"

#include <optional>
#include <utility>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

bool is_number(const Syntax& s) { return s.kind == Kind::number && !s.unit; }

// "2100 h/a / 8760 h/a" as a number.
std::optional<double> ratio_of_numbers(const Syntax& quotient)
{
    const auto &a = quotient.parts[0], &b = quotient.parts[1];
    if (a.kind != Kind::number || b.kind != Kind::number || !a.unit || !b.unit || !same_dimension(*a.unit, *b.unit))
        return {};
    if (!(b.value > 0)) return {};
    return convert(a.value, *a.unit, *b.unit) / b.value;
}

} // namespace

Syntax number_syntax(double value)
{
    Syntax node;
    node.value = value;
    return node;
}

Syntax binary_syntax(std::string op, Syntax a, Syntax b)
{
    Syntax node;
    node.kind = Kind::binary;
    node.text = std::move(op);
    node.parts = {std::move(a), std::move(b)};
    return node;
}

Syntax value_in_unit(Syntax value, const std::string& unit_text)
{
    auto one = number_syntax(1);
    one.unit = unit(unit_text);
    return *one.unit == Unit::dimensionless() ? value : binary_syntax("/", std::move(value), std::move(one));
}

double take_factor(Syntax& value)
{
    const auto keep = [&](std::size_t part) {
        auto rest = std::move(value.parts[part]);
        value = std::move(rest);
    };
    if (is_number(value)) return std::exchange(value, number_syntax(1)).value;
    if (value.kind == Kind::unary && value.text == "-") {
        keep(0);
        return -take_factor(value);
    }
    if (value.kind != Kind::binary || (value.text != "*" && value.text != "/")) return 1;
    double factor = take_factor(value.parts[0]);
    const auto is_one = [](const Syntax& s) { return is_number(s) && s.value == 1; };
    if (value.text == "*") {
        factor *= take_factor(value.parts[1]);
        if (is_one(value.parts[0]))
            keep(1);
        else if (is_one(value.parts[1]))
            keep(0);
    } else if (is_number(value.parts[1]) && value.parts[1].value != 0) {
        factor /= value.parts[1].value;
        keep(0);
    } else if (const auto ratio = ratio_of_numbers(value)) {
        factor *= *ratio;
        value = number_syntax(1);
    }
    return factor;
}

bool is_condition(const Syntax& s)
{
    if (s.kind == Kind::unary) return s.text == "not";
    if (s.kind != Kind::binary) return false;
    return s.text != "+" && s.text != "-" && s.text != "*" && s.text != "/";
}

} // namespace peaksite
