#include "statistics.hpp"

#include "units.hpp"

#include "base/codes.hpp"
#include "report/book/workbook.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>
#include <variant>

namespace demo {

namespace {

namespace fs = std::filesystem;
using peaksite::BookSheet;
using Cell = std::variant<std::monostate, std::string, double>;

// A table of the workbook: a title above its head, a note below its rows.
class Sheet {
public:
    Sheet(peaksite::Workbook& book, const std::string& name, const std::string& title,
          const std::vector<std::string>& heads)
        : m_sheet(book.sheet(name))
    {
        m_sheet.text(0, 0, "澄岚省（虚构）" + title);
        for (std::size_t i = 0; i < heads.size(); ++i) m_sheet.text(2, static_cast<int>(i), heads[i]);
    }

    void row(const std::vector<Cell>& cells)
    {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const auto* words = std::get_if<std::string>(&cells[i]))
                m_sheet.text(m_next, static_cast<int>(i), *words);
            if (const auto* value = std::get_if<double>(&cells[i])) m_sheet.number(m_next, static_cast<int>(i), *value);
        }
        ++m_next;
    }

    void note(const std::string& words) { m_sheet.text(m_next + 1, 0, "注：" + words); }

private:
    BookSheet& m_sheet;
    int m_next = 3;
};

Cell year_cell(int year) { return static_cast<double>(year); }

// Calls `use(unit, year)` for the years and the kinds of units of a table.
template <class Use>
void each(const std::string& kinds, int from, Use use)
{
    for (const auto& unit : units()) {
        if (kinds.find(unit.kind) == std::string::npos) continue;
        for (int year = from; year <= last_year; ++year) use(unit, year);
    }
}

struct FuelKind {
    std::string name, kind;
    double share;       // of the fuel energy, tce
    double k_tce;       // tce per own unit (GB/T 2589)
    double ncv, cc, of; // GJ per own unit, t C/TJ, 1 (domain values of common fuels)
    std::string own;
};

const std::vector<FuelKind>& fuels()
{
    static const std::vector<FuelKind> all{{"烟煤", "coal", 0.74, 0.7143, 19.57, 26.1, 0.93, "吨"},
                                           {"柴油", "oil", 0.09, 1.4571, 42.652, 20.2, 0.98, "吨"},
                                           {"天然气", "gas", 0.17, 13.3, 389.31, 15.3, 0.99, "万立方米"}};
    return all;
}

// Tonnes of coal equivalent of fuels burnt, and GWh of electricity used, per year.
double fuel_tce(const Unit& unit, int year) { return amount(unit, year, 7000 * fuel_weight(unit), "fuel"); }
double power_gwh(const Unit& unit, int year) { return amount(unit, year, 9.5 * power_weight(unit), "power"); }

// Coal gives way to gas over the years.
double shifted(const FuelKind& fuel, int year)
{
    const double t = (year - first_year) / 10.0;
    return fuel.kind == "coal" ? 1 - 0.12 * t : fuel.kind == "gas" ? 1 + 0.5 * t : 1;
}

double fuel_amount(const Unit& unit, int year, const FuelKind& fuel)
{
    return together(unit, [&](const Unit& part) {
        return rounded(fuel_tce(part, year) * fuel.share * steady(part, fuel.name) / fuel.k_tce * shifted(fuel, year),
                       1);
    });
}

// Tonnes of coal that the listed emitters burn: a little more than the list says, for it leaves small ones out.
double listed_coal(const Unit& unit, int year)
{
    constexpr double tonnes_per_tonne = 19.57 * 26.1 * 0.93 * 44 / 12 / 1000; // CO2 of coal
    const double t = (year - last_year) / 10.0;
    return together(unit, [&](const Unit& part) {
        return rounded(part.listed * 1e4 / tonnes_per_tonne * 1.03 * (1 + 0.1 * t), 1);
    });
}

// Of the electricity, what is renewable.
double green_gwh(const Unit& unit, int year)
{
    return together(unit, [&](const Unit& part) { return power_gwh(part, year) * renewable_share(part, year); });
}

