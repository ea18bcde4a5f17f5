#include "plan/plan_files.hpp"

#include <array>

namespace peaksite {

std::string FileRole::text() const
{
    constexpr std::array words{"carbon table", "expert scores ", "facilities ", "layer ", "table ", "zones "};
    return words.at(static_cast<std::size_t>(kind)) + id;
}

} // namespace peaksite
