#pragma once

#include <cstddef>

namespace peaksite {

/// The place of the last digit of a number that is not 0, whatever its sign: 0.1 of 12.3, 100 of 1200; 1e-9 at least,
/// and 1 of 0.
double last_place(double value);

/// Stated numbers, added up.
class StatedSum {
public:
    void add(double number);
    double sum() const { return m_sum; }
    std::size_t count() const { return m_count; }
    /// Whether a stated total may be this sum, and the numbers and it are rounded. Each number may be off by half the
    /// place of the last digit of the finest, the total by half of its own and by no more than 0.5 %. Whole numbers are
    /// rounded to ones: 100000 is not 99510.
    bool may_be(double total) const;

private:
    double m_sum = 0, m_finest = 1;
    std::size_t m_count = 0;
};

/// How far a stated total above 0 may be from the sum of so many stated numbers, of which the finest has its last digit
/// at a place: as above.
double rounding_of_sum(double total, std::size_t count, double finest);

} // namespace peaksite
