#include "base/translation.hpp"

#include <algorithm>
#include <optional>

namespace peaksite {

namespace {

std::vector<std::string> parts_of(const std::string& pattern)
{
    std::vector<std::string> out(1);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const auto close = pattern[i] == '{' ? pattern.find('}', i) : std::string::npos;
        if (close == std::string::npos) {
            out.back() += pattern[i];
            continue;
        }
        out.emplace_back();
        i = close;
    }
    return out;
}

// What fills the placeholders, each as short as can be but the last; nothing where the text does not fit.
std::optional<std::vector<std::string>> words_in(const std::string& text, const std::vector<std::string>& parts)
{
    const auto& last = parts.back();
    if (!text.starts_with(parts.front()) || !text.ends_with(last)) return {};
    if (parts.size() == 1) return text == last ? std::optional{std::vector<std::string>{}} : std::nullopt;
    std::vector<std::string> words;
    std::size_t from = parts.front().size();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const auto to = i + 1 == parts.size() ? text.size() - last.size() : text.find(parts[i], from);
        if (to == std::string::npos || to < from || (i + 1 < parts.size() && parts[i].empty())) return {};
        words.push_back(text.substr(from, to - from));
        from = to + parts[i].size();
    }
    return words;
}

constexpr std::string_view between = ", "; // the items of a list

// Or the first part of one, where the text was taken apart at its comma.
bool holds_list(const std::string& word) { return word.find(between) != std::string::npos || word.ends_with(','); }
bool is_sentence(const std::string& word) { return word.find(' ') != std::string::npos; }

} // namespace

Translation::Translation(std::map<std::string, std::string> patterns) : m_patterns(std::move(patterns))
{
    constexpr std::size_t telling = 4, telling_between = 5; // fewer fixed bytes fit anything: "2020 to 2023"
    for (const auto& [pattern, text] : m_patterns) {
        Fitting fitting{.parts = parts_of(pattern), .pattern = pattern, .fixed = 0};
        for (const auto& part : fitting.parts) fitting.fixed += part.size();
        const bool bound = !fitting.parts.front().empty() || !fitting.parts.back().empty();
        if (fitting.fixed >= (bound ? telling : telling_between)) m_fittings.push_back(std::move(fitting));
    }
    std::ranges::stable_sort(m_fittings, std::ranges::greater{}, &Fitting::fixed);
}

std::string Translation::of(const Sentence& sentence) const
{
    const auto& words = sentence.words();
    if (const auto found = m_patterns.find(sentence.pattern()); found != m_patterns.end())
        return filled_with(words, found->second);
    if (std::ranges::any_of(words, &Sentence::Word::knows_itself)) return filled_with(words, sentence.pattern());
    return words.empty() ? sentence.english() : of(sentence.english());
}

std::string Translation::filled_with(const std::vector<Sentence::Word>& words, const std::string& pattern) const
{
    std::vector<std::string> out;
    for (const auto& one : words) out.push_back(word(one));
    return filled(pattern, out);
}

std::string Translation::of(const std::string& english) const
{
    if (const auto found = m_patterns.find(english); found != m_patterns.end()) return found->second;
    if (const auto name = m_names.find(english); name != m_names.end()) return name->second;
    const auto* const one = fitting(english);
    auto words = one == nullptr ? std::vector{english} : *words_in(english, one->parts);
    if (std::ranges::any_of(words, holds_list))
        if (const auto list = listed(english)) return *list;
    if (one == nullptr) return english;
    for (auto& each : words)
        if (each.size() < english.size()) each = word(each);
    return filled(m_patterns.at(one->pattern), words);
}

std::string Translation::word(const Sentence::Word& word) const
{
    if (word.sentence() != nullptr) return of(*word.sentence());
    return word.translated().empty() || empty() ? this->word(word.english()) : word.translated();
}

std::string Translation::word(const std::string& english) const
{
    return m_patterns.contains(english) || m_names.contains(english) || is_sentence(english) ? of(english) : english;
}

const Translation::Fitting* Translation::fitting(const std::string& english) const
{
    const auto found =
        std::ranges::find_if(m_fittings, [&](const Fitting& one) { return words_in(english, one.parts).has_value(); });
    return found == m_fittings.end() ? nullptr : &*found;
}

std::optional<std::string> Translation::listed(const std::string& english) const
{
    constexpr std::string_view more = "…";
    std::vector<std::string> items;
    const Fitting* common = nullptr;
    for (std::size_t from = 0, to = 0; to != std::string::npos; from = to + between.size()) {
        to = english.find(between, from);
        items.push_back(english.substr(from, to == std::string::npos ? to : to - from));
        if (items.back() == more) continue;
        const auto* const one = fitting(items.back());
        if (one == nullptr || (common != nullptr && one->parts.front() != common->parts.front())) return {};
        common = one;
    }
    for (auto& item : items) item = of(item);
    return joined(items, "，");
}

std::string Translation::of(const Fault& fault) const
{
    if (empty()) return english(fault);
    std::string out = fault.place.text();
    const auto append = [&](const std::string& part) {
        if (part.empty()) return;
        if (!out.empty()) out.append(": ");
        out.append(part);
    };
    append(fault.key);
    append(of(fault.what));
    if (!fault.hint.empty()) out.append("（").append(of(fault.hint)).append("）");
    return out;
}

std::string Translation::of(const InputError& error) const
{
    const auto where = error.where().text();
    return (where.empty() ? "" : where + ": ") + of(error.sentence());
}

} // namespace peaksite
