#include "report/audit/audit_words.hpp"

#include "report/audit/audit_report.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

struct Named {
    std::string_view id, zh;
};
constexpr std::array columns{Named{"total_km2", "总面积"},
                             Named{"excluded_km2", "扣除面积"},
                             Named{"too_small_km2", "图斑过小面积"},
                             Named{"eligible_km2", "可开发面积"},
                             Named{"unknown_km2", "资料不足面积"},
                             Named{"effective_km2", "折减后适宜面积"},
                             Named{"capacity_mw", "技术可开发装机容量"},
                             Named{"generation_mwh_per_year", "技术可开发年发电量"},
                             Named{"alone_km2", "单独扣除"},
                             Named{"unique_km2", "仅由该规则扣除"},
                             Named{"cumulative_km2", "累计扣除"}};
constexpr std::array technologies{Named{"wind", "风电"},
                                  Named{"offshore_wind", "海上风电"},
                                  Named{"pv", "光伏"},
                                  Named{"rooftop_pv", "屋顶光伏"},
                                  Named{"csp", "光热发电"},
                                  Named{"hydro", "水电"},
                                  Named{"pumped_storage", "抽水蓄能"},
                                  Named{"storage", "新型储能"},
                                  Named{"biomass", "生物质发电"}};
constexpr std::array<std::string_view, 11> tables{"面积",       "可开发潜力", "用地扣除过程", "分区统计",
                                                  "地类台账",   "排放源汇总", "指标",         "数据表",
                                                  "已装机容量", "综合评价",   "入选名单"};

template <class All>
std::string named(const All& all, const std::string& id)
{
    const auto found = std::ranges::find(all, id, &Named::id);
    return found == all.end() ? id : std::string{found->zh};
}

// Ids of a run as its outputs call them in Chinese.
class ChineseNames {
public:
    ChineseNames(const Results& results, const IndicatorBookFacts& facts) : m_results(results), m_facts(facts) {}

    std::string subject(const AuditSubject& one) const
    {
        auto out = std::string{tables.at(static_cast<std::size_t>(one.table))};
        for (const auto& part : {of(one), item(one), code(one), column(one)})
            if (!part.empty()) out += " " + part;
        if (one.on_grid) out += "（按计算网格统计）";
        if (one.year) out += " " + std::to_string(*one.year) + "年";
        if (!one.within.empty()) out += "，不超过" + indicator(one.within);
        if (!one.against.empty()) out += "，对照" + against(one);
        if (!one.parts.empty()) out += "（按" + set(one.parts) + "合计）";
        return out;
    }

    // With names in the place of its ids.
    Sentence reason(const Sentence& one) const
    {
        auto words = one.words();
        for (auto& word : words)
            if (!word.knows_itself()) word = name(word.english());
        return Sentence{one.pattern(), words};
    }

    std::string set(const std::string& id) const
    {
        const auto found = std::ranges::find(m_results.sets, id, &ZoneSet::id);
        return found == m_results.sets.end() || found->title.empty() ? id : found->title.in("zh");
    }

private:
    using Table = AuditSubject::Table;

    static std::string title(const std::map<std::string, Bilingual>& titles, const std::string& id)
    {
        const auto found = titles.find(id);
        return found == titles.end() || found->second.empty() ? id : found->second.in("zh");
    }

    // Of a technology, a list, a table or an indicator.
    std::string name(const std::string& id) const
    {
        const auto table = std::ranges::find(m_results.tables, id, &UnitTable::id);
        if (table != m_results.tables.end() && !table->title.empty()) return table->title.in("zh");
        for (const auto& found : {named(technologies, id), list(id), indicator(id)})
            if (found != id) return found;
        return id;
    }

    std::string of(const AuditSubject& one) const
    {
        switch (one.table) {
        case Table::technologies:
        case Table::waterfall:
            return title(m_facts.technologies, one.of);
        case Table::statistics:
        case Table::ledger:
            return title(m_facts.layers, one.of);
        case Table::emissions:
            return list(one.of);
        case Table::indicators:
            return indicator(one.of);
        case Table::published:
            return column_of_table(one.of);
        case Table::capacity:
            return named(technologies, one.of);
        case Table::ranking:
        case Table::selection:
            return one.of.empty() ? "" : words::kind(one.of).in("zh");
        case Table::area:
            break;
        }
        return one.of;
    }

    std::string item(const AuditSubject& one) const
    {
        if (one.stat) return words::statistic(*one.stat).in("zh");
        if (one.table != Table::waterfall || one.item.empty()) return one.item;
        if (one.land != LandRow::rule) return words::land_row(one.land).in("zh");
        const auto found = m_facts.rules.find({one.of, one.item});
        return found == m_facts.rules.end() || found->second.empty() ? one.item : found->second.in("zh");
    }

