#include "engine/sample.hpp"

#include "base/clones.hpp"
#include "engine/class_block.hpp"
#include "engine/sample_places.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstring>
#include <optional>
#include <vector>

namespace peaksite {

namespace {

using ClassPatch = Patch<std::uint8_t>;

constexpr std::size_t all_classes = 256;

// Weights of the classes met in a cell: few, so that a list beats a table.
class Votes {
public:
    void clear() { m_count = 0; }

    void add(std::uint8_t key, double weight)
    {
        for (std::size_t i = 0; i < m_count; ++i)
            if (m_keys[i] == key) {
                m_weights[i] += weight;
                return;
            }
        m_keys[m_count] = key;
        m_weights[m_count++] = weight;
    }

    std::uint8_t winner(std::uint8_t missing) const
    {
        auto best = missing;
        double most = 0;
        for (std::size_t i = 0; i < m_count; ++i) {
            if (m_keys[i] == missing || m_weights[i] < most || (m_weights[i] == most && m_keys[i] >= best)) continue;
            best = m_keys[i];
            most = m_weights[i];
        }
        return most > 0 ? best : missing;
    }

private:
    std::size_t m_count = 0;
    std::array<std::uint8_t, all_classes> m_keys;
    std::array<double, all_classes> m_weights;
};

// Whether all cells of the box have the class of its first.
bool alike(const ClassPatch& patch, const CellBox& box)
{
    constexpr int at_once = sizeof(std::uint64_t);
    constexpr std::uint64_t ones = 0x0101010101010101U;
    const auto key = patch.rows[static_cast<std::size_t>(box.north)][box.west];
    for (int row = box.north; row <= box.south; ++row) {
        const auto* cells = patch.rows[static_cast<std::size_t>(row)];
        int col = box.west;
        if constexpr (std::endian::native == std::endian::little)
            for (; col <= box.east && col + at_once <= patch.window.cols; col += at_once) {
                std::uint64_t some = 0;
                std::memcpy(&some, cells + col, sizeof some);
                const int beyond = std::max(0, at_once - (box.east - col + 1)); // the last are those of high value
                if ((some ^ (key * ones)) << (8 * beyond) != 0) return false;
            }
        for (; col <= box.east; ++col)
            if (cells[col] != key) return false;
    }
    return true;
}

std::size_t votes_of(const std::vector<std::uint8_t>& met, std::uint8_t key)
{
    std::size_t votes = 0;
    for (const auto one : met) votes += static_cast<std::size_t>(one == key);
    return votes;
}

// The class of most of `met`, which are not none; of several the first in the list.
std::uint8_t winner_of(const std::vector<std::uint8_t>& met, std::size_t middle, std::uint8_t missing)
{
    const auto likely = met[middle];
    if (likely != missing && 2 * votes_of(met, likely) > met.size()) return likely;
    std::bitset<all_classes> counted;
    counted.set(missing);
    auto best = missing;
    std::size_t most = 0;
    for (const auto key : met) {
        if (counted[key]) continue;
        counted.set(key);
        const auto votes = votes_of(met, key);
        if (votes < most || (votes == most && key >= best)) continue;
        best = key;
        most = votes;
    }
    return best;
}

// The class at most of the places of a cell, which all lie in the block; of several the first in the list.
std::uint8_t winner_of(const ClassBlock& block, const Places::InBlock& places, std::uint8_t missing)
{
    const auto likely = block.at(places.middle());
    auto cells = block.of(likely);
    auto votes = places.among(cells);
    if (likely != missing && 2 * votes > places.count()) return likely;
    auto best = missing;
    std::size_t most = 0, left = places.count();
    const auto take = [&](std::uint8_t key) {
        left -= votes;
        if (key == missing || votes < most || (votes == most && key >= best)) return;
        best = key;
        most = votes;
    };
    take(likely);
    auto others = block.all() & ~cells;
    while (others != 0 && left >= std::max<std::size_t>(most, 1)) {
        const auto key = block.at(static_cast<unsigned>(std::countr_zero(others)));
        cells = block.of(key);
        others &= ~cells;
        votes = others == 0 ? left : places.among(cells);
        take(key);
    }
    return best;
}

// The class that has the most of the places of a cell wherever those lie that are not sure; nothing where they may
// decide. `count`: of all places.
std::optional<std::uint8_t> sure_winner(const ClassBlock& block, const Places::Sure& sure, std::size_t count,
                                        std::uint8_t missing)
{
    const auto likely = block.at(sure.middle);
    auto votes = block.weight(likely, sure.cols, sure.rows);
    if (likely != missing && 2 * votes > count) return likely;
    auto best = missing;
    unsigned most = 0, second = 0, left = sure.places;
    const auto take = [&](std::uint8_t key) {
        left -= votes;
        if (key == missing) return;
        second = std::max(second, std::min(votes, most));
        if (votes <= most) return;
        best = key;
        most = votes;
    };
    take(likely);
    for (auto others = block.all() & ~block.of(likely); others != 0 && left > 0;) {
        const auto key = block.at(static_cast<unsigned>(std::countr_zero(others)));
        others &= ~block.of(key);
        votes = block.weight(key, sure.cols, sure.rows);
        take(key);
    }
    const auto unsure = static_cast<unsigned>(count) - sure.places;
    return most > second + unsure ? std::optional{best} : std::nullopt;
}

// Where in a row of the patch boxes of `rows` by `cols` cells of one class begin.
PEAKSITE_CLONES void mark_alike(const std::uint8_t* const* rows, int count, int cols, int n,
                                std::uint8_t* __restrict columns, std::uint8_t* __restrict out)
{
    const auto* __restrict first = rows[0];
    const int wide = n + cols - 1;
    for (int c = 0; c < wide; ++c) columns[c] = 1;
    for (int row = 1; row < count; ++row) {
        const auto* __restrict cells = rows[row];
        for (int c = 0; c < wide; ++c) columns[c] = static_cast<std::uint8_t>(columns[c] & (cells[c] == first[c]));
    }
    for (int c = 0; c < n; ++c) out[c] = columns[c];
    for (int k = 1; k < cols; ++k)
        for (int c = 0; c < n; ++c)
            out[c] = static_cast<std::uint8_t>(out[c] & columns[c + k] & (first[c + k] == first[c]));
}

// The places of a cell, and the classes met there.
struct Polls {
    explicit Polls(int points) : places(points), met(places.count()) {}
    Places places;
    std::vector<std::uint8_t> met;
    std::vector<const std::uint8_t*> rows;
    std::vector<std::uint8_t> columns, alike;
};

// The class at most places of each cell of a line; all of them lie inside the patch.
class Vote {
public:
    Vote(const ClassPatch& patch, const SourceLine& line, Polls& polls)
        : m_patch(patch), m_line(line), m_polls(polls), m_high(most_cells(polls.places.reach_v())),
          m_wide(most_cells(polls.places.reach_u()))
    {}

