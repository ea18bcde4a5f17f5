#include "units.hpp"

#include "noise.hpp"

#include <cmath>
#include <map>

namespace demo {

namespace {

std::uint64_t hash(const std::string& text)
{
    std::uint64_t out = 1469598103934665603ULL;
    for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return out;
}

// From 0 to 1, by the unit and the word.
double drawn(const std::string& key, const std::string& word, int year)
{
    return chance(static_cast<std::int64_t>(hash(key) >> 33U), year, hash(word));
}

// What emitters.csv lists within a unit, so that the fuels of its statistics hold what its plants burn.
const std::map<std::string, double>& listed_emissions()
{
    static const std::map<std::string, double> all{
        {"990102", 1293.4}, {"990103", 538.4}, {"990121", 92.1},   {"990122", 21.7}, {"990202", 185.1}, {"990221", 3.8},
        {"990302", 187.2},  {"990321", 5.1},   {"990402", 2778.1}, {"990422", 77.9}, {"P01", 412.6},    {"P02", 706.9},
        {"P03", 187.2},     {"P04", 2657.1},   {"C07", 88.6},      {"E01", 64.2},    {"E02", 138.4}};
    return all;
}

std::vector<Unit> all_units()
{
    std::vector<Unit> out{
        {"990102", "霁阳区", 'C', 620, 0.041, {118, 108}, {}},
        {"990103", "望澄区", 'C', 410, 0.052, {152, 104}, {}},
        {"990121", "云杼县", 'C', 95, 0.032, {103, 45}, {}},
        {"990122", "栖霜县", 'C', 88, 0.028, {158, 45}, {}},
        {"990202", "砚泽区", 'C', 180, 0.024, {58, 42}, {}},
        {"990221", "砚北县", 'C', 70, 0.03, {45, 98}, {}},
        {"990302", "苇津区", 'C', 240, 0.038, {92, 152}, {}},
        {"990321", "松牧县", 'C', 52, 0.018, {36, 152}, {}},
        {"990322", "芦湾县", 'C', 110, 0.045, {155, 162}, {}},
        {"990402", "赭城区", 'C', 350, 0.047, {208, 106}, {}},
        {"990421", "白榆县", 'C', 64, 0.021, {222, 60}, {}},
        {"990422", "沙棠县", 'C', 78, 0.058, {206, 156}, {}},
        {"990100", "霁川市", 'C', 0, 0, {}, {0, 1, 2, 3}},
        {"990200", "砚湖市", 'C', 0, 0, {}, {4, 5}},
        {"990300", "苇川市", 'C', 0, 0, {}, {6, 7, 8}},
        {"990400", "赭原市", 'C', 0, 0, {}, {9, 10, 11}},
        {"P01", "霁川高新技术产业开发区", 'P', 92, 0.062, {121, 105}, {}},
        {"P02", "霁川化工产业园", 'P', 46, 0.021, {126, 102}, {}},
        {"P03", "苇川经济开发区（一区两园）", 'P', 38, 0.035, {93, 146}, {}},
        {"P04", "赭原能源化工基地", 'P', 105, 0.03, {222, 118}, {}},
        {"C01", "赭原市白榆现代农业产业园", 'P', 6.4, 0.044, {218, 64}, {}},
        {"C07", "砚湖盐业循环经济产业园", 'P', 17, 0.018, {60, 48}, {}},
        {"V01", "砚北县稻香村", 'V', 0.9, 0.02, {70, 84}, {}},
        {"V02", "松牧县云脚村", 'V', 0.5, 0.012, {26, 149}, {}},
        {"V03", "云杼县桑坞村", 'V', 0.7, 0.03, {108, 52}, {}},
        {"C02", "沙棠县胡杨新村", 'V', 0.6, 0.035, {204, 158}, {}},
        {"C08", "栖霜县雪岭村", 'V', 0.4, 0.01, {160, 42}, {}},
        {"S01", "霁阳区澄岸社区", 'S', 2.2, 0.008, {112.4, 110.2}, {}},
        {"S02", "望澄区柳桥社区", 'S', 1.6, 0.015, {150.6, 104.6}, {}},
        {"C03", "芦湾县滨河社区", 'S', 1.1, 0.02, {154, 160}, {}},
        {"C09", "赭城区槐荫社区", 'S', 1.3, 0.006, {210, 108}, {}},
        {"I01", "澄岚大学霁川校区", 'I', 8.5, 0.01, {115.2, 113.4}, {}},
        {"I02", "澄岚省第一医院", 'I', 4.2, 0.024, {111.1, 112.3}, {}},
        {"C04", "苇川职业技术学院", 'I', 3.1, 0.012, {94, 151}, {}},
        {"C10", "砚湖市中心医院", 'I', 2.4, 0.02, {59, 44}, {}},
        {"E01", "赭原铝业有限公司", 'E', 12, 0.012, {219.5, 116.2}, {}},
        {"E02", "霁川水泥有限公司", 'E', 5.5, -0.012, {128.3, 100.7}, {}},
        {"E03", "砚泽精密制造车间", 'E', 0.8, 0.07, {63.74, 44.31}, {}},
        {"C05", "霁川热电有限责任公司", 'E', 9, 0.01, {119.2, 103.8}, {}},
        {"C06", "砚湖盐化集团", 'E', 7.5, 0.008, {61.3, 47.7}, {}},
        {"C11", "赭原煤基新材料公司", 'E', 14, 0.04, {221, 116}, {}},
        {"C12", "芦湾风电装备公司", 'E', 6.2, 0.075, {155, 161}, {}},
        {"C13", "苇川乳业公司", 'E', 2.6, 0.03, {95, 150}, {}},
        {"C14", "望澄数据中心", 'E', 4.8, 0.09, {150.2, 101}, {}},
    };
    for (auto& unit : out) {
        for (const auto part : unit.parts) unit.size += out[part].size;
        if (const auto listed = listed_emissions().find(unit.key); listed != listed_emissions().end())
            unit.listed = listed->second;
    }
    return out;
}

} // namespace

const std::vector<Unit>& units()
{
    static const std::vector<Unit> all = all_units();
    return all;
}

double steady(const Unit& unit, const std::string& word) { return 0.85 + 0.3 * drawn(unit.key, word, 0); }

double amount(const Unit& unit, int year, double base, const std::string& word)
{
    if (!unit.parts.empty()) return together(unit, [&](const Unit& part) { return amount(part, year, base, word); });
    const int t = year - first_year;
    // Growth slows down: some units have passed their peak by the end.
    const double trend = 1 + unit.growth * t - 0.0035 * t * t;
    return base * unit.size * steady(unit, word) * trend * (0.985 + 0.03 * drawn(unit.key, word, year));
}

double product(const Unit& unit, int year)
{
    if (!unit.parts.empty()) return together(unit, [&](const Unit& part) { return product(part, year); });
    const double growth = 0.045 + 0.4 * unit.growth;
    return rounded(unit.size * (1 + growth * (year - first_year)) * (0.99 + 0.02 * drawn(unit.key, "gdp", year)), 2);
}

double people(const Unit& unit, int year)
{
    if (!unit.parts.empty()) return together(unit, [&](const Unit& part) { return people(part, year); });
    const double each = unit.kind == 'C' ? 0.11 : 0.09;
    return rounded(unit.size * each * steady(unit, "people") * (1 + 0.004 * (year - first_year)), 4);
}

double fuel_weight(const Unit& unit)
{
    return unit.kind == 'P' ? 2.6 : unit.kind == 'E' ? 3.4 : unit.kind == 'C' ? 1 : 0.08;
}

double power_weight(const Unit& unit)
{
    return unit.kind == 'P' ? 2.1 : unit.kind == 'E' ? 2.9 : unit.kind == 'C' ? 1 : unit.kind == 'I' ? 0.35 : 0.25;
}

double farm_weight(const Unit& unit) { return unit.kind == 'V' ? 6 : unit.size > 200 ? 0.3 : 2; }

double renewable_share(const Unit& unit, int year)
{
    const double share = 0.1 + 0.1 * drawn(unit.key, "renewable", 0) + 0.018 * (year - first_year);
    return rounded(share, 3);
}

double rounded(double value, int decimals)
{
    double factor = 1;
    for (int i = 0; i < decimals; ++i) factor *= 10;
    return std::round(value * factor) / factor;
}

} // namespace demo
