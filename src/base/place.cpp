#include "peaksite/place.hpp"

namespace peaksite {

std::string CellAddress::text() const
{
    constexpr std::size_t letters = 26;
    std::string out;
    for (auto rest = column + 1; rest > 0; rest = (rest - 1) / letters)
        out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % letters));
    return out + std::to_string(row + 1);
}

std::string Place::text() const
{
    if (cell) return file + "!" + sheet + "!" + cell->text();
    return line == 0 ? file : file + ":" + std::to_string(line);
}

} // namespace peaksite
