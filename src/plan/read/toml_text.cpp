#include "plan/read/toml_text.hpp"

#include "plan/read/toml.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace peaksite {

namespace {

// A value from the command line: TOML if it is some, else a text.
void insert_value(toml::table& table, std::string_view key, const std::string& value)
{
    try {
        auto parsed = toml::parse("value = " + value);
        table.insert_or_assign(key, std::move(*parsed.get("value")));
    } catch (const toml::parse_error&) {
        table.insert_or_assign(key, value);
    }
}

// What items of lists of tables are called by: ids and types; criteria their indicator, decisions their key, caps what
// they are by.
constexpr std::array naming_keys{"id", "type", "indicator", "key", "by"};

std::optional<std::string> stated_name(const toml::node& item)
{
    if (const auto* table = item.as_table())
        for (const char* key : naming_keys)
            if (auto name = (*table)[key].value<std::string>()) return name;
    return {};
}

// The place in a list that "[2]" or "2" names, counted from 1.
std::optional<std::size_t> place_of(std::string_view name)
{
    if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
    std::size_t out = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), out);
    if (error != std::errc{} || end != name.data() + name.size() || out == 0) return {};
    return out - 1;
}

// The item of a list that is called so, else that at the place; nothing for none, or several of the name.
toml::node* item_of(toml::array& list, const std::string& name)
{
    for (const char* key : naming_keys) {
        std::vector<toml::node*> found;
        for (auto& item : list)
            if (auto* table = item.as_table(); table != nullptr && (*table)[key].value<std::string>() == name)
                found.push_back(&item);
        if (!found.empty()) return found.size() == 1 ? found.front() : nullptr;
    }
    const auto place = place_of(name);
    return place && *place < list.size() && list.get(*place)->is_table() ? list.get(*place) : nullptr;
}

std::string names_of(const toml::array& list)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto name = stated_name(*list.get(i));
        const auto place = "[" + std::to_string(i + 1) + "]";
        out.push_back(name ? *name + " " + place : place);
    }
    return joined(out, ", ");
}

// "technologies[1].density" as "technologies", "[1]", "density".
std::vector<std::string> parts_of(const std::string& key)
{
    std::vector<std::string> out;
    for (std::size_t begin = 0; begin <= key.size();) {
        const auto dot = std::min(key.find('.', begin), key.size());
        const auto part = key.substr(begin, dot - begin);
        const auto bracket = part.ends_with(']') ? part.find('[') : std::string::npos;
        if (bracket != std::string::npos && bracket > 0) out.push_back(part.substr(0, bracket));
        out.push_back(bracket == std::string::npos ? part : part.substr(bracket));
        begin = dot + 1;
    }
    return out;
}

// Of two places, one or the other is set by what is set at one of them.
bool overlap(const std::string& a, const std::string& b)
{
    const auto& [inner, outer] = a.size() < b.size() ? std::pair{b, a} : std::pair{a, b};
    return inner.starts_with(outer) &&
           (inner.size() == outer.size() || inner[outer.size()] == '.' || inner[outer.size()] == '[');
}

class Setter {
public:
    Setter(toml::table& root, std::string name, Faults& faults)
        : m_root(root), m_name(std::move(name)), m_faults(faults), m_parts(parts_of(m_name))
    {}

    void set(const std::string& value)
    {
        const bool path = m_parts.size() == 1;
        toml::node* at = path ? inner(m_root, "paths") : &m_root;
        for (std::size_t i = 0; i + 1 < m_parts.size() && at != nullptr; ++i) at = inner(*at, m_parts[i]);
        auto* table = at == nullptr ? nullptr : at->as_table();
        if (table == nullptr || m_parts.back().empty()) return refuse();
        if (path)
            table->insert_or_assign(m_parts.back(), value);
        else
            insert_value(*table, m_parts.back(), value);
    }

private:
    // Tables are made where there are none, and rules of a technology, which may be those of the catalogue.
    toml::node* inner(toml::node& outer, const std::string& name)
    {
        static const std::string rules = "exclude";
        if (auto* table = outer.as_table()) {
            m_list = name;
            if (!table->contains(name) && name == rules) table->insert(name, toml::array{});
            if (!table->contains(name)) table->insert(name, toml::table{});
            return table->get(name);
        }
        auto* list = outer.as_array();
        if (list == nullptr) return nullptr;
        if (auto* item = item_of(*list, name)) return item;
        if (m_list == rules) {
            list->push_back(toml::table{{"id", name}});
            return &list->back();
        }
        m_faults.add({.place = {.file = "--set"}, .key = m_name},
                     peaksite::text("'{}' of the plan has no single item '{}'", m_list, name),
                     list->empty() ? peaksite::text("it has none")
                                   : peaksite::text("name one by its name or its place, such as {}[1]; it has: {}",
                                                    m_list, names_of(*list)));
        m_told = true;
        return nullptr;
    }

