#include "base/printed_unit.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace peaksite {

namespace {

constexpr std::array<std::string_view, 10> raised{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

struct Word {
    std::string_view plain, zh, en;
};
constexpr std::array words{
    Word{"degC", "℃", "°C"},     Word{"degree", "°", "°"}, Word{"CNY", "元", "CNY"},
    Word{"cap", "人", "person"}, Word{"count", "个", ""},  Word{"10^4 CNY", "万元", "10⁴ CNY"},
};
constexpr std::array<std::string_view, 5> silent{"1", "-", "0/1", "0..1", "0-1"};
constexpr std::array formulas{Word{"CO2", "CO₂", {}}, Word{"CH4", "CH₄", {}}, Word{"N2O", "N₂O", {}},
                              Word{"SO2", "SO₂", {}}, Word{"NO2", "NO₂", {}}};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::string superscript(std::string_view number)
{
    std::string out;
    for (const char c : number) out += c == '-' ? std::string_view{"⁻"} : raised[static_cast<std::size_t>(c - '0')];
    return out;
}

// "m2" and "a-1" are a name and an exponent, "10^4" a number and one; nothing else is.
std::string with_raised_exponent(const std::string& word)
{
    const auto digits = word.find_last_not_of("0123456789") + 1;
    if (digits == 0 || digits == word.size()) return word;
    const bool negative = word[digits - 1] == '-';
    const auto name = word.substr(0, digits - (negative ? 1 : 0));
    if (name.empty()) return word;
    const auto exponent = superscript(word.substr(name.size()));
    if (name.back() == '^') return name.substr(0, name.size() - 1) + exponent;
    return is_letter(name.back()) && name.find_first_of("0123456789") == std::string::npos ? name + exponent : word;
}

std::string with_lowered_digits(std::string word)
{
    for (const auto& formula : formulas)
        if (const auto at = word.find(formula.plain); at != std::string::npos)
            word.replace(at, formula.plain.size(), formula.zh);
    return word;
}

const Word* known(std::string_view text)
{
    const auto found = std::ranges::find(words, text, &Word::plain);
    return found == words.end() ? nullptr : &*found;
}

std::string printed_word(const std::string& word, bool chinese)
{
    if (const auto* found = known(word)) return std::string{chinese ? found->zh : found->en};
    const auto lowered = with_lowered_digits(word);
    return lowered != word ? lowered : with_raised_exponent(word);
}

// The words of a factor, what parts them left as it is.
std::string printed_factor(std::string_view factor, bool chinese)
{
    if (const auto* found = known(factor)) return std::string{chinese ? found->zh : found->en};
    std::string out, word;
    for (const char c : std::string{factor} + ' ') {
        if (c != ' ' && c != '*' && c != '(' && c != ')' && c != '/')
            word += c;
        else {
            out += printed_word(word, chinese) + (c == '*' ? "·" : std::string(1, c));
            word.clear();
        }
    }
    out.pop_back();
    return out;
}

std::vector<std::string_view> parted(std::string_view text, char at)
{
    std::vector<std::string_view> out;
    for (std::size_t from = 0; from <= text.size();) {
        const auto to = std::min(text.find(at, from), text.size());
        out.push_back(trimmed(text.substr(from, to - from)));
        from = to + 1;
    }
    return out;
}

} // namespace

std::string printed_unit(std::string_view unit, std::string_view lang)
{
    const bool chinese = lang != "en";
    const auto text = trimmed(unit);
    if (text.empty() || std::ranges::find(silent, text) != silent.end()) return {};
    if (text.find('(') != std::string_view::npos) return printed_factor(text, chinese);
    const auto factors = parted(text, '/');
    std::string above = printed_factor(factors.front(), chinese), below;
    for (std::size_t i = 1; i < factors.size(); ++i)
        below += (below.empty() ? "" : "·") + printed_factor(factors[i], chinese);
    if (below.empty()) return above;
    if (above.empty()) above = "1";
    return factors.size() > 2 ? above + "/(" + below + ")" : above + "/" + below;
}

} // namespace peaksite
