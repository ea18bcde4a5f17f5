#pragma once

#include "engine/pass.hpp"
#include "eval/machine.hpp"

#include <span>
#include <vector>

namespace peaksite {

/// The cells of one raster output in the tile at hand.
class OutputTile {
public:
    /// Both must outlive it.
    OutputTile(const RasterOutput& output, RasterSink& sink) : m_output(output), m_sink(sink) {}

    void begin(const Window& window);
    /// Fills the cells of a row that are covered (one byte per cell, from column `begin`).
    void row(Row row, int begin, int end, const RowMachine& machine, const AreaRow& areas,
             std::span<const char> covered);
    void write();

private:
    std::uint8_t state(const RowMachine& machine, int i) const;

    const RasterOutput& m_output;
    RasterSink& m_sink;
    Window m_window;
    std::vector<float> m_values;
    std::vector<std::uint8_t> m_states;
};

} // namespace peaksite
