#include "base/unit_table.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <numbers>

namespace peaksite {

namespace {

using Names = std::map<std::string, Unit, std::less<>>;

struct Prefix {
    std::string_view latin;
    std::string_view chinese;
    Ratio factor;
};

constexpr std::array prefixes{
    Prefix{"", "", {1, 1}},       Prefix{"m", "毫", {1, 1e3}},  Prefix{"c", "厘", {1, 1e2}},
    Prefix{"h", "百", {1e2, 1}},  Prefix{"k", "千", {1e3, 1}},  Prefix{"M", "兆", {1e6, 1}},
    Prefix{"G", "吉", {1e9, 1}},  Prefix{"T", "太", {1e12, 1}}, Prefix{"P", "拍", {1e15, 1}},
    Prefix{"E", "艾", {1e18, 1}},
};

/// Names are separated by blanks, the first Latin one is what compound units show. A prefix not listed does not hold.
struct Row {
    std::string_view latin;
    std::string_view chinese;
    std::string_view prefixes;
    Ratio scale;
    std::vector<Power> dimension;
};

// A year is 365.25 d, a month a twelfth of it. A calorie is 4.1868 J, so that the 7000 kcal/kg of coal equivalent are
// 29.3076 GJ/t. Wp is W under standard test conditions.
const std::vector<Row>& rows()
{
    static const std::vector<Row> table{
        {"m", "米", "k c m", {}, {{"m", 1}}},
        {"ha", "公顷", "", {10000, 1}, {{"m", 2}}},
        {"mu", "亩", "", {2000, 3}, {{"m", 2}}},
        {"L l", "升", "m", {1, 1000}, {{"m", 3}}},
        {"Nm3", "标准立方米 标立方米", "", {}, {{"m", 3}}},
        {"g", "克", "m k M G T P", {1, 1000}, {{"kg", 1}}},
        {"t", "吨", "k M G", {1000, 1}, {{"kg", 1}}},
        {"jin", "斤 市斤", "", {1, 2}, {{"kg", 1}}},
        {"s", "秒", "", {}, {{"s", 1}}},
        {"min", "分钟", "", {60, 1}, {{"s", 1}}},
        {"h hour hours", "小时", "", {3600, 1}, {{"s", 1}}},
        {"d day days", "天 日", "", {86400, 1}, {{"s", 1}}},
        {"month months", "月", "", {2629800, 1}, {{"s", 1}}},
        {"a yr year years", "年", "", {31557600, 1}, {{"s", 1}}},
        {"J", "焦 焦耳", "k M G T P E", {}, {{"J", 1}}},
        {"Wh", "瓦时", "k M G T P", {3600, 1}, {{"J", 1}}},
        {"cal", "", "k M G", {10467, 2500}, {{"J", 1}}},
        {"W", "瓦", "k M G T", {}, {{"J", 1}, {"s", -1}}},
        {"Wp", "", "k M G T", {}, {{"J", 1}, {"s", -1}}},
        {"J_fuel", "", "k M G T P E", {}, {{"J_fuel", 1}}},
        {"Wh_fuel", "", "k M G T P", {3600, 1}, {{"J_fuel", 1}}},
        {"cal_fuel", "", "k M G", {10467, 2500}, {{"J_fuel", 1}}},
        {"W_fuel", "", "k M G T", {}, {{"J_fuel", 1}, {"s", -1}}},
        {"Pa", "帕", "h k M", {}, {{"J", 1}, {"m", -3}}},
        {"cap person persons", "人", "", {}, {{"cap", 1}}},
        {"unit", "单位产品", "", {}, {{"unit", 1}}},
        {"mol", "摩尔", "m k", {}, {{"mol", 1}}},
        {"K", "", "", {}, {{"K", 1}}},
        {"degC °C ℃", "摄氏度", "", {}, {{"K", 1}}},
        {"deg degree degrees °", "", "", {}, {{"deg", 1}}},
        {"rad", "弧度", "", {180, std::numbers::pi}, {{"deg", 1}}},
        {"count", "个 家 户 次 人次 台 套 辆 件 座 栋 处 头 只 株 条 项 张 所 间 艘 架 箱 宗", "", {}, {}},
        {"%", "", "", {1, 100}, {}},
        {"‰", "", "", {1, 1000}, {}},
        {"ppm", "", "", {1, 1000000}, {}},
        {"CNY", "元", "", {}, {{"CNY", 1}}},
        {"USD", "美元", "", {}, {{"USD", 1}}},
        {"EUR", "欧元", "", {}, {{"EUR", 1}}},
        {"GBP", "英镑", "", {}, {{"GBP", 1}}},
        {"JPY", "日元", "", {}, {{"JPY", 1}}},
    };
    return table;
}

struct Alias {
    std::string_view name;
    std::string_view of;
    int exponent;
};

constexpr std::array aliases{
    Alias{"公里", "km", 1},     Alias{"公斤", "kg", 1},  Alias{"平方米", "m", 2}, Alias{"平方公里", "km", 2},
    Alias{"平方千米", "km", 2}, Alias{"立方米", "m", 3}, Alias{"平米", "m", 2},   Alias{"平方", "m", 2},
    Alias{"立方", "m", 3},      Alias{"方", "m", 3},     Alias{"hm2", "ha", 1},
};

/// What a mass may be a mass of; each is a dimension of its own.
struct Substance {
    std::string_view names; ///< the first follows the mass in compound units
    bool apart;             ///< "t C" beside "tC"
    std::string_view base;
};

constexpr std::array substances{
    Substance{"C 碳", true, "kg C"},
    Substance{"CO2 二氧化碳", true, "kg CO2"},
    Substance{"CO2e CO2eq CO2当量 二氧化碳当量", true, "kg CO2e"},
    Substance{"ce 标准煤 标煤", false, "kgce"},
};

constexpr std::array multiples{
    Prefix{"", "百万", {1e6, 1}},  Prefix{"", "千万", {1e7, 1}}, Prefix{"", "万亿", {1e12, 1}},
    Prefix{"", "十万", {1e5, 1}},  Prefix{"", "十亿", {1e9, 1}}, Prefix{"", "百亿", {1e10, 1}},
    Prefix{"", "千亿", {1e11, 1}}, Prefix{"", "万", {1e4, 1}},   Prefix{"", "亿", {1e8, 1}},
    Prefix{"", "千", {1e3, 1}},    Prefix{"", "百", {1e2, 1}},   Prefix{"", "十", {10, 1}},
};

std::vector<std::string> words(std::string_view list)
{
    std::vector<std::string> out;
    while (!list.empty()) {
        const auto end = std::min(list.find(' '), list.size());
        out.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return out;
}

bool allows(const Row& row, const Prefix& prefix)
{
    const auto allowed = words(row.prefixes);
    return prefix.latin.empty() || std::ranges::find(allowed, prefix.latin) != allowed.end();
}

void insert(Names& names, const std::string& name, const Unit& unit)
{
    [[maybe_unused]] const bool is_new = names.emplace(name, unit).second;
    assert(is_new && "a name has one meaning");
}

Unit simple(const std::string& symbol, const Ratio& scale, const std::vector<Power>& dimension)
{
    return {.dimension = dimension,
            .scale = scale,
            .zero = symbol == "degC" ? 273.15 : 0,
            .spelling = {{symbol, 1}},
            .multiplier = {},
            .written = {}};
}

void insert_row(Names& names, const Row& row)
{
    const auto latin = words(row.latin), chinese = words(row.chinese);
    for (const auto& prefix : prefixes) {
        if (!allows(row, prefix)) continue;
        const auto unit = simple(std::string{prefix.latin} + latin.front(), prefix.factor * row.scale, row.dimension);
        for (const auto& name : latin) insert(names, std::string{prefix.latin} + name, unit);
        for (const auto& name : chinese) insert(names, std::string{prefix.chinese} + name, unit);
    }
}

void insert_substance(Names& names, const Substance& substance, const std::string& mass_name, const Unit& mass)
{
    const auto spelled = words(substance.names);
    const std::string gap = substance.apart ? " " : "";
    const auto unit =
        simple(mass.spelling.front().symbol + gap + spelled.front(), mass.scale, {{std::string{substance.base}, 1}});
    for (const auto& name : spelled) {
        insert(names, mass_name + name, unit);
        if (substance.apart) insert(names, joined({mass_name, name}, " "), unit);
    }
}

Names all_names()
{
    Names names;
    for (const auto& row : rows()) insert_row(names, row);
    for (const auto& [name, of, exponent] : aliases)
        insert(names, std::string{name}, pow(names.find(of)->second, exponent));
    const auto plain = names;
    for (const auto& [name, mass] : plain)
        if (mass.dimension == std::vector<Power>{{"kg", 1}})
            for (const auto& substance : substances) insert_substance(names, substance, name, mass);
    return names;
}

const Names& table()
{
    static const Names names = all_names();
    return names;
}

std::optional<Unit> listed(std::string_view name)
{
    const auto found = table().find(name);
    return found == table().end() ? std::nullopt : std::optional{found->second};
}

// "CNY2020": prices of a year from 1900 to 2199 are a unit of their own.
std::optional<Unit> money_of_a_year(std::string_view name)
{
    constexpr std::size_t code = 3, digits = 4;
    if (name.size() != code + digits) return {};
    const auto currency = name.substr(0, code), year = name.substr(code);
    const bool is_code = std::ranges::all_of(currency, [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool is_year =
        year.find_first_not_of("0123456789") == std::string_view::npos && year >= "1900" && year < "2200";
    if (!is_code || !is_year || !listed(currency)) return {};
    return simple(std::string{name}, {}, {{std::string{name}, 1}});
}

std::optional<Unit> without_multiple(std::string_view name)
{
    auto known = listed(name);
    return known ? known : money_of_a_year(name);
}

} // namespace

std::optional<Unit> named_unit(std::string_view name)
{
    if (auto known = without_multiple(name)) return known;
    for (const auto& multiple : multiples) {
        if (!name.starts_with(multiple.chinese)) continue;
        const auto rest = without_multiple(name.substr(multiple.chinese.size()));
        // 万 of a share or of degrees Celsius is a slip, not a unit, and 十月 is October.
        const bool date = rest && rest->dimension == std::vector<Power>{{"s", 1}} && multiple.factor.up <= 100;
        const bool can_be_many =
            rest && !date && rest->zero == 0 && (!rest->is_dimensionless() || rest->scale == Ratio{});
        if (can_be_many) return pure_number(multiple.factor) * *rest;
    }
    return {};
}

std::optional<Multiple> multiple_of_unit(std::string_view name)
{
    if (without_multiple(name)) return {}; // 千米 has a name of its own
    for (const auto& multiple : multiples)
        if (name.starts_with(multiple.chinese))
            if (auto rest = without_multiple(name.substr(multiple.chinese.size())))
                return Multiple{.times = pure_number(multiple.factor), .of = std::move(*rest)};
    return {};
}

const std::vector<std::string>& unit_names()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const auto& [name, unit] : table()) out.push_back(name);
        return out;
    }();
    return names;
}

} // namespace peaksite
