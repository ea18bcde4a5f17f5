#pragma once

#include "eval/symbols.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// The names of a plan as expressions look them up.
class Names {
public:
    explicit Names(const Symbols& symbols) : m_symbols(symbols) {}

    /// What a name stands for. Throws UsageError with the name most like it when there is none.
    const Symbol& symbol(const Syntax& name) const;
    /// The layer of classes of this name; throws UsageError when there is none.
    const ClassInput& classes(std::string_view layer) const;

    /// Nothing when the expression is no name, or the name of something else.
    const ClassInput* class_layer(const Syntax& syntax) const { return named<ClassInput>(syntax); }
    const NumberInput* number_layer(const Syntax& syntax) const { return named<NumberInput>(syntax); }

private:
    template <class Kind>
    const Kind* named(const Syntax& syntax) const
    {
        if (syntax.kind != Syntax::Kind::name) return nullptr;
        const auto found = m_symbols.find(syntax.text);
        return found == m_symbols.end() ? nullptr : std::get_if<Kind>(&found->second);
    }

    const Symbols& m_symbols;
};

/// The definitions that are being read, to notice one that is derived from itself.
class OpenDefinitions {
public:
    /// What `read` makes of the definition. Throws UsageError for circles and for chains of more than 200.
    template <class Read>
    auto inside(const Syntax& name, const Definition& definition, Read read)
    {
        begin(name);
        auto out = read(*definition.syntax);
        m_open.pop_back();
        return out;
    }

private:
    void begin(const Syntax& name);
    std::vector<std::string> m_open;
};

} // namespace peaksite
