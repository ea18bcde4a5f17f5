#include "eval/names.hpp"

#include "base/suggest.hpp"
#include "eval/fail.hpp"

#include <algorithm>

namespace peaksite {

const Symbol& Names::symbol(const Syntax& name) const
{
    const auto found = m_symbols.find(name.text);
    if (found != m_symbols.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& [word, symbol] : m_symbols) known.push_back(word);
    const auto near = closest(name.text, known);
    fail(name, text("'{}' is not a layer of the plan", name.text),
         near.empty() ? Sentence{} : text("did you mean '{}'?", near));
}

const ClassInput& Names::classes(std::string_view layer) const
{
    const auto found = m_symbols.find(layer);
    if (found == m_symbols.end() || !std::holds_alternative<ClassInput>(found->second))
        throw UsageError{text("'{}' is not a layer of classes", layer)};
    return std::get<ClassInput>(found->second);
}

void OpenDefinitions::begin(const Syntax& name)
{
    constexpr std::size_t longest = 200;
    if (std::ranges::find(m_open, name.text) != m_open.end())
        fail(name, text("'{}' is derived from itself", name.text));
    if (m_open.size() == longest)
        fail(name, text("'{}' is derived through more than {} other layers", name.text, longest));
    m_open.push_back(name.text);
}

} // namespace peaksite
