#pragma once

#include "model/results.hpp"
#include "plan/plan.hpp"

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// The unit that people read, and what a value in the unit of the data is multiplied by.
struct PrintUnit {
    std::string unit; ///< as units are written in text; printed_unit() prints it
    double scale = 1;
    bool operator==(const PrintUnit&) const = default;
};

/// Units of one plan's outputs: those of Chinese offices where it asks for them (not in English outputs, which have no
/// words for them), else those of the data.
class PrintUnits {
public:
    PrintUnits(OfficeUnits units, std::string_view lang) : m_office(units == OfficeUnits::gov && lang != "en") {}

    /// Of one number: 万亩, but 亩 below 0.1 万亩; the same for 万千瓦, 亿千瓦时, 万吨, 万平方米, 亿元 and 万人.
    PrintUnit of_value(const IndicatorInfo& info, double value) const;
    /// Of a column, one for all its numbers: the smaller unit where the larger would print most of them below 0.1.
    /// Zeros and numbers that are missing do not count.
    PrintUnit of_column(const IndicatorInfo& info, const std::vector<double>& values) const;
    /// Of a column of amounts that are no indicator: "km2", "MW", "MWh/a", "GWh/a", "t CO2/a", "tce/a", "t C",
    /// "10^4 CNY/a", "cap"; other units stay.
    PrintUnit of_amounts(const std::string& unit, const std::vector<double>& values) const;
    bool office() const { return m_office; }

private:
    bool m_office;
};

/// How exactly a number may be printed: so many significant digits, and so many behind the point.
struct Digits {
    int significant = std::numeric_limits<double>::max_digits10;
    int decimals = std::numeric_limits<double>::max_digits10;
    bool operator==(const Digits&) const = default;
};

/// What a value of an indicator deserves: stocks and sinks at most 3 significant digits (they are estimates), shares
/// one decimal, indices two, counts none, all else 4; fewer where part of the area had no data (what is missing bounds
/// how exact the value can be: of 1 % missing the third digit is the last) and where an interval is known (no digit
/// below half its width). Two are always printed.
Digits deserved_digits(const IndicatorInfo& info, const IndicatorResult& result);
/// The same for amounts that are no indicator: 4 significant digits, whole numbers of "count".
Digits deserved_digits(const std::string& unit, double valid_share = 1);

/// A share of an area in percent, rounded to tenths, but never up to a whole number, which may be all there is, or the
/// limit that it falls short of: "58.4", "79.9" of 79.97.
std::string percent_words(double share);

/// Of amounts, whatever their unit: 4 significant digits, fewer where part of the area had no data.
Digits amount_digits(double valid_share);
/// Of the area of a zone, which is known whatever data there is: 4 significant digits, and none before the point lost.
Digits area_digits(double printed);

/// The number at these digits, and one digit at least: what is not 0 never becomes 0. Zero and what is not finite stay.
double rounded(double value, Digits digits);
/// How many decimals print the rounded number.
int decimals_of(double value, Digits digits);
/// "1 230", "0.46", with a true minus.
std::string printed(double value, Digits digits);

} // namespace peaksite
