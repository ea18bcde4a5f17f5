#include "engine/halo_reader.hpp"

#include "base/error.hpp"
#include "geo/areas.hpp"
#include "grid/tiling.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace peaksite {

namespace {

constexpr int word_bits = 64;
static_assert(lattice_step == word_bits, "a square of the lattice is one word wide");

// Rows of bits, each also widened: level k of a row has a bit where any of the 2^k bits from there on is set, so that
// any stretch is the union of two words.
class WideBits {
public:
    void begin(int rows, int cols, int widest)
    {
        m_words = static_cast<std::size_t>((cols + word_bits - 1) / word_bits + 2);
        m_levels = static_cast<std::size_t>(std::bit_width(static_cast<unsigned>(std::max(1, widest))));
        m_bits.assign(static_cast<std::size_t>(rows) * m_levels * m_words, 0);
        m_any.assign(static_cast<std::size_t>(rows), 0);
    }

    void set(int row, const Truth* cells, int cols, Truth wanted)
    {
        auto* bits = level(row, 0);
        for (int i = 0; i < cols; ++i)
            bits[i / word_bits] |= static_cast<std::uint64_t>(cells[i] == wanted ? 1 : 0)
                                   << static_cast<unsigned>(i % word_bits);
        m_any[static_cast<std::size_t>(row)] =
            std::any_of(bits, bits + m_words, [](auto word) { return word != 0; }) ? 1 : 0;
        if (m_any[static_cast<std::size_t>(row)] == 0) return;
        for (std::size_t k = 1; k < m_levels; ++k) {
            const auto* below = level(row, k - 1);
            auto* here = level(row, k);
            for (std::size_t w = 0; w + 1 < m_words; ++w)
                here[w] = below[w] | word_from(below, static_cast<int>(w) * word_bits + (1 << (k - 1)));
        }
    }

    bool any(int row) const { return m_any[static_cast<std::size_t>(row)] != 0; }

    // Bit i: whether any of the `count` bits from at + i on is set.
    std::uint64_t any_within(int row, int at, int count) const
    {
        const auto k = static_cast<std::size_t>(std::bit_width(static_cast<unsigned>(count))) - 1;
        const auto* bits = m_bits.data() + (static_cast<std::size_t>(row) * m_levels + k) * m_words;
        return word_from(bits, at) | word_from(bits, at + count - (1 << k));
    }

private:
    std::uint64_t* level(int row, std::size_t k)
    {
        return m_bits.data() + (static_cast<std::size_t>(row) * m_levels + k) * m_words;
    }

    std::uint64_t word_from(const std::uint64_t* bits, int at) const
    {
        const auto word = static_cast<std::size_t>(at / word_bits);
        const auto shift = static_cast<unsigned>(at % word_bits);
        if (word + 1 >= m_words) return word < m_words ? bits[word] >> shift : 0;
        return shift == 0 ? bits[word] : bits[word] >> shift | bits[word + 1] << (word_bits - shift);
    }

    std::size_t m_words = 0;
    std::size_t m_levels = 1;
    std::vector<std::uint64_t> m_bits;
    std::vector<char> m_any;
};

class HaloReader final : public InputReader {
public:
    HaloReader(const Grid& grid, std::shared_ptr<const Program> program,
               std::vector<std::unique_ptr<InputReader>> inputs, Length buffer, const GroundMetric& ground)
        : m_grid(grid), m_program(std::move(program)), m_inputs(std::move(inputs)), m_buffer(buffer),
          m_ground(ground.clone())
    {}

    void want(const Window& window, WindowList& list) override
    {
        const auto around = grown(window, halo(window));
        for (const auto& input : m_inputs)
            if (input != nullptr) input->want(around, list);
    }

    void begin(const Window& window) override
    {
        m_window = window;
        prepare_stencils();
        m_around = grown(window, m_halo);
        for (const auto& input : m_inputs)
            if (input != nullptr) input->begin(m_around);
        if (m_machine == nullptr || m_width < m_around.cols) {
            m_width = m_around.cols;
            m_machine = std::make_unique<RowMachine>(*m_program, m_width);
        }
        evaluate();
    }

    InputRow row(Row row, int begin, int end) override
    {
        m_out.resize(std::max(m_out.size(), static_cast<std::size_t>(end - begin)));
        bool complete = true;
        for (int col = begin & ~(lattice_step - 1); col < end; col += lattice_step) {
            const auto& stencil = stencil_at(row.value, col);
            const auto yes = near(m_yes, stencil, row, col), unknown = near(m_unknown, stencil, row, col) & ~yes;
            complete = complete && unknown == 0;
            for (int c = std::max(begin, col); c < std::min(end, col + lattice_step); ++c) {
                const auto bit = static_cast<unsigned>(c - col);
                const bool holds = (yes >> bit & 1U) != 0, maybe = (unknown >> bit & 1U) != 0;
                m_out[static_cast<std::size_t>(c - begin)] = holds ? Truth::yes : maybe ? Truth::unknown : Truth::no;
            }
        }
        return {.cells = m_out.data(), .complete = complete};
    }

