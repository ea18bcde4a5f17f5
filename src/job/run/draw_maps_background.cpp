#include "job/run/draw_maps_background.hpp"

#include "engine/run_pass.hpp"
#include "eval/compiler.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

namespace peaksite {

namespace {

// Cells of a raster output kept in memory. Tiles do not overlap: each worker writes its own cells.
class MemorySink final : public RasterSink {
public:
    explicit MemorySink(const Grid& grid) : m_cols(grid.cols()), m_cells(grid.window().cells()) {}

    void write(const Window& window, const void* cells) override
    {
        const auto* from = static_cast<const float*>(cells);
        for (int row = 0; row < window.rows; ++row)
            std::memcpy(&m_cells[index(window, row)], from + static_cast<std::ptrdiff_t>(row) * window.cols,
                        static_cast<std::size_t>(window.cols) * sizeof(float));
    }
    std::vector<float> take() { return std::move(m_cells); }

private:
    std::size_t index(const Window& window, int row) const
    {
        return static_cast<std::size_t>(window.row.value + row) * static_cast<std::size_t>(m_cols) +
               static_cast<std::size_t>(window.col.value);
    }

    int m_cols;
    std::vector<float> m_cells;
};

// The grid of the study and what a frame may show around it, in about a thousand cells.
Grid display_grid(const Box& box)
{
    constexpr double around = 1.15, widest_frame = 1.5, tallest_frame = 1.2, across = 1200;
    const double width = box.xmax - box.xmin, height = box.ymax - box.ymin;
    const double more_x = (std::max(around * width, widest_frame * height) - width) / 2;
    const double more_y = (std::max(around * height, tallest_frame * width) - height) / 2;
    const Box wide{
        .xmin = box.xmin - more_x, .ymin = box.ymin - more_y, .xmax = box.xmax + more_x, .ymax = box.ymax + more_y};
    const double cell = std::max(wide.xmax - wide.xmin, wide.ymax - wide.ymin) / across;
    return snapped_grid(wide, cell, cell);
}

// What the pass that fetches the layer reads and computes.
class Fetch {
public:
    Fetch(const Layer& layer, const OpenRaster& open, const GridFrame& frame) : m_layer(layer), m_open(open)
    {
        m_pass.name = "sheet";
        m_pass.grid = display_grid(frame.grid.box());
        m_pass.crs = frame.crs;
        m_pass.areas = std::make_shared<const CellAreas>(CellAreas::constant(1));
        constexpr int tile = 512;
        m_pass.tiling = Tiling{m_pass.grid, tile};
        m_pass.rasters.push_back(open.file.raster);
        constexpr double fine = 1.5;
        m_finer = Placement{m_pass.grid, m_pass.crs, open.file.raster}.fineness() > fine;
    }

    const Grid& grid() const { return m_pass.grid; }

    std::vector<float> values()
    {
        RasterOutput output;
        output.value = m_open.classes.empty() ? add_numbers() : add_classes();
        output.everywhere = true;
        const auto sink = std::make_shared<MemorySink>(m_pass.grid);
        m_pass.outputs.push_back(output);
        m_pass.program = std::make_shared<const Program>(m_compiler->finish());
        PassOptions options;
        options.sinks.push_back(sink);
        run_pass(m_pass, options);
        return sink->take();
    }

private:
    int add_numbers()
    {
        m_pass.inputs.emplace_back(NumberInputPlan{.raster = 0,
                                                   .rule = m_open.rule,
                                                   .resampling = m_finer ? Resampling::average : Resampling::bilinear,
                                                   .derive = NumberInputPlan::Derive::none,
                                                   .metres = 1});
        m_symbols.emplace("layer", NumberInput{.input = 0, .unit = m_layer.unit, .twin = {}});
        m_compiler.emplace(m_symbols);
        return m_compiler->value(parse("layer"));
    }

    int add_classes()
    {
        m_pass.inputs.emplace_back(ClassInputPlan{.raster = 0,
                                                  .codes = m_open.codes,
                                                  .missing = m_open.missing,
                                                  .nodata = m_open.rule.nodata,
                                                  .resampling = m_finer ? Resampling::majority : Resampling::nearest});
        m_symbols.emplace("layer", ClassInput{.input = 0, .classes = m_open.classes, .missing = m_open.missing});
        m_compiler.emplace(m_symbols);
        std::vector<double> indices;
        for (const auto& one : m_open.classes) {
            const auto entry = std::ranges::find(m_layer.classes, one.code, &ClassEntry::code);
            indices.push_back(entry == m_layer.classes.end() ? std::nan("")
                                                             : static_cast<double>(entry - m_layer.classes.begin()));
        }
        return m_compiler->class_value("layer", indices, Unit::dimensionless());
    }

    const Layer& m_layer;
    const OpenRaster& m_open;
    Pass m_pass;
    Symbols m_symbols;
    std::optional<Compiler> m_compiler;
    bool m_finer = false;
};

} // namespace

SheetBackground sheet_background(const Layer& layer, const OpenRaster& open, const GridFrame& frame)
{
    Fetch fetch{layer, open, frame};
    SheetBackground out{.name = layer.title.empty() ? Bilingual{.zh = layer.id, .en = layer.id} : layer.title,
                        .unit = layer.unit.text(),
                        .grid = fetch.grid(),
                        .values = fetch.values(),
                        .classes = {}};
    for (const auto& one : layer.classes) out.classes.push_back({.name = one.name, .color = one.color});
    return out;
}

} // namespace peaksite
