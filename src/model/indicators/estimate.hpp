#pragma once

#include "base/text.hpp"
#include "model/indicators/remarks.hpp"
#include "model/tables/missing_kind.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// What a value stands on. The strongest part decides of a sum; a product with what was assumed to be 0 is assumed.
enum class Basis : std::uint8_t {
    constants, ///< numbers of formulas and parameters alone
    assumed,   ///< what nobody gave and counts as 0
    given      ///< rows, layers or the area of the unit
};

/// A value with its uncertainty and what is known of it; or no value, and why.
///
/// Uncertainty is carried to first order with its sources kept apart: `errors` holds, by source, what the value changes
/// by when the source changes by its 95 % half-width. Independent sources add in squares, which gives the rules of IPCC
/// 2006 approach 1 (products √ΣU², sums √Σ(U x)²); a source that occurs twice (in a share, in a total and its base) is
/// not counted twice.
struct Estimate {
    std::optional<double> value;
    double valid_share = 1;
    std::optional<int> year;   ///< of the tables it stands on
    std::optional<int> from{}; ///< the base year, or the first of a series, where it stands on more than one year
    Remarks remarks{};
    Basis basis = Basis::constants;
    std::vector<std::pair<std::uint64_t, double>> errors{}; ///< sorted by source
    Sentence reason{};                                      ///< why there is no value
    std::string word{};                                     ///< of a category or a cell of words
    std::vector<std::string> not_given{};       ///< what counts as 0: a table without a row of it, or a column; sorted
    std::vector<MissingKind> kinds_not_given{}; ///< rows that count as 0 and are there in other years; sorted

    bool has(Remark remark) const { return remarks.has(remark); }
    void mark(Remark remark) { remarks.add(remark); }
    void unmark(Remark remark) { remarks.remove(remark); }
    /// 95 % half-width; 0 when no source is known.
    double half_width() const;
};

Estimate exactly(double value);
/// What a table, a list or a layer says of the unit, without uncertainty.
Estimate as_given(double value);
/// What stands for an amount that nobody gave: `what` is the table or column.
Estimate assumed(double value, std::string what);
Estimate missing(Sentence reason);
/// As it may stand alone: of what is assumed and nothing else there is no value. A sum keeps it.
Estimate unless_assumed(Estimate estimate);

/// A function of several estimates: its value there and its partial derivatives. A value that is not finite is missing
/// with `otherwise`.
Estimate combined(std::span<const Estimate* const> parts, double value, std::span<const double> slopes,
                  const Sentence& otherwise);
inline Estimate combined(std::initializer_list<const Estimate*> parts, double value,
                         std::initializer_list<double> slopes, const Sentence& otherwise)
{
    return combined(std::span{parts.begin(), parts.size()}, value, std::span{slopes.begin(), slopes.size()}, otherwise);
}

/// A value made of others by other than a smooth function: what holds for them holds for it; how uncertain it is, is
/// not known.
Estimate standing_on(std::span<const Estimate> parts, double value);
inline Estimate standing_on(std::initializer_list<Estimate> parts, double value)
{
    return standing_on(std::span{parts.begin(), parts.size()}, value);
}

Estimate operator+(const Estimate& a, const Estimate& b);
/// A sum of many, the same bits as adding one after the other: O(n log n) where those take O(n²), since each has
/// sources of its own.
class EstimateSum {
public:
    explicit EstimateSum(Estimate first) : m_sum(std::move(first)) { m_sum.errors.swap(m_errors); }
    void add(const Estimate& part);
    /// Without its errors; marks and years may be set.
    Estimate& so_far() { return m_sum; }
    Estimate total() &&;

private:
    Estimate m_sum;
    std::vector<std::pair<std::uint64_t, double>> m_errors{}; // in the order in which they came
};

Estimate operator-(const Estimate& a, const Estimate& b);
Estimate operator*(const Estimate& a, const Estimate& b);
/// `of`: what the denominator is, for the reason. Missing unless the denominator is above 0.
Estimate ratio(const Estimate& a, const Estimate& b, const std::string& of);
Estimate power(const Estimate& a, const Estimate& b);
Estimate gamma_of(const Estimate& a);
/// The one that counts carries its uncertainty. Missing unless both have a value.
Estimate least(const Estimate& a, const Estimate& b);
Estimate greatest(const Estimate& a, const Estimate& b);

} // namespace peaksite
