#include "model/pilots/weight_space.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <numeric>

namespace peaksite {

namespace {

constexpr std::uint32_t draw_stream = 0x77656967, walk_stream = 0x77616c6b, trial_stream = 0x74727931;
constexpr std::size_t trials = 2000;
constexpr std::size_t least_accepted = 100; // of the trials, for rejection to be worth while
constexpr double margin = 1e-12;

// Criteria so that each comes after those it must not outweigh (Kahn 1962); fewer than all where there is a circle.
std::vector<std::size_t> sorted_by_order(const WeightSpace& space)
{
    const auto n = space.criteria.size();
    std::vector<std::size_t> above(n, 0), out;
    for (const auto& [more, less] : space.at_least) ++above[less];
    for (std::size_t i = 0; i < n; ++i)
        if (above[i] == 0) out.push_back(i);
    for (std::size_t k = 0; k < out.size(); ++k)
        for (const auto& [more, less] : space.at_least)
            if (more == out[k] && --above[less] == 0) out.push_back(less);
    return out;
}

// Ranges made as narrow as the order makes them. Their ends are then monotone along the order, and so is every point
// between them.
void tighten(WeightSpace& space, std::span<const std::size_t> order)
{
    const auto pass = [&](std::size_t at) {
        for (const auto& [more, less] : space.at_least) {
            auto &upper = space.ranges[more], &lower = space.ranges[less];
            if (less == at) lower.high = std::min(lower.high, upper.high);
            if (more == at) upper.low = std::max(upper.low, lower.low);
        }
    };
    std::ranges::for_each(order, pass);
    for (std::size_t k = order.size(); k-- > 0;) pass(order[k]);
}

Sentence range_text(const std::string& id, WeightRange range)
{
    return text("the weight of '{}' has no room: at least {}, at most {}", id, number(range.low), number(range.high));
}

// A point in the space: all weights the same way between their ends.
std::vector<double> inner_point(const WeightSpace& space)
{
    double low = 0, high = 0;
    for (std::size_t j = 0; j < space.ranges.size(); ++j) {
        const auto range = space.ranges[j];
        if (!(range.low <= range.high)) throw UsageError{range_text(space.criteria[j], range)};
        low += range.low;
        high += range.high;
    }
    if (low > 1 + margin) throw UsageError{text("the least weights sum to {:.6g}, more than 1", low)};
    if (high < 1 - margin) throw UsageError{text("the greatest weights sum to {:.6g}, less than 1", high)};
    const auto way = high > low ? std::clamp((1 - low) / (high - low), 0., 1.) : 0;
    std::vector<double> out;
    for (const auto& range : space.ranges) out.push_back(range.low + way * (range.high - range.low));
    return out;
}

} // namespace

WeightSampler::WeightSampler(WeightSpace space, Philox::Key key)
    : m_count(space.criteria.size()), m_space(std::move(space)), m_key(key)
{
    assert(m_count > 0 && (m_space.ranges.empty() || m_space.ranges.size() == m_count));
    const bool ranged = !m_space.ranges.empty();
    m_space.ranges.resize(m_count);
    for (auto& range : m_space.ranges) range = {.low = std::max(range.low, 0.), .high = std::min(range.high, 1.)};
    const auto order = sorted_by_order(m_space);
    if (order.size() < m_count) throw UsageError{text("the order of the weights goes in a circle")};
    tighten(m_space, order);
    m_start = inner_point(m_space);
    const auto follows = [&](std::size_t k) {
        return std::ranges::find(m_space.at_least, std::pair{order[k], order[k + 1]}) != m_space.at_least.end();
    };
    bool complete = true;
    for (std::size_t k = 0; k + 1 < m_count; ++k) complete = complete && follows(k);
    if (complete) m_order = order;
    choose_method(ranged);
}

void WeightSampler::choose_method(bool ranged)
{
    if (!ranged && m_space.at_least.empty())
        m_method = Method::simplex;
    else if (!ranged && !m_order.empty())
        m_method = Method::ordered;
    else {
        RandomStream random{m_key, 0, 0, trial_stream};
        std::vector<double> weights(m_count);
        std::size_t accepted = 0;
        for (std::size_t k = 0; k < trials; ++k) {
            draw_simplex(random, weights);
            if (contains(weights)) ++accepted;
        }
        m_method = accepted >= least_accepted ? Method::rejection : Method::walk;
    }
}

bool WeightSampler::contains(std::span<const double> weights) const
{
    for (std::size_t j = 0; j < m_count; ++j)
        if (weights[j] < m_space.ranges[j].low || weights[j] > m_space.ranges[j].high) return false;
    return std::ranges::all_of(m_space.at_least,
                               [&](const auto& pair) { return weights[pair.first] >= weights[pair.second]; });
}

void WeightSampler::draw_simplex(RandomStream& random, std::span<double> out) const
{
    for (std::size_t j = 0; j + 1 < m_count; ++j) out[j] = random.next();
    out[m_count - 1] = 1;
    std::ranges::sort(out);
    for (std::size_t j = m_count; j-- > 1;) out[j] -= out[j - 1];
}

void WeightSampler::draw_by_rejection(std::uint32_t draw, std::span<double> out) const
{
    RandomStream random{m_key, draw, 0, draw_stream};
    do draw_simplex(random, out);
    while (m_method == Method::rejection && !contains(out));
    if (m_method != Method::ordered) return;
    std::vector<double> sorted{out.begin(), out.end()};
    std::ranges::sort(sorted, std::greater{});
    for (std::size_t k = 0; k < m_count; ++k) out[m_order[k]] = sorted[k];
}

void WeightSampler::step(RandomStream& random, std::span<double> w) const
{
    const auto i = random.below(m_count);
    const auto j = (i + 1 + random.below(m_count - 1)) % m_count;
    const auto &a = m_space.ranges[i], &b = m_space.ranges[j];
    auto low = std::max(a.low - w[i], w[j] - b.high), high = std::min(a.high - w[i], w[j] - b.low);
    for (const auto& [more, less] : m_space.at_least) {
        if (more == i && less == j)
            low = std::max(low, (w[j] - w[i]) / 2);
        else if (more == j && less == i)
            high = std::min(high, (w[j] - w[i]) / 2);
        else if (more == i)
            low = std::max(low, w[less] - w[i]);
        else if (less == i)
            high = std::min(high, w[more] - w[i]);
        else if (more == j)
            high = std::min(high, w[j] - w[less]);
        else if (less == j)
            low = std::max(low, w[j] - w[more]);
    }
    const auto moved = low + random.next() * std::max(0., high - low);
    w[i] += moved;
    w[j] -= moved;
}

void WeightSampler::fill_by_walk(std::uint32_t block, std::span<double> out) const
{
    RandomStream random{m_key, block, 0, walk_stream};
    auto at = m_start;
    for (std::size_t k = 0; k < 10 * m_count * m_count && m_count > 1; ++k) step(random, at);
    for (std::size_t draw = 0; draw < block_size; ++draw) {
        for (std::size_t k = 0; k < 4 * m_count && m_count > 1; ++k) step(random, at);
        std::ranges::copy(at, out.subspan(draw * m_count).begin());
    }
}

void WeightSampler::fill(std::uint32_t block, std::span<double> out) const
{
    assert(out.size() == block_size * m_count);
    if (m_method == Method::walk) return fill_by_walk(block, out);
    for (std::size_t k = 0; k < block_size; ++k)
        draw_by_rejection(static_cast<std::uint32_t>(block * block_size + k), out.subspan(k * m_count, m_count));
}

} // namespace peaksite
