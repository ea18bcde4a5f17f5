#include "report/audit/audit_report.hpp"

#include "report/files/csv.hpp"

#include <array>

namespace peaksite {

namespace {

// By Identity.
const std::array<Bilingual, 24> all_words{
    {{.zh = "上级单元等于其所属单元之和", .en = "A zone has the sum of its parts"},
     {.zh = "扣除过程闭合：已排除+图斑过小+可开发+未知=总面积",
      .en = "The waterfall closes: excluded + too small + eligible + unknown = total"},
     {.zh = "单条规则所占不超过累计", .en = "A rule alone takes no more than it and the earlier ones"},
     {.zh = "用地表与扣除过程一致", .en = "The tables of technologies and of rules have the same land"},
     {.zh = "用地总面积等于单元面积", .en = "The land of a technology is the area of the zone"},
     {.zh = "指标与用地表一致", .en = "The indicator repeats the table of technologies"},
     {.zh = "发电量不超过装机容量×8784小时", .en = "Generation is at most capacity × 8,784 h"},
     {.zh = "地类面积之和等于合计", .en = "Classes of the ledger sum to its total"},
     {.zh = "台账与统计表的地类面积一致", .en = "Ledger and statistics have the same area of a class"},
     {.zh = "各类占比之和为1", .en = "Shares of classes sum to 1"},
     {.zh = "各类面积之和等于有数据的面积", .en = "Areas of classes sum to the area with data"},
     {.zh = "单元面积等于其边界的椭球面面积", .en = "The area of a zone is that of its boundary"},
     {.zh = "最小值≤分位数≤最大值，平均值居中", .en = "Least ≤ quantiles ≤ most, and the mean between"},
     {.zh = "有效面积占比不超过1", .en = "Valid shares are at most 1"},
     {.zh = "分行业排放等于名录各设施之和", .en = "Emissions by sector repeat the list of facilities"},
     {.zh = "名录排放不超过核算总量", .en = "Listed emissions are at most the total"},
     {.zh = "合计指标等于各分项", .en = "An indicator is the sum of its parts"},
     {.zh = "网格数据合计与公布值相近", .en = "The sum of a grid is near the published number"},
     {.zh = "同一装机容量的两个来源相近", .en = "Installed capacity from two sources"},
     {.zh = "得分等于各准则贡献之和", .en = "A score is the sum of its contributions"},
     {.zh = "入选数在名额之内", .en = "As many are selected as the quota allows"},
     {.zh = "建议名单与入选数一致", .en = "The list of the suggested is what was selected"},
     {.zh = "指标与分区统计的平均值一致", .en = "The indicator repeats the mean of the statistics"},
     {.zh = "占比不超过100%", .en = "A share of a whole is at most 100 %"}}};

} // namespace

Bilingual identity_words(Identity identity) { return all_words.at(static_cast<std::size_t>(identity)); }

void write_audit(const std::vector<AuditLine>& lines, const std::filesystem::path& path)
{
    CsvFile file{path};
    for (const auto* column : {"identity", "left", "right", "difference", "tolerance", "holds", "zones", "key",
                               "subject", "unit", "checked", "failed", "reason", "words"})
        file.cell(column);
    file.end_row();
    for (const auto& line : lines) {
        const auto& row = line.row;
        file.cell(identity_word(row.identity)).cell(row.left).cell(row.right).cell(row.difference());
        file.cell(row.holds ? std::optional{row.tolerance} : std::nullopt);
        if (row.holds)
            file.cell(*row.holds ? "true" : "false");
        else
            file.empty();
        file.cell(row.zones).cell(row.key).cell(line.subject).cell(row.unit);
        file.cell(std::optional{static_cast<int>(row.checked)})
            .cell(std::optional{static_cast<int>(row.failed)})
            .cell(line.reason)
            .cell(line.identity);
        file.end_row();
    }
    file.close();
}

} // namespace peaksite
