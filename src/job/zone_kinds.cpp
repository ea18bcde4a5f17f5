#include "job/zone_kinds.hpp"

namespace peaksite {

const std::map<std::string, std::string, std::less<>>& zone_kind_words()
{
    static const std::map<std::string, std::string, std::less<>> words{
        {"city", "city"},           {"park", "park"},           {"village", "village"},         {"community", "community"}, {"institution", "institution"},
        {"enterprise", "enterprise"}, {"area", "area"},           {"城市", "city"},                {"园区", "park"},           {"工业园区", "park"},
        {"乡村", "village"},        {"村", "village"},          {"社区", "community"},           {"公共机构", "institution"}, {"企业", "enterprise"}};
    return words;
}

} // namespace peaksite
