#pragma once

#include "base/bytes.hpp"
#include "grid/cell_area.hpp"
#include "grid/coverage.hpp"

#include <limits>

namespace peaksite {

/// What is asked of a layer beyond area and count.
struct MomentNeeds {
    bool sums = false;     ///< mean, sum, integral
    bool squares = false;  ///< standard deviation; extremes too
    bool extremes = false; ///< minimum, maximum
    double pivot = 0;      ///< squares are taken about it, so that large means cost no digits
    bool wants_extremes() const { return extremes || squares; }
    bool operator==(const MomentNeeds&) const = default;
};

/// A row of values of a tile: NaN where there is no data.
struct ValueRow {
    const double* cells = nullptr; ///< the first is column `begin`
    int begin = 0;
    bool complete = false; ///< no NaN among them
};

/// Sums over the cells of one zone in one tile, in fixed row-major lane order.
/// No sum of areas may pass `most_quanta`: TileTally sees to that.
class TileMoments {
public:
    void clear() { *this = {}; }
    /// `runs` and `edge` as clipped to the tile; `areas` begins at the column of `values`.
    void add(const MomentNeeds& needs, const ValueRow& values, std::span<const Run> runs,
             std::span<const EdgeCell> edge, const AreaRow& areas);

private:
    friend class Moments;
    static constexpr int lanes = 8;
    void add_run(const MomentNeeds& needs, const double* x, int n, const std::int64_t* areas, const AreaRow& row,
                 bool complete);
    void add_edge(const MomentNeeds& needs, double x, double share, std::int64_t quanta);

    alignas(64) double m_weighted[lanes]{}; // Σ share · area · value
    alignas(64) double m_plain[lanes]{};    // Σ share · value
    alignas(64) double m_squares[lanes]{};  // Σ share · area · (value - pivot)²
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
    double m_edge_count = 0;
    std::int64_t m_full_count = 0;
    std::int64_t m_area = 0; // quanta
    AreaQuantum m_quantum;
};

/// Sums of a zone over any number of tiles; the order of merging does not matter.
class Moments {
public:
    /// Part of a polygon: it counts once, whatever its size.
    struct Part {
        double count = 1;
        double share = 1; ///< of the polygon, for the sum of amounts
        double square_metres = 0;
        double value = 0;
    };

    void add(const TileMoments& tile);
    void add_part(const Part& part);
    void merge(const Moments& other);

    /// m² with data.
    double area() const { return m_area.value(); }
    /// Σ coverage of cells with data.
    double count() const { return m_count.value(); }
    /// Σ coverage · area · value, m² times the unit of the value.
    double integral() const { return m_weighted.value(); }
    /// Σ coverage · value.
    double sum() const { return m_plain.value(); }
    /// Over valid area; NaN without any.
    double mean() const { return integral() / area(); }
    /// Of the population; exactly 0 where all values are one, NaN without any.
    double standard_deviation(double pivot) const;
    double low() const { return m_low; }
    double high() const { return m_high; }
    bool empty() const { return m_area == ExactSum{}; }

    void write(ByteWriter& out) const;
    static Moments read(ByteReader& in);
    bool operator==(const Moments&) const = default;

private:
    ExactSum m_area; // m²
    ExactSum m_count, m_weighted, m_plain, m_squares;
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
};

} // namespace peaksite
