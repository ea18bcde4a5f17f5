#include "engine/sample.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <type_traits>

namespace peaksite {
namespace {

int whole(std::mt19937& random, int low, int high) { return std::uniform_int_distribution{low, high}(random); }

// Cells of a raster that a patch shows a window of: classes, or numbers with NaN where there is no data.
template <class T>
class Ground {
public:
    explicit Ground(std::mt19937& random)
        : m_window{.row = Row{whole(random, 0, 40)},
                   .col = Col{whole(random, 0, 40)},
                   .rows = whole(random, 1, 90),
                   .cols = whole(random, 1, 130)},
          m_missing(random() % 2 == 0 ? no_data : static_cast<T>(0))
    {
        // Patches of one class as land has them, with some speckle.
        const int block = whole(random, 1, 12), most = whole(random, 1, 8);
        const double speckle = random() % 3 == 0 ? 0 : std::uniform_real_distribution{0.0, 0.3}(random);
        const std::array<T, 8> kinds{3, 0, no_data, 7, 1, 254, 128, 2};
        const auto any = [&] { return kinds[static_cast<std::size_t>(whole(random, 0, most - 1))]; };
        const int across = m_window.cols / block + 1;
        std::vector<T> blocks(static_cast<std::size_t>(across * (m_window.rows / block + 1)));
        for (auto& one : blocks) one = any();
        for (int r = 0; r < m_window.rows; ++r) {
            auto& row = m_rows.emplace_back(); // of their own, so that reading beyond one is seen
            for (int c = 0; c < m_window.cols; ++c)
                row.push_back(std::bernoulli_distribution{speckle}(random)
                                  ? any()
                                  : blocks[static_cast<std::size_t>(r / block * across + c / block)]);
        }
        for (const auto& row : m_rows) m_pointers.push_back(row.data());
        if constexpr (std::is_same_v<T, double>) m_missing = no_data;
        if (random() % 4 == 0) {
            m_window.col = Col{0};
            m_period = m_window.cols;
        }
    }

    Patch<T> patch() const
    {
        return {.window = m_window, .rows = m_pointers, .missing = m_missing, .complete = false, .period = m_period};
    }

    // Beyond the window nothing is known.
    T at(double u, double v) const
    {
        const int row = static_cast<int>(std::floor(v)) - m_window.row.value;
        int col = static_cast<int>(std::floor(u)) - m_window.col.value;
        if (m_period > 0 && col >= -m_period && col < 2 * m_period) col = (col + m_period) % m_period;
        if (row < 0 || col < 0 || row >= m_window.rows || col >= m_window.cols) return m_missing;
        return m_rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(col)];
    }

    T missing() const { return m_missing; }
    const Window& window() const { return m_window; }

private:
    static constexpr T no_data = std::is_same_v<T, double> ? std::numeric_limits<T>::quiet_NaN() : static_cast<T>(255);

