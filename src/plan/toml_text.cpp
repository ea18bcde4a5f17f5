#include "plan/toml_text.hpp"

#include "plan/toml.hpp"

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

// The table of that name, made where there is none; nothing where something else has the name.
toml::table* table_in(toml::table& outer, const std::string& name)
{
    if (!outer.contains(name)) outer.insert(name, toml::table{});
    return outer.get(name)->as_table();
}

// Every value of a plan by its whole key.
void flatten(const toml::node& node, const std::string& key, std::map<std::string, std::string>& out)
{
    if (const auto* table = node.as_table()) {
        for (const auto& [name, inner] : *table)
            flatten(inner, key.empty() ? std::string{name.str()} : key + "." + std::string{name.str()}, out);
    } else if (const auto* list = node.as_array()) {
        for (std::size_t i = 0; i < list->size(); ++i)
            flatten(*list->get(i), key + "[" + std::to_string(i + 1) + "]", out);
    } else if (const auto* written = node.as_string())
        out[key] = "\"" + written->get() + "\"";
    else if (const auto* whole = node.as_integer())
        out[key] = std::to_string(whole->get());
    else if (const auto value = node.value<double>())
        out[key] = number(*value);
    else if (const auto* flag = node.as_boolean())
        out[key] = flag->get() ? "true" : "false";
}

} // namespace

void DeleteToml::operator()(toml::table* table) const { delete table; }

TomlTable parse_toml(const std::string& text, const std::string& file)
{
    try {
        return TomlTable{new toml::table{toml::parse(text)}};
    } catch (const toml::parse_error& error) {
        const auto& begin = error.source().begin;
        throw UsageError{std::vector<Fault>{{.place = file + ":" + std::to_string(begin.line),
                                             .key = {},
                                             .what = peaksite::text("the file cannot be read as TOML, column {}: {}",
                                                                    begin.column, error.description()),
                                             .hint = {}}}};
    }
}

void apply_settings(const Settings& settings, toml::table& root, Faults& faults)
{
    for (const auto& [name, value] : settings) {
        auto dot = name.find('.');
        auto* table = table_in(root, dot == std::string::npos ? "paths" : name.substr(0, dot));
        auto key = dot == std::string::npos ? name : name.substr(dot + 1);
        for (dot = key.find('.'); table != nullptr && name.find('.') != std::string::npos && dot != std::string::npos;
             dot = key.find('.')) {
            table = table_in(*table, key.substr(0, dot));
            key = key.substr(dot + 1);
        }
        if (table == nullptr || key.empty()) {
            faults.add({.place = "--set", .key = name}, text("'{}' cannot be set from the command line", name),
                       text("a path, or section.key such as grid.cell"));
            continue;
        }
        dot = name.find('.');
        if (dot == std::string::npos)
            table->insert_or_assign(key, value);
        else
            insert_value(*table, key, value);
    }
}

std::map<std::string, std::string> flat_values(const toml::table& root)
{
    std::map<std::string, std::string> out;
    flatten(root, "", out);
    return out;
}

} // namespace peaksite
