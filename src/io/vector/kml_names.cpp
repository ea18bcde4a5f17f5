#include "io/vector/kml_names.hpp"

#include <algorithm>

namespace peaksite {

namespace {

std::string replaced(std::string text, std::string_view what, std::string_view by)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

std::string without_controls(std::string text)
{
    std::erase_if(text,
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
    return text;
}

std::string escaped(const std::string& name)
{
    const auto plain = replaced(replaced(without_controls(name), "&", "&amp;"), "<", "&lt;");
    return replaced(replaced(plain, ">", "&gt;"), "\"", "&quot;");
}

} // namespace

FeatureTable fit_for_kml(FeatureTable table, std::vector<Sentence>& notes)
{
    const auto name = replaced(replaced(without_controls(table.name), "<", "＜"), ">", "＞");
    if (name != table.name) notes.push_back(text("table '{}' is called '{}' in the KML", table.name, name));
    table.name = name;
    for (auto& column : table.columns) column = escaped(column);
    std::size_t changed = 0;
    for (auto& feature : table.features)
        for (auto& value : feature.values) {
            if (!value) continue;
            auto fit = replaced(without_controls(*value), "]]>", "]]＞");
            changed += fit != *value ? 1U : 0U;
            value = std::move(fit);
        }
    if (changed > 0)
        notes.push_back(
            text("table '{}': {} texts have characters that a KML cannot hold, and were changed", name, changed));
    return table;
}

} // namespace peaksite
