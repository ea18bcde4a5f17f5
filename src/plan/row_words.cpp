#include "plan/row_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

template <class Row, std::size_t n>
bool is_word(const std::array<Row, n>& rows, std::string_view word)
{
    return std::ranges::any_of(rows, [name = lower(word)](Row row) { return name == row_word(row); });
}

} // namespace

bool is_land_row(std::string_view id)
{
    return is_word(std::array{LandRow::too_small, LandRow::total, LandRow::eligible, LandRow::unknown}, id);
}

bool is_class_row(std::string_view code)
{
    return is_word(std::array{ClassRow::unclassified, ClassRow::uncovered, ClassRow::total}, code);
}

} // namespace peaksite
