#include "tally/moments.hpp"

#include "base/clones.hpp"

#include <algorithm>

namespace peaksite {

namespace {

constexpr int lanes = 8;

// Adds f(x) of every cell to eight lanes, cell i to lane i modulo 8: the one order of summation.
template <class Of>
inline void sum_lanes(const double* __restrict x, int n, double* __restrict out, Of of)
{
    double s[lanes]{};
    int i = 0;
    for (; i + lanes <= n; i += lanes)
        for (int l = 0; l < lanes; ++l) s[l] += of(x[i + l]);
    for (int l = 0; i < n; ++i, ++l) s[l] += of(x[i]);
    for (int l = 0; l < lanes; ++l) out[l] = s[l];
}

PEAKSITE_CLONES void sum_values(const double* x, int n, double* out, bool complete)
{
    if (complete)
        sum_lanes(x, n, out, [](double v) { return v; });
    else
        sum_lanes(x, n, out, [](double v) { return v == v ? v : 0.0; });
}

PEAKSITE_CLONES void sum_squares(const double* x, int n, double pivot, double* out, bool complete)
{
    if (complete)
        sum_lanes(x, n, out, [pivot](double v) { return (v - pivot) * (v - pivot); });
    else
        sum_lanes(x, n, out, [pivot](double v) { return v == v ? (v - pivot) * (v - pivot) : 0.0; });
}

// Comparisons with NaN are false, so cells without data change nothing.
PEAKSITE_CLONES void find_extremes(const double* __restrict x, int n, double& low, double& high)
{
    double a[lanes], b[lanes];
    std::fill_n(a, lanes, low);
    std::fill_n(b, lanes, high);
    int i = 0;
    for (; i + lanes <= n; i += lanes)
        for (int l = 0; l < lanes; ++l) {
            a[l] = x[i + l] < a[l] ? x[i + l] : a[l];
            b[l] = x[i + l] > b[l] ? x[i + l] : b[l];
        }
    for (; i < n; ++i) {
        a[0] = x[i] < a[0] ? x[i] : a[0];
        b[0] = x[i] > b[0] ? x[i] : b[0];
    }
    low = *std::min_element(a, a + lanes);
    high = *std::max_element(b, b + lanes);
}

PEAKSITE_CLONES int count_valid(const double* x, int n)
{
    int count = 0;
    for (int i = 0; i < n; ++i) count += x[i] == x[i] ? 1 : 0;
    return count;
}

double reduced(const double* s) { return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7])); }

} // namespace

void TileMoments::add(const MomentNeeds& needs, const ValueRow& values, std::span<const Run> runs,
                      std::span<const EdgeCell> edge, const AreaRow& areas)
{
    m_quantum = areas.quantum;
    for (const auto& run : runs) {
        const auto from = run.begin - values.begin;
        add_run(needs, values.cells + from, run.end - run.begin, areas.uniform() ? nullptr : areas.cells.data() + from,
                areas, values.complete);
    }
    for (const auto& cell : edge) {
        const auto at = cell.col - values.begin;
        const auto whole = areas.at(static_cast<std::size_t>(at));
        add_edge(needs, values.cells[at], cell.share, std::llrint(cell.share * static_cast<double>(whole)));
    }
}

void TileMoments::add_run(const MomentNeeds& needs, const double* x, int n, const std::int64_t* areas,
                          const AreaRow& row, bool complete)
{
    if (areas != nullptr) {
        // Cells of unlike area are added one by one.
        const double quantum = row.quantum.square_metres();
        for (int i = 0; i < n; ++i) {
            if (x[i] != x[i]) continue;
            const int l = i % lanes;
            const double area = static_cast<double>(areas[i]) * quantum, d = x[i] - needs.pivot;
            m_area += areas[i];
            ++m_full_count;
            m_weighted[l] += area * x[i];
            m_plain[l] += x[i];
            m_squares[l] += area * d * d;
        }
        if (needs.wants_extremes()) find_extremes(x, n, m_low, m_high);
        return;
    }
    const int valid = complete ? n : count_valid(x, n);
    m_area += valid * row.each;
    m_full_count += valid;
    const double area = square_metres(row.each, row.quantum);
    double s[lanes];
    if (needs.sums) {
        sum_values(x, n, s, complete);
        for (int l = 0; l < lanes; ++l) {
            m_plain[l] += s[l];
            m_weighted[l] += area * s[l];
        }
    }
    if (needs.squares) {
        sum_squares(x, n, needs.pivot, s, complete);
        for (int l = 0; l < lanes; ++l) m_squares[l] += area * s[l];
    }
    if (needs.wants_extremes()) find_extremes(x, n, m_low, m_high);
}

void TileMoments::add_edge(const MomentNeeds& needs, double x, double share, std::int64_t quanta)
{
    if (x != x) return;
    const double area = square_metres(quanta, m_quantum), d = x - needs.pivot;
    m_area += quanta;
    m_edge_count += share;
    m_weighted[0] += area * x;
    m_plain[0] += share * x;
    m_squares[0] += area * d * d;
    if (!needs.wants_extremes()) return;
    m_low = std::min(m_low, x);
    m_high = std::max(m_high, x);
}

void Moments::add(const TileMoments& tile)
{
    m_area.add_scaled(tile.m_area, 1, tile.m_quantum.exponent);
    m_count.add_scaled(tile.m_full_count, 1, 0);
    m_count.add(tile.m_edge_count);
    m_weighted.add(reduced(tile.m_weighted));
    m_plain.add(reduced(tile.m_plain));
    m_squares.add(reduced(tile.m_squares));
    // -0 becomes 0: which of the two is met first depends on the order of tiles.
    m_low = std::min(m_low, tile.m_low + 0.0);
    m_high = std::max(m_high, tile.m_high + 0.0);
}

void Moments::add_part(const Part& part)
{
    m_area.add(whole_quanta(part.square_metres));
    m_count.add(part.count);
    m_weighted.add(part.square_metres * part.value);
    m_plain.add(part.share * part.value);
    m_squares.add(part.square_metres * part.value * part.value);
    m_low = std::min(m_low, part.value + 0.0);
    m_high = std::max(m_high, part.value + 0.0);
}

void Moments::merge(const Moments& other)
{
    m_area.merge(other.m_area);
    m_count.merge(other.m_count);
    m_weighted.merge(other.m_weighted);
    m_plain.merge(other.m_plain);
    m_squares.merge(other.m_squares);
    m_low = std::min(m_low, other.m_low);
    m_high = std::max(m_high, other.m_high);
}

double Moments::standard_deviation(double pivot) const
{
    if (empty()) return std::numeric_limits<double>::quiet_NaN();
    if (m_low == m_high) return 0;
    const double offset = mean() - pivot, variance = m_squares.value() / area() - offset * offset;
    return variance < 0 ? 0 : std::sqrt(variance);
}

void Moments::write(ByteWriter& out) const
{
    for (const auto* sum : {&m_area, &m_count, &m_weighted, &m_plain, &m_squares}) out.put(*sum);
    out.put(m_low);
    out.put(m_high);
}

Moments Moments::read(ByteReader& in)
{
    Moments moments;
    for (auto* sum : {&moments.m_area, &moments.m_count, &moments.m_weighted, &moments.m_plain, &moments.m_squares})
        *sum = in.sum();
    moments.m_low = in.get<double>();
    moments.m_high = in.get<double>();
    return moments;
}

} // namespace peaksite
