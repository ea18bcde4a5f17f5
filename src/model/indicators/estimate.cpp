#include "model/indicators/estimate.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace peaksite {

namespace {

using Errors = std::vector<std::pair<std::uint64_t, double>>;

// Both lists with factors, by source.
Errors merged(const Errors& a, double slope_a, const Errors& b, double slope_b)
{
    Errors out;
    out.reserve(a.size() + b.size());
    auto i = a.begin();
    auto j = b.begin();
    while (i != a.end() || j != b.end()) {
        if (j == b.end() || (i != a.end() && i->first < j->first))
            out.emplace_back(i->first, slope_a * i->second), ++i;
        else if (i == a.end() || j->first < i->first)
            out.emplace_back(j->first, slope_b * j->second), ++j;
        else
            out.emplace_back(i->first, slope_a * i->second + slope_b * j->second), ++i, ++j;
    }
    return out;
}

template <class One>
std::vector<One> united(const std::vector<One>& a, const std::vector<One>& b)
{
    std::vector<One> out;
    std::ranges::set_union(a, b, std::back_inserter(out));
    return out;
}

// What holds for both holds for what is made of them.
void join(Estimate& out, const Estimate& part)
{
    out.valid_share = std::min(out.valid_share, part.valid_share);
    out.remarks |= part.remarks;
    out.basis = std::max(out.basis, part.basis);
    if (part.from) out.from = std::min(out.from.value_or(*part.from), *part.from);
    if (!part.not_given.empty()) out.not_given = united(out.not_given, part.not_given);
    if (!part.kinds_not_given.empty()) out.kinds_not_given = united(out.kinds_not_given, part.kinds_not_given);
    if (!part.year) return;
    if (out.year && *out.year != *part.year) {
        out.mark(Remark::mixed_years);
        out.year = std::max(*out.year, *part.year);
    } else
        out.year = part.year;
}

} // namespace

double Estimate::half_width() const
{
    double sum = 0;
    for (const auto& [source, error] : errors) sum += error * error;
    return std::sqrt(sum);
}

namespace {

// Why what cannot be computed is none; made once, for evaluation asks for them at every step.
const auto no_sum = text("the sum is no number"), no_difference = text("the difference is no number"),
           no_product = text("the product is no number"), no_power = text("the power is no number"),
           no_number = text("no number"), no_gamma = text("the gamma function has no value there");

bool is_assumed_nothing(const Estimate& part) { return part.basis == Basis::assumed && part.value == 0.0; }

// Of two the one that counts; where that is a constant, what it was held against.
Basis basis_of(const Estimate& counts, const Estimate& other)
{
    return counts.basis == Basis::constants ? other.basis : counts.basis;
}

} // namespace

Estimate exactly(double value)
{
    Estimate out;
    out.value = value;
    return out;
}

Estimate as_given(double value)
{
    auto out = exactly(value);
    out.basis = Basis::given;
    return out;
}

Estimate assumed(double value, std::string what)
{
    auto out = exactly(value);
    out.basis = value == 0 ? Basis::assumed : Basis::constants;
    out.mark(Remark::assumed_zero);
    out.not_given.push_back(std::move(what));
    return out;
}

Estimate missing(Sentence reason)
{
    Estimate out;
    out.reason = std::move(reason);
    return out;
}

Estimate unless_assumed(Estimate estimate)
{
    if (!estimate.value || estimate.basis != Basis::assumed) return estimate;
    auto out = missing(text("nobody stated it: there is nothing of the unit in {}; a row with 0, or complete = true in "
                            "[[tables]], says that it has none",
                            joined(estimate.not_given, ", ")));
    out.valid_share = estimate.valid_share;
    out.remarks = estimate.remarks;
    out.unmark(Remark::assumed_zero);
    return out;
}

Estimate combined(std::span<const Estimate* const> parts, double value, std::span<const double> slopes,
                  const Sentence& otherwise)
{
    Estimate out;
    for (const auto* part : parts) {
        join(out, *part);
        if (!part->value && out.reason.empty()) out.reason = part->reason;
    }
    const bool lacks = std::ranges::any_of(parts, [](const Estimate* part) { return !part->value.has_value(); });
    if (lacks) return out;
    if (!std::isfinite(value)) {
        out.reason = otherwise;
        return out;
    }
    out.value = value;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i]->errors.empty() || !std::isfinite(slopes[i])) continue;
        out.errors = merged(out.errors, 1, parts[i]->errors, slopes[i]);
    }
    return out;
}

