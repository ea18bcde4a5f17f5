#include "model/tables/year_pattern.hpp"

#include "base/office_number.hpp"

namespace peaksite {

std::optional<int> year_in(const std::string& name, const std::string& pattern)
{
    constexpr std::size_t year_digits = 4;
    const auto mark = pattern.find(year_mark);
    if (mark == std::string::npos) return {};
    const auto behind = pattern.size() - mark - year_mark.size();
    if (name.size() != mark + year_digits + behind || name.compare(0, mark, pattern, 0, mark) != 0) return {};
    if (name.compare(mark + year_digits, behind, pattern, mark + year_mark.size(), behind) != 0) return {};
    return office_year(name.substr(mark, year_digits));
}

} // namespace peaksite
