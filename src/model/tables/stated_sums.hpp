#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace peaksite {

/// The place of the last digit of a number that is not 0, whatever its sign: 0.1 of 12.3, 100 of 1200; 1e-9 at least,
/// and 1 of 0.
double last_place(double value);

/// Stated numbers, added up.
class StatedSum {
public:
    void add(double number) { add(number, last_place(number)); }
    void add(double number, double place); ///< of its last digit
    double sum() const { return m_sum; }
    /// Whether a stated total above 0 may be this sum, and the numbers and it are rounded. Each number may be off by
    /// half the place of the last digit of the finest. Where some are stated more coarsely, or the total is, by half of
    /// their own places, but by no more than 0.5 % of the total. Whole numbers are rounded to ones: 100000 is not
    /// 99510.
    bool may_be(double total) const { return may_be(total, last_place(total)); }
    bool may_be(double total, double place) const;

private:
    double m_sum = 0, m_finest = 1, m_places = 0;
    std::size_t m_count = 0;
};

/// Stated numbers, one after the other.
class StatedRuns {
public:
    void add(double number);
    struct Run {
        std::size_t first = 0, end = 0; ///< one behind the last
    };
    /// The first of them, one after the other, that may add up to a stated total above 0, as in StatedSum. O(n); O(n²)
    /// where some are below 0.
    std::optional<Run> find_sum(double total) const;

private:
    struct Stated {
        double number = 0, place = 0;
    };
    std::optional<Run> find_among_losses(double total) const;

    std::vector<Stated> m_numbers;
    double m_finest = 1;
    bool m_losses = false;
};

} // namespace peaksite
