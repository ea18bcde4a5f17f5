#include "engine/readers.hpp"

#include "eval/kernels.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace peaksite {

namespace {

// Cells around a centre that a resampling looks at.
int margin_of(Resampling resampling, double fineness)
{
    switch (resampling) {
    case Resampling::nearest:
        return 1;
    case Resampling::bilinear:
        return 2;
    case Resampling::average:
    case Resampling::majority:
        break;
    }
    return static_cast<int>(std::ceil(std::min(fineness, 1e8))) + 2;
}

// Points a side that hit every source cell about twice.
int points_of(double fineness) { return static_cast<int>(std::clamp(std::ceil(2 * fineness), 2.0, 64.0)); }

// Rows of classes, made when asked for, as ValueRows makes values; rows that need no conversion are not copied.
class ClassRows {
public:
    ClassRows(const Desk& desk, int raster, ClassRule rule)
        : m_desk(desk), m_raster(raster), m_rule(std::move(rule)),
          m_as_they_are(m_rule.bytes_as_they_are() && desk.info(raster).type == PixelType::u8)
    {}

    void ask(const Window& window, int kept)
    {
        m_window = window;
        m_kept = std::max(1, std::min(kept, window.rows));
        m_cells.resize(
            std::max(m_cells.size(), static_cast<std::size_t>(m_kept) * static_cast<std::size_t>(window.cols)));
        m_rows.assign(static_cast<std::size_t>(m_kept), {});
    }

    int first_col() const { return m_window.col.value; }
    std::uint8_t missing() const { return m_rule.missing(); }

    const std::uint8_t* row(int row)
    {
        auto& kept = m_rows[slot(row)];
        if (kept.row == row) return kept.cells;
        const int first = m_window.col.value;
        auto* own = m_cells.data() + slot(row) * static_cast<std::size_t>(m_window.cols);
        kept = {.row = row, .cells = own};
        m_desk.each_stretch(m_raster, row, first, first + m_window.cols, [&](const std::byte* raw, int count, int col) {
            if (m_as_they_are && count == m_window.cols)
                kept.cells = reinterpret_cast<const std::uint8_t*>(raw);
            else
                to_classes(raw, m_desk.info(m_raster).type, count, m_rule, own + (col - first));
        });
        return kept.cells;
    }

    bool complete(int row) const
    {
        const auto* cells = m_rows[slot(row)].cells;
        return std::memchr(cells, m_rule.missing(), static_cast<std::size_t>(m_window.cols)) == nullptr;
    }

private:
    struct Kept {
        int row = -1;
        const std::uint8_t* cells = nullptr;
    };
    std::size_t slot(int row) const { return static_cast<std::size_t>(row % m_kept); }

    const Desk& m_desk;
    int m_raster;
    ClassRule m_rule;
    bool m_as_they_are;
    Window m_window;
    int m_kept = 1;
    std::vector<std::uint8_t> m_cells;
    std::vector<Kept> m_rows;
};

// What all readers of rasters share: where the grid's cells lie, and the rows of the raster that a row of the grid
// needs.
template <class T, class Rows>
class RasterReader : public InputReader {
public:
    RasterReader(const Desk& desk, int raster, Resampling resampling, Placement placement)
        : m_desk(desk), m_raster(raster), m_resampling(resampling), m_placement(std::move(placement)),
          m_margin(m_placement.same_lattice() ? 0 : margin_of(resampling, m_placement.fineness()))
    {}

    void want(const Window& window, WindowList& list) override
    {
        const auto& info = m_desk.info(m_raster);
        const auto inside = intersection(m_placement.prepare(window, m_margin), info.window());
        if (!inside.empty()) list.add(m_raster, info, held_for(inside));
    }

    void begin(const Window& window) override
    {
        m_tile = window;
        m_inside = intersection(m_placement.prepare(window, m_margin), m_desk.info(m_raster).window());
        m_out.resize(std::max(m_out.size(), static_cast<std::size_t>(window.cols) + sample_spare));
        if (!m_inside.empty()) rows().ask(m_inside, kept_rows());
    }