void write_energy(peaksite::Workbook& book)
{
    Sheet sheet{book,
                "能源",
                "分品种能源消费（2017—2024年）",
                {"编码", "名称", "年份", "品种", "类别", "消费量（实物量）", "计量单位",
                 "折标系数（吨标准煤/实物单位）", "原料用能（吨标准煤）", "新增可再生能源（吨标准煤）",
                 "终端消费（吨标准煤）"}};
    each("CPVSIE", first_year, [&](const Unit& unit, int year) {
        for (const auto& fuel : fuels()) {
            const double own = rounded(fuel_amount(unit, year, fuel), 1);
            const double feedstock =
                fuel.kind == "coal" && (unit.kind == 'P' || unit.kind == 'E') ? rounded(own * fuel.k_tce * 0.08, 1) : 0;
            sheet.row({unit.key, unit.name, year_cell(year), fuel.name, fuel.kind, own, fuel.own, fuel.k_tce, feedstock,
                       0.0, rounded(own * fuel.k_tce * 0.62, 1)});
        }
        const double green = rounded(green_gwh(unit, year), 3), other = rounded(power_gwh(unit, year) - green, 3);
        sheet.row({unit.key, unit.name, year_cell(year), "电力（非化石）", "nonfossil", green, "吉瓦时", 122.9, 0.0,
                   rounded(green * 122.9 * 0.1, 1), rounded(green * 122.9, 1)});
        sheet.row({unit.key, unit.name, year_cell(year), "电力（其他）", "electricity", other, "吉瓦时", 122.9, 0.0,
                   0.0, rounded(other * 122.9, 1)});
    });
    sheet.note("电力折标系数按当量值0.1229千克标准煤/千瓦时；全部为虚构。");
}

void write_fuels(peaksite::Workbook& book)
{
    Sheet sheet{book,
                "燃料",
                "燃料燃烧活动水平（2017—2024年）",
                {"编码", "年份", "品种", "类别", "部门", "消费量", "计量单位", "低位发热量（吉焦/实物单位）",
                 "单位热值含碳量（tC/TJ）", "碳氧化率"}};
    each("CPVSIE", first_year, [&](const Unit& unit, int year) {
        for (const auto& fuel : fuels()) {
            const double own = rounded(fuel_amount(unit, year, fuel) * 0.92, 1); // the rest is feedstock and loss
            const std::string sector =
                unit.kind == 'P' || unit.kind == 'E' || unit.kind == 'C' ? "industry" : "buildings";
            const double industry = unit.kind == 'C' ? rounded(own * 0.7, 1) : own,
                         plants = fuel.kind == "coal" ? listed_coal(unit, year) : 0;
            sheet.row({unit.key, year_cell(year), fuel.name, fuel.kind, sector, industry + plants, fuel.own, fuel.ncv,
                       fuel.cc, fuel.of});
            if (unit.kind == 'C')
                sheet.row({unit.key, year_cell(year), fuel.name, fuel.kind,
                           fuel.kind == "oil" ? "transport" : "buildings", rounded(own - industry, 1), fuel.own,
                           fuel.ncv, fuel.cc, fuel.of});
        }
    });
    sheet.note("虚构。低位发热量、含碳量、碳氧化率取省级温室气体清单指南常用值。");
}

void write_process(peaksite::Workbook& book)
{
    Sheet sheet{book,
                "工业过程",
                "工业过程排放（2017—2024年）",
                {"编码", "年份", "工序", "活动水平（吨）", "排放因子（tCO2/t）"}};
    each("CPE", first_year, [&](const Unit& unit, int year) {
        const double clinker = together(unit, [&](const Unit& part) {
            return steady(part, "clinker") < 0.9 ? 0
                                                 : rounded(amount(part, year, 2600 * fuel_weight(part), "clinker"), 0);
        });
        if (clinker > 0) sheet.row({unit.key, year_cell(year), "水泥熟料", clinker, 0.538});
    });
    sheet.note("未列的单位无水泥熟料生产。");
}

void write_power(peaksite::Workbook& book)
{
    Sheet sheet{book,
                "电力",
                "电力平衡（2017—2024年）",
                {"编码", "年份", "用电量（万千瓦时）", "外省（区外）调入（万千瓦时）", "调出（万千瓦时）",
                 "净购入（万千瓦时）", "终端用电（万千瓦时）", "自发自用可再生（万千瓦时）", "绿电（万千瓦时）",
                 "可再生消纳量（万千瓦时）", "风光可发电量（万千瓦时）", "风光实际发电量（万千瓦时）",
                 "外送通道电量（万千瓦时）", "其中可再生（万千瓦时）"}};
    each("CPVSIE", first_year, [&](const Unit& unit, int year) {
        const auto sum = [&](auto share) {
            return rounded(together(unit, [&](const Unit& part) { return power_gwh(part, year) * 100 * share(part); }),
                           1);
        };
        const double use = rounded(power_gwh(unit, year) * 100, 1), green = rounded(green_gwh(unit, year) * 100, 1);
        const double available = sum([](const Unit&part) { return 0.25 + 0.5 * steady(part, "wind") - 0.4; }),
                     exported = sum([](const Unit&part) { return 0.31 * steady(part, "export"); });
        const bool city = unit.kind == 'C';
        sheet.row({unit.key, year_cell(year), use, city ? Cell{rounded(use * 0.22, 1)} : Cell{"—"},
                   city ? Cell{exported} : Cell{"—"}, rounded(use - 0.6 * green, 1), rounded(use * 0.93, 1),
                   rounded(green * 0.4, 1), rounded(green * 0.7, 1), green, available,
                   rounded(available * (0.93 + 0.005 * (year - first_year)), 1),
                   city ? Cell{rounded(use * 0.3, 1)} : Cell{},
                   city ? Cell{rounded(use * 0.3 * (0.2 + 0.03 * (year - first_year)), 1)} : Cell{}});
    });
}

