#pragma once

#include "engine/desk.hpp"
#include "engine/inputs.hpp"
#include "engine/run_pass.hpp"
#include "eval/compiler.hpp"
#include "geo/areas.hpp"
#include "geo/cover.hpp"
#include "support/blocks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace peaksite {

inline constexpr double no_data = std::numeric_limits<double>::quiet_NaN();

/// Numbers that lie in memory: what a raster file would hold.
struct Cells {
    int rows = 0;
    int cols = 0;
    std::vector<double> values;

    Cells() = default;
    Cells(int height, int width, double value = 0)
        : rows(height), cols(width), values(static_cast<std::size_t>(height) * static_cast<std::size_t>(width), value)
    {}
    double& at(int row, int col)
    {
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) + static_cast<std::size_t>(col)];
    }
    /// NaN beyond the edges.
    double at(int row, int col) const
    {
        if (row < 0 || col < 0 || row >= rows || col >= cols) return no_data;
        return values[static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) + static_cast<std::size_t>(col)];
    }
};

inline Cells random_cells(int rows, int cols, std::mt19937& random, double low, double high, double gaps = 0)
{
    Cells cells{rows, cols};
    std::uniform_real_distribution<double> value{low, high}, chance{0, 1};
    for (auto& cell : cells.values) cell = chance(random) < gaps ? no_data : value(random);
    return cells;
}

/// Whole numbers from `low` to `high`.
inline Cells random_codes(int rows, int cols, std::mt19937& random, int low, int high)
{
    Cells cells{rows, cols};
    std::uniform_int_distribution<int> value{low, high};
    for (auto& cell : cells.values) cell = value(random);
    return cells;
}

/// What a memory raster remembers of its reading; `broken` blocks throw.
struct ReadLog {
    std::vector<std::atomic<int>> decoded;
    std::vector<char> broken;
    explicit ReadLog(std::size_t blocks) : decoded(blocks), broken(blocks) {}
};

class MemorySource final : public LayerSource {
public:
    MemorySource(std::shared_ptr<const Cells> cells, RasterInfo info, std::shared_ptr<ReadLog> log)
        : m_cells(std::move(cells)), m_info(std::move(info)), m_log(std::move(log))
    {}

    void read_block(int row, int col, std::byte* out) override
    {
        const auto at = static_cast<std::size_t>(row * m_info.blocks_across() + col);
        if (m_log->broken[at] != 0) throw InputError{text("block {} {} is broken", row, col)};
        ++m_log->decoded[at];
        for (int r = 0; r < m_info.block_rows; ++r)
            for (int c = 0; c < m_info.block_cols; ++c)
                put(out, r * m_info.block_cols + c,
                    m_cells->at(row * m_info.block_rows + r, col * m_info.block_cols + c));
    }

private:
    template <class T>
    void put_as(std::byte* out, int i, double value) const
    {
        const auto fills = value != value ? m_info.nodata.as<T>() : std::vector<T>{};
        if (value != value && std::is_integral_v<T>) value = 0;
        const auto raw = fills.empty() ? static_cast<T>(value) : fills.front();
        std::memcpy(out + static_cast<std::ptrdiff_t>(i) * static_cast<std::ptrdiff_t>(sizeof raw), &raw, sizeof raw);
    }

    void put(std::byte* out, int i, double value) const
    {
        switch (m_info.type) {
        case PixelType::u8:
            return put_as<std::uint8_t>(out, i, value);
        case PixelType::i8:
            return put_as<std::int8_t>(out, i, value);
        case PixelType::u16:
            return put_as<std::uint16_t>(out, i, value);
        case PixelType::i16:
            return put_as<std::int16_t>(out, i, value);
        case PixelType::u32:
            return put_as<std::uint32_t>(out, i, value);
        case PixelType::i32:
            return put_as<std::int32_t>(out, i, value);
        case PixelType::u64:
            return put_as<std::uint64_t>(out, i, value);
        case PixelType::i64:
            return put_as<std::int64_t>(out, i, value);
        case PixelType::f32:
            return put_as<float>(out, i, value);
        case PixelType::f64:
            return put_as<double>(out, i, value);
        }
    }

    std::shared_ptr<const Cells> m_cells;
    RasterInfo m_info;
    std::shared_ptr<ReadLog> m_log;
};

struct MemoryRaster {
    Raster raster;
    std::shared_ptr<ReadLog> log;
    std::shared_ptr<const Cells> cells;
};

