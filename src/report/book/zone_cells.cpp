#include "report/book/zone_cells.hpp"

namespace peaksite {

namespace {

std::string set_name(const BookContext& context, std::size_t set)
{
    const auto& one = context.results.sets[set];
    return context.voice.line(one.title.empty() ? Bilingual{.zh = one.id, .en = one.id} : one.title);
}

} // namespace

const Zone& zone_of(const BookContext& context, std::size_t set, std::size_t zone)
{
    return context.results.sets[set].zones[zone];
}

std::vector<PageColumn> zone_columns(const BookContext& context)
{
    return {{.head = context.voice({.zh = "单元组", .en = "Set"}), .most = 16},
            {.head = context.voice({.zh = "代码", .en = "Code"}), .most = 20},
            {.head = context.voice({.zh = "名称", .en = "Name"}), .most = 30}};
}

BookPage& zone_cells(BookPage& page, const BookContext& context, std::size_t set, std::size_t zone)
{
    const auto& one = zone_of(context, set, zone);
    return page.text(set_name(context, set)).text(one.key).text(one.name);
}

std::string computed_unit(const BookContext& context, const PrintUnit& unit)
{
    return context.unit(unit.unit) + " · " + context.voice.line({.zh = "测算值", .en = "computed"});
}

void amount(BookPage& page, const std::optional<double>& value, const PrintUnit& unit, const std::string& why,
            Digits digits, bool bound)
{
    if (value)
        page.number(*value * unit.scale, digits, bound);
    else
        page.missing(why);
}

std::string no_land(const BookContext& context, std::size_t set, std::size_t zone)
{
    return context.voice.line(zone_of(context, set, zone).has_boundary()
                                  ? Bilingual{.zh = "分析范围内无面积", .en = "no area within the grid"}
                                  : Bilingual{.zh = "缺边界", .en = "no boundary"});
}

std::string no_data(const BookContext& context)
{
    return context.voice.line({.zh = "无有效数据", .en = "no valid data"});
}

} // namespace peaksite
