#include "plan/check/class_match.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace peaksite {

namespace {

template <class Is>
std::optional<std::size_t> place(const std::vector<ClassEntry>& classes, Is is)
{
    const auto found = std::ranges::find_if(classes, is);
    if (found == classes.end()) return {};
    return static_cast<std::size_t>(found - classes.begin());
}

std::optional<std::size_t> with_code(const std::vector<ClassEntry>& classes, const std::string& word)
{
    return place(classes, [&](const ClassEntry& one) { return lower(code_text(one)) == word; });
}

std::optional<std::size_t> with_name(const std::vector<ClassEntry>& classes, const std::string& word)
{
    const auto named =
        place(classes, [&](const ClassEntry& one) { return one.name.zh == word || lower(one.name.en) == word; });
    return named ? named : place(classes, [&](const ClassEntry& one) { return lower(one.key) == word; });
}

// Spreadsheets take "0101" for a number and drop the zero.
bool lost_a_zero(const std::vector<ClassEntry>& classes, const std::string& word)
{
    const bool digits = word.find_first_not_of("0123456789") == std::string::npos;
    return digits && word.size() % 2 == 1 && with_code(classes, "0" + word);
}

} // namespace

std::string code_text(const ClassEntry& entry)
{
    return entry.text_code.empty() ? std::to_string(entry.code) : entry.text_code;
}

std::optional<std::size_t> class_of(const std::vector<ClassEntry>& classes, std::string_view said)
{
    const auto word = lower(trimmed(said));
    if (word.empty()) return {};
    if (const auto exact = with_code(classes, word)) return exact;
    if (const auto named = with_name(classes, word)) return named;
    if (lost_a_zero(classes, word)) return {};
    std::optional<std::size_t> longest;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const auto& code = classes[i].text_code;
        const bool longer = !longest || code.size() > classes[*longest].text_code.size();
        if (!code.empty() && longer && word.starts_with(lower(code))) longest = i;
    }
    return longest;
}

} // namespace peaksite
