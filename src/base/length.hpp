#pragma once

#include <compare>

namespace peaksite {

/// A distance on the ground. Made by `metres(500)` or `kilometres(0.5)`, read by name.
class Length {
public:
    constexpr Length() = default;
    constexpr double metres() const { return m_metres; }
    constexpr double kilometres() const { return m_metres / 1000.0; }
    constexpr auto operator<=>(const Length&) const = default;

private:
    friend constexpr Length metres(double value);
    constexpr explicit Length(double metres) : m_metres(metres) {}
    double m_metres = 0;
};

constexpr Length metres(double value) { return Length{value}; }
constexpr Length kilometres(double value) { return metres(value * 1000.0); }

} // namespace peaksite
