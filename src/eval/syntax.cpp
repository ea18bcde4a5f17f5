#include "eval/syntax.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

std::string quoted(const std::string& text)
{
    const char quote = text.find('\'') == std::string::npos ? '\'' : '"';
    return quote + text + quote;
}

std::string list_of(const std::vector<Syntax>& parts)
{
    std::vector<std::string> words;
    for (const auto& part : parts) words.push_back(written(part));
    return joined(words, ", ");
}

} // namespace

bool Syntax::operator==(const Syntax& other) const
{
    const bool same_word = kind == Kind::number || text == other.text;
    return kind == other.kind && same_word && value == other.value && unit == other.unit && parts == other.parts;
}

Syntax name_node(std::string name)
{
    Syntax node;
    node.kind = Syntax::Kind::name;
    node.text = std::move(name);
    return node;
}

std::string written(const Syntax& syntax)
{
    switch (syntax.kind) {
    case Kind::number:
        return syntax.unit ? fmt::format("({} {})", number(syntax.value), syntax.unit->text()) : number(syntax.value);
    case Kind::text:
        return quoted(syntax.text);
    case Kind::name:
        return syntax.text;
    case Kind::call:
        return syntax.text + "(" + list_of(syntax.parts) + ")";
    case Kind::list:
        return "[" + list_of(syntax.parts) + "]";
    case Kind::branch:
        return syntax.text + ": " + list_of(syntax.parts);
    case Kind::unary:
        return fmt::format("({}{}{})", syntax.text, syntax.text == "-" ? "" : " ", written(syntax.parts[0]));
    case Kind::binary:
        break;
    }
    return fmt::format("({} {} {})", written(syntax.parts[0]), syntax.text, written(syntax.parts[1]));
}

std::vector<std::string> names_in(const Syntax& syntax)
{
    std::vector<std::string> out;
    if (syntax.kind == Kind::name) out.push_back(syntax.text);
    for (const auto& part : syntax.parts)
        for (auto& name : names_in(part))
            if (std::ranges::find(out, name) == out.end()) out.push_back(std::move(name));
    return out;
}

} // namespace peaksite
