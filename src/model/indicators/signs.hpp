#pragma once

#include "model/indicators/indicators.hpp"

#include <map>

namespace peaksite {

/// Which numbers beside 0 a value may be.
struct Sign {
    bool negative = true, positive = true;
    bool operator==(const Sign&) const = default;
};

constexpr Sign not_negative{.negative = false, .positive = true};

/// The signs of values of formulas, by their operations. Amounts of tables, parameters whose number the plan does not
/// give, and layers whose range reaches not below 0 are taken as not negative, and so are the share and the yield of a
/// technology.
class Signs {
public:
    explicit Signs(const IndicatorBook& book) : m_book(book) {}

    Sign of(const Formula& f);

private:
    Sign of_indicator(std::size_t number);
    Sign of_terms(const Formula& f) const;

    const IndicatorBook& m_book;
    std::map<std::size_t, Sign> m_known; // by number of the indicator's formula
};

/// Of a sum over cells.
Sign sign_of_term(const ZonalTerm& term, const Plan& plan);
Sign negated(Sign sign);
Sign product(Sign a, Sign b);
/// Of a number that may be either of two, and of their sum.
Sign any_of(Sign a, Sign b);

} // namespace peaksite