    InputRow row(Row row, int begin, int end) override
    {
        if (m_inside.empty()) return nothing(end - begin);
        if (m_placement.same_lattice()) return same(row, begin, end);
        m_placement.row(row, begin, end, m_lines);
        clip_lines(begin, end);
        return brought(begin, end);
    }

protected:
    virtual Rows& rows() = 0;
    virtual Window held_for(const Window& window) const { return window; }
    /// Returns whether it is sure that no cell is without data.
    virtual bool sample(const Patch<T>& patch, int begin, int end, T* out) = 0;
    virtual T missing() const = 0;

    std::span<const SourceLine> lines() const { return m_lines; }
    const Placement& placement() const { return m_placement; }
    Resampling resampling() const { return m_resampling; }

private:
    InputRow nothing(int n)
    {
        std::fill_n(m_out.begin(), n, missing());
        return {.cells = m_out.data(), .complete = false};
    }

    InputRow same(Row row, int begin, int end)
    {
        const int at = row.value + m_placement.first_row();
        if (at < m_inside.row.value || at >= m_inside.row_end().value) return nothing(end - begin);
        const T* cells = rows().row(at);
        const int left = m_inside.col.value, right = m_inside.col_end().value;
        cells += left - rows().first_col();
        const int start = m_placement.col_of(begin);
        if (start >= left && m_placement.stretch_end(begin, end) == end && start + (end - begin) <= right)
            return {.cells = cells + (start - left), .complete = rows().complete(at)};
        // The raster ends, or begins anew, inside the tile.
        std::fill_n(m_out.begin(), end - begin, missing());
        for (int col = begin; col < end;) {
            const int stop = m_placement.stretch_end(col, end), from = m_placement.col_of(col),
                      to = from + (stop - col);
            const int first = std::max(from, left), last = std::min(to, right);
            if (first < last)
                std::copy(cells + (first - left), cells + (last - left),
                          m_out.begin() + (col - begin) + (first - from));
            col = stop;
        }
        return {.cells = m_out.data(), .complete = false};
    }

    void clip_lines(int begin, int end)
    {
        for (auto& line : m_lines) {
            line.begin = std::max(line.begin, begin);
            line.end = std::min(line.end, end);
        }
        std::erase_if(m_lines, [](const SourceLine& line) { return line.begin >= line.end; });
    }

    InputRow brought(int begin, int end)
    {
        const auto range = rows_touched(m_lines, m_margin);
        const int first = std::max(range.first, m_inside.row.value),
                  last = std::min(range.end, m_inside.row_end().value);
        if (first >= last) return nothing(end - begin);
        m_row_pointers.clear();
        bool complete = true;
        for (int at = first; at < last; ++at) {
            m_row_pointers.push_back(rows().row(at) + (m_inside.col.value - rows().first_col()));
            complete = complete && rows().complete(at);
        }
        const Patch<T> patch{
            .window = {.row = Row{first}, .col = m_inside.col, .rows = last - first, .cols = m_inside.cols},
            .rows = m_row_pointers,
            .missing = missing(),
            .complete = complete,
            .period = m_inside.cols == m_placement.period() ? m_placement.period() : 0};
        const bool sure = sample(patch, begin, end, m_out.data());
        return {.cells = m_out.data(), .complete = sure};
    }

    // The most rows of the raster that one row of the tile needs at once.
    int kept_rows()
    {
        if (m_placement.same_lattice()) return 1;
        int most = 1;
        std::vector<SourceLine> all;
        for (Row at = m_tile.row; at < m_tile.row_end(); ++at) {
            m_placement.row(at, m_tile.col.value, m_tile.col_end().value, all);
            const auto range = rows_touched(all, m_margin);
            most = std::max(most, range.end - range.first);
        }
        return most;
    }

