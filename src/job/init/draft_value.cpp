#include "job/init/draft_value.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite {

namespace {

std::string toml_quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20U || c == 0x7F)
            out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
        else
            out += c;
    }
    return out + "\"";
}

class TomlWriter {
public:
    std::string operator()(const std::string& text) const { return toml_quoted(text); }
    std::string operator()(double value) const { return number(value); }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(ToBeWritten) const { return std::string{to_be_written}; }
    std::string operator()(const DraftValue::List& list) const
    {
        std::string out;
        for (const auto& one : list) out += (out.empty() ? "" : ", ") + one.toml();
        return "[" + out + "]";
    }
    std::string operator()(const DraftValue::Table& table) const
    {
        std::string out;
        for (const auto& [key, value] : table) out += (out.empty() ? " " : ", ") + toml_key(key) + " = " + value.toml();
        return "{" + out + " }";
    }
};

} // namespace

const DraftValue* DraftValue::part(std::string_view name) const
{
    const auto* table = as<Table>();
    if (table == nullptr) return nullptr;
    const auto found = std::ranges::find(*table, name, [](const auto& one) -> std::string_view { return one.first; });
    return found == table->end() ? nullptr : &found->second;
}

std::string DraftValue::toml() const { return std::visit(TomlWriter{}, m_value); }

DraftValue column_of(std::string_view head) { return DraftValue::Table{{"column", head}}; }

std::string toml_key(std::string_view key)
{
    const auto bare = [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    };
    return !key.empty() && std::ranges::all_of(key, bare) ? std::string{key} : toml_quoted(key);
}

} // namespace peaksite
