#include "report/study_description.hpp"

#include <nlohmann/json.hpp>

namespace peaksite {

std::string describe(const StudyFacts& facts)
{
    using Json = nlohmann::ordered_json;
    Json zones = Json::object(), technologies = Json::object();
    for (const auto& [set, keys] : facts.zones) zones[set] = keys;
    for (const auto& [id, criteria] : facts.technologies) technologies[id] = criteria;
    const Json all{{"zones", zones}, {"criteria", facts.criteria}, {"technologies", technologies}};
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace peaksite