    const Desk& m_desk;
    int m_raster;
    Resampling m_resampling;
    Placement m_placement;
    int m_margin;
    Window m_tile, m_inside;
    std::vector<SourceLine> m_lines;
    std::vector<const T*> m_row_pointers;
    std::vector<T> m_out;
};

class NumberReader final : public RasterReader<double, ValueRows> {
public:
    NumberReader(const Desk& desk, const NumberInputSpec& spec, std::shared_ptr<ValueRows> rows, Placement placement)
        : RasterReader(desk, spec.raster, spec.resampling, std::move(placement)), m_rows(std::move(rows)),
          m_per_cell(spec.per_cell)
    {}

    InputRow row(Row row, int begin, int end) override
    {
        const auto in = RasterReader::row(row, begin, end);
        if (m_per_cell == nullptr) return in;
        const auto areas = m_per_cell->row(row, begin, end, m_areas);
        m_amounts.resize(static_cast<std::size_t>(end - begin));
        const auto* density = static_cast<const double*>(in.cells);
        for (std::size_t i = 0; i < m_amounts.size(); ++i)
            m_amounts[i] =
                density[i] * (areas.uniform() ? areas.square_metres : square_metres(areas.cells[i], areas.quantum));
        return {.cells = m_amounts.data(), .complete = in.complete};
    }

    Strays strays() const override { return m_rows->strays(); }

private:
    ValueRows& rows() override { return *m_rows; }
    Window held_for(const Window& window) const override { return m_rows->source_window(window); }
    double missing() const override { return std::numeric_limits<double>::quiet_NaN(); }
    bool sample(const Patch<double>& patch, int begin, int end, double* out) override
    {
        if (resampling() == Resampling::bilinear) return sample_bilinear(patch, lines(), begin, end, out);
        if (resampling() != Resampling::average)
            sample_nearest(patch, lines(), begin, end, out);
        else if (placement().upright())
            average_upright(patch, lines(), averaging(), begin, end, out);
        else
            sample_average(patch, lines(), averaging(), begin, end, out);
        return !kernels::any_nan(out, end - begin);
    }

    Averaging averaging() const
    {
        return {.points = points_of(placement().fineness()), .keeps_mass = m_per_cell != nullptr};
    }

    std::shared_ptr<ValueRows> m_rows;
    std::shared_ptr<const CellAreas> m_per_cell;
    std::vector<std::int64_t> m_areas;
    std::vector<double> m_amounts;
};

class ClassReader final : public RasterReader<std::uint8_t, ClassRows> {
public:
    ClassReader(const Desk& desk, int raster, const ClassRule& rule, Resampling resampling, Placement placement)
        : RasterReader(desk, raster, resampling, std::move(placement)), m_rows(desk, raster, rule)
    {}

private:
    ClassRows& rows() override { return m_rows; }
    std::uint8_t missing() const override { return m_rows.missing(); }

    bool sample(const Patch<std::uint8_t>& patch, int begin, int end, std::uint8_t* out) override
    {
        if (resampling() != Resampling::majority)
            sample_nearest(patch, lines(), begin, end, out);
        else if (placement().upright())
            majority_upright(patch, lines(), begin, end, out);
        else
            sample_majority(patch, lines(), points_of(placement().fineness()), begin, end, out);
        return std::memchr(out, missing(), static_cast<std::size_t>(end - begin)) == nullptr;
    }

    ClassRows m_rows;
};

} // namespace

std::unique_ptr<InputReader> number_reader(const Desk& desk, const NumberInputSpec& spec,
                                           std::shared_ptr<ValueRows> rows, Placement placement)
{
    return std::make_unique<NumberReader>(desk, spec, std::move(rows), std::move(placement));
}

std::unique_ptr<InputReader> class_reader(const Desk& desk, int raster, const ClassRule& rule, Resampling resampling,
                                          Placement placement)
{
    return std::make_unique<ClassReader>(desk, raster, rule, resampling, std::move(placement));
}

} // namespace peaksite