    std::string code(const AuditSubject& one) const
    {
        if (one.classes == ClassRow::uncovered) return "未覆盖";
        if (one.classes == ClassRow::total) return "合计";
        const auto row = std::ranges::find_if(m_results.ledger, [&](const LedgerRow& ledger) {
            return ledger.layer == one.of && ledger.class_code == one.code;
        });
        if (row != m_results.ledger.end() && !row->class_name.empty()) return row->class_name.in("zh");
        const auto found = m_facts.classes.find({one.of, one.code});
        if (found != m_facts.classes.end() && !found->second.empty()) return found->second.in("zh");
        return one.code.empty() ? "" : "类别" + one.code;
    }

    std::string column(const AuditSubject& one) const
    {
        return one.table == Table::capacity ? column_of_table(one.column) : named(columns, one.column);
    }

    std::string against(const AuditSubject& one) const
    {
        return one.table == Table::capacity ? list(one.against) : column_of_table(one.against);
    }

    std::string indicator(const std::string& id) const
    {
        const auto found = std::ranges::find(m_results.indicators, id, &IndicatorInfo::id);
        if (found != m_results.indicators.end() && !found->name.empty()) return found->name.in("zh");
        return title(m_facts.indicators, id);
    }

    std::string list(const std::string& id) const
    {
        const auto found =
            std::ranges::find_if(m_results.facilities, [&](const PlacedList& one) { return one.list.id == id; });
        return found == m_results.facilities.end() || found->list.title.empty() ? id : found->list.title.in("zh");
    }

    // "stats.pop": the title of the table, and the column as its page has it.
    std::string column_of_table(const std::string& name) const
    {
        const auto dot = name.find('.');
        const auto table = std::ranges::find(m_results.tables, name.substr(0, dot), &UnitTable::id);
        if (dot == std::string::npos || table == m_results.tables.end() || table->title.empty()) return name;
        const auto column = m_facts.columns.find(name);
        return table->title.in("zh") + (column == m_facts.columns.end() ? "（" + name.substr(dot + 1) + "列）"
                                                                        : "（" + column->second.zh + "）");
    }

    const Results& m_results;
    const IndicatorBookFacts& m_facts;
};

Sentence sentence_of(const AuditLine& line, const std::string& where, const std::string& what)
{
    const auto& row = line.row;
    const auto left = number(row.left.value_or(0)), right = number(row.right.value_or(0));
    if (row.identity == Identity::levels_add_up)
        return text("self-check: {} of {} is {}, the sum of its parts {} [{}]; {} of {} zones differ, see audit.csv",
                    line.subject, where, left, right, row.unit, row.failed, row.checked);
    if (row.at_most)
        return text(
            "self-check {}: {} of {} is {}, which is more than {} [{}]; so it is in {} of {} places, see audit.csv",
            what, line.subject, where, left, right, row.unit, row.failed, row.checked);
    return text("self-check {}: {} of {} is {} in one place and {} in another [{}]; {} of {} differ, see audit.csv",
                what, line.subject, where, left, right, row.unit, row.failed, row.checked);
}

} // namespace

std::vector<AuditLine> audit_lines(const std::vector<AuditRow>& rows, const Results& results,
                                   const IndicatorBookFacts& facts)
{
    const bool chinese = facts.lang != "en";
    const ChineseNames names{results, facts};
    std::vector<AuditLine> out;
    for (const auto& row : rows) {
        const bool told = facts.told && !row.reason.empty();
        out.push_back({.row = row,
                       .identity = identity_words(row.identity).in(chinese ? "zh" : "en"),
                       .subject = chinese ? names.subject(row.subject) : subject_words(row.subject),
                       .reason = told ? facts.told(names.reason(row.reason)) : row.reason.english()});
    }
    return out;
}

std::vector<Sentence> audit_warnings(const std::vector<AuditLine>& lines, const Results& results,
                                     const IndicatorBookFacts& facts)
{
    const ChineseNames names{results, facts};
    std::vector<AuditRow> rows;
    for (const auto& line : lines) rows.push_back(line.row);
    std::vector<Sentence> out;
    for (const auto i : audit_failures(rows)) {
        const auto& row = rows[i];
        const auto place = row.label.empty() ? row.key : row.label;
        const bool chinese = facts.told != nullptr;
        const auto set = chinese ? names.set(row.zones) : row.zones;
        const auto where = set.empty() ? place : set + " " + place;
        const auto sentence = sentence_of(lines[i], where, chinese ? lines[i].identity : identity_word(row.identity));
        out.push_back(chinese ? text("{}", facts.told(sentence)) : sentence);
    }
    return out;
}

} // namespace peaksite