    // Cells [from, to), in stretches whose boxes begin in one row of the patch.
    void cells(int from, int to, std::uint8_t* out)
    {
        while (from < to) {
            const int top = north(from);
            int stop = from + 1;
            while (stop < to && north(stop) == top) ++stop;
            stretch(from, stop, top, out);
            out += stop - from;
            from = stop;
        }
    }

private:
    // How many cells a stretch of twice the reach touches at most.
    static int most_cells(double reach)
    {
        constexpr double rounding = 1e-6;
        return static_cast<int>(2 * reach + rounding) + 2;
    }
    int north(int col) const
    {
        return static_cast<int>(m_line.v_at(col) - m_polls.places.reach_v()) - m_patch.window.row.value;
    }
    int west(int col) const
    {
        return static_cast<int>(m_line.u_at(col) - m_polls.places.reach_u()) - m_patch.window.col.value;
    }

    void stretch(int from, int to, int top, std::uint8_t* out)
    {
        const int left = std::min(west(from), west(to - 1)), right = std::max(west(from), west(to - 1));
        constexpr int few = 32; // beyond, one box after the other is less work
        if (m_wide > few || m_high > few || top + m_high > m_patch.window.rows ||
            right + m_wide > m_patch.window.cols) {
            for (int col = from; col < to; ++col) out[col - from] = winner(col);
            return;
        }
        auto& [places, met, rows, columns, alike] = m_polls;
        rows.clear();
        for (int row = top; row < top + m_high; ++row)
            rows.push_back(m_patch.rows[static_cast<std::size_t>(row)] + left);
        const int n = right - left + 1;
        const auto room = static_cast<std::size_t>(n + m_wide);
        columns.resize(std::max(columns.size(), room));
        alike.resize(std::max(alike.size(), room));
        mark_alike(rows.data(), m_high, m_wide, n, columns.data(), alike.data());
        const bool blocks = m_high <= ClassBlock::side && m_wide <= ClassBlock::side &&
                            places.points() <= Places::most_sure_points &&
                            right + ClassBlock::side <= m_patch.window.cols;
        for (int col = from; col < to; ++col) {
            const int at = west(col) - left;
            if (alike[static_cast<std::size_t>(at)] != 0)
                out[col - from] = rows[0][at];
            else
                out[col - from] = blocks ? winner_in_block(col, left + at, at, top) : winner(col);
        }
    }

