#pragma once

#include "base/raw_number.hpp"
#include "engine/raster.hpp"
#include "tally/strays.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace peaksite {

/// How raw cells become values: raw · scale + offset; no data where raw is one of nodata, where the value is not finite
/// or lies outside the range.
struct ValueRule {
    Fills nodata; ///< compared exactly with the raw cell
    double scale = 1;
    double offset = 0;
    double low = -beyond_all;                                      ///< lower values and
    double high = beyond_all;                                      ///< higher ones count as no data
    double fills_below = -std::numeric_limits<double>::infinity(); ///< lower values and
    double fills_above = std::numeric_limits<double>::infinity();  ///< higher ones are fill values of the product: no
                                                                   ///< data, and no surprise

    /// No quantity reaches it; -3.4e38 and the like mean "no data" in files that do not say so.
    static constexpr double beyond_all = 1e30;
    bool bounded() const { return low != -beyond_all || high != beyond_all; }
    bool operator==(const ValueRule&) const = default;
};

/// Converts `n` raw cells; returns how many have no data.
int to_values(const std::byte* raw, PixelType type, int n, const ValueRule& rule, double* out, Strays& strays);

/// How raw codes become class indices (bytes).
class ClassRule {
public:
    /// Codes by index; `missing` is the index of cells without data, `unlisted` of codes that are not in the list.
    /// Takes memory by the number of codes, not by their size.
    ClassRule(const std::vector<int>& codes, Fills nodata, int missing);

    static constexpr std::uint8_t unlisted = 254;
    std::uint8_t missing() const { return m_missing; }
    /// Index of any raw cell, of whatever type: 64 bits are not rounded.
    template <class T>
    std::uint8_t index(T raw) const
    {
        for (const auto& one : m_nodata.all())
            if (one.as<T>() == raw) return m_missing;
        if constexpr (std::is_floating_point_v<T>) {
            if (!(raw >= -ValueRule::beyond_all && raw <= ValueRule::beyond_all)) return m_missing;
            const auto whole = static_cast<std::int64_t>(std::clamp<double>(raw, -9e15, 9e15));
            return static_cast<T>(whole) == raw ? listed(whole) : unlisted;
        } else
            return std::in_range<std::int64_t>(raw) ? listed(static_cast<std::int64_t>(raw)) : unlisted;
    }
    /// Raw bytes are their own indices, so that rows of bytes need no conversion.
    bool bytes_as_they_are() const { return m_bytes_as_they_are; }
    const std::array<std::uint8_t, 256>& bytes() const { return m_bytes; }

private:
    std::uint8_t listed(std::int64_t code) const
    {
        const auto size = static_cast<std::int64_t>(m_table.size());
        if (code >= m_first && code - m_first < size) return m_table[static_cast<std::size_t>(code - m_first)];
        return m_scattered.empty() ? unlisted : found(code);
    }
    std::uint8_t found(std::int64_t code) const;

    std::int64_t m_first = 0;
    std::vector<std::uint8_t> m_table;                              // of codes close together
    std::vector<std::pair<std::int64_t, std::uint8_t>> m_scattered; // of others, by code
    std::array<std::uint8_t, 256> m_bytes{};                        // for raw bytes
    Fills m_nodata;
    std::uint8_t m_missing;
    bool m_bytes_as_they_are = false;
};

/// Converts `n` raw cells to class indices.
void to_classes(const std::byte* raw, PixelType type, int n, const ClassRule& rule, std::uint8_t* out);

} // namespace peaksite
