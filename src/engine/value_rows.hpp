#pragma once

#include "engine/cells.hpp"
#include "engine/desk.hpp"
#include "geo/metric.hpp"
#include "grid/cell_area.hpp"

#include <memory>

namespace peaksite {

/// Rows of a raster as doubles, NaN where there is no data. Rows are made when asked for and kept for a while, so that
/// neighbours of a row are converted once; several readers may share one object.
class ValueRows {
public:
    ValueRows() = default;
    ValueRows(const ValueRows&) = delete;
    ValueRows& operator=(const ValueRows&) = delete;
    virtual ~ValueRows() = default;

    /// The cells of the raster that must be held to make the rows of a window.
    virtual Window source_window(const Window& window) const { return window; }
    /// Prepares rows of `window` (inside the raster) of which any `kept` neighbours stay valid together. Every reader
    /// of a tile asks before the first takes a row; windows are united.
    void ask(const Window& window, int kept);
    /// The first cell is column `first_col`.
    const double* row(int row);
    int first_col() const { return m_window.col.value; }
    bool complete(int row) const { return m_complete[slot(row)] != 0; }

    virtual const Strays& strays() const = 0;
    int tile_round() const { return round(); }

protected:
    /// Fills a row of the window; returns whether no cell is without data.
    virtual bool make(int row, double* out) = 0;
    /// The window has changed.
    virtual void prepare() {}
    /// Changes with every tile.
    virtual int round() const = 0;
    const Window& window() const { return m_window; }

private:
    void open();
    std::size_t slot(int row) const { return static_cast<std::size_t>(row % m_kept); }

    Window m_window;
    int m_kept = 0;
    int m_round = -1;
    bool m_open = false;
    std::size_t m_stride = 0;
    std::vector<double> m_cells;
    std::vector<int> m_rows; // by slot: the row it holds, -1 for none
    std::vector<char> m_complete;
};

/// The values of a raster.
class RasterRows final : public ValueRows {
public:
    RasterRows(const Desk& desk, int raster, const ValueRule& rule) : m_desk(desk), m_raster(raster), m_rule(rule) {}
    const Strays& strays() const override { return m_strays; }

private:
    bool make(int row, double* out) override;
    int round() const override { return m_desk.round(); }
    const Desk& m_desk;
    int m_raster;
    ValueRule m_rule;
    Strays m_strays;
};

/// Slope of an elevation raster on its own cells: Horn 1981 over the ground metric of the raster's CRS. Cells at the
/// rim of the raster and beside cells without data have none.
class SlopeRows final : public ValueRows {
public:
    enum class Form : std::uint8_t { degrees, squared_tangent };
    /// `metres`: metres per unit of elevation.
    SlopeRows(std::shared_ptr<ValueRows> elevation, const RasterInfo& info, double metres, const GroundMetric& ground,
              Form form);
    Window source_window(const Window& window) const override { return grown(window, 1); }
    const Strays& strays() const override { return m_elevation->strays(); }

private:
    int round() const override { return m_elevation->tile_round(); }
    bool make(int row, double* out) override;
    void prepare() override;
    /// What turns differences of elevation into the square of the gradient, for one square of the lattice.
    struct Factors {
        double xx = 0, xy = 0, yy = 0;
    };
    Factors factors(int row, int col);

    std::shared_ptr<ValueRows> m_elevation;
    RasterInfo m_info;
    double m_metres;
    GroundMetric m_ground;
    Form m_form;
    std::vector<Factors> m_factors; // of the lattice squares of the current row of squares
    int m_factor_row = -1;
    int m_factor_col = 0;
};

/// Areas of a raster's cells, by its own rows and columns; `areas` are those of the north-up grid on the same lattice.
struct SourceAreas {
    std::shared_ptr<const CellAreas> areas;
    int rows = 0, cols = 0;
    bool south_up = false, mirrored = false;

    double square_metres(int row, int col) const
    {
        return areas->at({Row{south_up ? rows - 1 - row : row}, Col{mirrored ? cols - 1 - col : col}});
    }
};

/// An amount per cell as an amount per m² of ground.
class DensityRows final : public ValueRows {
public:
    DensityRows(std::shared_ptr<ValueRows> amounts, SourceAreas areas)
        : m_amounts(std::move(amounts)), m_areas(std::move(areas))
    {}
    Window source_window(const Window& window) const override { return m_amounts->source_window(window); }
    const Strays& strays() const override { return m_amounts->strays(); }

private:
    int round() const override { return m_amounts->tile_round(); }
    bool make(int row, double* out) override;
    void prepare() override { m_amounts->ask(window(), 1); }
    std::shared_ptr<ValueRows> m_amounts;
    SourceAreas m_areas;
};

} // namespace peaksite