inline Affine position_of(const Grid& grid)
{
    return {.x0 = grid.north_west().x,
            .dx_col = grid.cell_width(),
            .dx_row = 0,
            .y0 = grid.north_west().y,
            .dy_col = 0,
            .dy_row = -grid.cell_height()};
}

inline MemoryRaster memory_raster(Cells cells, const Affine& position, const Crs& crs, PixelType type = PixelType::f64,
                                  int block_rows = 7, int block_cols = 33)
{
    MemoryRaster out;
    out.cells = std::make_shared<const Cells>(std::move(cells));
    out.raster.info = {.name = "memory",
                       .rows = out.cells->rows,
                       .cols = out.cells->cols,
                       .block_rows = block_rows,
                       .block_cols = block_cols,
                       .type = type,
                       .position = position,
                       .nodata = {},
                       .gap = {}};
    const auto& info = out.raster.info;
    out.log = std::make_shared<ReadLog>(static_cast<std::size_t>(blocks_down(info)) *
                                        static_cast<std::size_t>(info.blocks_across()));
    out.raster.crs = crs;
    out.raster.open = [cells = out.cells, info, log = out.log] {
        return std::make_unique<MemorySource>(cells, info, log);
    };
    return out;
}

/// A pass without zones, rasters and inputs.
inline Pass empty_pass(const Grid& grid, const Crs& crs, int tile = 64)
{
    Pass pass;
    pass.name = "grid";
    pass.grid = grid;
    pass.crs = crs;
    pass.areas = std::make_shared<const CellAreas>(cell_areas(grid, crs));
    pass.tiling = Tiling{grid, tile};
    pass.program = std::make_shared<const Program>();
    return pass;
}

/// Adds the numbers of a raster; returns the input.
inline int add_numbers(Pass& pass, const Raster& raster, NumberInputPlan plan = {})
{
    plan.raster = static_cast<int>(pass.rasters.size());
    pass.rasters.push_back(raster);
    pass.inputs.emplace_back(plan);
    return static_cast<int>(pass.inputs.size()) - 1;
}

inline int add_numbers(Pass& pass, const Raster& raster, Resampling resampling)
{
    NumberInputPlan plan;
    plan.resampling = resampling;
    return add_numbers(pass, raster, plan);
}

/// Cells of one input as the workers see it, tile by tile.
template <class T>
std::vector<T> read_input(const Pass& pass, int input)
{
    const InputKit kit{pass};
    BlockCache cache{pass.rasters};
    Desk desk{pass.rasters, cache};
    auto readers = kit.readers(desk, {input});
    auto& reader = *readers[static_cast<std::size_t>(input)];
    std::vector<T> out(pass.grid.window().cells());
    for (int tile = 0; tile < pass.tiling.count(); ++tile) {
        const auto window = pass.tiling.window(tile);
        WindowList wanted;
        reader.want(window, wanted);
        for (const auto& [raster, part] : wanted.windows()) cache.expect(raster, part);
        desk.hold(wanted);
        reader.begin(window);
        for (Row row = window.row; row < window.row_end(); ++row) {
            const auto cells = reader.row(row, window.col.value, window.col_end().value);
            const auto* from = static_cast<const T*>(cells.cells);
            if constexpr (std::is_same_v<T, double>) {
                const bool gap = std::any_of(from, from + window.cols, [](double x) { return std::isnan(x); });
                EXPECT_FALSE(cells.complete && gap) << "a row that is said to be complete has a gap";
            }
            std::copy_n(from, window.cols,
                        out.begin() + static_cast<std::ptrdiff_t>(row.value) * pass.grid.cols() + window.col.value);
        }
        desk.release();
    }
    return out;
}

/// Makes `pass.program` of value expressions over inputs named x0, x1, …; returns their outputs.
inline std::vector<int> compile_values(Pass& pass, const Symbols& symbols, const std::vector<std::string>& expressions)
{
    Compiler compiler{symbols};
    std::vector<int> outputs;
    for (const auto& expression : expressions) outputs.push_back(compiler.value(parse(expression)));
    pass.program = std::make_shared<const Program>(compiler.finish());
    return outputs;
}

/// Both missing, or equal to a relative error.
inline bool agree(double a, double b, double tolerance)
{
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return std::fabs(a - b) <= tolerance * std::max({1.0, std::fabs(a), std::fabs(b)});
}

} // namespace peaksite
