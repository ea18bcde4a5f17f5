#include "paths.hpp"
#include "statistics.hpp"
#include "vector_file.hpp"
#include "vectors.hpp"

#include <map>
#include <memory>
#include <stdexcept>

namespace demo {

namespace {

using Parts = std::vector<std::vector<Path>>;

struct Pilot {
    std::string key, name, kind, status;
    Parts parts;
    std::string proposer, level, county, titles;
    std::string hectares; // as approved
};

std::vector<Pilot> pilots()
{
    const Path village = blob({70, 84}, 2.4, 105), inner = blob({70.2, 84.1}, 0.5, 106);
    return {
        {"P01",
         "霁川高新技术产业开发区",
         "园区",
         "拟申报",
         {{blob({121, 105}, 4.2, 101)}},
         "霁川市发展改革委",
         "国家级",
         "990102",
         "国家低碳工业园区",
         "5620"},
        {"P02",
         "霁川化工产业园",
         "工业园区",
         "拟申报",
         {{blob({126, 102}, 3.4, 102)}},
         "霁川市发展改革委",
         "省级",
         "990102",
         "",
         "3480"}, // overlaps P01
        {"P03",
         "苇川经济开发区（一区两园）",
         "园区",
         "拟申报",
         {{blob({93, 146}, 2.6, 103)}, {blob({104, 142}, 1.9, 104)}},
         "苇川市发展改革委",
         "省级",
         "990302",
         "",
         "3310"},
        {"P04",
         "赭原能源化工基地",
         "工业园区",
         "拟申报",
         {{blob({222, 118}, 6.5, 107)}},
         "赭原市发展改革委",
         "国家级",
         "990402",
         "国家绿色工业园区",
         "13200"},
        {"V01",
         "砚北县稻香村",
         "乡村",
         "拟申报",
         {{village, inner}},
         "砚湖市发展改革委",
         "",
         "990221",
         "",
         "1745"}, // the hole belongs to a state farm
        {"V02",
         "松牧县云脚村",
         "乡村",
         "拟申报",
         {{blob({26, 149}, 3.1, 108)}},
         "苇川市发展改革委",
         "",
         "990321",
         "",
         "3050"},
        {"V03",
         "云杼县桑坞村",
         "乡村",
         "拟申报",
         {{blob({108, 52}, 1.6, 109)}},
         "霁川市发展改革委",
         "",
         "990121",
         "",
         "805"},
        {"S01",
         "霁阳区澄岸社区",
         "社区",
         "拟申报",
         {{blob({112.4, 110.2}, 0.55, 110)}},
         "霁川市发展改革委",
         "",
         "990102",
         "",
         "95"},
        {"S02",
         "望澄区柳桥社区",
         "社区",
         "拟申报",
         {{blob({150.6, 104.6}, 0.4, 111)}},
         "霁川市发展改革委",
         "",
         "990103",
         "",
         "51"},
        {"I01",
         "澄岚大学霁川校区",
         "公共机构",
         "拟申报",
         {{rectangle({115.2, 113.4}, 1450, 980)}},
         "省教育厅",
         "省级",
         "990102",
         "节约型公共机构示范单位",
         "142"},
        {"I02",
         "澄岚省第一医院",
         "公共机构",
         "拟申报",
         {{rectangle({111.1, 112.3}, 310, 220)}},
         "省卫生健康委",
         "省级",
         "990102",
         "",
         "6.8"},
        {"E01",
         "赭原铝业有限公司",
         "企业",
         "拟申报",
         {{rectangle({219.5, 116.2}, 1300, 900)}},
         "赭原市发展改革委",
         "",
         "990402",
         "绿色工厂",
         "117"},
        {"E02",
         "霁川水泥有限公司",
         "企业",
         "拟申报",
         {{rectangle({128.3, 100.7}, 820, 540)}},
         "霁川市发展改革委",
         "",
         "990102",
         "",
         "44"},
        {"E03",
         "砚泽精密制造车间",
         "企业",
         "拟申报",
         {{rectangle({63.74, 44.31}, 80, 60)}},
         "砚湖市发展改革委",
         "",
         "990202",
         "",
         "0.48"}, // smaller than a cell
        {"X01", "旧址（已撤销）", "园区", "已撤销", {{blob({180, 110}, 3, 112)}}, "", "", "", "", ""},
    };
}

} // namespace

void write_boundaries(const std::vector<County>& counties, const std::filesystem::path& folder)
{
    VectorFile file{folder / "boundaries.gpkg"};
    std::map<std::string, std::pair<std::string, OGRMultiPolygon>> cities;
    OGRMultiPolygon everything;
    file.table("county", wkbMultiPolygon, {"code", "name", "city"});
    for (const auto& county : counties) {
        const auto shape = polygons(county.parts);
        file.add(shape, {county.code, county.name, county.city_name});
        auto& [name, all] = cities[county.city_code];
        name = county.city_name;
        for (const auto* part : shape) {
            all.addGeometry(part);
            everything.addGeometry(part);
        }
    }
    file.table("city", wkbMultiPolygon, {"code", "name"});
    const auto whole = [](const OGRMultiPolygon& parts) {
        return std::unique_ptr<OGRGeometry>{OGRGeometryFactory::forceToMultiPolygon(parts.UnionCascaded())};
    };
    for (const auto& [code, city] : cities) file.add(*whole(city.second), {code, city.first});
    file.table("province", wkbMultiPolygon, {"code", "name"});
    file.add(*whole(everything), {"990000", "澄岚省（虚构）"});
    file.table("pilot", wkbMultiPolygon,
               {"编号", "名称", "类型", "状态", "推荐单位", "级别", "所在县", "现有称号", "统一社会信用代码",
                "批准面积（公顷）"});
    for (const auto& pilot : pilots()) {
        const bool enterprise = pilot.key.starts_with('E'), institution = pilot.key.starts_with('I');
        const auto code =
            enterprise || institution ? credit_code(institution ? "12" : "91", pilot.county, pilot.key) : std::string{};
        file.add(polygons(pilot.parts), {pilot.key, pilot.name, pilot.kind, pilot.status, pilot.proposer, pilot.level,
                                         pilot.county, pilot.titles, code, pilot.hectares});
    }
}

} // namespace demo
