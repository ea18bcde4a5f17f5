#include "tally/distribution.hpp"

#include "base/clones.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace peaksite {

namespace {

// A double's sign, exponent and first 14 digits are its top 26 bits.
constexpr unsigned dropped_bits = 38;
constexpr std::int32_t bucket_limit = 1 << 26;
constexpr std::int32_t middle = bucket_limit / 2;

double from_bits(std::uint64_t bits) { return std::bit_cast<double>(bits); }

// The values at which a bucket begins and ends; equal for whole numbers.
struct BucketRange {
    double low = 0;
    double high = 0;
};

BucketRange bucket_range(std::int32_t bucket, Buckets kind)
{
    if (kind == Buckets::whole_numbers)
        return {.low = static_cast<double>(bucket - middle), .high = static_cast<double>(bucket - middle)};
    const bool negative = bucket < middle;
    const auto magnitude = static_cast<std::uint64_t>(negative ? middle - 1 - bucket : bucket - middle);
    const double near = from_bits(magnitude << dropped_bits), far = from_bits((magnitude + 1) << dropped_bits);
    return negative ? BucketRange{.low = -far, .high = -near} : BucketRange{.low = near, .high = far};
}

// Adds lists of buckets, each in order.
std::vector<Bucket> merged(const std::vector<Bucket>& a, const std::vector<Bucket>& b)
{
    std::vector<Bucket> out;
    out.reserve(a.size() + b.size());
    auto mine = a.begin();
    for (auto entry : b) {
        while (mine != a.end() && mine->bucket < entry.bucket) out.push_back(*mine++);
        if (mine != a.end() && mine->bucket == entry.bucket) {
            entry.high += mine->high;
            entry.quanta += (mine++)->quanta; // each below 2^62
            if (entry.quanta >= most_quanta) {
                entry.quanta -= most_quanta;
                ++entry.high;
            }
        }
        out.push_back(entry);
    }
    out.insert(out.end(), mine, a.end());
    return out;
}

} // namespace

void Distribution::add_buckets(const std::vector<Bucket>& buckets) { m_buckets = merged(m_buckets, buckets); }

void Distribution::merge(const Distribution& other)
{
    // What has counted nothing yet becomes of the other's kind and form, whatever it was made as.
    if (empty() && (!other.empty() || *this == Distribution{})) {
        m_kind = other.m_kind;
        m_pairs_kept = other.m_pairs_kept;
    }
    if (!other.empty() && (m_kind != other.m_kind || m_pairs_kept != other.m_pairs_kept))
        throw InputError{text("a zone was counted in two ways; run without --resume")};
    m_pairs.insert(m_pairs.end(), other.m_pairs.begin(), other.m_pairs.end());
    add_buckets(other.m_buckets);
}

bool Distribution::fits(Buckets kind) const
{
    if (m_kind != kind || m_pairs.size() > most_pairs || !(m_pairs_kept ? m_buckets.empty() : m_pairs.empty()))
        return false;
    if (std::ranges::any_of(m_pairs, [](const Pair& pair) {
            return !std::isfinite(pair.value) || pair.quanta < 0 || pair.quanta > most_quanta;
        }))
        return false;
    std::int32_t last = -1;
    for (const auto& entry : m_buckets) {
        if (entry.bucket <= last || entry.bucket >= bucket_limit || entry.high < 0 || entry.quanta < 0 ||
            entry.quanta >= most_quanta)
            return false;
        last = entry.bucket;
    }
    return true;
}

const std::vector<Distribution::Pair>& Distribution::sorted_pairs(std::vector<Pair>& scratch) const
{
    if (std::ranges::is_sorted(m_pairs)) return m_pairs;
    scratch = m_pairs;
    std::ranges::sort(scratch);
    return scratch;
}

double Distribution::quantile(double q) const
{
    if (m_pairs.empty() && m_buckets.empty()) return std::numeric_limits<double>::quiet_NaN();
    return m_pairs.empty() ? quantile_of_buckets(q) : quantile_of_pairs(q);
}

