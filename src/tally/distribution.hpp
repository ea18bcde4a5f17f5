#pragma once

#include "base/bytes.hpp"
#include "grid/cell_area.hpp"
#include "tally/moments.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace peaksite {

/// How values are put into buckets: whole numbers each in its own, others by the leading 14 binary digits, which makes
/// buckets of relative width 2^-14 (6e-5). Buckets are ordered as the values are; both zeros are one. Whole numbers
/// must lie within ±33,554,431.
enum class Buckets : std::uint8_t { whole_numbers, relative };

/// The weight of one bucket: high · 2^62 + quanta, so that no area on earth is too large.
struct Bucket {
    std::int32_t bucket = 0;
    std::int32_t high = 0;
    std::int64_t quanta = 0; ///< below 2^62
    double weight() const
    {
        return static_cast<double>(high) * static_cast<double>(most_quanta) + static_cast<double>(quanta);
    }
    bool operator==(const Bucket&) const = default;
};
/// Weights by value of one zone: exact pairs for zones of few cells, buckets for larger ones. Weights are areas in
/// quanta, so that merging is exact.
class Distribution {
public:
    /// Zones of up to this many cells keep every value.
    static constexpr std::size_t most_pairs = 4096;

    Distribution() = default;
    Distribution(Buckets kind, bool pairs) : m_kind(kind), m_pairs_kept(pairs) {}

    bool keeps_pairs() const { return m_pairs_kept; }
    /// NaN does not count; -0 is 0.
    void add_pair(double value, std::int64_t quanta)
    {
        if (value == value) m_pairs.push_back({value + 0.0, quanta});
    }
    /// Buckets in order, each once.
    void add_buckets(const std::vector<Bucket>& buckets);
    /// Throws InputError when the two are not of one kind and form, as those of one zone are.
    void merge(const Distribution& other);
    /// Puts pairs in order, once for many questions.
    void settle() { std::ranges::sort(m_pairs); }

    /// The value below which a share q of the weight lies; NaN when there is none. Pairs: the interpolation of
    /// exactextract (weighted type 7 after its WeightedQuantiles), between the two values that q falls between.
    /// Buckets: the smallest value up to which the share lies, linear within the bucket, so that it is right to a
    /// bucket's width (whole numbers: exactly). The two differ by less than the step from one value to the next.
    double quantile(double q) const;

    void write(ByteWriter& out) const;
    static Distribution read(ByteReader& in);
    /// Whether it can hold values of this kind: what was read from a file is not taken as it comes.
    bool fits(Buckets kind) const;
    bool empty() const { return m_pairs.empty() && m_buckets.empty(); }
    /// The order in which pairs came does not count.
    bool operator==(const Distribution& other) const;

private:
    struct Pair {
        double value = 0;
        std::int64_t quanta = 0;
        auto operator<=>(const Pair&) const = default;
    };
    const std::vector<Pair>& sorted_pairs(std::vector<Pair>& scratch) const;
    double quantile_of_pairs(double q) const;
    double quantile_of_buckets(double q) const;

    Buckets m_kind = Buckets::relative;
    bool m_pairs_kept = true;
    std::vector<Pair> m_pairs;
    std::vector<Bucket> m_buckets; // by bucket
};

/// Counts a zone's cells in one tile by bucket. One per worker; memory is reused.
class BucketCounter {
public:
    explicit BucketCounter(Buckets kind = Buckets::relative) : m_kind(kind) {}

    /// Cells of one area each (or of `areas`, one by one); NaN does not count. Any number of cells of any size.
    void add(const double* values, int n, std::int64_t each, const std::int64_t* areas);
    void add(double value, std::int64_t quanta) { add(&value, 1, quanta, nullptr); }
    /// What was added since the last call, by bucket.
    const std::vector<Bucket>& take();

private:
    static constexpr std::int32_t page_size = 4096;
    void open_page(std::int32_t page);
    const std::vector<Bucket>& collect();

    Buckets m_kind;
    std::vector<std::int32_t> m_offset;  // by page: its place in m_quanta
    std::vector<std::int32_t> m_touched; // pages in use
    std::vector<std::int64_t> m_quanta;  // page after page
    std::vector<std::int32_t> m_buckets; // of the cells at hand
    std::vector<Bucket> m_taken, m_spilled;
    std::int64_t m_most = 0; // quanta; no counter holds more
};

} // namespace peaksite