    Window m_window;
    T m_missing;
    int m_period = 0;
    std::vector<std::vector<T>> m_rows;
    std::vector<const T*> m_pointers;
};

// Lines over the ground, partly beyond it, with gaps between them.
std::vector<SourceLine> random_lines(std::mt19937& random, const Window& window, bool upright, int begin, int end)
{
    const auto real = [&](double low, double high) { return std::uniform_real_distribution{low, high}(random); };
    std::vector<SourceLine> lines;
    const double size = real(0.3, 9), slant = upright ? 0 : real(0, 0.4), u = real(-0.2, 0.9), v = real(-0.1, 1.1);
    const double across = random() % 8 == 0 ? -size : size, down = random() % 8 == 0 ? -size : size;
    for (int col = begin - 3; col < end + 3;) {
        SourceLine line{.begin = col, .end = std::min(col + whole(random, 1, 64), end + 3), .origin = 0};
        line.origin = upright ? begin : line.begin;
        line.u = window.col.value + u * window.cols + (line.origin - begin) * across;
        line.v = window.row.value + v * window.rows;
        if (random() % 2 == 0) line.u = std::round(line.u), line.v = std::round(line.v); // on edges
        line.du = across;
        line.dv_down = down;
        line.du_down = -slant * down;
        line.dv = slant * across;
        col = line.end + (random() % 5 == 0 ? 3 : 0);
        lines.push_back(line);
    }
    return lines;
}

std::uint8_t winner(std::array<double, 256>& votes, std::uint8_t missing)
{
    votes[missing] = 0;
    const auto best = std::ranges::max_element(votes);
    return *best > 0 ? static_cast<std::uint8_t>(best - votes.begin()) : missing;
}

// Calls use(value, share) for places spread over a cell of the grid.
template <class T, class Use>
void each_place(const Ground<T>& ground, const SourceLine& line, int col, int points, Use use)
{
    const double u = line.u_at(col), v = line.v_at(col);
    for (int j = 0; j < points; ++j)
        for (int i = 0; i < points; ++i) {
            const double east = (i + 0.5) / points - 0.5, south = (j + 0.5) / points - 0.5;
            use(ground.at(u + east * line.du + south * line.du_down, v + east * line.dv + south * line.dv_down), 1.0);
        }
}

// Edges that meet up to rounding are the same edge.
double on_edge(double place) { return std::fabs(place - std::round(place)) < 1e-8 ? std::round(place) : place; }

template <class Use>
void each_part(double low, double high, Use use)
{
    const double from = on_edge(low), to = on_edge(high);
    for (double cell = std::floor(from); cell < to; ++cell) use(cell, std::min(to, cell + 1) - std::max(from, cell));
}

// Calls use(value, share) for the cells that one of the grid covers.
template <class T, class Use>
void each_covered(const Ground<T>& ground, const SourceLine& line, int col, Use use)
{
    const double high = std::fabs(line.dv_down) / 2, wide = std::fabs(line.du) / 2;
    each_part(line.v - high, line.v + high, [&](double row, double row_share) {
        each_part(line.u_at(col) - wide, line.u_at(col) + wide,
                  [&](double at, double share) { use(ground.at(at + 0.5, row + 0.5), row_share * share); });
    });
}

template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b)
{
    return std::ranges::equal(a, b, [](T x, T y) { return x == y || (x != x && y != y); });
}

// What is to be the same, bit for bit: `found` in one call for a row, `slowly` cell by cell.
template <class T, class Found, class Slowly>
void compare(std::uint32_t seed, bool upright, Found found, Slowly slowly)
{
    std::mt19937 random{seed};
    for (int round = 0; round < 20; ++round) {
        const Ground<T> ground{random};
        const int begin = whole(random, 0, 50), end = begin + whole(random, 1, 70);
        const auto lines = random_lines(random, ground.window(), upright, begin, end);
        const Averaging how{.points = whole(random, 1, 18), .keeps_mass = random() % 2 == 0};
        std::vector<T> out(static_cast<std::size_t>(end - begin), 77), expected(out.size(), ground.missing());
        found(ground.patch(), lines, how, begin, end, out.data());
        for (const auto& line : lines)
            for (int col = std::max(begin, line.begin); col < std::min(end, line.end); ++col)
                expected[static_cast<std::size_t>(col - begin)] = slowly(ground, line, how, col);
        RC_ASSERT(same(out, expected));
    }
}

template <class Each>
std::uint8_t most_of(std::uint8_t missing, Each each)
{
    std::array<double, 256> votes{};
    each([&](std::uint8_t key, double share) { votes[key] += share; });
    return winner(votes, missing);
}

template <class Each>
double mean_of(const Averaging& how, double all, Each each)
{
    double sum = 0, weight = 0;
    each([&](double x, double share) {
        if (std::isnan(x)) return;
        sum += share * x;
        weight += share;
    });
    return weight > 0 ? sum / (how.keeps_mass ? all : weight) : std::numeric_limits<double>::quiet_NaN();
}

