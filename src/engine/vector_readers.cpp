#include "engine/vector_readers.hpp"

#include "grid/tiling.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

// Calls use(first, last) for the columns [first, last) of [begin, end) that lie inside.
template <class Use>
void each_inside(const VectorField& field, Row row, int begin, int end, Use use)
{
    for (const auto& run : field.inside.row(row + field.halo).full) {
        const int first = std::max(begin, run.begin - field.halo), last = std::min(end, run.end - field.halo);
        if (first < last) use(first, last);
    }
}

// Distances of a tile, square of the lattice by square, computed when first asked for.
class DistanceTile {
public:
    DistanceTile(std::shared_ptr<const VectorField> field, Length limit, const GroundMetric& ground)
        : m_field(std::move(field)), m_limit(limit), m_ground(ground.clone())
    {}

    void begin(const Window& window)
    {
        m_window = window;
        m_top = lattice(window.row.value);
        m_left = lattice(window.col.value);
        m_across = (lattice(window.col_end().value - 1) - m_left) / lattice_step + 1;
        const int down = (lattice(window.row_end().value - 1) - m_top) / lattice_step + 1;
        m_known.assign(static_cast<std::size_t>(m_across * down), 0);
        m_metres.resize(std::max(m_metres.size(), window.cells()));
    }

    // Metres for cells [begin, end) of a row.
    const double* row(Row row, int begin, int end)
    {
        for (int col = lattice(begin); col < end; col += lattice_step) need(lattice(row.value), col);
        return &m_metres[at(row.value, begin)];
    }

private:
    static int lattice(int cell) { return cell & ~(lattice_step - 1); }
    std::size_t at(int row, int col) const
    {
        return static_cast<std::size_t>(row - m_window.row.value) * static_cast<std::size_t>(m_window.cols) +
               static_cast<std::size_t>(col - m_window.col.value);
    }

    void need(int row, int col)
    {
        auto& known =
            m_known[static_cast<std::size_t>((row - m_top) / lattice_step * m_across + (col - m_left) / lattice_step)];
        if (known != 0) return;
        known = 1;
        const auto square =
            intersection({.row = Row{row}, .col = Col{col}, .rows = lattice_step, .cols = lattice_step}, m_window);
        m_square.resize(square.cells());
        m_field->nearness->distances(square, m_ground, m_limit, m_square);
        for (int r = 0; r < square.rows; ++r)
            std::copy_n(m_square.begin() + static_cast<std::ptrdiff_t>(r) * square.cols, square.cols,
                        m_metres.begin() + static_cast<std::ptrdiff_t>(at(square.row.value + r, square.col.value)));
    }

    std::shared_ptr<const VectorField> m_field;
    Length m_limit;
    GroundMetric m_ground;
    Window m_window;
    int m_top = 0, m_left = 0, m_across = 0;
    std::vector<char> m_known;
    std::vector<double> m_square, m_metres;
};

class ConditionReader final : public InputReader {
public:
    ConditionReader(std::shared_ptr<const VectorField> field, Length buffer, const GroundMetric& ground)
        : m_field(std::move(field)), m_buffer(buffer), m_distances(m_field, buffer, ground)
    {}

    void begin(const Window& window) override
    {
        m_out.resize(std::max(m_out.size(), static_cast<std::size_t>(window.cols)));
        if (m_buffer > Length{}) m_distances.begin(window);
    }

    InputRow row(Row row, int begin, int end) override
    {
        std::fill_n(m_out.begin(), end - begin, Truth::no);
        each_inside(*m_field, row, begin, end, [&](int first, int last) {
            std::fill(m_out.begin() + (first - begin), m_out.begin() + (last - begin), Truth::yes);
        });
        bool complete = true;
        if (m_buffer > Length{}) {
            const double* metres = m_distances.row(row, begin, end);
            for (int i = 0; i < end - begin; ++i) {
                auto& here = m_out[static_cast<std::size_t>(i)];
                if (metres[i] <= m_buffer.metres())
                    here = Truth::yes;
                else if (metres[i] != metres[i] && here != Truth::yes)
                    here = Truth::unknown;
                complete = complete && here != Truth::unknown;
            }
        }
        return {.cells = m_out.data(), .complete = complete};
    }

private:
    std::shared_ptr<const VectorField> m_field;
    Length m_buffer;
    DistanceTile m_distances;
    std::vector<Truth> m_out;
};

class DistanceReader final : public InputReader {
public:
    DistanceReader(std::shared_ptr<const VectorField> field, const GroundMetric& ground)
        : m_field(std::move(field)), m_distances(m_field, Length{}, ground)
    {}

    void begin(const Window& window) override
    {
        m_out.resize(std::max(m_out.size(), static_cast<std::size_t>(window.cols)));
        m_distances.begin(window);
    }

    InputRow row(Row row, int begin, int end) override
    {
        const double* metres = m_distances.row(row, begin, end);
        bool complete = true;
        for (int i = 0; i < end - begin; ++i) {
            const bool known = std::isfinite(metres[i]);
            m_out[static_cast<std::size_t>(i)] = known ? metres[i] / 1000 : std::numeric_limits<double>::quiet_NaN();
            complete = complete && known;
        }
        each_inside(*m_field, row, begin, end, [&](int first, int last) {
            std::fill(m_out.begin() + (first - begin), m_out.begin() + (last - begin), 0.0);
        });
        return {.cells = m_out.data(), .complete = complete};
    }

private:
    std::shared_ptr<const VectorField> m_field;
    DistanceTile m_distances;
    std::vector<double> m_out;
};

} // namespace

std::unique_ptr<InputReader> vector_condition_reader(std::shared_ptr<const VectorField> field, Length buffer,
                                                     const GroundMetric& ground)
{
    return std::make_unique<ConditionReader>(std::move(field), buffer, ground);
}

std::unique_ptr<InputReader> vector_distance_reader(std::shared_ptr<const VectorField> field,
                                                    const GroundMetric& ground)
{
    return std::make_unique<DistanceReader>(std::move(field), ground);
}

} // namespace peaksite
