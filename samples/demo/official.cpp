#include "noise.hpp"
#include "paths.hpp"
#include "vector_file.hpp"
#include "vectors.hpp"

#include <memory>

namespace demo {

namespace {

struct Area {
    std::string name;
    Place centre;
    double radius_km;
};

void add(VectorFile& file, const std::string& table, const std::vector<Area>& areas, std::uint64_t seed)
{
    file.table(table, wkbPolygon, {"name"});
    for (const auto& area : areas) file.add(polygon({blob(area.centre, area.radius_km, seed++)}), {area.name});
}

// Plots along the valleys, where most of the land is cropland; united, so that none lies on another.
void add_farmland(VectorFile& file, const Land& land)
{
    OGRMultiPolygon plots;
    constexpr double apart = 4;
    for (std::int64_t row = 0; row < 50; ++row)
        for (std::int64_t column = 0; column < 64; ++column) {
            const Place centre{.x = apart * (static_cast<double>(column) + 0.6 * chance(column, row, 301)),
                               .y = apart * (static_cast<double>(row) + 0.6 * chance(column, row, 302))};
            int fields = 0;
            for (const auto& [x, y] : std::vector<Place>{{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}})
                fields += land.cover({centre.x + x, centre.y + y}) == Cover::cropland ? 1 : 0;
            if (fields < 4) continue;
            const auto plot = polygon({blob(centre, 1.1 + 1.2 * chance(column, row, 303),
                                            1000 + static_cast<std::uint64_t>(64 * row + column))});
            plots.addGeometry(&plot);
        }
    const std::unique_ptr<OGRGeometry> united{plots.UnionCascaded()};
    const std::unique_ptr<OGRGeometry> parts{OGRGeometryFactory::forceToMultiPolygon(united->clone())};
    file.table("permanent_farmland", wkbPolygon, {"name"});
    int number = 0;
    for (const auto* part : *parts->toMultiPolygon()) file.add(*part, {"虚构地块" + std::to_string(++number)});
}

} // namespace

void write_official(const Land& land, const std::filesystem::path& folder)
{
    VectorFile file{folder / "official.gpkg"};
    add(file, "redline",
        {{"北部水源涵养区", {62, 182}, 19},
         {"东南山地", {206, 24}, 17},
         {"东南山地（省界两侧）", {238, 30}, 13},
         {"砚湖湿地", {52, 38}, 8.5},
         {"河口湿地", {118, 108.4}, 1.6},
         {"西部水源地", {10, 96}, 7}},
        401);
    add(file, "protected_areas",
        {{"云脚自然保护区", {56, 186}, 13},
         {"砚湖湿地公园", {52, 39}, 7.6},
         {"赤岩地质公园（省界两侧）", {248, 60}, 8}},
        421);
    add(file, "bird_migration", {{"砚湖候鸟通道", {48, 52}, 11}}, 441);
    add_farmland(file, land);
}

} // namespace demo
