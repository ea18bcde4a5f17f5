#include "regions.hpp"

#include "paths.hpp"
#include "vector_file.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace demo {

namespace {

// Corners where boundaries meet: S south, P and Q between the rows of counties, N north.
const std::map<std::string, Place>& corners()
{
    static const std::map<std::string, Place> all{
        {"S0", {14, 24}},   {"S1", {74, 6}},    {"S2", {132, 18}},  {"S3", {186, 8}},   {"S4", {234, 30}},
        {"P0", {4, 74}},    {"Pa", {72, 66}},   {"Pb", {90, 72}},   {"Pc", {130, 78}},  {"Pm", {147, 73}},
        {"Pd", {172, 68}},  {"Pe", {190, 76}},  {"P5", {246, 84}},  {"Q0", {18, 122}},  {"Qa", {60, 130}},
        {"Qb", {92, 126}},  {"Qc", {124, 138}}, {"Qm", {142, 132}}, {"Qd", {168, 136}}, {"Qe", {187, 126}},
        {"Q5", {240, 136}}, {"N0", {6, 172}},   {"N1", {62, 194}},  {"N2", {128, 182}}, {"N3", {184, 196}},
        {"N4", {230, 178}}};
    return all;
}

struct Outline {
    std::string code, name, city_code, city_name;
    std::vector<std::string> corners;
};

const std::vector<Outline>& outlines()
{
    static const std::vector<Outline> all{
        {"990102", "霁阳区", "990100", "霁川市", {"Pb", "Pc", "Pm", "Qm", "Qc", "Qb"}},
        {"990103", "望澄区", "990100", "霁川市", {"Pm", "Pd", "Qd", "Qm"}},
        {"990121", "云杼县", "990100", "霁川市", {"S1", "S2", "Pc", "Pb", "Pa"}},
        {"990122", "栖霜县", "990100", "霁川市", {"S2", "S3", "Pe", "Pd", "Pm", "Pc"}},
        {"990202", "砚泽区", "990200", "砚湖市", {"S0", "S1", "Pa", "P0"}},
        {"990221", "砚北县", "990200", "砚湖市", {"P0", "Pa", "Pb", "Qb", "Qa", "Q0"}},
        {"990302", "苇津区", "990300", "苇川市", {"Qa", "Qb", "Qc", "N2", "N1"}},
        {"990321", "松牧县", "990300", "苇川市", {"Q0", "Qa", "N1", "N0"}},
        {"990322", "芦湾县", "990300", "苇川市", {"Qc", "Qm", "Qd", "Qe", "N3", "N2"}},
        {"990402", "赭城区", "990400", "赭原市", {"Pd", "Pe", "P5", "Q5", "Qe", "Qd"}},
        {"990421", "白榆县", "990400", "赭原市", {"S3", "S4", "P5", "Pe"}},
        {"990422", "沙棠县", "990400", "赭原市", {"Qe", "Q5", "N4", "N3"}}};
    return all;
}

// The same line seen from both sides.
Path boundary(const std::string& from, const std::string& to)
{
    const bool forward = from < to;
    const auto &first = forward ? from : to, &last = forward ? to : from;
    std::uint64_t seed = 0;
    for (const char letter : first + last) seed = seed * 131 + static_cast<std::uint64_t>(letter);
    auto path = winding({corners().at(first), corners().at(last)}, 0.12, 0.5, seed);
    if (!forward) std::ranges::reverse(path);
    return path;
}

Path ring_of(const Outline& outline)
{
    Path out;
    for (std::size_t i = 0; i < outline.corners.size(); ++i) {
        const auto side = boundary(outline.corners[i], outline.corners[(i + 1) % outline.corners.size()]);
        out.insert(out.end(), side.begin() + (out.empty() ? 0 : 1), side.end());
    }
    return out;
}

} // namespace

std::vector<County> counties()
{
    std::vector<County> all;
    for (const auto& outline : outlines())
        all.push_back({.code = outline.code,
                       .name = outline.name,
                       .city_code = outline.city_code,
                       .city_name = outline.city_name,
                       .parts = {{ring_of(outline)}}});
    // An exclave of 赭城区 in 白榆县.
    const auto exclave = blob({218, 52}, 4.5, 91);
    const auto named = [&](const std::string& name) { return std::ranges::find(all, name, &County::name); };
    named("赭城区")->parts.push_back({exclave});
    named("白榆县")->parts.front().push_back(exclave);
    return all;
}

std::string county_at(const std::vector<County>& counties, Place place)
{
    const auto at = degrees(place);
    const OGRPoint point{at.x, at.y};
    for (const auto& county : counties)
        if (polygons(county.parts).Contains(&point) != FALSE) return county.name;
    return "省外";
}

Place beside_boundary(const County& inside, const County& beyond, double metres)
{
    const auto& mine = inside.parts.front().front();
    const auto& theirs = beyond.parts.front().front();
    const auto shared = [&](Place p) {
        return std::ranges::any_of(theirs, [&](Place q) { return distance(p, q) < 1e-9; });
    };
    for (std::size_t i = mine.size() / 8; i + 1 < mine.size(); ++i) {
        const Place a = mine[i], b = mine[i + 1];
        if (!shared(a) || !shared(b)) continue;
        const double length = distance(a, b), off = metres / 1000;
        for (const double side : {-1.0, 1.0}) {
            const Place p{.x = (a.x + b.x) / 2 + side * off * (b.y - a.y) / length,
                          .y = (a.y + b.y) / 2 - side * off * (b.x - a.x) / length};
            if (county_at({inside}, p) == inside.name) return p;
        }
    }
    throw std::runtime_error{"these counties share no boundary"};
}

} // namespace demo
