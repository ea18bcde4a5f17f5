#include "engine/sample.hpp"

#include "engine/class_block.hpp"
#include "engine/sample_places.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cstring>
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

// The places of a cell, and the classes met there.
struct Polls {
    explicit Polls(int points) : places(points), met(places.count()) {}
    Places places;
    std::vector<std::uint8_t> met;
};

// The class at most places of each cell [from, to) of a line; all of them lie inside the patch.
void vote(const ClassPatch& patch, const SourceLine& line, Polls& polls, int from, int to, std::uint8_t* out)
{
    auto& [places, met] = polls;
    const int first_col = patch.window.col.value, first_row = patch.window.row.value;
    for (int col = from; col < to; ++col) {
        const double u = line.u_at(col), v = line.v_at(col);
        const CellBox box{.west = static_cast<int>(u - places.reach_u()) - first_col,
                          .east = static_cast<int>(u + places.reach_u()) - first_col,
                          .north = static_cast<int>(v - places.reach_v()) - first_row,
                          .south = static_cast<int>(v + places.reach_v()) - first_row};
        if (ClassBlock::fits(box)) {
            const ClassBlock block{patch, box};
            out[col - from] = block.alike()
                                  ? block.at(0)
                                  : winner_of(block, places.in_block(u, v, first_col + box.west, first_row + box.north),
                                              patch.missing);
            continue;
        }
        if (alike(patch, box)) {
            out[col - from] = patch.rows[static_cast<std::size_t>(box.north)][box.west];
            continue;
        }
        places.find(u, v, patch.window);
        for (std::size_t k = 0; k < met.size(); ++k)
            met[k] = patch.rows[static_cast<std::size_t>(places.rows()[k])][places.cols()[k]];
        out[col - from] = winner_of(met, places.middle(), patch.missing);
    }
}

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
            vote(patch, line, polls, from, to, out + (from - begin));
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
