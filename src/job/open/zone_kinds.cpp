#include "job/open/zone_kinds.hpp"

#include "base/column_head.hpp"
#include "base/error.hpp"
#include "base/row_warnings.hpp"

#include <map>
#include <set>

namespace peaksite {

std::optional<std::string> zone_kind(std::string_view word)
{
    static const std::map<std::string, std::string, std::less<>> words{{"city", "city"},
                                                                       {"park", "park"},
                                                                       {"village", "village"},
                                                                       {"community", "community"},
                                                                       {"institution", "institution"},
                                                                       {"enterprise", "enterprise"},
                                                                       {"area", "area"},
                                                                       {"城市", "city"},
                                                                       {"市", "city"},
                                                                       {"地级市", "city"},
                                                                       {"县级市", "city"},
                                                                       {"县区", "city"},
                                                                       {"县(区)", "city"},
                                                                       {"县", "city"},
                                                                       {"区", "city"},
                                                                       {"市辖区", "city"},
                                                                       {"园区", "park"},
                                                                       {"工业园区", "park"},
                                                                       {"产业园", "park"},
                                                                       {"产业园区", "park"},
                                                                       {"工业园", "park"},
                                                                       {"农业园区", "park"},
                                                                       {"农业科技园区", "park"},
                                                                       {"物流园区", "park"},
                                                                       {"科技园", "park"},
                                                                       {"化工园区", "park"},
                                                                       {"开发区", "park"},
                                                                       {"高新区", "park"},
                                                                       {"经开区", "park"},
                                                                       {"经济技术开发区", "park"},
                                                                       {"高新技术产业开发区", "park"},
                                                                       {"乡村", "village"},
                                                                       {"村", "village"},
                                                                       {"行政村", "village"},
                                                                       {"村镇", "village"},
                                                                       {"乡镇", "village"},
                                                                       {"社区", "community"},
                                                                       {"居住社区", "community"},
                                                                       {"小区", "community"},
                                                                       {"公共机构", "institution"},
                                                                       {"学校", "institution"},
                                                                       {"高校", "institution"},
                                                                       {"医院", "institution"},
                                                                       {"机关", "institution"},
                                                                       {"场馆", "institution"},
                                                                       {"企业", "enterprise"},
                                                                       {"公司", "enterprise"},
                                                                       {"工厂", "enterprise"},
                                                                       {"区域", "area"},
                                                                       {"行政区", "area"}};
    const auto found = words.find(plain_name(word));
    return found == words.end() ? std::nullopt : std::optional{found->second};
}

std::string kind_of_zone(std::string_view word, const std::string& file, const std::string& key)
{
    if (auto kind = zone_kind(word)) return *kind;
    throw InputError{text("file '{}', zone {}: '{}' is no kind of zone; use city, park, village, community, "
                          "institution, enterprise or area",
                          file, key, word)};
}

void require_unique_keys(const ZoneSet& set, const ZonesPlan& plan)
{
    std::set<std::string> seen;
    std::vector<std::string> twice;
    for (const auto& zone : set.zones)
        if (!seen.insert(zone.key).second) twice.push_back(zone.key);
    if (!twice.empty())
        throw InputError{text("file '{}': the keys of column '{}' are not unique: {}; choose another column, or "
                              "unite the features first",
                              plan.file, plan.key, some_of(twice))};
}

} // namespace peaksite
