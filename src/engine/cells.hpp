#pragma once

#include "engine/raster.hpp"

#include <array>
#include <limits>
#include <vector>

namespace peaksite {

/// How raw cells become values: raw · scale + offset; no data where raw is nodata, where the value is not finite or
/// lies outside the range.
struct ValueRule {
    std::optional<double> nodata; ///< compared with the raw cell
    double scale = 1;
    double offset = 0;
    double low = -beyond_all; ///< lower values and
    double high = beyond_all; ///< higher ones count as no data
    double fills_below = -std::numeric_limits<double>::infinity(); ///< lower values and
    double fills_above = std::numeric_limits<double>::infinity();  ///< higher ones are fill values of the product: no data, and no surprise

    /// No quantity reaches it; -3.4e38 and the like mean "no data" in files that do not say so.
    static constexpr double beyond_all = 1e30;
    bool bounded() const { return low != -beyond_all || high != beyond_all; }
    bool operator==(const ValueRule&) const = default;
};

/// What was met outside the range or not finite, other than nodata.
struct Strays {
    bool any = false;
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    bool infinite = false;
    void merge(const Strays& other);
};

/// Converts `n` raw cells; returns how many have no data.
int to_values(const std::byte* raw, PixelType type, int n, const ValueRule& rule, double* out, Strays& strays);

/// How raw codes become class indices (bytes).
class ClassRule {
public:
    /// Codes by index; `missing` is the index of cells without data, `unlisted` of codes that are not in the list.
    ClassRule(const std::vector<int>& codes, std::optional<double> nodata, int missing);

    static constexpr std::uint8_t unlisted = 254;
    std::uint8_t missing() const { return m_missing; }
    /// Index of any raw cell.
    std::uint8_t index(double raw) const;
    /// Raw bytes are their own indices, so that rows of bytes need no conversion.
    bool bytes_as_they_are() const { return m_bytes_as_they_are; }
    const std::array<std::uint8_t, 256>& bytes() const { return m_bytes; }

private:
    std::int64_t m_first = 0;
    std::vector<std::uint8_t> m_table;
    std::array<std::uint8_t, 256> m_bytes{}; // for raw bytes
    std::optional<double> m_nodata;
    std::uint8_t m_missing;
    bool m_bytes_as_they_are = false;
};

/// Converts `n` raw cells to class indices.
void to_classes(const std::byte* raw, PixelType type, int n, const ClassRule& rule, std::uint8_t* out);

} // namespace peaksite