    Strays strays() const override
    {
        Strays all;
        for (const auto& input : m_inputs)
            if (input != nullptr) all.merge(input->strays());
        return all;
    }

private:
    Stencil stencil_of(int row, int col) const
    {
        const auto metric = ground_metric(m_ground, m_grid, row, col);
        if (!metric)
            throw InputError{
                text("the grid reaches beyond what its coordinate system covers; make its extent smaller")};
        return {*metric, m_grid.cell_width(), m_grid.cell_height(), m_buffer};
    }

    // Cells around the window that its stencils reach.
    int halo(const Window& window) const
    {
        int most = 0;
        each_square(window, [&](int row, int col) {
            const auto stencil = stencil_of(row, col);
            most = std::max({most, stencil.reach(), stencil.width()});
        });
        return most + 1;
    }

    template <class Use>
    static void each_square(const Window& window, Use use)
    {
        for (int row = window.row.value & ~(lattice_step - 1); row < window.row_end().value; row += lattice_step)
            for (int col = window.col.value & ~(lattice_step - 1); col < window.col_end().value; col += lattice_step)
                use(row, col);
    }

    void prepare_stencils()
    {
        m_stencils.clear();
        m_top = m_window.row.value & ~(lattice_step - 1);
        m_left = m_window.col.value & ~(lattice_step - 1);
        m_across = (m_window.col_end().value - m_left + lattice_step - 1) / lattice_step;
        m_halo = 1;
        each_square(m_window, [&](int row, int col) {
            m_stencils.push_back(stencil_of(row, col));
            m_halo = std::max({m_halo, m_stencils.back().reach() + 1, m_stencils.back().width() + 1});
        });
    }

    const Stencil& stencil_at(int row, int col) const
    {
        return m_stencils[static_cast<std::size_t>((row - m_top) / lattice_step * m_across +
                                                   (col - m_left) / lattice_step)];
    }

    void evaluate()
    {
        m_yes.begin(m_around.rows, m_around.cols + lattice_step, 2 * m_halo + 1);
        m_unknown.begin(m_around.rows, m_around.cols + lattice_step, 2 * m_halo + 1);
        m_rows.resize(m_inputs.size());
        for (int r = 0; r < m_around.rows; ++r) {
            for (std::size_t i = 0; i < m_inputs.size(); ++i)
                if (m_inputs[i] != nullptr)
                    m_rows[i] = m_inputs[i]->row(m_around.row + r, m_around.col.value, m_around.col_end().value);
            m_machine->run(m_rows, m_around.cols);
            m_yes.set(r, m_machine->condition(0), m_around.cols, Truth::yes);
            if (!m_machine->complete(0)) m_unknown.set(r, m_machine->condition(0), m_around.cols, Truth::unknown);
        }
    }

    // Bit i: whether a set cell is near cell col + i of the row.
    std::uint64_t near(const WideBits& bits, const Stencil& stencil, Row row, int col) const
    {
        std::uint64_t found = 0;
        for (int step = -stencil.reach(); step <= stencil.reach() && ~found != 0; ++step) {
            const int r = row - m_around.row + step;
            const auto span = stencil.row(step);
            if (span.first > span.last || !bits.any(r)) continue;
            found |= bits.any_within(r, col - m_around.col.value + span.first, span.last - span.first + 1);
        }
        return found;
    }

    Grid m_grid;
    std::shared_ptr<const Program> m_program;
    std::vector<std::unique_ptr<InputReader>> m_inputs;
    Length m_buffer;
    GroundMetric m_ground;
    Window m_window, m_around;
    int m_halo = 1, m_top = 0, m_left = 0, m_across = 0, m_width = 0;
    std::vector<Stencil> m_stencils;
    std::unique_ptr<RowMachine> m_machine;
    std::vector<InputRow> m_rows;
    WideBits m_yes, m_unknown;
    std::vector<Truth> m_out;
};

} // namespace

std::unique_ptr<InputReader> halo_reader(const Grid& grid, std::shared_ptr<const Program> program,
                                         std::vector<std::unique_ptr<InputReader>> inputs, Length buffer,
                                         const GroundMetric& ground)
{
    return std::make_unique<HaloReader>(grid, std::move(program), std::move(inputs), buffer, ground);
}

} // namespace peaksite
