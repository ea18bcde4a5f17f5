#include "plan/read/keys.hpp"

#include "base/suggest.hpp"
#include "plan/read/toml.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace peaksite {

namespace {

// Whatever the number is; a whole one that no double holds comes as the nearest.
std::optional<double> any_number(const toml::node& node)
{
    if (const auto* whole = node.as_integer()) return static_cast<double>(whole->get());
    if (const auto* real = node.as_floating_point()) return real->get();
    return {};
}

// The gate of all numbers but markers: what no quantity has would only become infinite, or nothing, later on.
std::optional<double> quantity(const toml::node& node, const Position& at, Faults& faults)
{
    constexpr double largest = 1e100;
    const auto value = any_number(node);
    if (!value)
        faults.add(at, text("a number is needed here"));
    else if (!std::isfinite(*value))
        faults.add(at, text("a finite number is needed here"));
    else if (std::fabs(*value) > largest)
        faults.add(at, text("the number {} is larger than any quantity; at most {}", number(*value), number(largest)));
    else
        return value;
    return {};
}

// A number with its unit, as other keys have it.
std::optional<Syntax> constant_in(std::string_view source)
{
    try {
        const auto parsed = measure(source);
        if (!std::isfinite(parsed.value)) return {};
        Syntax out;
        out.value = parsed.value;
        out.unit = parsed.unit;
        return out;
    } catch (const UsageError&) {
        return {};
    }
}

} // namespace

void Faults::add(const Position& position, const UsageError& error)
{
    for (const auto& fault : error.faults()) all.push_back(position.fault(fault.what, fault.hint, fault.kind));
}

void Faults::raise() const
{
    if (!all.empty()) throw UsageError{all};
}

Keys::Keys(const toml::table& table, std::string path, Faults& faults)
    : m_table(&table), m_path(std::move(path)), m_faults(&faults), m_position(position(table, m_path))
{}

Position Keys::position(const toml::node& node, std::string key) const
{
    const auto line = static_cast<int>(node.source().begin.line);
    return {.place = {.file = m_faults->file, .line = line}, .key = std::move(key)};
}

bool Keys::has(std::string_view key) const
{
    m_asked.emplace(key);
    return m_table->contains(key);
}

const toml::node* Keys::get(std::string_view key)
{
    m_asked.emplace(key);
    return m_table->get(key);
}

Position Keys::at(std::string_view key) const
{
    const auto path = m_path.empty() ? std::string{key} : m_path + "." + std::string{key};
    const auto* node = m_table->get(key);
    return node == nullptr ? Position{.place = m_position.place, .key = path} : position(*node, path);
}

std::optional<std::string> Keys::text(std::string_view key)
{
    const auto* node = get(key);
    if (node == nullptr) return {};
    if (const auto* value = node->as_string()) return value->get();
    fault(key, peaksite::text("a text is needed here"), peaksite::text("put it in quotes"));
    return {};
}

std::string Keys::text_or(std::string_view key, std::string_view otherwise)
{
    return text(key).value_or(std::string{otherwise});
}

std::string Keys::required(std::string_view key, const Sentence& hint)
{
    if (!has(key)) missing(key, peaksite::text("the key '{}' is missing", key), hint);
    auto value = text_or(key);
    if (has(key) && value.empty()) fault(key, peaksite::text("the key '{}' is empty", key), hint);
    return value;
}

std::string Keys::choice(std::string_view key, const std::vector<std::string>& words)
{
    const auto value = text(key);
    if (!value) return words.front();
    if (std::ranges::find(words, *value) != words.end()) return *value;
    const auto near = closest(*value, words);
    fault(key, peaksite::text("'{}' is not one of: {}", *value, joined(words, ", ")),
          near.empty() ? Sentence{} : peaksite::text("did you mean '{}'?", near));
    return words.front();
}

std::optional<double> Keys::number(std::string_view key)
{
    const auto* node = get(key);
    return node == nullptr ? std::nullopt : quantity(*node, at(key), *m_faults);
}

std::optional<double> Keys::marker(std::string_view key)
{
    const auto* node = get(key);
    if (node != nullptr && node->is_number()) return any_number(*node);
    return number(key);
}

std::optional<int> Keys::whole(std::string_view key)
{
    const auto* node = get(key);
    if (node == nullptr) return {};
    constexpr std::int64_t largest = 1000000000;
    if (const auto* value = node->as_integer(); value != nullptr && value->get() >= -largest && value->get() <= largest)
        return static_cast<int>(value->get());
    fault(key, peaksite::text("a whole number is needed here"));
    return {};
}

std::optional<bool> Keys::flag(std::string_view key)
{
    const auto* node = get(key);
    if (node == nullptr) return {};
    if (const auto* value = node->as_boolean()) return value->get();
    fault(key, peaksite::text("true or false is needed here"));
    return {};
}

std::vector<std::string> Keys::texts(std::string_view key)
{
    const auto* node = get(key);
    if (node == nullptr) return {};
    if (const auto* value = node->as_string()) return {value->get()};
    std::vector<std::string> out;
    if (const auto* list = node->as_array()) {
        for (const auto& one : *list) {
            if (const auto* value = one.as_string())
                out.push_back(value->get());
            else
                fault(key, peaksite::text("the list may hold texts only"));
        }
        return out;
    }
    fault(key, peaksite::text("a text or a list of texts is needed here"));
    return {};
}

