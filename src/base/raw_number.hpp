#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace peaksite {

/// A number as the cells of a raster hold it, exactly: whole numbers of 64 bits are not rounded to a double. Equal
/// numbers are equal however they were given.
class RawNumber {
public:
    RawNumber(double value);
    RawNumber(std::int64_t value) : m_value(value) {}
    RawNumber(std::uint64_t value);
    RawNumber(int value) : m_value(std::int64_t{value}) {}

    /// The cell of this type that equals it; nothing where none does, and for NaN. What was written as a decimal number
    /// equals the nearest number of the type: 2^63 is the largest of 64 signed bits, -3.4e38 a float.
    template <class T>
    std::optional<T> as() const;

    double rounded() const; ///< to the nearest double
    std::string text() const;
    bool operator==(const RawNumber& other) const;

private:
    std::optional<std::uint64_t> largest_unsigned() const;
    std::optional<std::int64_t> largest_signed() const;

    std::variant<double, std::int64_t, std::uint64_t>
        m_value; // whole numbers as the first of signed, unsigned that holds them
};

/// The raw numbers that mean "no data"; NaN always does and need not be listed.
class Fills {
public:
    Fills() = default;
    Fills(double one) : m_all{RawNumber{one}} {}
    Fills(const std::optional<double>& one)
    {
        if (one) m_all.emplace_back(*one);
    }
    Fills(std::vector<RawNumber> all) : m_all(std::move(all)) {}

    void add(const RawNumber& one)
    {
        if (std::ranges::find(m_all, one) == m_all.end()) m_all.push_back(one);
    }
    bool empty() const { return m_all.empty(); }
    const std::vector<RawNumber>& all() const { return m_all; }
    /// As a message lists them: "-9999, 255"; empty when there is none.
    std::string text() const;
    bool operator==(const Fills&) const = default;

    /// Those that cells of a type can hold.
    template <class T>
    std::vector<T> as() const
    {
        std::vector<T> out;
        for (const auto& one : m_all)
            if (const auto cell = one.as<T>()) out.push_back(*cell);
        return out;
    }

private:
    std::vector<RawNumber> m_all;
};

template <class T>
std::optional<T> RawNumber::as() const
{
    if constexpr (std::is_floating_point_v<T>) {
        const double value = rounded();
        if (value != value) return {};
        constexpr double largest = std::numeric_limits<T>::max();
        return static_cast<T>(std::clamp(value, -largest, largest));
    } else {
        if (const auto* whole = std::get_if<std::int64_t>(&m_value))
            return std::in_range<T>(*whole) ? std::optional{static_cast<T>(*whole)} : std::nullopt;
        if constexpr (std::is_same_v<T, std::uint64_t>) return largest_unsigned();
        if constexpr (std::is_same_v<T, std::int64_t>) return largest_signed();
        return {};
    }
}

} // namespace peaksite
