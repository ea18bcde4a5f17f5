#include "base/printed_unit.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <vector>

namespace peaksite {

namespace {

constexpr std::array<std::string_view, 10> raised_digits{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

struct Word {
    std::string_view plain, zh, en;
};
constexpr std::array printed_words{
    Word{"degC", "℃", "°C"},     Word{"degree", "°", "°"}, Word{"CNY", "元", "CNY"},
    Word{"cap", "人", "person"}, Word{"count", "个", ""},  Word{"10^4 CNY", "万元", "10⁴ CNY"},
};
// What offices write for the signs of units; between them no blank.
constexpr std::array office_words{
    Word{"10^4", "万", {}},    Word{"10^8", "亿", {}},      Word{"t", "吨", {}},         Word{"kg", "千克", {}},
    Word{"g", "克", {}},       Word{"C", "碳", {}},         Word{"tce", "吨标准煤", {}}, Word{"kgce", "千克标准煤", {}},
    Word{"a", "年", {}},       Word{"year", "年", {}},      Word{"d", "日", {}},         Word{"h", "小时", {}},
    Word{"s", "秒", {}},       Word{"mm", "毫米", {}},      Word{"m", "米", {}},         Word{"km", "公里", {}},
    Word{"m2", "平方米", {}},  Word{"km2", "平方公里", {}}, Word{"ha", "公顷", {}},      Word{"mu", "亩", {}},
    Word{"m3", "立方米", {}},  Word{"W", "瓦", {}},         Word{"kW", "千瓦", {}},      Word{"kWp", "千瓦", {}},
    Word{"MW", "兆瓦", {}},    Word{"GW", "吉瓦", {}},      Word{"kWh", "千瓦时", {}},   Word{"MWh", "兆瓦时", {}},
    Word{"GWh", "吉瓦时", {}}, Word{"kJ", "千焦", {}},      Word{"MJ", "兆焦", {}},      Word{"GJ", "吉焦", {}},
    Word{"TJ", "太焦", {}},    Word{"unit", "单位产品", {}}};
constexpr std::array<std::string_view, 7> silent{"1", "-", "0/1", "0..1", "0-1", "category", "class"};
constexpr std::array formulas{Word{"CO2", "CO₂", {}}, Word{"CH4", "CH₄", {}}, Word{"N2O", "N₂O", {}},
                              Word{"SO2", "SO₂", {}}, Word{"NO2", "NO₂", {}}};

enum class Signs : std::uint8_t { english, chinese, office };

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::string superscript(std::string_view number)
{
    std::string out;
    for (const char c : number)
        out += c == '-' ? std::string_view{"⁻"} : raised_digits[static_cast<std::size_t>(c - '0')];
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
    const auto found = std::ranges::find(printed_words, text, &Word::plain);
    return found == printed_words.end() ? nullptr : &*found;
}

std::string printed_word(const std::string& word, Signs signs)
{
    if (signs == Signs::office)
        if (const auto* found = std::ranges::find(office_words, word, &Word::plain); found != office_words.end())
            return std::string{found->zh};
    if (const auto* found = known(word)) return std::string{signs == Signs::english ? found->en : found->zh};
    const auto lowered = with_lowered_digits(word);
    return lowered != word ? lowered : with_raised_exponent(word);
}

// The words of a factor, what parts them left as it is.
std::string printed_factor(std::string_view factor, Signs signs)
{
    if (const auto* found = known(factor)) return std::string{signs == Signs::english ? found->en : found->zh};
    std::string out, word;
    for (const char c : std::string{factor} + ' ') {
        if (c != ' ' && c != '*' && c != '(' && c != ')' && c != '/')
            word += c;
        else {
            out += printed_word(word, signs) + (c == '*' ? "·" : std::string(1, c));
            word.clear();
        }
    }
    out.pop_back();
    if (signs == Signs::office) std::erase(out, ' ');
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

std::string printed(std::string_view unit, Signs signs)
{
    const auto text = trimmed(unit);
    if (text.empty() || std::ranges::find(silent, text) != silent.end()) return {};
    if (text.find('(') != std::string_view::npos) return printed_factor(text, signs);
    const auto factors = parted(text, '/');
    std::string above = printed_factor(factors.front(), signs), below;
    for (std::size_t i = 1; i < factors.size(); ++i)
        below += (below.empty() ? "" : "·") + printed_factor(factors[i], signs);
    if (below.empty()) return above;
    if (above.empty()) above = "1";
    return factors.size() > 2 ? above + "/(" + below + ")" : above + "/" + below;
}

} // namespace

std::string printed_unit(std::string_view unit, std::string_view lang)
{
    return printed(unit, lang == "en" ? Signs::english : Signs::chinese);
}

std::string office_words_of_unit(std::string_view unit) { return printed(unit, Signs::office); }

} // namespace peaksite
