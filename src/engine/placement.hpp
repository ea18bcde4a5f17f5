#pragma once

#include "engine/raster.hpp"
#include "geo/mesh.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// Where the cells of a grid lie in a raster. Three ways: the same lattice (whole steps), another lattice in the same
/// plane (exact affine indices), another plane (a mesh of PROJ positions). Longitudes are counted modulo 360: a cell of
/// the grid lies in the raster on whichever turn brings it next to the raster's middle. Used by one worker; `clone` for
/// another.
class Placement {
public:
    /// Places of the grid in the CRSs of rasters, for the placements of one worker.
    using SharedPlaces = std::map<std::string, std::shared_ptr<GridPlaces>>;

    Placement(const Grid& grid, const Crs& crs, const Raster& raster);
    /// One that shares places with others of its worker.
    Placement clone(SharedPlaces& places) const;

    bool same_lattice() const { return m_kind == Kind::same_lattice; }
    /// Axes of grid and raster run alike: a row of the grid lies in one row of the raster.
    bool upright() const { return m_kind != Kind::mesh && m_position.upright(); }
    /// Cells of the raster, along the finer of its axes, that one cell of the grid spans (at the grid's middle).
    double fineness() const { return m_fineness; }

    /// Prepares `window` and returns the cells of the raster that hold all its centres, `margin` cells around included.
    Window prepare(const Window& window, int margin);
    /// Where the cells [begin, end) of a row of the prepared window lie.
    void row(Row row, int begin, int end, std::vector<SourceLine>& lines) const;
    /// Same lattice: row of the raster at row 0 of the grid, column at a column of it, and where the stretch of columns
    /// of the grid that follow each other in the raster ends, at most `end`.
    int first_row() const { return m_first_row; }
    int col_of(int col) const;
    int stretch_end(int col, int end) const;
    /// Columns of a raster that goes once round the earth, else 0: beyond its last column comes the first.
    int period() const { return m_period; }

    /// How the raster's system becomes the grid's; nothing when they share a plane.
    const std::optional<Transform>& conversion() const { return m_conversion; }

private:
    enum class Kind { same_lattice, affine, mesh };
    Placement() = default;
    void measure();
    void find_seam(const RasterInfo& info);
    bool find_lattice(const RasterInfo& info);
    int turn_at(int col) const;
    template <class Use>
    void each_turn(int begin, int end, Use use) const;
    std::optional<Box> reach(const Window& window) const;

    Kind m_kind = Kind::mesh;
    Grid m_grid;
    Affine m_position;            // of the raster
    std::optional<double> m_seam; // of rasters in degrees: longitude half a turn from their middle
    int m_cols = 0, m_period = 0;
    int m_turn_cols = 0; // same lattice: columns of a whole turn, 0 where that is no whole number
    int m_first_col = 0;
    int m_first_row = 0;
    double m_fineness = 1;
    std::optional<Transform> m_conversion; // grid to raster
    std::string m_crs;                     // of the raster, where it is not the grid's
    std::optional<Mesh> m_mesh;
};

} // namespace peaksite
