#include "base/office_signs.hpp"
#include "base/office_unit.hpp"
#include "base/text.hpp"
#include "base/unit_table.hpp"
#include "base/unit_words.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

constexpr std::array<std::string_view, 6> magnitudes{"十", "百", "千", "万", "亿", "兆"};

std::string_view without_magnitudes(std::string_view text)
{
    while (starts_with_any(text, magnitudes)) text.remove_prefix(std::string_view{"万"}.size());
    return text;
}

// Units that the table of units leaves out.
bool is_foreign(std::string_view text)
{
    constexpr auto names = std::to_array<std::string_view>(
        {"toe",    "ktoe",     "mtoe",     "kgoe",     "boe",     "kva",      "mva",      "kv",       "lb",
         "lbs",    "ft",       "acre",     "acres",    "btu",     "mmbtu",    "bbl",      "mwe",      "gwe",
         "mwac",   "mwdc",     "mwth",     "ton",      "tons",    "tonne",    "tonnes",   "hectare",  "metre",
         "metres", "mile",     "miles",    "sqft",     "sqmi",    "hectares", "meter",    "meters",   "yuan",
         "gal",    "oz",       "sqm",      "sqkm",     "hkd",     "twd",      "krw",      "aud",      "chf",
         "sgd",    "bn",       "bln",      "mln",      "million", "billion",  "thousand", "卡",       "卡路里",
         "吨蒸汽", "蒸吨",     "吨油当量", "吨标准油", "吨标油",  "标准油",   "平方市里", "卢布",     "担",
         "两",     "顷",       "公亩",     "里",       "市里",    "华里",     "英里",     "海里",     "平方里",
         "英尺",   "平方英尺", "尺",       "市尺",     "桶",      "斗",       "石",       "圆",       "丈",
         "磅",     "码",       "英寸",     "市寸",     "英亩",    "加仑",     "盎司",     "平方英里", "市亩",
         "市担"});
    return std::ranges::find(names, lower(text)) != names.end();
}

// Words that things are counted by.
constexpr auto measure_words = std::to_array<std::string_view>(
    {"个", "只", "件", "台", "套", "辆", "艘", "架", "部", "间", "座", "栋", "幢", "户", "人", "口", "头", "匹",
     "羽", "尾", "株", "棵", "盒", "箱", "袋", "包", "瓶", "罐", "桶", "筒", "听", "篓", "筐", "捆", "卷", "册",
     "本", "张", "份", "枚", "支", "枝", "根", "条", "粒", "颗", "块", "片", "把", "次", "班", "车", "船", "床",
     "席", "门", "线", "端", "路", "组", "节", "对", "双", "副", "打", "令", "锭", "盏", "顶", "朵", "盆", "丛",
     "峰", "棒", "批", "项", "家", "所", "处", "例", "股", "注", "斗", "石", "尺", "丈", "磅", "码"});

bool has_measure_word(std::string_view text)
{
    return starts_with_any(text, measure_words) || ends_with_any(text, measure_words);
}

// "万箱": so many of what has a measure word or a Latin sign; "十箱" is in no table, "十大" in many titles.
bool counts_something(std::string_view text)
{
    constexpr std::size_t longest = 9; // three Chinese signs
    const auto what = without_magnitudes(text);
    const bool counted = what.size() < text.size() && text.substr(0, text.size() - what.size()) != "十";
    if (!counted || what.empty() || what.size() > longest ||
        what.find_first_of("()0123456789") != std::string_view::npos)
        return false;
    return std::ranges::all_of(what, is_latin) || has_measure_word(what) || is_foreign(what);
}

// "人/企业": some of what operators join is a unit.
bool joins_units(std::string_view text)
{
    constexpr std::string_view operators = "/*^";
    if (text.find_first_of(operators) == std::string_view::npos && text.find("·") == std::string_view::npos)
        return false;
    std::string plain{text};
    for (auto at = plain.find("·"); at != std::string::npos; at = plain.find("·"))
        plain.replace(at, std::string_view{"·"}.size(), "*");
    for (std::size_t begin = 0; begin <= plain.size();) {
        const auto end = std::min(plain.find_first_of("/*^() 0123456789-", begin), plain.size());
        const auto word = std::string_view{plain}.substr(begin, end - begin);
        if (!word.empty() && (named_unit(word) || counts_something(word))) return true;
        begin = end + 1;
    }
    return false;
}

// "104kWh": ten to the fourth whose exponent is no longer raised.
bool lost_its_exponent(std::string_view text)
{
    const auto numbers = multipliers(text);
    return std::ranges::any_of(numbers, [&](std::string_view number) {
        const auto behind = static_cast<std::size_t>(number.data() - text.data()) + number.size();
        constexpr std::size_t longest = 4;
        return number.starts_with("10") && number.size() > 2 && number.size() <= longest && !is_power_of_ten(number) &&
               named_unit(trimmed(text.substr(behind))).has_value();
    });
}

