#include "job/init/guess_statistics.hpp"

#include "base/error.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "job/init/guess_names.hpp"
#include "model/tables/head_index.hpp"
#include "model/tables/zone_index.hpp"
#include "plan/read/read_tables.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace peaksite {

namespace {

struct FieldHint {
    std::string_view name, head;
};

// What office tables call the names of formulas, without year and unit. Heads that say little (产量, 类型) need others
// beside them.
constexpr std::array field_hints{FieldHint{"stats.gdp", "地区生产总值"},
                                 FieldHint{"stats.gdp", "gdp"},
                                 FieldHint{"stats.gdp", "生产总值"},
                                 FieldHint{"stats.va_ind", "工业增加值"},
                                 FieldHint{"stats.va_ind_above", "规上工业增加值"},
                                 FieldHint{"stats.va_ind_above", "规模以上工业增加值"},
                                 FieldHint{"stats.va_second", "第二产业增加值"},
                                 FieldHint{"stats.va_six", "六大高耗能行业增加值"},
                                 FieldHint{"stats.pop", "常住人口"},
                                 FieldHint{"stats.forest_cover", "森林覆盖率"},
                                 FieldHint{"stats.grass_cover", "草原综合植被盖度"},
                                 FieldHint{"stats.forest_stock", "森林蓄积量"},
                                 FieldHint{"stats.roof_new", "新建建筑屋顶面积"},
                                 FieldHint{"energy.ad", "消费量(实物量)"},
                                 FieldHint{"energy.k_tce", "折标系数"},
                                 FieldHint{"energy.kind", "类别"},
                                 FieldHint{"energy.feedstock_tce", "原料用能"},
                                 FieldHint{"energy.new_re_tce", "新增可再生能源"},
                                 FieldHint{"energy.final_tce", "终端消费"},
                                 FieldHint{"fuel.ad", "消费量"},
                                 FieldHint{"fuel.cc", "单位热值含碳量"},
                                 FieldHint{"fuel.of", "碳氧化率"},
                                 FieldHint{"fuel.kind", "类别"},
                                 FieldHint{"fuel.sector", "部门"},
                                 FieldHint{"process.ad", "活动水平"},
                                 FieldHint{"process.ef", "排放因子"},
                                 FieldHint{"power.use", "用电量"},
                                 FieldHint{"power.use", "全社会用电量"},
                                 FieldHint{"power.buy_net", "净购入"},
                                 FieldHint{"power.final", "终端用电"},
                                 FieldHint{"power.green", "绿电"},
                                 FieldHint{"power.re_consumed", "可再生消纳量"},
                                 FieldHint{"heat.import", "调入"},
                                 FieldHint{"heat.export", "调出"},
                                 FieldHint{"power.export", "调出"},
                                 FieldHint{"heat.buy_net", "净购入"},
                                 FieldHint{"residues.yield", "产量"},
                                 FieldHint{"residues.rpr", "草谷比"},
                                 FieldHint{"residues.af", "可收集可利用系数"},
                                 FieldHint{"residues.lhv", "低位发热量"},
                                 FieldHint{"agri.straw_collectable", "可收集量"},
                                 FieldHint{"agri.straw_used", "利用量"},
                                 FieldHint{"hh.count", "户数"},
                                 FieldHint{"hh.pv", "装光伏户数"},
                                 FieldHint{"hh.heat_area", "采暖面积"},
                                 FieldHint{"hh.heat_area_clean", "清洁采暖面积"},
                                 FieldHint{"ops.waste_gen", "一般工业固废产生量"},
                                 FieldHint{"ops.waste_used", "综合利用量"},
                                 FieldHint{"ops.water_reused", "重复用水"},
                                 FieldHint{"ops.water_fresh", "取新水"},
                                 FieldHint{"premises.area", "建筑面积"},
                                 FieldHint{"premises.ule_area", "超低能耗建筑面积"},
                                 FieldHint{"premises.users", "用能人数"},
                                 FieldHint{"premises.water", "用水量"},
                                 FieldHint{"travel.trips", "出行总量"},
                                 FieldHint{"travel.green", "绿色出行"},
                                 FieldHint{"waste.generated", "产生量"},
                                 FieldHint{"waste.recycled", "回收利用量"},
                                 FieldHint{"freight.total", "货运量"},
                                 FieldHint{"prod.tce", "产品能耗"},
                                 FieldHint{"prod.output", "产品产量"},
                                 FieldHint{"projects.investment", "总投资"},
                                 FieldHint{"projects.abatement", "年减排量"}};

// A head taken apart: "2020年常住人口（万人）" is 常住人口, a series by the pattern "{year}年常住人口（万人）".
struct Head {
    std::string plain, pattern;
    std::optional<int> year;
};

Head head_of(const ColumnHead& head)
{
    Head out{.plain = plain_name(head.name), .pattern = head.text, .year = year_of(head.text)};
    if (!out.year) return out;
    const auto digits = std::to_string(*out.year);
    out.pattern.replace(out.pattern.find(digits), digits.size(), "{year}");
    for (const auto& word : {digits + "年", digits})
        if (const auto at = out.plain.find(word); at != std::string::npos) {
            out.plain.erase(at, word.size());
            break;
        }
    return out;
}

// A unit that numbers of the name can be in; one has to be stated, where the name has one.
bool fits(const ColumnHead& head, const FormulaName& name)
{
    if (name.unit.empty()) return true;
    const auto to = unit(name.unit);
    if (head.unit.known() == nullptr) return to.is_dimensionless();
    try {
        table_conversion(*head.unit.known(), to);
        return true;
    } catch (const UsageError&) {
        return false;
    }
}

// A share without unit may be parts of one or of a hundred: only cells that say % or stay below 1 tell.
bool is_unclear_share(const HeadedSheet& sheet, const ColumnHead& head)
{
    if (head.unit.known() != nullptr || !plain_name(head.name).ends_with("率")) return false;
    const auto column = sheet.columns(head.text);
    return std::ranges::any_of(sheet.rows, [&](const SheetRow& row) {
        const auto number = office_number(row.cell(column.front()));
        return number && !number->percent && number->value > 1;
    });
}

class Guesser {
public:
    Guesser(const HeadedSheet& sheet, const std::vector<ZoneSet>& sets, const std::vector<FormulaName>& names)
        : m_sheet(sheet), m_sets(sets), m_names(names), m_index(sheet.heads)
    {
        for (const auto& head : sheet.heads) m_heads.push_back(head_of(head));
    }