void write_heat(peaksite::Workbook& book)
{
    Sheet sheet{book,
                "热力",
                "热力平衡（2017—2024年）",
                {"编码", "年份", "调入（GJ）", "调出（GJ）", "净购入（GJ）", "需求（GJ）"}};
    each("CPSIE", first_year, [&](const Unit& unit, int year) {
        const double demand = rounded(amount(unit, year, 9000 * power_weight(unit), "heat"), 0);
        sheet.row({unit.key, year_cell(year), rounded(demand * 0.1, 0), rounded(demand * 0.04, 0),
                   rounded(demand * 0.3, 0), demand});
    });
}

void write_facilities(peaksite::Workbook& book)
{
    Sheet sheet{book,
                "重点用能设施",
                "重点用能设施（2024年）",
                {"所属单位", "设施", "经度", "纬度", "综合能耗（吨标准煤）", "二氧化碳排放（吨CO2）", "是否两高",
                 "可用余热（GJ）", "产能", "产量", "单耗（吨标准煤/单位产品）", "标杆水平（吨标准煤/单位产品）",
                 "能效类别"}};
    each("PE", last_year, [&](const Unit& unit, int year) {
        const int count = unit.kind == 'P' ? 4 : 1;
        for (int i = 1; i <= count; ++i) {
            const auto name = fmt::format("{}{}号装置", unit.name, i);
            const double tce = rounded(fuel_tce(unit, year) / count * (0.7 + 0.2 * i / count), 1),
                         output = rounded(tce / (0.11 * steady(unit, name)), 0);
            const double spec = tce / output, bench = 0.1;
            const auto at = degrees(unit.at);
            sheet.row({unit.key, name, rounded(at.x + 0.004 * i, 5), rounded(at.y, 5), tce, rounded(tce * 2.6, 1),
                       i == 1 ? "是" : "否", rounded(tce * 3.1, 0), rounded(output * 1.2, 0), output, rounded(spec, 5),
                       bench,
                       spec <= bench  ? "benchmark"
                       : spec < 0.115 ? "between"
                                      : "below_base"});
        }
    });
}

void write_plants(peaksite::Workbook& book)
{
    Sheet sheet{book, "电源", "电源与储能项目", {"项目", "经度", "纬度", "装机（万千瓦）", "类型", "状态"}};
    const std::vector<std::tuple<std::string, Place, double, std::string, std::string>> plants{
        {"沙棠光伏一期", {224, 150}, 50, "pv", "operating"},
        {"沙棠光伏二期", {226, 153}, 40, "pv", "operating"},
        {"白榆光伏电站", {228, 72}, 30, "pv", "operating"},
        {"赭城风电场", {196, 104}, 20, "wind", "operating"},
        {"栖霜风电场", {166, 40}, 15, "wind", "operating"},
        {"松牧风电场", {40, 150}, 10, "wind", "operating"},
        {"砚北光伏电站", {30, 104}, 6, "pv", "operating"},
        {"芦湾海子风电", {150, 165}, 30, "wind", "construction"},
        {"云杼农光互补", {104, 44}, 12, "pv", "construction"},
        {"砚泽分布式一期", {62, 46}, 1.8, "rooftop_pv", "operating"},
        {"霁阳屋顶光伏", {118, 108}, 2.4, "rooftop_pv", "operating"},
        {"沙棠储能电站", {225, 148}, 10, "storage", "operating"},
        {"赭原储能电站", {222, 119}, 20, "storage", "construction"},
        {"望澄光伏", {156, 112}, 5, "pv", "approved"},
        {"苇津风电", {84, 158}, 20, "wind", "approved"},
        {"霁川储能", {122, 104}, 4, "storage", "operating"}};
    for (const auto& [name, place, mw, tech, status] : plants) {
        const auto at = degrees(place);
        sheet.row({name, rounded(at.x, 5), rounded(at.y, 5), mw, tech, status});
    }
    Sheet stations{book, "变电站", "变电站可开放容量（2024年6月）", {"变电站", "经度", "纬度", "可开放容量（兆瓦）"}};
    const std::vector<std::tuple<std::string, Place, double>> all{
        {"霁阳变", {118, 112}, 180}, {"望澄变", {152, 104}, 95}, {"云杼变", {102, 46}, 60},
        {"栖霜变", {158, 48}, 40},   {"砚泽变", {60, 42}, 120},  {"苇津变", {92, 150}, 150},
        {"赭城变", {214, 112}, 260}, {"白榆变", {222, 62}, 75},  {"沙棠变", {206, 154}, 210}};
    for (const auto& [name, place, mw] : all) {
        const auto at = degrees(place);
        stations.row({name, rounded(at.x, 5), rounded(at.y, 5), mw});
    }
}

