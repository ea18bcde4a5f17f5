#pragma once

#include "support/memory_pass.hpp"

#include <limits>
#include <random>

namespace peaksite {

/// What a plain computation says of a cell: its value, and whether rounding could make it another one.
struct Sampled {
    double value = no_data;
    bool sure = true;
};

/// Draws numbers of many kinds from one seed.
class Draws {
public:
    explicit Draws(std::uint32_t seed) : m_random(seed) {}

    bool chance(double share) { return real(0, 1) < share; }
    double real(double low, double high) { return std::uniform_real_distribution{low, high}(m_random); }
    int whole(int low, int high) { return std::uniform_int_distribution{low, high}(m_random); }
    double log_uniform(double low, double high) { return std::exp(real(std::log(low), std::log(high))); }
    template <class T>
    T one_of(std::initializer_list<T> all)
    {
        return all.begin()[whole(0, static_cast<int>(all.size()) - 1)];
    }
    std::mt19937& random() { return m_random; }

private:
    std::mt19937 m_random;
};

/// A raster of any cell type and fill, anywhere about a grid, and how a pass reads it.
struct RandomLayer {
    MemoryRaster memory;
    NumberInputPlan plan; ///< of numbers
    bool classes = false;
    std::vector<int> codes; ///< of classes, by index
    double slack = 0;       ///< positions are right to this, in cells
    double span = 0;        ///< the most by which values differ
    bool degrees = false;
    Ellipsoid earth;

    Resampling resampling = Resampling::nearest;
    /// The value, or the class (as its index, -1 for codes that are none, NaN without data), at a cell of the grid.
    Sampled at(const Grid& grid, const CellAreas& areas, int row, int col) const;

private:
    struct Place {
        long double u = 0, v = 0;
    };
    Place place(const Grid& grid, double col, double row) const;
    double cell(long double col, long double row) const;
    double own_area(double row) const;
    bool gaps_about(const Place& p) const;
    Sampled nearest(const Place& p) const;
    Sampled bilinear(const Place& p) const;
    Sampled covered(const Grid& grid, const CellAreas& areas, int row, int col) const;
};

/// Draws a layer for a grid; `classes`: of codes.
RandomLayer random_layer(Draws& draws, const Grid& grid, const Crs& crs, bool classes);

/// The area of a cell in degrees, by integration.
double area_in_degrees(const Grid& grid, const Ellipsoid& ellipsoid, int row);

} // namespace peaksite
