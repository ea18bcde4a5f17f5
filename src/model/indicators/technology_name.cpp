#include "model/indicators/technology_name.hpp"

#include <array>
#include <utility>

namespace peaksite {

std::optional<TechnologyName> technology_name(std::string_view name)
{
    using Part = TechnologyName::Part;
    constexpr std::array<std::pair<std::string_view, Part>, 5> forms{
        {{"m_", Part::land}, {"f_", Part::share}, {"d_", Part::density}, {"y_", Part::yield}, {"st_", Part::state}}};
    for (const auto& [form, part] : forms)
        if (name.starts_with(form) && name.size() > form.size())
            return TechnologyName{.part = part, .symbol = name.substr(form.size())};
    return {};
}

} // namespace peaksite
