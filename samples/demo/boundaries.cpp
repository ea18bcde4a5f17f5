#include "paths.hpp"
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
};

std::vector<Pilot> pilots()
{
    const Path village = blob({70, 84}, 2.4, 105), inner = blob({70.2, 84.1}, 0.5, 106);
    return {
        {"P01", "霁川高新技术产业开发区", "园区", "拟申报", {{blob({121, 105}, 4.2, 101)}}},
        {"P02", "霁川化工产业园", "工业园区", "拟申报", {{blob({126, 102}, 3.4, 102)}}}, // overlaps P01
        {"P03", "苇川经济开发区（一区两园）", "园区", "拟申报", {{blob({93, 146}, 2.6, 103)}, {blob({104, 142}, 1.9, 104)}}},
        {"P04", "赭原能源化工基地", "工业园区", "拟申报", {{blob({222, 118}, 6.5, 107)}}},
        {"V01", "砚北县稻香村", "乡村", "拟申报", {{village, inner}}}, // the hole belongs to a state farm
        {"V02", "松牧县云脚村", "乡村", "拟申报", {{blob({26, 149}, 3.1, 108)}}},
        {"V03", "云杼县桑坞村", "乡村", "拟申报", {{blob({108, 52}, 1.6, 109)}}},
        {"S01", "霁阳区澄岸社区", "社区", "拟申报", {{blob({112.4, 110.2}, 0.55, 110)}}},
        {"S02", "望澄区柳桥社区", "社区", "拟申报", {{blob({150.6, 104.6}, 0.4, 111)}}},
        {"I01", "澄岚大学霁川校区", "公共机构", "拟申报", {{rectangle({115.2, 113.4}, 1450, 980)}}},
        {"I02", "澄岚省第一医院", "公共机构", "拟申报", {{rectangle({111.1, 112.3}, 310, 220)}}},
        {"E01", "赭原铝业有限公司", "企业", "拟申报", {{rectangle({219.5, 116.2}, 1300, 900)}}},
        {"E02", "霁川水泥有限公司", "企业", "拟申报", {{rectangle({128.3, 100.7}, 820, 540)}}},
        {"E03", "砚泽精密制造车间", "企业", "拟申报", {{rectangle({63.74, 44.31}, 80, 60)}}}, // smaller than a cell
        {"X01", "旧址（已撤销）", "园区", "已撤销", {{blob({180, 110}, 3, 112)}}},
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
    const auto whole = [](const OGRMultiPolygon& parts) { return std::unique_ptr<OGRGeometry>{OGRGeometryFactory::forceToMultiPolygon(parts.UnionCascaded())}; };
    for (const auto& [code, city] : cities) file.add(*whole(city.second), {code, city.first});
    file.table("province", wkbMultiPolygon, {"code", "name"});
    file.add(*whole(everything), {"990000", "澄岚省（虚构）"});
    file.table("pilot", wkbMultiPolygon, {"编号", "名称", "类型", "状态"});
    for (const auto& pilot : pilots()) file.add(polygons(pilot.parts), {pilot.key, pilot.name, pilot.kind, pilot.status});
}

} // namespace demo