void write_farming(peaksite::Workbook& book)
{
    Sheet residues{book,
                   "秸秆资源",
                   "农林剩余物（2024年）",
                   {"县（区）", "作物", "产量（吨）", "草谷比", "可收集可利用系数", "低位发热量（MWh/t）"}};
    Sheet straw{book, "农业", "秸秆综合利用（2024年）", {"编码", "可收集量（万吨）", "利用量（万吨）"}};
    each("CV", last_year, [&](const Unit& unit, int year) {
        const auto sum = [&](auto each) { return together(unit, each); };
        const double grain =
            sum([&](const Unit& part) { return rounded(amount(part, year, 900 * farm_weight(part), "grain"), 0); });
        const double used = sum([&](const Unit& part) {
            return amount(part, year, 900 * farm_weight(part), "grain") * (0.6 + 0.3 * (steady(part, "straw") - 0.85));
        });
        if (unit.kind == 'C') {
            residues.row({unit.key, "玉米", rounded(grain * 0.6, 0), 1.04, 0.45, 4.17});
            residues.row(
                {Cell{}, "小麦", rounded(grain * 0.4, 0), 1.17, 0.42, 4.0}); // the merged cell of an office table
        }
        straw.row({unit.key, rounded(grain * 0.9 / 10000, 3), rounded(used * 0.9 / 10000, 3)});
    });
    Sheet homes{book,
                "农户",
                "农户用能（2024年）",
                {"编码", "户数（户）", "装光伏户数（户）", "采暖面积（万平方米）", "清洁采暖面积（万平方米）",
                 "散煤户均用煤（吨）", "替代用电（千瓦时）"}};
    each("CV", last_year, [&](const Unit& unit, int year) {
        const auto households = [&](const Unit& part) {
            return rounded(amount(part, year, 260 * farm_weight(part), "homes"), 0);
        };
        const double count = together(unit, households);
        const double roofs = together(
            unit, [&](const Unit& part) { return rounded(households(part) * 0.12 * steady(part, "roofs"), 0); });
        const double clean =
            together(unit, [&](const Unit& part) { return households(part) * 0.55 * steady(part, "clean"); });
        homes.row({unit.key, count, roofs, rounded(count * 95 / 10000, 3), rounded(clean * 95 / 10000, 3),
                   rounded(1.8 * steady(unit, "coal"), 2), rounded(4200 * steady(unit, "heat"), 0)});
    });
}

void write_operations(peaksite::Workbook& book)
{
    Sheet ops{book,
              "资源利用",
              "园区、企业资源综合利用（2024年）",
              {"编码", "一般工业固废产生量（万吨）", "综合利用量（万吨）", "其中利用往年贮存量（万吨）",
               "可回收余热余压（GJ）", "已利用（GJ）", "重复用水（万立方米）", "取新水（万立方米）",
               "主要原材料消耗（万吨）"}};
    Sheet prod{book,
               "产品能耗",
               "主要产品能耗（2017—2024年）",
               {"编码", "年份", "产品能耗（吨标准煤）", "产品产量（单位产品）"}};
    each("PE", last_year, [&](const Unit& unit, int year) {
        const double waste = amount(unit, year, 0.09 * fuel_weight(unit), "solid"),
                     heat = amount(unit, year, 5200 * fuel_weight(unit), "reuse"),
                     water = amount(unit, year, 0.6 * power_weight(unit), "water");
        ops.row({unit.key, rounded(waste, 3), rounded(waste * 0.72 * steady(unit, "use"), 3), rounded(waste * 0.03, 3),
                 rounded(heat, 0), rounded(heat * 0.6 * steady(unit, "back"), 0), rounded(water * 9, 3),
                 rounded(water, 3), rounded(waste * 6, 3)});
    });
    each("E", first_year, [&](const Unit& unit, int year) {
        const double output = amount(unit, year, 30000 * fuel_weight(unit), "output");
        prod.row({unit.key, year_cell(year),
                  rounded(output * 0.12 * (1 - 0.012 * (year - first_year)) * steady(unit, "spec"), 1),
                  rounded(output, 0)});
    });
}