double Distribution::quantile_of_pairs(double q) const
{
    // s_k = k w_k + (n - 1) Σ_{i<k} w_i for k = 0 … n - 1; the quantile lies where s reaches q (n - 1) Σ w.
    std::vector<Pair> scratch;
    const auto& pairs = sorted_pairs(scratch);
    double total = 0;
    for (const auto& pair : pairs) total += static_cast<double>(pair.quanta);
    const double last = static_cast<double>(pairs.size()) - 1, wanted = q * total * last;
    double before = 0, left_s = 0;
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        const double weight = static_cast<double>(pairs[k].quanta);
        const double s = k == 0 ? 0 : static_cast<double>(k) * weight + last * before;
        if (s > wanted) {
            if (k == 0) return pairs[0].value;
            const double left = pairs[k - 1].value;
            return left + (wanted - left_s) * (pairs[k].value - left) / (s - left_s);
        }
        before += weight;
        left_s = s;
    }
    return pairs.back().value;
}

double Distribution::quantile_of_buckets(double q) const
{
    double all = 0;
    for (const auto& entry : m_buckets) all += entry.weight();
    const double wanted = q * all;
    double before = 0;
    for (const auto& entry : m_buckets) {
        const auto weight = entry.weight();
        if (before + weight >= wanted && weight > 0) {
            const auto range = bucket_range(entry.bucket, m_kind);
            return range.low + (range.high - range.low) * std::clamp((wanted - before) / weight, 0.0, 1.0);
        }
        before += weight;
    }
    return bucket_range(m_buckets.back().bucket, m_kind).high;
}

void Distribution::write(ByteWriter& out) const
{
    out.put(static_cast<std::uint8_t>(m_kind));
    out.put(static_cast<std::uint8_t>(m_pairs_kept ? 1 : 0));
    std::vector<Pair> scratch;
    const auto& pairs = sorted_pairs(scratch);
    out.put(static_cast<std::uint64_t>(pairs.size()));
    for (const auto& pair : pairs) {
        out.put(pair.value);
        out.put_short(static_cast<std::uint64_t>(pair.quanta));
    }
    out.put(static_cast<std::uint64_t>(m_buckets.size()));
    std::int32_t last = 0;
    for (const auto& entry : m_buckets) {
        out.put_short(static_cast<std::uint64_t>(entry.bucket - last));
        out.put_short(static_cast<std::uint64_t>(entry.high));
        out.put_short(static_cast<std::uint64_t>(entry.quanta));
        last = entry.bucket;
    }
}

Distribution Distribution::read(ByteReader& in)
{
    const bool whole = in.get<std::uint8_t>() == static_cast<std::uint8_t>(Buckets::whole_numbers);
    Distribution out{whole ? Buckets::whole_numbers : Buckets::relative, in.get<std::uint8_t>() != 0};
    constexpr std::size_t pair_bytes = 9, bucket_bytes = 3;
    const auto pairs = in.count(pair_bytes);
    for (std::size_t i = 0; i < pairs; ++i) {
        const auto value = in.get<double>();
        out.add_pair(value, static_cast<std::int64_t>(in.get_short()));
    }
    const auto buckets = in.count(bucket_bytes);
    std::uint64_t bucket = 0;
    for (std::size_t i = 0; i < buckets; ++i) {
        bucket += in.get_short();
        Bucket one{
            .bucket = static_cast<std::int32_t>(std::min<std::uint64_t>(bucket, bucket_limit)), .high = 0, .quanta = 0};
        one.high = static_cast<std::int32_t>(in.get_short());
        one.quanta = static_cast<std::int64_t>(in.get_short());
        out.m_buckets.push_back(one);
    }
    return out;
}

bool Distribution::operator==(const Distribution& other) const
{
    std::vector<Pair> mine, theirs;
    return m_kind == other.m_kind && m_pairs_kept == other.m_pairs_kept && m_buckets == other.m_buckets &&
           sorted_pairs(mine) == other.sorted_pairs(theirs);
}

