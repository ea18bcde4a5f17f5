#pragma once

#include "base/ratio.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// A symbol and its exponent: "m" and 2 for square metres.
struct Power {
    std::string symbol;
    int exponent = 1;

    bool operator==(const Power&) const = default;
};

/// A unit of measurement; without arguments the number 1.
///
/// Base units: m, kg, s, J, J_fuel, kg C, kg CO2, kg CO2e, kgce, cap, K, deg, mol, unit (of product), and every
/// currency with its year (CNY, CNY2020, USD2015 are three). Energy is not kg m2/s2, fuel is not electricity.
struct Unit {
    std::vector<Power> dimension; ///< powers of base units, sorted by symbol, none is 0
    Ratio scale;                  ///< one of this unit, in base units
    double zero = 0;              ///< where its 0 lies, in base units: 273.15 for degC
    std::vector<Power> spelling;  ///< the symbols people read, in their order, none is 0
    Ratio multiplier;             ///< the number before the spelling
    std::string written;          ///< as it was read; empty for a computed unit

    static Unit dimensionless() { return {}; }
    bool is_dimensionless() const { return dimension.empty(); }

    /// As it was written; for a computed unit as the catalogue writes it ("kWh/m2/a"), which `unit` reads back.
    std::string text() const;

    /// Same dimension, same zero, same size within 1e-12; the spelling does not count.
    bool operator==(const Unit& other) const;
};

/// Reads a unit: "kWh/m2/a", "t CO2/10^4 CNY", "kWh/(m2 a)", "m³", "万千瓦时/亩". Empty, "-", "0-1" and "category"
/// are 1.
///
/// Factors are joined by blank, `*`, `·` or `.`; `/` divides by the next factor only; a number belongs to the symbol
/// after it, so "t/10^4 CNY" is t per 10^4 CNY. 1 a = 365.25 d. Symbols are a closed table: `a` is a year, `C` after a
/// mass is carbon, a prefix holds only where the table allows it. Throws UsageError, naming the part that is wrong.
Unit unit(std::string_view text);

/// A number as a unit of dimension 1. Throws UsageError when it is not positive and finite.
Unit pure_number(const Ratio& number);

/// Products and powers. Times 1 leaves a unit as it is; in any other product degC is a difference of temperatures.
/// Throw UsageError when an exponent leaves -99 to 99 or the size leaves the range of double.
Unit operator*(const Unit& a, const Unit& b);
Unit operator/(const Unit& a, const Unit& b);
Unit pow(const Unit& base, int exponent);

/// Throws UsageError unless all exponents of the dimension are even.
Unit sqrt(const Unit& square);

bool same_dimension(const Unit& a, const Unit& b);

/// How values change with their unit, made once for many values. A value is rounded at most twice, and once where the
/// ratio of the units or its inverse is a whole number; then once more for the shift.
struct Conversion {
    Ratio scale;
    double shift = 0; ///< only between K and degC

    double operator()(double value) const { return value * scale.up / scale.down + shift; }
};

/// Throws UsageError for different dimensions, with a hint for the usual confusions (t C and t CO2, fuel and power).
Conversion conversion(const Unit& from, const Unit& to);

/// The value in the other unit; for many values make a `conversion` once.
double convert(double value, const Unit& from, const Unit& to);

/// What a value is multiplied by. Throws as `conversion` does, and between K and degC, where no factor does it.
double factor(const Unit& from, const Unit& to);

/// A value with its unit.
struct Measure {
    double value = 0;
    Unit unit;

    bool operator==(const Measure&) const = default;
};

/// Reads a number and a unit: "45 MW/km2", "500 m", "-5 degC", "10^4 CNY"; a bare number is dimensionless.
/// Throws UsageError when there is no finite number or the unit is wrong.
Measure measure(std::string_view text);

} // namespace peaksite
