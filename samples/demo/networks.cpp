#include "paths.hpp"
#include "vector_file.hpp"
#include "vectors.hpp"

namespace demo {

namespace {

struct Line {
    std::string name, grade;
    Path through;
};

void add_line(VectorFile& file, const std::vector<Line>& lines, double roughness, std::uint64_t seed)
{
    for (const auto& one : lines) file.add(line(winding(one.through, roughness, 0.4, seed++)), {one.name, one.grade});
}

} // namespace

void write_networks(const std::filesystem::path& folder)
{
    {
        VectorFile file{folder / "networks.gpkg"};
        file.table("rail", wkbLineString, {"name", "grade"});
        add_line(file,
                 {{"东西干线", "干线", {{-22, 78}, {47, 97}, {78, 93}, {113, 106}, {151, 103}, {214, 110}, {272, 118}}},
                  {"南北线", "干线", {{104, -20}, {103, 46}, {113, 106}, {88, 150}, {60, 222}}},
                  {"省外联络线", "支线", {{256, 20}, {262, 210}}}},
                 0.05, 201);
        file.table("power_line", wkbLineString, {"name", "grade"});
        add_line(file,
                 {{"霁赭I线", "750千伏", {{113, 100}, {165, 92}, {220, 120}, {262, 140}}},
                  {"霁苇线", "330千伏", {{113, 100}, {96, 140}, {150, 158}, {206, 150}}},
                  {"苇松线", "330千伏", {{96, 140}, {70, 152}, {36, 146}}},
                  {"霁砚线", "330千伏", {{113, 100}, {82, 74}, {66, 48}, {30, 60}}}},
                 0.02, 211);
    }
    VectorFile file{folder / "roads.shp"};
    file.table("roads", wkbLineString, {"名称", "等级"});
    add_line(file,
             {{"澄东高速", "高速公路", {{-20, 84}, {47, 92}, {113, 114}, {151, 108}, {214, 114}, {272, 108}}},
              {"霁云高速", "高速公路", {{113, 114}, {103, 46}, {98, -18}}},
              {"霁苇高速", "高速公路", {{113, 114}, {88, 150}, {31, 139}}},
              {"国道一", "国道", {{64, 44}, {103, 46}, {158, 62}, {214, 66}, {270, 60}}},
              {"国道二", "国道", {{88, 150}, {166, 152}, {206, 148}, {268, 160}}},
              {"国道三", "国道", {{158, 62}, {151, 105}, {166, 152}, {172, 220}}},
              {"乡道", "县道", {{31, 139}, {26, 149}, {22, 160}}}},
             0.1, 221);
}

} // namespace demo