std::vector<double> Keys::numbers(std::string_view key)
{
    const auto* node = get(key);
    if (node == nullptr) return {};
    std::vector<double> out;
    if (const auto* list = node->as_array()) {
        for (const auto& one : *list) {
            if (const auto value = quantity(one, at(key), *m_faults)) out.push_back(*value);
        }
        return out;
    }
    fault(key, peaksite::text("a list of numbers is needed here"));
    return {};
}

std::vector<Bilingual> Keys::notes(std::string_view name)
{
    std::vector<Bilingual> out;
    for (auto& table : tables(name)) {
        out.push_back({.zh = table.text_or("zh"), .en = table.text_or("en")});
        table.finish();
    }
    return out;
}

Bilingual Keys::bilingual(std::string_view key)
{
    const auto* node = get(key);
    if (node == nullptr) return {};
    if (const auto* value = node->as_string()) return {.zh = value->get(), .en = value->get()};
    auto both = table(key);
    if (!both) return {};
    Bilingual out{.zh = both->text_or("zh"), .en = both->text_or("en")};
    both->finish();
    return out;
}

std::optional<Measure> Keys::measure(std::string_view key)
{
    const auto* node = get(key);
    if (node != nullptr && node->is_number()) {
        const auto bare = quantity(*node, at(key), *m_faults);
        return bare ? std::optional{Measure{.value = *bare, .unit = {}}} : std::nullopt;
    }
    const auto value = text(key);
    if (!value) return {};
    try {
        const auto parsed = peaksite::measure(*value);
        if (std::isfinite(parsed.value)) return parsed;
        fault(key, peaksite::text("a finite number is needed here"));
        return {};
    } catch (const UsageError& error) {
        m_faults->add(at(key), error);
        return {};
    }
}

std::optional<Length> Keys::length(std::string_view key)
{
    const auto value = measure(key);
    if (!value) return {};
    try {
        const double length = convert(value->value, value->unit, peaksite::unit("m"));
        if (length >= 0) return metres(length);
        fault(key, peaksite::text("a length cannot be negative"));
    } catch (const UsageError&) {
        fault(key, peaksite::text("a length is needed here"), peaksite::text("such as \"500 m\""));
    }
    return {};
}

std::optional<Unit> Keys::unit(std::string_view key)
{
    const auto value = text(key);
    if (!value) return {};
    try {
        return peaksite::unit(*value);
    } catch (const UsageError& error) {
        m_faults->add(at(key), error);
        return {};
    }
}

Syntax parsed_expression(std::string_view source)
{
    try {
        return parse(source);
    } catch (const UsageError&) {
        const auto constant = constant_in(source);
        if (!constant) throw;
        return *constant;
    }
}

std::optional<Syntax> Keys::expression(std::string_view key)
{
    const auto* node = get(key);
    if (node == nullptr) return {};
    if (node->is_number()) {
        const auto value = quantity(*node, at(key), *m_faults);
        if (!value) return {};
        Syntax constant;
        constant.value = *value;
        return constant;
    }
    const auto value = text(key);
    if (!value) return {};
    try {
        return parsed_expression(*value);
    } catch (const UsageError& error) {
        m_faults->add(at(key), error);
        return {};
    }
}

std::optional<Keys> Keys::table(std::string_view key)
{
    const auto* node = get(key);
    if (node == nullptr) return {};
    if (const auto* inner = node->as_table()) return Keys{*inner, at(key).key, *m_faults};
    fault(key, peaksite::text("a table is needed here"));
    return {};
}

std::vector<Keys> Keys::tables(std::string_view key)
{
    const auto* node = get(key);
    if (node == nullptr) return {};
    std::vector<Keys> out;
    const auto* list = node->as_array();
    if (list == nullptr) {
        fault(key, peaksite::text("a list of tables is needed here"), peaksite::text("write [[{}]]", at(key).key));
        return {};
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto path = at(key).key + "[" + std::to_string(i + 1) + "]";
        if (const auto* inner = list->get(i)->as_table())
            out.emplace_back(*inner, path, *m_faults);
        else
            m_faults->add(position(*list->get(i), path), peaksite::text("a table is needed here"));
    }
    return out;
}

std::vector<std::string> Keys::names() const
{
    std::vector<std::string> out;
    for (const auto& [key, node] : *m_table) out.emplace_back(key.str());
    return out;
}

bool Keys::is_text(std::string_view key) const
{
    const auto* node = m_table->get(key);
    return node != nullptr && node->is_string();
}

bool Keys::is_list(std::string_view key) const
{
    const auto* node = m_table->get(key);
    return node != nullptr && node->is_array();
}

bool Keys::is_table(std::string_view key) const
{
    const auto* node = m_table->get(key);
    return node != nullptr && node->is_table();
}

bool Keys::holds_texts(std::string_view key) const
{
    const auto* node = m_table->get(key);
    const auto* list = node == nullptr ? nullptr : node->as_array();
    return is_text(key) || (list != nullptr && !list->empty() && list->front().is_string());
}

void Keys::finish() const
{
    const std::vector<std::string> known{m_asked.begin(), m_asked.end()};
    for (const auto& [key, node] : *m_table) {
        if (m_asked.contains(key.str())) continue;
        const auto near = closest(key.str(), known);
        m_faults->add(position(node, at(key.str()).key), peaksite::text("the key '{}' is not known here", key.str()),
                      near.empty() ? Sentence{} : peaksite::text("did you mean '{}'?", near));
    }
}

} // namespace peaksite