    void refuse()
    {
        if (!m_told)
            m_faults.add({.place = {.file = "--set"}, .key = m_name},
                         peaksite::text("'{}' cannot be set from the command line", m_name),
                         peaksite::text("a path, or section.key such as grid.cell; of a list of tables the id of one: "
                                        "technologies.pv.density"));
    }

    toml::table& m_root;
    std::string m_name;
    Faults& m_faults;
    std::vector<std::string> m_parts;
    std::string m_list; // whose items are asked for
    bool m_told = false;
};

// Every value of a plan by its whole key.
void flatten(const toml::node& node, const std::string& key, const std::string& section,
             std::map<std::string, FlatValue>& out)
{
    if (const auto* table = node.as_table()) {
        for (const auto& [name, inner] : *table) flatten(inner, key + "." + std::string{name.str()}, section, out);
    } else if (const auto* list = node.as_array()) {
        for (std::size_t i = 0; i < list->size(); ++i)
            flatten(*list->get(i), key + "[" + std::to_string(i + 1) + "]", section, out);
    } else if (const auto* written = node.as_string())
        out[key] = {"\"" + written->get() + "\"", section};
    else if (const auto* whole = node.as_integer())
        out[key] = {std::to_string(whole->get()), section};
    else if (const auto value = node.value<double>())
        out[key] = {number(*value), section};
    else if (const auto* flag = node.as_boolean())
        out[key] = {flag->get() ? "true" : "false", section};
}

} // namespace

void DeleteToml::operator()(toml::table* table) const { delete table; }

TomlTable parse_toml(const std::string& text, const std::string& file)
{
    try {
        return TomlTable{new toml::table{toml::parse(text)}};
    } catch (const toml::parse_error& error) {
        const auto& begin = error.source().begin;
        throw UsageError{std::vector<Fault>{{.place = {.file = file, .line = static_cast<int>(begin.line)},
                                             .key = {},
                                             .what = peaksite::text("the file cannot be read as TOML, column {}: {}",
                                                                    begin.column, error.description()),
                                             .hint = {}}}};
    }
}

std::string place_of_setting(const std::string& key, toml::table& root)
{
    const auto parts = parts_of(key);
    toml::node* at = &root;
    std::string out;
    if (parts.size() == 1) {
        out = "paths";
        at = root.get(out);
    }
    for (const auto& part : parts) {
        auto* list = at == nullptr ? nullptr : at->as_array();
        auto* table = at == nullptr ? nullptr : at->as_table();
        at = list != nullptr ? item_of(*list, part) : table != nullptr ? table->get(part) : nullptr;
        if (list != nullptr && at != nullptr) {
            std::size_t place = 0;
            while (list->get(place) != at) ++place;
            out += "[" + std::to_string(place + 1) + "]";
        } else
            out += (out.empty() ? "" : ".") + part;
    }
    return out;
}

std::vector<Fault> contradictions(const Settings& settings, toml::table& root)
{
    std::vector<Fault> out;
    std::vector<std::string> places;
    for (const auto& [name, value] : settings) {
        auto place = place_of_setting(name, root);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto& [other, before] = settings[i];
            if (!overlap(place, places[i]) || (place == places[i] && trimmed(before) == trimmed(value))) continue;
            out.push_back({.place = {.file = "--set"},
                           .key = name == other ? name : other + ", " + name,
                           .what = peaksite::text("two values are asked for: {} and {}", before, value),
                           .hint = peaksite::text("leave one of them out")});
            break;
        }
        places.push_back(std::move(place));
    }
    return out;
}

void apply_settings(const Settings& settings, toml::table& root, Faults& faults)
{
    const auto torn = contradictions(settings, root);
    faults.all.insert(faults.all.end(), torn.begin(), torn.end());
    for (const auto& [name, value] : settings) Setter{root, name, faults}.set(value);
}

std::map<std::string, FlatValue> flat_values(const toml::table& root)
{
    std::map<std::string, FlatValue> out;
    for (const auto& [name, node] : root) flatten(node, std::string{name.str()}, std::string{name.str()}, out);
    return out;
}

} // namespace peaksite