    // Its box begins in column `at` of the rows of the stretch.
    std::uint8_t winner_in_block(int col, int left, int at, int top)
    {
        const auto& places = m_polls.places;
        const auto sure = places.sure(m_line.u_at(col), m_line.v_at(col), m_patch.window.col.value + left,
                                      m_patch.window.row.value + top);
        const auto found =
            sure_winner({m_polls.rows.data(), at, m_high, m_wide}, sure, places.count(), m_patch.missing);
        return found ? *found : winner(col);
    }

    std::uint8_t winner(int col)
    {
        auto& places = m_polls.places;
        auto& met = m_polls.met;
        const int first_col = m_patch.window.col.value, first_row = m_patch.window.row.value;
        const double u = m_line.u_at(col), v = m_line.v_at(col);
        const CellBox box{.west = static_cast<int>(u - places.reach_u()) - first_col,
                          .east = static_cast<int>(u + places.reach_u()) - first_col,
                          .north = static_cast<int>(v - places.reach_v()) - first_row,
                          .south = static_cast<int>(v + places.reach_v()) - first_row};
        if (ClassBlock::fits(box)) {
            const ClassBlock block{m_patch, box};
            return block.alike() ? block.at(0)
                                 : winner_of(block, places.in_block(u, v, first_col + box.west, first_row + box.north),
                                             m_patch.missing);
        }
        if (peaksite::alike(m_patch, box)) return m_patch.rows[static_cast<std::size_t>(box.north)][box.west];
        places.find(u, v, m_patch.window);
        for (std::size_t k = 0; k < met.size(); ++k)
            met[k] = m_patch.rows[static_cast<std::size_t>(places.rows()[k])][places.cols()[k]];
        return winner_of(met, places.middle(), m_patch.missing);
    }

    const ClassPatch& m_patch;
    const SourceLine& m_line;
    Polls& m_polls;
    int m_high, m_wide; // cells that a box has at most
};

} // namespace

void sample_majority(const Patch<std::uint8_t>& patch, std::span<const SourceLine> lines, int points, int begin,
                     int end, std::uint8_t* out)
{
    std::fill(out, out + (end - begin), patch.missing);
    Polls polls{points};
    auto& places = polls.places;
    Votes votes;
    for (const auto& line : lines) {
        const int from = std::max(begin, line.begin), to = std::min(end, line.end);
        if (from >= to) continue;
        places.lay(line);
        if (lies_inside(patch, line, from, to, places.reach_u(), places.reach_v())) {
            Vote{patch, line, polls}.cells(from, to, out + (from - begin));
            continue;
        }
        for (int col = from; col < to; ++col) {
            votes.clear();
            each_point(line, col, points,
                       [&](double u, double v) { votes.add(cell_at(patch, cell_of(u), cell_of(v)), 1); });
            out[col - begin] = votes.winner(patch.missing);
        }
    }
}

void majority_upright(const Patch<std::uint8_t>& patch, std::span<const SourceLine> lines, int begin, int end,
                      std::uint8_t* out)
{
    std::fill(out, out + (end - begin), patch.missing);
    std::vector<Share> rows, cols;
    Votes votes;
    for (const auto& line : lines) {
        const int from = std::max(begin, line.begin), to = std::min(end, line.end);
        if (from >= to) continue;
        const double high = std::fabs(line.dv_down) / 2, wide = std::fabs(line.du) / 2;
        fill_shares(line.v - high, line.v + high, rows);
        const bool within = lies_inside(patch, line, from, to, wide, high);
        const int first_col = patch.window.col.value, first_row = patch.window.row.value;
        for (int col = from; col < to; ++col) {
            fill_shares(line.u_at(col) - wide, line.u_at(col) + wide, cols);
            if (within) {
                const CellBox box{.west = cols.front().cell - first_col,
                                  .east = cols.back().cell - first_col,
                                  .north = rows.front().cell - first_row,
                                  .south = rows.back().cell - first_row};
                if (rows.front().share > 0 && cols.front().share > 0 && alike(patch, box)) {
                    out[col - begin] = patch.rows[static_cast<std::size_t>(box.north)][box.west];
                    continue;
                }
            }
            votes.clear();
            for (const auto& [row, high_share] : rows)
                for (const auto& [at, share] : cols) votes.add(cell_at(patch, at, row), high_share * share);
            out[col - begin] = votes.winner(patch.missing);
        }
    }
}

} // namespace peaksite
