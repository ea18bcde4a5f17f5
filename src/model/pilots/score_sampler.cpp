#include "model/pilots/score_sampler.hpp"

#include "base/clones.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

struct Line {
    const double* start;
    const double* width;
    double floor;
    double ceiling;
};

PEAKSITE_CLONES
void add_line(const Line& line, double weight, const std::uint32_t* words, std::size_t n, double* __restrict out)
{
    for (std::size_t i = 0; i < n; ++i) {
        const double x = line.start[i] + unit_interval(words[i]) * line.width[i];
        out[i] += weight * std::min(std::max(x, line.floor), line.ceiling);
    }
}

void add_exact(const Line& line, double weight, std::size_t n, double* __restrict out)
{
    for (std::size_t i = 0; i < n; ++i) out[i] += weight * std::min(std::max(line.start[i], line.floor), line.ceiling);
}

// The function of a benefit or cost without its cap and limits, a straight line.
double unlimited(const ValueFunction& function, double x)
{
    if (!function.fixed && function.constant) return 0.5;
    const auto [low, high] = function.bounds;
    return function.criterion.direction == Direction::benefit ? (x - low) / (high - low) : (high - x) / (high - low);
}

std::vector<std::size_t> complete_intervals(const ValueIntervals& values)
{
    const auto low = complete_rows(values.low), high = complete_rows(values.high);
    std::vector<std::size_t> out;
    std::ranges::set_intersection(low, high, std::back_inserter(out));
    return out;
}

} // namespace

ScoreSampler::ScoreSampler(const ValueIntervals& values, std::span<const ValueFunction> functions, Philox::Key key)
    : m_rows(complete_intervals(values)), m_key(key)
{
    assert(values.low.columns() == functions.size() && values.high.columns() == functions.size());
    for (std::size_t j = 0; j < functions.size(); ++j) m_columns.push_back(column_of(values, j, functions[j]));
}

ScoreSampler::Column ScoreSampler::column_of(const ValueIntervals& values, std::size_t j,
                                             const ValueFunction& function) const
{
    constexpr auto infinity = std::numeric_limits<double>::infinity();
    const auto& criterion = function.criterion;
    Column out{.function = function,
               .start = {},
               .width = {},
               .floor = function.fixed ? 0 : -infinity,
               .ceiling = function.fixed ? 1 : infinity};
    out.raw = criterion.direction == Direction::target;
    // A cap on the value is a limit on the normalised one.
    if (criterion.cap && criterion.direction == Direction::benefit)
        out.ceiling = std::min(out.ceiling, unlimited(function, *criterion.cap));
    if (criterion.cap && criterion.direction == Direction::cost)
        out.floor = std::max(out.floor, unlimited(function, *criterion.cap));
    if (function.fixed) {
        out.floor = std::clamp(out.floor, 0., 1.);
        out.ceiling = std::clamp(out.ceiling, 0., 1.);
    }
    for (const auto i : m_rows) {
        const auto low = values.low.at(i, j), high = values.high.at(i, j);
        if (!(low <= high) || std::isinf(low) || std::isinf(high))
            throw InputError{
                text("criterion '{}': a value has the interval {} to {}", criterion.id, number(low), number(high))};
        out.exact = out.exact && low == high;
        const auto start = out.raw ? low : unlimited(function, low), end = out.raw ? high : unlimited(function, high);
        out.start.push_back(start);
        out.width.push_back(end - start);
    }
    return out;
}

bool ScoreSampler::exact() const { return std::ranges::all_of(m_columns, &Column::exact); }

void ScoreSampler::add(const Column& column, double weight, std::span<const std::uint32_t> words,
                       std::span<double> out) const
{
    const Line line{
        .start = column.start.data(), .width = column.width.data(), .floor = column.floor, .ceiling = column.ceiling};
    if (!column.raw) {
        if (column.exact)
            add_exact(line, weight, m_rows.size(), out.data());
        else
            add_line(line, weight, words.data(), m_rows.size(), out.data());
        return;
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        out[i] += weight * column.function(column.exact ? column.start[i]
                                                        : column.start[i] + unit_interval(words[i]) * column.width[i]);
}

void ScoreSampler::scores(std::uint32_t stream, std::uint32_t draw, std::span<const double> weights, Scratch& scratch,
                          std::span<double> out) const
{
    scratch.words.resize((m_rows.size() + 3) / 4 * 4);
    std::ranges::fill(out, 0.);
    for (std::size_t j = 0; j < m_columns.size(); ++j) {
        if (!m_columns[j].exact) fill_philox(m_key, static_cast<std::uint32_t>(j), draw, stream, scratch.words);
        add(m_columns[j], weights[j], scratch.words, out);
    }
}

void ScoreSampler::values(std::uint32_t stream, std::uint32_t draw, Scratch& scratch, std::span<double> out) const
{
    scratch.words.resize((m_rows.size() + 3) / 4 * 4);
    std::ranges::fill(out, 0.);
    for (std::size_t j = 0; j < m_columns.size(); ++j) {
        if (!m_columns[j].exact) fill_philox(m_key, static_cast<std::uint32_t>(j), draw, stream, scratch.words);
        add(m_columns[j], 1, scratch.words, out.subspan(j * m_rows.size(), m_rows.size()));
    }
}

} // namespace peaksite