void write_city_life(peaksite::Workbook& book)
{
    Sheet premises{
        book,
        "建筑",
        "公共机构、社区建筑（2024年）",
        {"编码", "建筑面积（万平方米）", "超低能耗建筑面积（万平方米）", "用能人数（人）", "用水量（立方米）"}};
    each("SI", last_year, [&](const Unit& unit, int year) {
        const double area = amount(unit, year, 5 * unit.size, "floor");
        premises.row({unit.key, rounded(area, 3), rounded(area * 0.05 * steady(unit, "ule"), 3), rounded(area * 280, 0),
                      rounded(area * 9000, 0)});
    });
    Sheet travel{book, "出行", "居民出行（2024年）", {"编码", "出行总量（万次）", "绿色出行（万次）"}};
    Sheet waste{book, "生活垃圾", "生活垃圾（2024年）", {"编码", "产生量（吨）", "回收利用量（吨）"}};
    Sheet freight{book, "货运", "货运结构（2024年）", {"编码", "货运量（万吨）", "铁路水路及新能源货运量（万吨）"}};
    each("CVS", last_year, [&](const Unit& unit, int year) {
        const auto sum = [&](auto each) {
            return together(unit,
                            [&](const Unit& part) { return each(part, part.size * (part.kind == 'C' ? 1100 : 900)); });
        };
        const double people = sum([](const Unit&, double count) { return count; });
        travel.row(
            {unit.key, rounded(people * 0.09, 2),
             rounded(sum([](const Unit& part, double count) { return count * 0.09 * 0.62 * steady(part, "green"); }),
                     2)});
        waste.row(
            {unit.key, rounded(people * 0.4, 1),
             rounded(sum([](const Unit& part, double count) { return count * 0.4 * 0.33 * steady(part, "sort"); }),
                     1)});
        const double clean = sum(
            [&](const Unit& part, double) { return amount(part, year, 9, "freight") * 0.3 * steady(part, "rail"); });
        if (unit.kind == 'C') freight.row({unit.key, rounded(amount(unit, year, 9, "freight"), 2), rounded(clean, 2)});
    });
}

void write_projects(peaksite::Workbook& book)
{
    Sheet sheet{book, "项目", "拟实施重点项目", {"编码", "项目", "总投资（亿元）", "年减排量（万吨CO2）"}};
    each("CPVSIE", last_year, [&](const Unit& unit, int year) {
        // The list of a city names the projects of its counties.
        std::vector<const Unit*> owners;
        for (const auto part : unit.parts) owners.push_back(&units()[part]);
        if (owners.empty()) owners.push_back(&unit);
        for (const auto* owner : owners)
            for (const std::string what : {"节能降碳改造", "可再生能源利用"})
                sheet.row({unit.key, (owner == &unit ? "" : owner->name) + what,
                           rounded(amount(*owner, year, 0.05 * power_weight(*owner), what), 4),
                           rounded(amount(*owner, year, 0.06 * fuel_weight(*owner), what), 4)});
    });
    sheet.note("合计数按单位分列，虚构。");
}

} // namespace

std::string credit_code(const std::string& kind, const std::string& county, const std::string& key)
{
    // The alphabet has no I.
    const auto first = kind + county + "MA" + (key.front() == 'I' ? "N" : key.substr(0, 1)) + key.substr(1) + "990X";
    return first + peaksite::credit_check_sign(first);
}

void write_statistics(const fs::path& folder)
{
    const auto series = gb18030(series_table());
    std::ofstream out{folder / "statistics.csv", std::ios::binary};
    if (!(out << series) || !out.flush()) throw std::runtime_error{"cannot write statistics.csv"};
    fs::remove(folder / "statistics.xlsx");
    peaksite::Workbook book{folder / "statistics.xlsx", {.title = "澄岚省（虚构）统计数据"}};
    write_energy(book);
    write_fuels(book);
    write_process(book);
    write_power(book);
    write_heat(book);
    write_facilities(book);
    write_plants(book);
    write_farming(book);
    write_operations(book);
    write_city_life(book);
    write_projects(book);
    book.close();
}

} // namespace demo