RC_GTEST_PROP(SampleSlowly, MajorityOfPlaces, (std::uint32_t seed))
{
    compare<std::uint8_t>(
        seed, false,
        [](const auto& patch, const auto& lines, const Averaging& how, int begin, int end, std::uint8_t* out) {
            sample_majority(patch, lines, how.points, begin, end, out);
        },
        [](const auto& ground, const SourceLine& line, const Averaging& how, int col) {
            return most_of(ground.missing(), [&](auto use) { each_place(ground, line, col, how.points, use); });
        });
}

RC_GTEST_PROP(SampleSlowly, MajorityOfShares, (std::uint32_t seed))
{
    compare<std::uint8_t>(
        seed, true,
        [](const auto& patch, const auto& lines, const Averaging& /*how*/, int begin, int end, std::uint8_t* out) {
            majority_upright(patch, lines, begin, end, out);
        },
        [](const auto& ground, const SourceLine& line, const Averaging& /*how*/, int col) {
            return most_of(ground.missing(), [&](auto use) { each_covered(ground, line, col, use); });
        });
}

RC_GTEST_PROP(SampleSlowly, AverageOfPlaces, (std::uint32_t seed))
{
    compare<double>(seed, false, sample_average,
                    [](const auto& ground, const SourceLine& line, const Averaging& how, int col) {
                        return mean_of(how, how.points * how.points,
                                       [&](auto use) { each_place(ground, line, col, how.points, use); });
                    });
}

RC_GTEST_PROP(SampleSlowly, AverageOfShares, (std::uint32_t seed))
{
    compare<double>(seed, true, average_upright,
                    [](const auto& ground, const SourceLine& line, const Averaging& how, int col) {
                        const double high = std::fabs(line.dv_down) / 2, wide = std::fabs(line.du) / 2;
                        return mean_of(how, 4 * high * wide, [&](auto use) { each_covered(ground, line, col, use); });
                    });
}

// At the very rim of the window, where one way of computing a position rounds to the last centre and another below it:
// what lies beyond the window is NaN here.
RC_GTEST_PROP(SampleSlowly, BilinearReadsNothingBeyondItsWindow, (std::uint32_t seed))
{
    std::mt19937 random(seed);
    constexpr int wide = 40;
    std::vector<double> row(wide + 1, 1.0);
    row.back() = std::numeric_limits<double>::quiet_NaN();
    const std::array<const double*, 3> rows{row.data(), row.data(), row.data()};
    for (int n = 0; n < 2000; ++n) {
        const int first = whole(random, 0, 5000), per_cell = whole(random, 1, 40);
        const Patch<double> patch{
            .window = {.row = Row{0}, .col = Col{first}, .rows = 3, .cols = wide}, .rows = rows, .complete = true};
        SourceLine line{.begin = 0, .end = (first + wide) * per_cell, .origin = 0};
        line.du = 1.0 / per_cell;
        line.u = line.du * std::uniform_real_distribution{0.0, 1.0}(random);
        if (n % 2 == 0) line.u = line.du / 2;
        line.v = n % 4 < 2 ? 1.5 : 1.6;
        const int end = static_cast<int>(std::lround((first + wide - 0.5 - line.u) / line.du)) + 1;
        const int begin = std::max(0, end - 8 * per_cell);
        std::vector<double> out(static_cast<std::size_t>(end - begin + sample_spare));
        sample_bilinear(patch, std::array{line}, begin, end, out.data());
        for (int i = 0; i < end - begin; ++i) RC_ASSERT(out[static_cast<std::size_t>(i)] == 1);
    }
}

RC_GTEST_PROP(SampleSlowly, Nearest, (std::uint32_t seed))
{
    compare<std::uint8_t>(
        seed, false,
        [](const auto& patch, const auto& lines, const Averaging& /*how*/, int begin, int end, std::uint8_t* out) {
            sample_nearest(patch, lines, begin, end, out);
        },
        [](const auto& ground, const SourceLine& line, const Averaging& /*how*/, int col) {
            return ground.at(line.u_at(col), line.v_at(col));
        });
}

} // namespace
} // namespace peaksite
