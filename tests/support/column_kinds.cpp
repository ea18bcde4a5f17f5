#include "support/column_kinds.hpp"

#include <map>
#include <set>

namespace peaksite {

namespace {

using enum ColumnKind;

// Who adds a column with numbers to an output says here what they are.
const std::map<std::string, std::set<std::string>>& names_of(ColumnKind kind)
{
    static const std::map<ColumnKind, std::map<std::string, std::set<std::string>>> all{
        {name,
         {{"zones", {"单元组", "单元集"}},
          {"key", {"代码", "编码"}},
          {"label", {"单元"}},
          {"name", {"名称"}},
          {"indicator", {"指标", "指标代码"}},
          {"layer", {"图层"}},
          {"stat", {"统计量"}},
          {"class", {"类别"}},
          {"class_code", {}},
          {"technology", {"技术类型"}},
          {"criterion", {"扣除规则"}},
          {"facilities", {"名录"}},
          {"sector", {"行业"}},
          {"unit", {"单位", "计量单位"}},
          {"year", {"年份", "数据年份"}},
          {"rank", {"位次"}},
          {"topsis_rank", {"TOPSIS位次"}},
          {"row", {"序号"}},
          {"region", {"所在地区"}},
          {"table", {}},
          {"field", {}},
          {"id", {}},
          {"set", {}},
          {"judge", {"专家", "Expert"}},
          {"enters", {}},
          {"leaves", {}},
          {"members", {}},
          {"peers", {}},
          {"type", {"类型"}},
          {"reason", {"说明", "note"}},
          {"subject", {"核对对象"}},
          {"from_year", {}},
          {"target_year", {}},
          {"base_year", {}},
          {"value_year", {}},
          {"schema", {}},
          {"version", {}},
          {"useAsDefault", {}}}},
        {count,
         {{"count", {"排放源数量"}},
          {"without_emission", {"其中未填排放量"}},
          {"without_capacity", {"其中未填装机"}},
          {"acceptability_draws", {"首位抽样次数", "名额抽样次数"}},
          {"confidence_draws", {}},
          {"selection_draws", {"抽样次数", "稳定性抽样次数"}},
          {"checked", {"核对数"}},
          {"failed", {"不一致数"}},
          {"missing", {}},
          {"size", {"阶数"}},
          {"parcels", {}},
          {"inputs.bytes", {}},
          {"counts.*", {}},
          {"audit.*", {}},
          {"run.*", {}}}},
        {place, {{"lon", {}}, {"lat", {}}, {"grid.*", {}}, {"places", {}}}},
        {data_share, {{"valid_share", {"有效数据占比"}}}},
        {amount,
         {{"value", {"数值"}},
          {"area", {"面积", "zone_area", "area_km2", "candidates.area_km2"}},
          {"area_mu", {}},
          {"official_area_km2", {"官方面积"}},
          {"share", {}},
          {"total_km2", {"总面积"}},
          {"excluded_km2", {"扣除面积"}},
          {"too_small_km2", {"图斑过小"}},
          {"eligible_km2", {"可开发面积"}},
          {"unknown_km2", {"资料不足面积"}},
          {"effective_km2", {"折减后适宜面积"}},
          {"share_missing_km2", {}},
          {"yield_missing_km2", {}},
          {"capacity_mw", {"技术可开发装机容量", "装机容量"}},
          {"generation_mwh_per_year", {"技术可开发年发电量"}},
          {"alone_km2", {"单独扣除"}},
          {"unique_km2", {"仅由该规则扣除"}},
          {"cumulative_km2", {"累计扣除"}},
          {"emission_tco2_per_year", {"年二氧化碳排放量"}},
          {"abatement_potential", {"减排潜力（吨CO2/年）"}},
          {"target_value", {}}}},
        {relation,
         {{"left", {"左值"}},
          {"right", {"右值"}},
          {"difference", {"差"}},
          {"difference_pct", {"测算与公布面积之差"}},
          {"tolerance", {"容差"}},
          {"gap", {}},
          {"low", {}},
          {"high", {}},
          {"worst", {"最差值"}},
          {"best", {"最好值"}},
          {"below_best", {}},
          {"spearman", {}},
          {"kendall_tau_b", {}},
          {"weighted_spearman", {}},
          {"ws", {}},
          {"lambda_max", {"最大特征根λmax", "λ max"}},
          {"consistency_index", {"一致性指标CI", "CI"}},
          {"random_index", {"随机一致性指标RI", "RI"}},
          {"consistency_ratio", {"一致性比率CR", "CR"}},
          {"consistency_limit", {}},
          {"given", {}},
          {"implied", {}},
          {"judgements*", {}},
          {"pairs*", {}},
          {"indicators.scale_gov", {}},
          {"candidates.values*", {}}}},
        {score,
         {{"score", {"综合得分"}},
          {"wlc", {}},
          {"topsis", {"TOPSIS得分"}},
          {"expected", {}},
          {"first_acceptability", {"首位接受度（按加权和）"}},
          {"first_acceptability_error", {"首位标准误"}},
          {"quota_acceptability_error", {"名额标准误"}},
          {"confidence_error", {}},
          {"selection_frequency_error", {"标准误", "稳定性标准误"}},
          {"quota_acceptability", {"名额内接受度（按加权和）"}},
          {"confidence", {}},
          {"selection_frequency", {"入选稳定性", "入选稳定性（按加权和）"}},
          {"low_carbon_base", {"低碳基础"}},
          {"typicality", {"典型性"}},
          {"expert_mean", {"专家均分"}},
          {"expert_spread", {}},
          {"weight", {"权重"}},
          {"weight.*", {}},
          {"weight_to_next", {}},
          {"weight_to_first", {}},
          {"vikor_s", {}},
          {"vikor_r", {}},
          {"vikor_q", {}},
          {"promethee_positive", {}},
          {"promethee_negative", {}},
          {"promethee_net", {}},
          {"change", {}},
          {"contribution.*", {}},
          {"value_if_one_looser", {}}}}};
    return all.at(kind);
}

bool fits(const std::string& head, const std::string& name)
{
    if (!name.ends_with("*")) return head == name;
    return head.starts_with(name.substr(0, name.size() - 1));
}

} // namespace

std::optional<KnownColumn> known_column(const std::string& head)
{
    for (const auto kind : {name, count, place, data_share, amount, relation, score})
        for (const auto& [known, others] : names_of(kind)) {
            if (fits(head, known)) return KnownColumn{.name = head, .kind = kind};
            if (others.contains(head)) return KnownColumn{.name = known, .kind = kind};
        }
    if (head.starts_with("zone in ")) return KnownColumn{.name = head, .kind = name};
    return {};
}

} // namespace peaksite