Estimate standing_on(std::span<const Estimate> parts, double value)
{
    auto out = exactly(value);
    for (const auto& part : parts) join(out, part);
    return out;
}

Estimate operator+(const Estimate& a, const Estimate& b)
{
    return combined({&a, &b}, a.value.value_or(0) + b.value.value_or(0), {1, 1}, no_sum);
}

void EstimateSum::add(const Estimate& part)
{
    join(m_sum, part);
    if (!part.value && m_sum.reason.empty()) m_sum.reason = part.reason;
    if (m_sum.value && part.value) {
        const double sum = *m_sum.value + *part.value;
        if (std::isfinite(sum)) {
            m_sum.value = sum;
            m_errors.insert(m_errors.end(), part.errors.begin(), part.errors.end());
            return;
        }
        m_sum.reason = no_sum;
    }
    m_sum.value.reset();
    m_errors.clear();
}

Estimate EstimateSum::total() &&
{
    std::ranges::stable_sort(m_errors, {}, &std::pair<std::uint64_t, double>::first);
    for (const auto& [source, error] : m_errors)
        if (!m_sum.errors.empty() && m_sum.errors.back().first == source)
            m_sum.errors.back().second += error;
        else
            m_sum.errors.emplace_back(source, error);
    return std::move(m_sum);
}

Estimate operator-(const Estimate& a, const Estimate& b)
{
    return combined({&a, &b}, a.value.value_or(0) - b.value.value_or(0), {1, -1}, no_difference);
}

Estimate operator*(const Estimate& a, const Estimate& b)
{
    const double x = a.value.value_or(0), y = b.value.value_or(0);
    auto out = combined({&a, &b}, x * y, {y, x}, no_product);
    if (is_assumed_nothing(a) || is_assumed_nothing(b)) out.basis = Basis::assumed;
    return out;
}

Estimate ratio(const Estimate& a, const Estimate& b, const std::string& of)
{
    const double x = a.value.value_or(0), y = b.value.value_or(0);
    auto out = combined({&a, &b}, x / y, {1 / y, -x / (y * y)}, {});
    if (is_assumed_nothing(a)) out.basis = Basis::assumed;
    if (!out.value && a.value && b.value) out.reason = text("{} is 0", of);
    if (out.value && y < 0) {
        out.value.reset();
        out.errors.clear();
        out.reason = text("{} is negative", of);
    }
    return out;
}

Estimate power(const Estimate& a, const Estimate& b)
{
    const double x = a.value.value_or(0), y = b.value.value_or(0), value = std::pow(x, y);
    return combined({&a, &b}, value, {y * std::pow(x, y - 1), x > 0 ? value * std::log(x) : 0}, no_power);
}

Estimate gamma_of(const Estimate& a)
{
    const double x = a.value.value_or(1), step = 1e-6;
    return combined({&a}, std::tgamma(x), {(std::tgamma(x + step) - std::tgamma(x - step)) / (2 * step)}, no_gamma);
}

Estimate least(const Estimate& a, const Estimate& b)
{
    const double x = a.value.value_or(0), y = b.value.value_or(0);
    auto out = combined({&a, &b}, std::min(x, y), {x <= y ? 1.0 : 0.0, x <= y ? 0.0 : 1.0}, no_number);
    if (x != y) out.basis = x < y ? basis_of(a, b) : basis_of(b, a);
    return out;
}

Estimate greatest(const Estimate& a, const Estimate& b)
{
    const double x = a.value.value_or(0), y = b.value.value_or(0);
    auto out = combined({&a, &b}, std::max(x, y), {x >= y ? 1.0 : 0.0, x >= y ? 0.0 : 1.0}, no_number);
    if (x != y) out.basis = x > y ? basis_of(a, b) : basis_of(b, a);
    return out;
}

} // namespace peaksite
