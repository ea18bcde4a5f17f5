#include "model/zone.hpp"

#include <array>

namespace peaksite {

char pilot_letter(const std::string& kind)
{
    constexpr std::array<std::pair<std::string_view, char>, 5> letters{
        {{"park", 'P'}, {"village", 'V'}, {"community", 'S'}, {"institution", 'I'}, {"enterprise", 'E'}}};
    for (const auto& [word, letter] : letters)
        if (word == kind) return letter;
    return 'C';
}

} // namespace peaksite