// "t-C", "万kg-N": a mass of what a hyphen names.
bool is_mass_of_something(std::string_view text)
{
    const auto hyphen = text.find('-');
    if (hyphen == std::string_view::npos || hyphen + 1 == text.size()) return false;
    const auto mass = named_unit(trimmed(without_magnitudes(text.substr(0, hyphen))));
    const char of = text[hyphen + 1];
    return mass && same_dimension(*mass, unit("kg")) && (is_latin(of) || is_wide(of));
}

// "sq mi", "square metres".
bool is_square_of_something(std::string_view text)
{
    for (const std::string_view word : {"sq ", "sq.", "square ", "cu ", "cu.", "cubic "}) {
        if (!lower(text).starts_with(word)) continue;
        const auto what = trimmed(text.substr(word.size()));
        return !what.empty() && std::ranges::all_of(what, is_latin);
    }
    return false;
}

bool differs_in_case(std::string_view text)
{
    if (text.size() < 2 || !std::ranges::all_of(text, is_latin)) return false;
    return std::ranges::any_of(unit_names(), [&](const std::string& name) {
        return name.size() == text.size() && lower(name) == lower(text);
    });
}

// "新台币亿", "US$".
bool is_money_of_elsewhere(std::string_view text)
{
    const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
    return (has("币") && (has("万") || has("亿"))) || has("$") || has("€") || has("£") || has("￡");
}

// "亿元RMB", "万人pers": so many of a unit with a Latin remark.
bool begins_as_unit(std::string_view text)
{
    constexpr std::array<std::string_view, 8> units{"元", "吨", "千瓦", "瓦", "人", "平方", "公里", "米"};
    auto what = without_magnitudes(text);
    if (what.size() == text.size()) return false;
    for (const auto word : units)
        if (what.starts_with(word)) {
            what.remove_prefix(word.size());
            return what.empty() || std::ranges::all_of(what, [](char c) { return !is_wide(c) && !is_digit(c); });
        }
    return false;
}

bool ends_as_unit(std::string_view text)
{
    constexpr std::array<std::string_view, 34> ends{
        "千元", "万元", "亿元", "百元", "千人", "万人", "亿人", "人次", "人民币", "平方",  "立方", "平方公里",
        "万户", "万家", "吨",   "瓦时", "千瓦", "兆瓦", "吉瓦", "千焦", "兆焦",   "吉焦",  "太焦", "千克",
        "毫克", "毫米", "厘米", "分米", "延米", "公顷", "亩",   "公里", "平方米", "立方米"};
    constexpr std::array<std::string_view, 4> money{"港元", "韩元", "加元", "澳元"};
    constexpr std::array<std::string_view, 22> remarks{"过", "达", "上", "近", "数", "含", "不", "按",
                                                       "以", "其", "除", "包", "约", "超", "小", "大",
                                                       "高", "低", "新", "未", "全", "共"};
    constexpr std::size_t longest = 24;
    return text.size() <= longest && !starts_with_any(text, remarks) &&
           (ends_with_any(text, ends) || ends_with_any(text, money)) &&
           text.find_first_of("0123456789<>=") == std::string_view::npos;
}

// "M" may be metres or millions, "T" tonnes or tera.
bool is_doubtful_sign(std::string_view text)
{
    const auto sign = text.find_first_not_of("0123456789^ .");
    return sign != std::string_view::npos && (text.substr(sign) == "M" || text.substr(sign) == "T");
}

} // namespace

bool looks_like_unit(std::string_view source)
{
    constexpr std::size_t longest = 60;
    if (source.size() > longest) return false;
    const auto plain = compact(office_signs(source));
    constexpr std::string_view degrees = "度"; // of an angle, of warmth, or kWh
    if (plain == degrees || plain.starts_with("10^") || is_money_of_elsewhere(plain)) return true;
    if (!has_letter(plain) || names_date(plain) || plain.starts_with("GB") || plain.starts_with("DB")) return false;
    if (plain.find("实物") != std::string::npos) return false; // each row has a unit of its own
    return counts_something(plain) || joins_units(plain) || lost_its_exponent(plain) || differs_in_case(plain) ||
           begins_as_unit(plain) || ends_as_unit(plain) || is_foreign(plain) || is_share_of_something(plain) ||
           is_doubtful_sign(plain) || is_mass_of_something(plain) || is_square_of_something(plain);
}

} // namespace peaksite
