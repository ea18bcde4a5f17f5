#include "tables.hpp"

#include "geo/china_offset.hpp"
#include "statistics.hpp"
#include "vector_file.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <stdexcept>

namespace demo {

namespace {

namespace fs = std::filesystem;

void save(const fs::path& path, const std::string& text)
{
    std::ofstream out{path, std::ios::binary};
    if (!(out << text) || !out.flush()) throw std::runtime_error{"cannot write " + path.string()};
}

struct Candidate {
    std::string key, name, kind, proposer, level, county, titles;
    std::optional<Place> at;
    std::string radius, area; // m, mu
};

// Candidates whose boundaries have not been drawn yet; some state a position and a radius.
const std::vector<Candidate>& candidates()
{
    static const std::vector<Candidate> all{
        {"C01", "赭原市白榆现代农业产业园", "农业园区", "赭原市发展改革委", "省级", "990421", "", {}, "", "18600"},
        {"C02", "沙棠县胡杨新村", "乡村", "赭原市发展改革委", "", "990422", "", {}, "", "31500"},
        {"C03", "芦湾县滨河社区", "社区", "苇川市发展改革委", "", "990322", "绿色社区", {}, "", "620"},
        {"C04", "苇川职业技术学院", "学校", "苇川市发展改革委", "市级", "990302", "", {}, "", "1050"},
        {"C05", "霁川热电有限责任公司", "企业", "霁川市发展改革委", "", "990102", "", {}, "", ""},
        {"C06", "砚湖盐化集团", "企业", "砚湖市发展改革委", "", "990202", "", {}, "", "2,150"},
        {"C07", "砚湖盐业循环经济产业园", "产业园区", "砚湖市发展改革委", "省级", "990202", "循环化改造园区",
         Place{.x = 60, .y = 48}, "1500", "10600"},
        {"C08", "栖霜县雪岭村", "行政村", "霁川市发展改革委", "", "990122", "", Place{.x = 160, .y = 42}, "1200",
         "6780"},
        {"C09", "赭城区槐荫社区", "社区", "赭原市发展改革委", "", "990402", "", {}, "", "480"},
        {"C10", "砚湖市中心医院", "医院", "砚湖市发展改革委", "市级", "990202", "", {}, "", "96"},
        {"C11", "赭原煤基新材料公司", "企业", "赭原市发展改革委", "", "990402", "绿色工厂", Place{.x = 221, .y = 116},
         "900", "3820"},
        {"C12", "芦湾风电装备公司", "企业", "苇川市发展改革委", "", "990322", "", {}, "", "1,340"},
        {"C13", "苇川乳业公司", "企业", "苇川市发展改革委", "", "990302", "", {}, "", "410"},
        {"C14", "望澄数据中心", "企业", "霁川市发展改革委", "", "990103", "", Place{.x = 150.2, .y = 101}, "300",
         "425"},
    };
    return all;
}

// As an office keeps it: a title above the head, a repeated row, a blank row and a total below.
std::string candidate_table()
{
    std::string out = "澄岚省（虚构）碳达峰试点候选名单,,,,,,,,,,,\n编号,名称,类型,推荐单位,级别,所在县,现有称号,"
                      "统一社会信用代码,经度,纬度,半径（米）,占地面积（亩）\n";
    const auto line = [](const Candidate& one) {
        const bool enterprise = one.kind == "企业", institution = one.kind == "学校" || one.kind == "医院";
        const auto code =
            enterprise || institution ? credit_code(institution ? "12" : "91", one.county, one.key) : std::string{};
        const auto where = degrees(one.at.value_or(Place{}));
        const auto position = one.at ? fmt::format("{:.6f},{:.6f}", where.x, where.y) : std::string{","};
        const auto area = one.area.find(',') == std::string::npos ? one.area : '"' + one.area + '"';
        return fmt::format("{},{},{},{},{},{},{},{},{},{},{}\n", one.key, one.name, one.kind, one.proposer, one.level,
                           one.county, one.titles, code, position, one.radius, area);
    };
    for (const auto& one : candidates()) out += line(one);
    return out + line(candidates().back()) + ",,,,,,,,,,,\n合计,14,,,,,,,,,,\n";
}

// t C/ha, in the form that InVEST reads; the columns that it ignores are ignored here too.
constexpr auto pools = "LULC_name,lucode,C_above,C_below,C_soil,C_dead,remark\n"
                       "Tree cover,10,42,11,102,2.1,fictional\n"
                       "Shrubland,20,8,4.5,78,0.8,fictional\n"
                       "Grassland,30,1.4,9.6,72,0.4,fictional\n"
                       "Cropland,40,3.1,0.7,74,0.1,fictional\n"
                       "Built-up,50,0.6,0.3,38,0,fictional\n"
                       "Bare,60,0.2,0.4,24,0,fictional\n"
                       "Water,80,0,0,0,0,fictional\n"
                       "Wetland,90,2.6,7.5,165,0.9,fictional\n";

struct Emitter {
    std::string name, sector;
    Place at;
    std::string emission, capacity, status;
};

std::vector<Emitter> emitters(const std::vector<County>& counties)
{
    // 150 m from a boundary: taken with the offset of the map it would lie in the other county.
    const auto beside = beside_boundary(counties[0], counties[1], 150);
    return {{"霁川第一热电厂", "电力", {119.2, 103.8}, "412.6", "700", "在产"},
            {"澄东电厂", "电力", {160.3, 97.4}, "538.4", "1320", "在产"},
            {"赭原坑口电厂一期", "电力", {223.8, 120.6}, "806.1", "2000", "在产"},
            {"赭原坑口电厂二期", "电力", {225.1, 121.3}, "812.7", "2000", "在产"},
            {"苇川热电厂", "电力", {94.4, 145.1}, "187.2", "600", "在产"},
            {"砚湖自备电厂", "电力", {66.8, 46.9}, "96.5", "270", "在产"},
            {"霁川钢铁公司", "钢铁", {124.6, 100.4}, "563.0", "", "在产"},
            {"霁川水泥公司", "水泥", {128.31, 100.72}, "138.4", "", "在产"},
            {"云杼水泥厂", "水泥", {100.2, 40.6}, "92.1", "", "在产"},
            {"栖霜石灰厂", "水泥", {154.4, 58.7}, "21.7", "", "在产"},
            {"沙棠水泥厂", "水泥", {203.4, 151.2}, "77.9", "", "在产"},
            {"赭原煤制烯烃项目", "化工", {220.7, 114.9}, "655.3", "", "在产"},
            {"赭原煤制甲醇项目", "化工", {217.9, 120.2}, "318.8", "", "在产"},
            {"砚湖盐化集团", "化工", {61.3, 47.7}, "88.6", "", "在产"},
            {"霁川化肥厂", "化工", {127.4, 103.1}, "143.9", "", "在产"},
            {"赭原铝业公司", "有色", {219.52, 116.23}, "64.2", "", "在产"},
            {"霁阳玻璃厂", "建材", beside, "35.5", "", "在产"},
            {"芦湾造纸厂", "造纸", {163.1, 148.8}, "不详", "", "在产"},
            {"砚北食品园锅炉房", "其他", {50.2, 93.3}, "3.8", "", "在产"},
            {"松牧供热站", "其他", {32.4, 138.2}, "5.1", "", "在产"},
            {"白榆焦化厂", "焦化", {217.6, 52.4}, "121.0", "", "在产"},
            {"邻省东岭电厂", "电力", {259.0, 104.0}, "497.5", "1200", "在产"},
            {"邻省南坝水泥厂", "水泥", {92.0, -9.0}, "84.4", "", "在产"},
            {"霁川老焦化厂", "焦化", {109.9, 99.8}, "156.0", "", "已关停"}};
}

std::string emitter_table(const std::vector<County>& counties)
{
    std::string out = "序号,名称,行业,经度,纬度,CO2排放量,装机容量,状态,实际所在\n";
    int number = 0;
    for (const auto& one : emitters(counties)) {
        const auto truth = degrees(one.at);
        const auto shown = peaksite::gcj02_from_wgs84({.x = truth.x, .y = truth.y});
        out += fmt::format("{},{},{},{:.6f},{:.6f},{},{},{},{}\n", ++number, one.name, one.sector, shown.x, shown.y,
                           one.emission, one.capacity, one.status, county_at(counties, one.at));
    }
    return out;
}

void put_plants(const fs::path& path)
{
    VectorFile file{path};
    file.table("plants", wkbPoint, {"name", "kind", "mw"});
    const std::vector<std::tuple<std::string, std::string, Place, std::string>> plants{
        {"沙棠光伏一期", "光伏", {224, 150}, "500"}, {"沙棠光伏二期", "光伏", {226, 153}, "400"},
        {"白榆光伏电站", "光伏", {228, 72}, "300"},  {"赭城风电场", "风电", {196, 104}, "200"},
        {"栖霜风电场", "风电", {166, 40}, "150"},    {"松牧风电场", "风电", {40, 150}, "100"},
        {"砚北光伏电站", "光伏", {30, 104}, "60"}};
    for (const auto& [name, kind, place, mw] : plants) {
        const auto at = degrees(place);
        file.add(OGRPoint{at.x, at.y}, {name, kind, mw});
    }
}

} // namespace

std::string gb18030(const std::string& utf8)
{
    char* bytes = CPLRecode(utf8.c_str(), "UTF-8", "GB18030");
    std::string out{bytes};
    CPLFree(bytes);
    return out;
}

void write_tables(const std::vector<County>& counties, const fs::path& folder)
{
    save(folder / "candidates.csv", gb18030(candidate_table()));
    save(folder / "emitters.csv", emitter_table(counties));
    save(folder / "carbon_pools.csv", pools);
    put_plants(folder / "plants.gpkg");
    write_statistics(folder);
}

} // namespace demo
