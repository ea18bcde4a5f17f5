#pragma once

#include "tally/zone_tally.hpp"

#include <random>
#include <vector>

namespace peaksite {

/// A random row of cells as zones meet it: what is covered, values with gaps, classes, conditions and areas.
struct DrawnRow {
    int begin = 0;
    std::vector<Run> runs;
    std::vector<EdgeCell> edge;
    std::vector<double> values, yields;
    std::vector<std::uint8_t> classes;
    std::vector<std::vector<std::uint8_t>> conditions;
    std::vector<std::int64_t> areas; ///< of single cells, used unless `each` is
    std::int64_t each = 0;
    bool complete = false;

    int size() const { return static_cast<int>(values.size()); }
    AreaRow area_row() const
    {
        return each != 0 ? AreaRow{.each = each, .cells = {}, .square_metres = 0}
                         : AreaRow{.each = 0, .cells = areas, .square_metres = 0};
    }
    ValueRow value_row() const { return {.cells = values.data(), .begin = begin, .complete = complete}; }
    ValueRow yield_row() const { return {.cells = yields.data(), .begin = begin, .complete = false}; }

    /// Calls use(index, share, quanta) for every covered cell, in the order of columns of runs and then of edges.
    template <class Use>
    void for_each_cell(Use use) const
    {
        const auto whole = [&](int i) { return each != 0 ? each : areas[static_cast<std::size_t>(i)]; };
        for (const auto& run : runs)
            for (int col = run.begin; col < run.end; ++col)
                use(static_cast<std::size_t>(col - begin), 1.0, whole(col - begin));
        for (const auto& cell : edge)
            use(static_cast<std::size_t>(cell.col - begin), cell.share,
                std::llrint(cell.share * static_cast<double>(whole(cell.col - begin))));
    }
};

/// Draws rows: `criteria` conditions per cell, uniform or single areas, with or without gaps.
inline DrawnRow drawn_row(std::mt19937& random, int cells, int criteria)
{
    const auto chance = [&](double share) { return std::uniform_real_distribution{0.0, 1.0}(random) < share; };
    const auto number = [&](double low, double high) { return std::uniform_real_distribution{low, high}(random); };
    DrawnRow row;
    row.begin = std::uniform_int_distribution{0, 2000}(random);
    row.complete = chance(0.5);
    row.each = chance(0.5) ? area_quanta(number(100, 10000)) : 0;
    row.conditions.resize(static_cast<std::size_t>(criteria));
    const double patchy = chance(0.5) ? 0.95 : 0, covered = number(0, 1), mean = number(-5000, 5000);
    for (int i = 0; i < cells; ++i) {
        const int col = row.begin + i;
        row.values.push_back(!row.complete && chance(0.2) ? std::nan("") : number(mean - 10, mean + 10));
        row.yields.push_back(chance(0.1) ? std::nan("") : number(0, 2000));
        const auto drawn = chance(0.2) ? 255 : std::uniform_int_distribution{0, 12}(random);
        row.classes.push_back(i > 0 && chance(patchy) ? row.classes.back() : static_cast<std::uint8_t>(drawn));
        row.areas.push_back(area_quanta(number(100, 10000)));
        for (auto& condition : row.conditions)
            condition.push_back(chance(0.8) ? 0
                                            : static_cast<std::uint8_t>(std::uniform_int_distribution{0, 2}(random)));
        if (chance(0.1))
            row.edge.push_back({.col = col, .share = number(0, 1)});
        else if (!chance(covered))
            continue;
        else if (!row.runs.empty() && row.runs.back().end == col)
            ++row.runs.back().end;
        else
            row.runs.push_back({.begin = col, .end = col + 1});
    }
    return row;
}

} // namespace peaksite
