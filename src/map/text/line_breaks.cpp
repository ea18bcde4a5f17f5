#include "map/text/line_breaks.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace peaksite {

namespace {

constexpr std::size_t shortest_line = 2;

std::vector<std::string> words(const std::string& text)
{
    std::vector<std::string> out;
    std::string word;
    for (const char c : text + ' ') {
        if (c != ' ')
            word += c;
        else if (!word.empty())
            out.push_back(std::exchange(word, {}));
    }
    return out;
}

// Words on lines: a new one begins when the share of all characters that is set reaches the next line's.
std::string on_lines(const std::vector<std::string>& words, std::size_t lines)
{
    std::size_t all = 0;
    for (const auto& word : words) all += word.size() + 1;
    std::string out = words.front();
    std::size_t set = words.front().size() + 1, line = 1;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const bool must = words.size() - i == lines - line;
        const bool full = static_cast<double>(set) + static_cast<double>(words[i].size()) / 2 >
                          static_cast<double>(all * line) / static_cast<double>(lines);
        const bool next = line < lines && (must || full);
        out += (next ? '\n' : ' ') + words[i];
        line += next ? 1U : 0U;
        set += words[i].size() + 1;
    }
    return out;
}

} // namespace

std::vector<std::string> characters(const std::string& text)
{
    std::vector<std::string> out;
    for (const char c : text) {
        const bool continues = (static_cast<unsigned char>(c) & 0xc0U) == 0x80U;
        if (continues && !out.empty())
            out.back() += c;
        else
            out.emplace_back(1, c);
    }
    return out;
}

std::string upright(const std::string& name)
{
    constexpr std::size_t longest = 5, bytes_of_chinese = 3;
    const auto all = characters(std::string{trimmed(name)});
    const bool chinese = std::ranges::all_of(all, [](const std::string& c) { return c.size() >= bytes_of_chinese; });
    return all.size() < 2 || all.size() > longest || !chinese ? std::string{} : joined(all, "\n");
}

std::string broken(const std::string& name, std::size_t lines)
{
    const auto text = std::string{trimmed(name)};
    if (lines == 1) return text;
    const auto parts = words(text);
    if (parts.size() > 1) return parts.size() < lines ? "" : on_lines(parts, lines);
    const auto all = characters(text);
    if (all.size() < lines * shortest_line) return {};
    std::string out;
    for (std::size_t i = 0, line = 1; i < all.size(); ++i) {
        if (line < lines && i == (all.size() * line + lines - 1) / lines) {
            out += '\n';
            ++line;
        }
        out += all[i];
    }
    return out;
}

} // namespace peaksite
