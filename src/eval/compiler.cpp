#include "eval/compiler.hpp"

#include "eval/translator.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

class Compiler::Impl : public Translator {
public:
    using Translator::Translator;
};

Compiler::Compiler(const Symbols& symbols) : m_impl(std::make_unique<Impl>(symbols)) {}
Compiler::~Compiler() = default;

int Compiler::value(const Syntax& syntax, const std::optional<Unit>& wanted)
{
    const auto value = m_impl->number(syntax);
    const auto at = wanted ? m_impl->in_unit(syntax, value, *wanted) : value.at;
    return m_impl->assembly().output({.from = at, .condition = false, .unit = wanted.value_or(value.unit)});
}

int Compiler::condition(const Syntax& syntax)
{
    return m_impl->assembly().output({.from = m_impl->condition(syntax), .condition = true, .unit = {}});
}

int Compiler::condition_value(const Syntax& syntax)
{
    const auto at = m_impl->assembly().emit(Step::indicator, {m_impl->condition(syntax)});
    return m_impl->assembly().output({.from = at, .condition = false, .unit = {}});
}

int Compiler::class_value(std::string_view layer, std::span<const double> by_class, const Unit& unit)
{
    const auto& classes = m_impl->names().classes(layer);
    std::array<double, 256> table{};
    table.fill(std::nan(""));
    std::ranges::copy(by_class.first(std::min(by_class.size(), table.size())), table.begin());
    table[static_cast<std::size_t>(classes.missing)] = std::nan("");
    const auto at = m_impl->assembly().class_value({Operand::Place::input, classes.input}, table);
    return m_impl->assembly().output({.from = at, .condition = false, .unit = unit});
}

Unit Compiler::unit_of(const Syntax& syntax) { return m_impl->number(syntax).unit; }

std::optional<Measure> Compiler::constant(const Syntax& syntax)
{
    const auto value = m_impl->number(syntax);
    const auto known = m_impl->assembly().constant_at(value.at);
    if (!known) return {};
    return Measure{.value = *known, .unit = value.unit};
}

Program Compiler::finish() { return m_impl->assembly().finish(); }

} // namespace peaksite
