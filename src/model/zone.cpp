#include "model/zone.hpp"

#include <array>

namespace peaksite {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> letters{
    {{"park", 'P'}, {"village", 'V'}, {"community", 'S'}, {"institution", 'I'}, {"enterprise", 'E'}}};

} // namespace

char pilot_letter(const std::string& kind)
{
    for (const auto& [word, letter] : letters)
        if (word == kind) return letter;
    return 'C';
}

std::string pilot_kind(char letter)
{
    for (const auto& [word, of] : letters)
        if (of == letter) return std::string{word};
    return "city";
}

} // namespace peaksite
