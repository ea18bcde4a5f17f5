#pragma once

#include "geo/shape.hpp"
#include "grid/coverage.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

namespace peaksite {

/// "0.5 0.5, 2.5 0.5, 2.5 2.5" as a closed ring.
inline Line ring(const std::string& text)
{
    Line line;
    std::istringstream in{text};
    Point point;
    char comma = 0;
    while (in >> point.x >> point.y) {
        line.push_back(point);
        in >> comma;
    }
    if (!line.empty() && line.front() != line.back()) line.push_back(line.front());
    return line;
}

/// A polygon from its outer ring and holes.
inline Shape polygon(const std::string& outer, const std::vector<std::string>& holes = {})
{
    Polygon polygon{.rings = {ring(outer)}};
    for (const auto& hole : holes) polygon.rings.push_back(ring(hole));
    return {.polygons = {polygon}, .lines = {}, .points = {}};
}

/// Numbers drawn row by row, "." for nothing: ".25 .5\n 1 .".
inline std::vector<std::vector<double>> draw(const std::string& text)
{
    std::vector<std::vector<double>> rows;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        auto& row = rows.emplace_back();
        for (std::string word; words >> word;) row.push_back(word == "." ? 0 : std::stod(word));
    }
    return rows;
}

/// The shares of all cells as a matrix.
inline std::vector<std::vector<double>> matrix(const Coverage& coverage, int rows, int cols)
{
    std::vector<std::vector<double>> out(static_cast<std::size_t>(rows),
                                         std::vector<double>(static_cast<std::size_t>(cols)));
    for (int r = 0; r < rows; ++r) {
        auto& row = out[static_cast<std::size_t>(r)];
        const auto covered = coverage.row(Row{r});
        for (const auto& run : covered.full)
            for (int c = run.begin; c < run.end; ++c) row[static_cast<std::size_t>(c)] += 1;
        for (const auto& cell : covered.edge) row[static_cast<std::size_t>(cell.col)] += cell.share;
    }
    return out;
}

} // namespace peaksite
