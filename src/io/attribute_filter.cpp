#include "io/attribute_filter.hpp"

#include <algorithm>

namespace peaksite {

namespace {

bool in_a_word(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_ascii(std::string_view word)
{
    return std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

std::string quoted_columns(std::string_view where, const std::vector<std::string>& columns)
{
    std::string out;
    while (!where.empty()) {
        std::size_t length = 1;
        if (where[0] == '\'' || where[0] == '"') {
            const auto end = where.find(where[0], 1);
            length = end == std::string_view::npos ? where.size() : end + 1;
        } else if (in_a_word(where[0])) {
            length = static_cast<std::size_t>(std::ranges::find_if_not(where, in_a_word) - where.begin());
        }
        const auto word = where.substr(0, length);
        const bool is_column = !is_ascii(word) && std::ranges::find(columns, word) != columns.end();
        out += is_column ? '"' + std::string{word} + '"' : std::string{word};
        where.remove_prefix(length);
    }
    return out;
}

} // namespace peaksite
