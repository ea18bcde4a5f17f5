#include "job/init/guess_sheet.hpp"

#include "base/parse_number.hpp"
#include "io/tables/sheet.hpp"
#include "job/open/open_zone_list.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

// What heads of lists and statistics have in common.
const std::vector<std::string> usual_heads{"编号",      "编码",     "代码",     "行政区划代码", "统一社会信用代码",
                                           "序号",      "code",     "id",       "key",          "名称",
                                           "县区",      "县（区）", "地区",     "所属单位",     "单位名称",
                                           "企业名称",  "园区名称", "项目名称", "name",         "类型",
                                           "行业",      "状态",     "kind",     "type",         "sector",
                                           "status",    "经度",     "纬度",     "lon",          "lat",
                                           "longitude", "latitude", "年份",     "年度",         "year"};

} // namespace

bool is_office_sheet(const std::filesystem::path& file)
{
    ZonesPlan plan;
    plan.file = file.string();
    return is_zone_list(plan);
}

HeadedSheet guess_sheet(const std::filesystem::path& file, const std::string& table)
{
    auto out = headed(read_sheet({.file = file.string(), .table = table}), usual_heads, {});
    std::set<RowCells> seen;
    std::erase_if(out.rows,
                  [&](const SheetRow& row) { return names_total(row.first()) || !seen.insert(row.cells).second; });
    return out;
}

FeatureTable features_of(const HeadedSheet& sheet)
{
    FeatureTable out;
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < sheet.heads.size(); ++i) {
        if (sheet.heads[i].text.empty()) continue;
        columns.push_back(i);
        out.columns.push_back(sheet.heads[i].text);
    }
    for (const auto& row : sheet.rows) {
        auto& feature = out.features.emplace_back();
        feature.id = row.line;
        feature.no_geometry = true;
        for (const auto column : columns) feature.values.emplace_back(row.cell(column));
    }
    return out;
}

} // namespace peaksite
