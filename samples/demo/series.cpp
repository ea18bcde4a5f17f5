#include "statistics.hpp"
#include "units.hpp"

#include <fmt/format.h>

namespace demo {

namespace {

std::string with_thousands(double value)
{
    auto text = fmt::format("{:.2f}", value);
    if (value < 1000) return text;
    text.insert(text.size() - 6, ",");
    return '"' + text + '"';
}

} // namespace

std::string series_table()
{
    struct Series {
        std::string head;
        std::string kinds;
        double base;
        double share; // of GDP or of value added
    };
    const std::vector<Series> all{{"地区生产总值（亿元）", "C", 1, 1},
                                  {"工业增加值（亿元）", "CPE", 1, 0.42},
                                  {"规上工业增加值（亿元）", "CPE", 1, 0.37},
                                  {"第二产业增加值（亿元）", "C", 1, 0.48},
                                  {"六大高耗能行业增加值（亿元）", "C", 1, 0.17},
                                  {"常住人口（万人）", "CVS", 0.11, 1}};
    std::string out = "澄岚省（虚构）主要统计指标（2020年价）\n编码,名称";
    for (const auto& one : all)
        for (int year = first_year; year <= last_year; ++year) out += fmt::format(",{}年{}", year, one.head);
    out += ",森林覆盖率,草原综合植被盖度（%）,森林蓄积量（万立方米）,新建建筑屋顶面积（万平方米）,"
           "其中已装光伏（万平方米）\n";
    double total = 0;
    for (const auto& unit : units()) {
        out += unit.key + "," + unit.name;
        for (const auto& one : all)
            for (int year = first_year; year <= last_year; ++year) {
                const bool has = one.kinds.find(unit.kind) != std::string::npos;
                const double value = together(unit, [&](const Unit& part) {
                    return one.base == 1
                               ? product(part, year) * one.share * (one.share == 1 ? 1 : steady(part, one.head))
                               : people(part, year);
                });
                out += "," + (has ? with_thousands(value) : std::string{"—"});
            }
        const bool land = unit.kind == 'C', roofs = unit.kind == 'C' || unit.kind == 'P';
        out += land
                   ? fmt::format(",{:.1f}%,{:.1f},{:.1f}", 22 * steady(unit, "forest"), 54 * steady(unit, "grass"),
                                 together(unit, [](const Unit& part) { return 3 * part.size * steady(part, "stock"); }))
                   : ",…,…,…";
        out +=
            roofs
                ? fmt::format(",{:.2f},{:.2f}\n", 0.2 * unit.size,
                              together(unit, [](const Unit& part) { return 0.06 * part.size * steady(part, "roof"); }))
                : ",,\n";
        if (unit.kind == 'C' && unit.parts.empty()) total += product(unit, last_year);
    }
    return out + fmt::format("合计,,{:.2f}\n注：虚构数据，价值量为2020年不变价。\n", total);
}

} // namespace demo
