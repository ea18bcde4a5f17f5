#include "noise.hpp"
#include "vector_file.hpp"
#include "vectors.hpp"

namespace demo {

namespace {

constexpr double lattice_step = 1.25; // km between points of the lattice; a parcel is two wide
constexpr double road_km = 0.03;

// A corner or the middle of an edge: neighbours share it.
Place node(std::int64_t column, std::int64_t row)
{
    return {.x = lattice_step * (static_cast<double>(column) + 0.5 * (chance(column, row, 801) - 0.5)),
            .y = lattice_step * (static_cast<double>(row) + 0.5 * (chance(column, row, 802) - 0.5))};
}

Path outline(std::int64_t column, std::int64_t row)
{
    Path out;
    for (const auto& [c, r] :
         std::vector<std::pair<int, int>>{{0, 0}, {1, 0}, {2, 0}, {2, 1}, {2, 2}, {1, 2}, {0, 2}, {0, 1}})
        out.push_back(node(column + c, row + r));
    return out;
}

struct Kind {
    std::string code, name;
};

// Codes of the working classification of the third national land survey.
Kind kind_of(Cover cover, std::int64_t column, std::int64_t row)
{
    const bool other = chance(column, row, 803) > 0.7;
    switch (cover) {
    case Cover::forest:
        return other ? Kind{"0307", "其他林地"} : Kind{"0301", "乔木林地"};
    case Cover::shrub:
        return {"0305", "灌木林地"};
    case Cover::grassland:
        return other ? Kind{"0404", "其他草地"} : Kind{"0401", "天然牧草地"};
    case Cover::cropland:
        return other ? Kind{"0102", "水浇地"} : Kind{"0103", "旱地"};
    case Cover::built:
        return other ? Kind{"0601", "工业用地"} : Kind{"0702", "农村宅基地"};
    case Cover::bare:
        return other ? Kind{"1205", "沙地"} : Kind{"1206", "裸土地"};
    case Cover::water:
        return {"1101", "河流水面"};
    case Cover::wetland:
        return {"1106", "内陆滩涂"};
    case Cover::unknown:
        break;
    }
    return {"9999", "待核实"};
}

} // namespace

// Parcels that share their boundaries, all over the province and beyond; every sixth column ends in a road 30 m wide,
// finer than any cell.
void write_survey(const Land& land, const std::filesystem::path& folder)
{
    VectorFile file{folder / "survey.gpkg"};
    file.table("DLTB", wkbPolygon, {"BSM", "DLBM", "DLMC"});
    int number = 0;
    const auto add = [&](Path ring, const Kind& kind) {
        ring.push_back(ring.front());
        file.add(polygon({ring}), {"99" + std::to_string(100000 + ++number), kind.code, kind.name});
    };
    constexpr std::int64_t columns = 210, rows = 170;
    for (std::int64_t row = -10; row < rows; row += 2)
        for (std::int64_t column = -10; column < columns; column += 2) {
            auto ring = outline(column, row);
            const Place centre{.x = lattice_step * static_cast<double>(column + 1),
                               .y = lattice_step * static_cast<double>(row + 1)};
            if (column % 12 == 0) {
                auto road = Path{ring[2], ring[3], ring[4]};
                for (std::size_t i = 2; i <= 4; ++i) ring[i].x -= road_km;
                for (std::size_t i = 4; i >= 2; --i) road.push_back(ring[i]);
                add(road, {"1003", "公路用地"});
            }
            add(ring, kind_of(chance(column, row, 804) > 0.998 ? Cover::unknown : land.cover(centre), column, row));
        }
}

} // namespace demo
