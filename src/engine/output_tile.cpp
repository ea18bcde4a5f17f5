#include "engine/output_tile.hpp"

#include "base/constants.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

// What a float cannot hold is no data, never infinite.
float in_float(double value)
{
    constexpr double most = std::numeric_limits<float>::max();
    return std::fabs(value) <= most ? static_cast<float>(value) : std::numeric_limits<float>::quiet_NaN();
}

} // namespace

using Kind = RasterOutput::Kind;

void OutputTile::begin(const Window& window)
{
    m_window = window;
    if (m_output.kind == Kind::state)
        m_states.assign(window.cells(), state_no_data);
    else
        m_values.assign(window.cells(), std::numeric_limits<float>::quiet_NaN());
}

std::uint8_t OutputTile::state(const RowMachine& machine, int i) const
{
    bool unknown = false;
    for (std::size_t k = 0; k < m_output.criteria.size(); ++k) {
        const auto truth = machine.condition(m_output.criteria[k])[i];
        if (truth == Truth::yes) return static_cast<std::uint8_t>(state_first_excluded + k);
        unknown = unknown || truth == Truth::unknown;
    }
    return unknown ? state_unknown : state_eligible;
}

void OutputTile::row(Row row, int begin, int end, const RowMachine& machine, const AreaRow& areas,
                     std::span<const char> covered)
{
    const auto first = static_cast<std::size_t>(row - m_window.row) * static_cast<std::size_t>(m_window.cols) +
                       static_cast<std::size_t>(begin - m_window.col.value);
    const double* values = m_output.value >= 0 ? machine.value(m_output.value) : nullptr;
    for (int i = 0; i < end - begin; ++i) {
        const auto at = static_cast<std::size_t>(i);
        if (covered[at] == 0 && !m_output.everywhere) continue;
        if (m_output.kind == Kind::value) {
            m_values[first + at] = in_float(values[i]);
            continue;
        }
        const auto here = state(machine, i);
        if (m_output.kind == Kind::state)
            m_states[first + at] = here;
        else if (here >= state_first_excluded)
            m_values[first + at] = 0;
        else if (here == state_eligible) {
            const double area = areas.uniform() ? areas.square_metres : square_metres(areas.cells[at], areas.quantum);
            m_values[first + at] = static_cast<float>(area / square_metres_per_km2 * m_output.density *
                                                      (values == nullptr ? 1 : values[i]));
        }
    }
}

void OutputTile::write()
{
    if (m_output.kind == Kind::state)
        m_sink.write(m_window, m_states.data());
    else
        m_sink.write(m_window, m_values.data());
}

} // namespace peaksite
