#include "model/meaning/unclassified_area.hpp"

#include "base/constants.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace peaksite {

namespace {

// Calls `use(index, m²)` for what is no class.
template <class Use>
void for_each_unclassified(const ClassNumbering& numbering, const ClassAreas& areas, Use use)
{
    areas.for_each([&](std::size_t index, double area) {
        if (static_cast<int>(index) != numbering.missing && !numbering.is_class(index) && area > 0) use(index, area);
    });
}

} // namespace

double unclassified_area(const ClassNumbering& numbering, const ClassAreas& areas)
{
    double sum = 0;
    for_each_unclassified(numbering, areas, [&](std::size_t, double area) { sum += area; });
    return sum;
}

UnclassifiedCodes unclassified_codes(const ClassNumbering& numbering, const ClassAreas& areas)
{
    UnclassifiedCodes out;
    for_each_unclassified(numbering, areas, [&](std::size_t index, double area) {
        if (index < numbering.codes.size())
            out.words.push_back(fmt::format("{} ({:.6g} km²)", numbering.codes[index], area / square_metres_per_km2));
        else
            out.others = true;
    });
    return out;
}

std::string listed_codes(std::vector<std::string> words)
{
    constexpr std::size_t shown = 12;
    if (words.size() > shown) {
        words.resize(shown);
        words.emplace_back("…");
    }
    return joined(words, ", ");
}

} // namespace peaksite
