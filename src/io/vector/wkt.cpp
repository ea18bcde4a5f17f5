#include "io/vector/write_formats.hpp"

namespace peaksite {

namespace {

std::string position(Point p) { return number(p.x) + " " + number(p.y); }

// "(…)" around what `write` makes of each part.
template <class Part, class Write>
std::string listed(const std::vector<Part>& parts, Write write)
{
    std::string out = "(";
    for (const auto& part : parts) {
        if (out.size() > 1) out += ',';
        out += write(part);
    }
    return out + ")";
}

std::string along(const Line& line) { return listed(line, position); }
std::string around(const Polygon& polygon) { return listed(polygon.rings, along); }

// One part by its own name, several as MULTI….
template <class Part, class Write>
void add_kind(std::vector<std::string>& kinds, const std::string& name, const std::vector<Part>& parts, Write write)
{
    if (parts.size() == 1) kinds.push_back(name + " " + write(parts.front()));
    if (parts.size() > 1) kinds.push_back("MULTI" + name + " " + listed(parts, write));
}

} // namespace

// By hand: GDAL writes 106.1 as 106.09999999999999 when all digits are asked for.
std::string wkt_of(const Shape& shape)
{
    std::vector<std::string> kinds;
    add_kind(kinds, "POLYGON", shape.polygons, around);
    add_kind(kinds, "LINESTRING", shape.lines, along);
    add_kind(kinds, "POINT", shape.points, [](Point p) { return "(" + position(p) + ")"; });
    if (kinds.empty()) return {};
    return kinds.size() == 1 ? kinds.front() : "GEOMETRYCOLLECTION (" + joined(kinds, ",") + ")";
}

} // namespace peaksite
