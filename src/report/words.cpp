#include "report/words.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace peaksite::words {

namespace {

struct Word {
    std::string_view code, zh, en;
};

Bilingual found(std::span<const Word> words, std::string_view code)
{
    const auto word = std::ranges::find(words, code, &Word::code);
    if (word == words.end()) return {.zh = std::string{code}, .en = std::string{code}};
    return {.zh = std::string{word->zh}, .en = std::string{word->en}};
}

constexpr std::array kinds{Word{"city", "城市", "city"},
                           Word{"park", "园区", "park"},
                           Word{"village", "村镇", "village"},
                           Word{"community", "社区", "community"},
                           Word{"institution", "公共机构", "institution"},
                           Word{"enterprise", "企业", "enterprise"},
                           Word{"area", "统计区域", "reporting area"}};
constexpr std::array flags{
    Word{"low_valid", "有效数据不足", "too little valid data"},
    Word{"upper_bound", "上限", "upper bound"},
    Word{"lower_bound", "下限", "lower bound"},
    Word{"unclear_bound", "有规则未扣除，又有部分范围或分项缺数据：上下限不定",
         "rules are untested, and land or parts lack data: neither upper nor lower bound"},
    Word{"none_listed", "名录中无", "none in the list"},
    Word{"assumed_zero", "未给出，按0计", "not given, taken as 0"},
    Word{"no_boundary", "缺边界", "no boundary"},
    Word{"partial", "本单元缺分项，合计偏低", "parts of this unit are missing: the sum is too low"},
    Word{"left_out", "有分项未计入（同类单元均缺或不全，见指标来源）",
         "components that no unit of its type has, or not every candidate, are not in it"},
    Word{"incomplete", "部分行缺数，未计入", "rows without a number left out"},
    Word{"counted_twice", "有记录与其他行整行重复，或等于相邻各行之和，可能重复计入，请核实",
         "rows that repeat others, or are what rows beside them add up to, are in it: perhaps counted twice, verify"},
    Word{"estimated", "当年无系数，采用最近年份系数", "no factor of the year: that of the nearest year"},
    Word{"interpolated", "当年无系数，由前后年份线性内插",
         "no factor of the year: between those of the years around it"},
    Word{"cut_at_zero", "计算值低于0，按0计", "below 0, taken as 0"},
    Word{"negative", "为负值", "negative"},
    Word{"mixed_years", "数据年份不一致", "years differ"},
    Word{"official_area", "采用公布面积", "published area"},
    Word{"rough_interval", "误差超过30%，区间为粗略估计", "uncertainty above 30 %: rough interval"},
    Word{"coarse_slope", "坡度由粗格网高程计算，明显偏缓，适宜面积偏大",
         "slopes of coarse elevations: far too gentle, land that is flat enough too large"},
    Word{"doubtful_class", "含归类存疑的地类（见说明），森林可能偏少、可开发土地可能偏多",
         "holds land of a doubtful class (see the notes): forest may be too small, land to "
         "build on too large"},
    Word{"named_by_id", "图层仅凭代号取用，未说明高度或口径，请核实",
         "a layer taken by its id alone, height or kind not stated: verify"},
    Word{"beyond_grid", "部分在分析范围外", "reaches beyond the grid"}};
constexpr std::array directions{Word{"+", "正向（越大越好）", "benefit"}, Word{"-", "逆向（越小越好）", "cost"},
                                Word{"ctx", "背景指标（无默认方向）", "context, no default direction"}};
constexpr std::array availabilities{
    Word{"derived", "由公开图层及其他指标测算", "from open layers and other indicators"},
    Word{"needs_user_layer", "需用户提供图层", "needs a layer of the user"},
    Word{"needs_user_table", "需用户提供数据表", "needs a table of the user"},
    Word{"rarely_available", "数据通常难以取得", "rarely available"},
    Word{"not_computed", "本版本不计算", "not computed by this version"}};
constexpr std::array certainties{
    Word{"found", "已核对出处", "source read"}, Word{"memory", "出处未核对", "source not read"},
    Word{"default", "项目默认值", "project default"}, Word{"plan", "方案给定", "given by the plan"}};
constexpr std::array statistics{Word{"mean", "面积加权平均", "mean"},
                                Word{"sum", "合计", "sum"},
                                Word{"integral", "面积积分", "integral"},
                                Word{"min", "最小值", "minimum"},
                                Word{"max", "最大值", "maximum"},
                                Word{"median", "中位数", "median"},
                                Word{"stdev", "标准差", "standard deviation"},
                                Word{"count", "有效像元数", "valid cells"},
                                Word{"area", "面积", "area"},
                                Word{"valid_share", "有效数据占比", "valid share"},
                                Word{"fractions", "类别面积占比", "share of class"},
                                Word{"class_area", "类别面积", "area of class"}};
constexpr std::array land_rows{Word{"too_small", "图斑过小", "patches too small"}, Word{"total", "总面积", "total"},
                               Word{"eligible", "可开发", "eligible"}, Word{"unknown", "资料不足，未定", "unknown"}};

} // namespace

Bilingual kind(std::string_view kind) { return found(kinds, kind); }
Bilingual direction(std::string_view direction) { return found(directions, direction); }
Bilingual availability(std::string_view availability) { return found(availabilities, availability); }
Bilingual certainty(std::string_view certainty) { return found(certainties, certainty); }
Bilingual land_row(LandRow row) { return found(land_rows, row_word(row)); }

Bilingual flag(std::string_view flag) { return found(flags, flag); }

Bilingual flags_of(const ResultFlags& all)
{
    Bilingual out;
    for (const auto& word : all.words()) {
        const auto one = flag(word);
        out.zh += (out.zh.empty() ? "" : "；") + one.zh;
        out.en += (out.en.empty() ? "" : "; ") + one.en;
    }
    return out;
}

Bilingual statistic(Stat stat) { return found(statistics, stat_word(stat)); }

Bilingual statistic(const StatPlan& stat)
{
    if (stat.stat != Stat::quantile || stat.word == "median") return found(statistics, stat.word);
    const auto number = stat.word.substr(1);
    return {.zh = number + "%分位数", .en = number + "th percentile"};
}

Bilingual standing(Standing standing)
{
    switch (standing) {
    case Standing::published:
        return {.zh = "公布值", .en = "published"};
    case Standing::reported:
        return {.zh = "填报值", .en = "reported"};
    case Standing::planned:
        return {.zh = "规划值", .en = "planned"};
    case Standing::estimated:
        return {.zh = "估算", .en = "estimated"};
    }
    return {};
}

Bilingual secrecy(Secrecy secrecy)
{
    switch (secrecy) {
    case Secrecy::open:
        return {.zh = "公开", .en = "Public"};
    case Secrecy::internal:
        return {.zh = "内部资料，注意保管", .en = "Internal"};
    case Secrecy::secret:
        return {.zh = "涉密资料，严格按保密规定管理", .en = "Secret"};
    }
    return {};
}

Bilingual statement(Statement statement)
{
    switch (statement) {
    case Statement::potential:
        return {.zh = "可再生能源潜力", .en = "Potential"};
    case Statement::sink:
        return {.zh = "碳汇", .en = "Sinks"};
    case Statement::emissions:
        return {.zh = "排放与能耗", .en = "Emissions"};
    }
    return {};
}

Bilingual standing_of(const IndicatorInfo& info)
{
    if (info.kind == IndicatorKind::project) return standing(Standing::planned);
    if (is_estimate(info.kind)) return standing(Standing::estimated);
    if (info.copied) return standing(*info.copied);
    return {.zh = "测算值", .en = "computed"};
}

} // namespace peaksite::words
