#pragma once

#include <compare>

namespace peaksite {

/// An index that only adds to whole numbers and only compares with its own kind.
template <class Tag>
struct Index {
    int value = 0;

    constexpr Index() = default;
    constexpr explicit Index(int index) : value(index) {}

    constexpr auto operator<=>(const Index&) const = default;
    constexpr Index& operator++()
    {
        ++value;
        return *this;
    }
    friend constexpr Index operator+(Index index, int step) { return Index{index.value + step}; }
    friend constexpr Index operator-(Index index, int step) { return Index{index.value - step}; }
    friend constexpr int operator-(Index a, Index b) { return a.value - b.value; }
};

/// Row of a grid, counted from the north (top) edge.
using Row = Index<struct RowTag>;
/// Column of a grid, counted from the west (left) edge.
using Col = Index<struct ColTag>;

struct Cell {
    Row row;
    Col col;
    constexpr auto operator<=>(const Cell&) const = default;
};

} // namespace peaksite
