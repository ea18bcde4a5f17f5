#pragma once

#include "engine/raster.hpp"
#include "geo/mesh.hpp"

#include <optional>
#include <vector>

namespace peaksite {

/// Where the cells of a grid lie in a raster. Three ways: the same lattice (whole steps), another lattice in the same
/// plane (exact affine indices), another plane (a mesh of PROJ positions). Used by one worker; `clone` for another.
class Placement {
public:
    Placement(const Grid& grid, const Crs& crs, const Raster& raster);
    Placement clone() const;

    bool same_lattice() const { return m_kind == Kind::same_lattice; }
    /// Axes of grid and raster run alike: a row of the grid lies in one row of the raster.
    bool upright() const { return m_kind != Kind::mesh && m_position.upright(); }
    /// Cells of the raster, along the finer of its axes, that one cell of the grid spans (at the grid's middle).
    double fineness() const { return m_fineness; }

    /// Prepares `window` and returns the cells of the raster that hold all its centres, `margin` cells around included.
    Window prepare(const Window& window, int margin);
    /// Where the cells [begin, end) of a row of the prepared window lie.
    void row(Row row, int begin, int end, std::vector<SourceLine>& lines) const;
    /// Same lattice: column and row of the raster at column and row 0 of the grid.
    int first_col() const { return m_first_col; }
    int first_row() const { return m_first_row; }

    /// How the raster's system becomes the grid's; nothing when they share a plane.
    const std::optional<Transform>& conversion() const { return m_conversion; }

private:
    enum class Kind { same_lattice, affine, mesh };
    Placement() = default;
    void measure();

    Kind m_kind = Kind::mesh;
    Grid m_grid;
    Affine m_position; // of the raster
    bool m_degrees = false;
    int m_first_col = 0;
    int m_first_row = 0;
    double m_fineness = 1;
    std::optional<Transform> m_conversion; // grid to raster
    std::optional<Mesh> m_mesh;
};

} // namespace peaksite