    StatisticsGuess guess()
    {
        find_key();
        for (const auto& head : m_sheet.heads) {
            const auto name = plain_name(head.name);
            if (m_out.year_column.empty() && (name == "年份" || name == "年度" || name == "year"))
                m_out.year_column = head.text;
        }
        std::map<std::string, std::map<std::string, DraftKey>> tables;
        for (const auto& name : m_names) add(name, tables);
        for (auto& [id, columns] : tables)
            if (columns.size() > m_out.columns.size()) m_out.id = id, m_out.columns = columns;
        for (const auto& head : m_sheet.heads)
            if (!m_used[m_out.id].contains(head.text) && head.text != m_out.key && head.text != m_out.year_column &&
                !head.text.empty())
                m_out.others.push_back(head.text);
        return std::move(m_out);
    }

private:
    void find_key()
    {
        const ZoneIndex index{m_sets, {}};
        for (std::size_t column = 0; column < m_sheet.heads.size(); ++column) {
            std::size_t matched = 0, filled = 0;
            bool ambiguous = false;
            for (const auto& row : m_sheet.rows) {
                const auto cell = row.cell(column);
                if (cell.empty()) continue;
                ++filled;
                const auto match = index.match(cell);
                matched += match.how == ZoneMatch::How::none ? 0 : 1;
                ambiguous = ambiguous || !match.ambiguous.empty();
            }
            if (ambiguous || m_index.columns(m_sheet.heads[column].text).size() != 1 || 2 * matched < filled ||
                matched <= m_out.matched)
                continue;
            m_out.key = m_sheet.heads[column].text, m_out.matched = matched, m_out.rows = filled;
        }
    }

    static bool means(const FormulaName& name, const std::string& head)
    {
        const auto own = name.name.substr(name.name.find('.') + 1);
        if (head == own || head == name.name) return true;
        return std::ranges::any_of(field_hints,
                                   [&](const FieldHint& hint) { return hint.name == name.name && hint.head == head; });
    }

    void add(const FormulaName& name, std::map<std::string, std::map<std::string, DraftKey>>& tables)
    {
        const auto dot = name.name.find('.');
        if (dot == std::string::npos) return;
        const auto table = name.name.substr(0, dot), own = name.name.substr(dot + 1);
        for (std::size_t i = 0; i < m_sheet.heads.size(); ++i) {
            const auto& column = m_sheet.heads[i];
            const auto& head = m_heads[i];
            if (!means(name, head.plain) || !fits(column, name) || is_unclear_share(m_sheet, column)) continue;
            const bool series = head.year && m_sheet.series(head.pattern).size() > 1;
            if (!series && m_index.columns(column.text).size() != 1) continue;
            const bool dated = head.year && !series;
            const auto value = dated ? DraftValue{DraftValue::Table{{"column", column.text}, {"year", *head.year}}}
                                     : DraftValue{series ? head.pattern : column.text};
            if (tables[table].try_emplace(own, DraftKey{.key = own, .value = value}).second || series)
                m_used[table].insert(column.text);
        }
    }

    const HeadedSheet& m_sheet;
    const std::vector<ZoneSet>& m_sets;
    const std::vector<FormulaName>& m_names;
    HeadIndex m_index;
    std::vector<Head> m_heads;
    std::map<std::string, std::set<std::string>> m_used;
    StatisticsGuess m_out;
};

} // namespace

StatisticsGuess guess_statistics(const HeadedSheet& sheet, const std::vector<ZoneSet>& sets,
                                 const std::vector<FormulaName>& names)
{
    return Guesser{sheet, sets, names}.guess();
}

Sentence reason_of(const StatisticsGuess& guess)
{
    return text("statistics '{}' by {} heads; '{}' names zones in {} of {} rows", guess.id, guess.columns.size(),
                guess.key, guess.matched, guess.rows);
}

} // namespace peaksite