namespace {

// Cells without data are counted in a bucket of their own, the last, and forgotten.
constexpr std::int32_t no_bucket = bucket_limit;
constexpr std::int32_t no_page = -1;

struct Range {
    std::int32_t low = bucket_limit;
    std::int32_t high = 0;
};

// Buckets of a row of cells, and the lowest and highest of them.
PEAKSITE_CLONES Range find_buckets(const double* __restrict values, int n, Buckets kind, std::int32_t* __restrict out)
{
    if (kind == Buckets::whole_numbers)
        for (int i = 0; i < n; ++i)
            out[i] = values[i] != values[i] ? no_bucket : middle + static_cast<std::int32_t>(values[i]);
    else
        for (int i = 0; i < n; ++i) {
            const auto bits = std::bit_cast<std::uint64_t>(values[i] + 0.0); // -0 is 0
            const auto magnitude = static_cast<std::int32_t>((bits & ~(std::uint64_t{1} << 63U)) >> dropped_bits);
            const std::int32_t bucket = bits >> 63U != 0 ? middle - 1 - magnitude : middle + magnitude;
            out[i] = values[i] != values[i] ? no_bucket : bucket;
        }
    Range range;
    for (int i = 0; i < n; ++i) {
        range.low = std::min(range.low, out[i]);
        range.high = std::max(range.high, out[i]);
    }
    return range;
}

} // namespace

void BucketCounter::open_page(std::int32_t page)
{
    auto& offset = m_offset[static_cast<std::size_t>(page)];
    if (offset != no_page) return;
    m_touched.push_back(page);
    offset = static_cast<std::int32_t>(m_touched.size() - 1) * page_size;
}

void BucketCounter::add(const double* values, int n, std::int64_t each, const std::int64_t* areas)
{
    if (n <= 0) return;
    const auto largest = areas == nullptr ? each : *std::max_element(areas, areas + n);
    if (n > 1 && largest > most_quanta / n - 1) { // each half by itself; one cell always fits
        add(values, n / 2, each, areas);
        return add(values + n / 2, n - n / 2, each, areas == nullptr ? nullptr : areas + n / 2);
    }
    if (n * largest >= most_quanta - m_most) m_spilled = merged(m_spilled, collect());
    m_most += n * largest;
    if (m_offset.empty()) m_offset.assign(bucket_limit / page_size + 1, no_page);
    m_buckets.resize(std::max(m_buckets.size(), static_cast<std::size_t>(n)));
    const auto* buckets = m_buckets.data();
    const auto range = find_buckets(values, n, m_kind, m_buckets.data());
    constexpr std::int32_t few = 16;
    const auto first = range.low / page_size, last = range.high / page_size;
    if (last - first < few)
        for (auto page = first; page <= last; ++page) open_page(page);
    else
        for (int i = 0; i < n; ++i) open_page(buckets[i] / page_size);
    m_quanta.resize(std::max(m_quanta.size(), m_touched.size() * page_size));
    auto* quanta = m_quanta.data();
    const auto* offset = m_offset.data();
    const auto slot = [=](int i) { return offset[buckets[i] / page_size] + buckets[i] % page_size; };
    if (areas == nullptr)
        for (int i = 0; i < n; ++i) quanta[slot(i)] += each;
    else
        for (int i = 0; i < n; ++i) quanta[slot(i)] += areas[i];
}

const std::vector<Bucket>& BucketCounter::take()
{
    collect();
    if (!m_spilled.empty()) m_taken = merged(std::exchange(m_spilled, {}), m_taken);
    return m_taken;
}

const std::vector<Bucket>& BucketCounter::collect()
{
    m_taken.clear();
    m_most = 0;
    std::vector<std::int32_t> pages = m_touched;
    std::ranges::sort(pages);
    for (const auto page : pages) {
        auto* quanta = m_quanta.data() + m_offset[static_cast<std::size_t>(page)];
        for (std::int32_t i = 0; i < page_size; ++i)
            if (quanta[i] != 0 && page * page_size + i < no_bucket)
                m_taken.push_back({.bucket = page * page_size + i, .high = 0, .quanta = quanta[i]});
        std::fill_n(quanta, page_size, 0);
        m_offset[static_cast<std::size_t>(page)] = no_page;
    }
    m_touched.clear();
    return m_taken;
}

} // namespace peaksite
