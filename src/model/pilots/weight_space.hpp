#pragma once

#include "model/pilots/philox.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

struct WeightRange {
    double low = 0;
    double high = 1;
};

/// Which weights are thought possible: all that are at least 0 and sum to 1, within ranges and an order of importance.
struct WeightSpace {
    std::vector<std::string> criteria;
    std::vector<WeightRange> ranges{};                           ///< by criterion; empty: 0 to 1 each
    std::vector<std::pair<std::size_t, std::size_t>> at_least{}; ///< the first weighs at least as much as the second
};

/// Draws weights uniformly from a weight space (domain 3.10.6). The weights of a draw depend on the seed and its number
/// only.
class WeightSampler {
public:
    /// How the space is sampled: differences of sorted uniforms; the same, sorted, for a complete order; the same,
    /// keeping what lies in the space; or a random walk in it, moving weight between two criteria at a time
    /// (hit-and-run). The last is uniform in the limit only: 10 n² steps before the first draw of a block, 4 n between
    /// draws.
    enum class Method { simplex, ordered, rejection, walk };

    /// Draws are made in blocks of this many.
    static constexpr std::size_t block_size = 250;

    /// UsageError where the space is empty: ranges that cannot sum to 1 or contradict the order, an order in a circle.
    WeightSampler(WeightSpace space, Philox::Key key);

    Method method() const { return m_method; }
    std::size_t criteria() const { return m_count; }
    /// The weights of the draws block · 250 …: `out` holds 250 rows of one weight per criterion.
    void fill(std::uint32_t block, std::span<double> out) const;

private:
    void choose_method(bool ranged);
    bool contains(std::span<const double> weights) const;
    void draw_simplex(RandomStream& random, std::span<double> out) const;
    void draw_by_rejection(std::uint32_t draw, std::span<double> out) const;
    void fill_by_walk(std::uint32_t block, std::span<double> out) const;
    void step(RandomStream& random, std::span<double> weights) const;

    std::size_t m_count;
    WeightSpace m_space;
    Philox::Key m_key;
    std::vector<std::size_t> m_order; // most important first, where the order is complete
    std::vector<double> m_start;      // a point within the space
    Method m_method = Method::simplex;
};

} // namespace peaksite
