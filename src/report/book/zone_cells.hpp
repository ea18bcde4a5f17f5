#pragma once

#include "report/book/indicator_pages.hpp"

#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// What pages with a row for every zone of all sets begin with and share.

constexpr Digits usual_digits{.significant = 4, .decimals = 15};
constexpr int frozen_zone_columns = 3;

const Zone& zone_of(const BookContext& context, std::size_t set, std::size_t zone);
std::vector<PageColumn> zone_columns(const BookContext& context);
BookPage& zone_cells(BookPage& page, const BookContext& context, std::size_t set, std::size_t zone);

/// The unit of a column of amounts, by the values of its rows.
template <class Row, class Of>
PrintUnit unit_of(const BookContext& context, const std::string& unit, const std::vector<Row>& rows, Of of)
{
    std::vector<double> values;
    for (const auto& row : rows)
        if (const std::optional<double> value = of(row)) values.push_back(*value);
    return context.units.of_amounts(unit, values);
}

/// "万亩 · 测算值".
std::string computed_unit(const BookContext& context, const PrintUnit& unit);
/// A number in the unit of its column, or "—" and why.
void amount(BookPage& page, const std::optional<double>& value, const PrintUnit& unit, const std::string& why = {},
            Digits digits = usual_digits, bool bound = false);

/// Why a zone has no land.
std::string no_land(const BookContext& context, std::size_t set, std::size_t zone);
std::string no_data(const BookContext& context);

} // namespace peaksite
