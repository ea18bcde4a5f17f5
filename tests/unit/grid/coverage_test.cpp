#include "grid/coverage.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace peaksite {
namespace {

struct DrawnRow {
    std::vector<Run> full;
    std::vector<EdgeCell> edge;
};

// Cells from west to east: nothing, part of a run, or an edge cell.
DrawnRow drawn_row(const std::vector<int>& kinds)
{
    DrawnRow row;
    for (int col = 0; col < static_cast<int>(kinds.size()); ++col) {
        const int kind = kinds[static_cast<std::size_t>(col)];
        if (kind == 1 && !row.full.empty() && row.full.back().end == col)
            ++row.full.back().end;
        else if (kind == 1)
            row.full.push_back({.begin = col, .end = col + 1});
        if (kind == 2) row.edge.push_back({.col = col, .share = 0.25 + col * 0.01});
    }
    return row;
}

std::vector<std::vector<int>> drawn_kinds()
{
    return *rc::gen::container<std::vector<std::vector<int>>>(
        rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3)));
}

RC_GTEST_PROP(Coverage, GivesBackTheRowsItWasGiven, ())
{
    const auto kinds = drawn_kinds();
    const int first = *rc::gen::inRange(-3, 9);
    Coverage coverage{Row{first}};
    for (const auto& row : kinds) coverage.add_row(drawn_row(row).full, drawn_row(row).edge);
    bool nothing = true;
    for (int i = 0; i < static_cast<int>(kinds.size()); ++i) {
        const auto given = drawn_row(kinds[static_cast<std::size_t>(i)]);
        const auto row = coverage.row(Row{first + i});
        RC_ASSERT(std::vector(row.full.begin(), row.full.end()) == given.full);
        RC_ASSERT(std::vector(row.edge.begin(), row.edge.end()) == given.edge);
        nothing = nothing && row.empty();
    }
    RC_ASSERT(coverage.empty() == nothing);
    RC_ASSERT(coverage.row(Row{first - 1}).empty() && coverage.row(coverage.end_row()).empty());
    RC_ASSERT(coverage.bytes() >= 8 * kinds.size());
}

RC_GTEST_PROP(Coverage, BoundsHoldAllCellsAndTouchTheOutermost, ())
{
    const auto kinds = drawn_kinds();
    Coverage coverage{Row{2}};
    int left = 1000, right = -1;
    for (const auto& row : kinds) {
        coverage.add_row(drawn_row(row).full, drawn_row(row).edge);
        for (int col = 0; col < static_cast<int>(row.size()); ++col)
            if (row[static_cast<std::size_t>(col)] != 0) left = std::min(left, col), right = std::max(right, col);
    }
    const auto bounds = coverage.bounds();
    if (right < 0)
        RC_ASSERT(bounds.empty());
    else
        RC_ASSERT(bounds.col == Col{left} && bounds.col_end() == Col{right + 1} && bounds.row == Row{2} &&
                  bounds.row_end() == coverage.end_row());
}

RC_GTEST_PROP(Clip, KeepsTheCellsWithinTheColumns, ())
{
    const auto kinds = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3));
    const auto given = drawn_row(kinds);
    const int begin = *rc::gen::inRange(-3, 12), end = begin + *rc::gen::inRange(0, 12);
    std::vector<Run> runs{{.begin = 7, .end = 9}};
    const auto edge = clip({.full = given.full, .edge = given.edge}, begin, end, runs);
    std::vector<int> found(kinds.size());
    for (const auto& run : runs) {
        RC_ASSERT(run.begin < run.end && run.begin >= begin && run.end <= end);
        for (int col = run.begin; col < run.end; ++col) found[static_cast<std::size_t>(col)] += 1;
    }
    for (const auto& cell : edge) found[static_cast<std::size_t>(cell.col)] += 2;
    for (int col = 0; col < static_cast<int>(kinds.size()); ++col)
        RC_ASSERT(found[static_cast<std::size_t>(col)] ==
                  (col >= begin && col < end ? kinds[static_cast<std::size_t>(col)] : 0));
}

} // namespace
} // namespace peaksite
