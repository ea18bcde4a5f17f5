#include "report/pilots/pilot_workbook.hpp"

#include "model/pilots/frequency.hpp"
#include "model/pilots/reasons.hpp"
#include "report/book/workbook.hpp"
#include "report/pilots/judgement_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

const CellLook title_look{.bold = true, .align = CellLook::Align::centre, .points = 16};
const CellLook head_look{
    .bold = true, .wrap = true, .border = true, .align = CellLook::Align::centre, .fill = "#DDE7F0"};
const CellLook cell_look{.wrap = true, .border = true};
const CellLook centre_look{.border = true, .align = CellLook::Align::centre};
const CellLook score_look{.border = true, .number_format = "0.000"};
const CellLook share_look{.border = true, .number_format = "0%"};
const Bilingual not_drawn{.zh = "未参加抽样", .en = "not among the draws"};
const CellLook bound_look{.border = true, .number_format = "#,##0.###"};
const CellLook error_look{.border = true, .number_format = "0.0%"};
const CellLook count_look{.border = true, .number_format = "#,##0"};
const CellLook note_look{.italic = true, .wrap = true, .color = "#444444"};

struct Column {
    Bilingual head;
    double width;
};

class Book {
public:
    Book(const PilotReport& report, const Bilingual& title, const std::string& date, const std::filesystem::path& path)
        : m_report(report), m_title(title),
          m_book(path, {.title = title.in(report.lang), .subject = words("siting.list.suggested"), .date = date})
    {}

    void write()
    {
        list(PilotList::suggested);
        if (!m_report.open) {
            list(PilotList::reserve);
            list(PilotList::ineligible);
            list(PilotList::lacking);
            ranking();
            criteria();
            write_judgement_page(m_book, m_report, m_title);
            prices();
        }
        m_book.close();
    }

private:
    std::string words(const std::string& id) const
    {
        return reason_text({id, {}}, m_report.texts, m_report.lang == "en" ? "en" : "zh");
    }
    std::string in(const Bilingual& both) const { return both.in(m_report.lang == "en" ? "en" : "zh"); }
    const PilotCandidate& candidate(const CandidateOutcome& outcome) const
    {
        return m_report.data.candidates[outcome.candidate];
    }

    // Title, heads, and the text of domain 1.12 below the last row.
    BookSheet& begin(const std::string& name, const std::vector<Column>& columns)
    {
        auto& sheet = m_book.sheet(name);
        const int last = static_cast<int>(columns.size()) - 1;
        sheet.merged(0, 0, 0, last, in(m_title) + "　" + name, title_look);
        sheet.row_height(0, 28);
        sheet.merged(1, 0, 1, last, basis(), note_look);
        sheet.row_height(1, 30);
        for (int k = 0; k <= last; ++k) {
            sheet.text(2, k, in(columns[static_cast<std::size_t>(k)].head), head_look);
            sheet.column_width(k, columns[static_cast<std::size_t>(k)].width);
        }
        sheet.freeze(3, 0);
        sheet.page(true, 3, name);
        m_row = 3;
        m_last = last;
        return sheet;
    }

    std::string basis() const
    {
        const auto& policy = m_report.plan.policy;
        return policy.document.empty() ? in({.zh = "依据：方案自定规则", .en = "Rules: those of the plan"})
                                       : in({.zh = "依据：", .en = "After: "}) + policy.document;
    }

    void end(BookSheet& sheet)
    {
        if (m_row > 3) sheet.filter(2, 0, m_row - 1, m_last);
        const auto found = m_report.texts.find("ranking");
        if (found == m_report.texts.end()) return;
        sheet.merged(m_row + 1, 0, m_row + 1, m_last,
                     m_report.lang == "zh" ? found->second.zh : found->second.zh + "\n" + found->second.en, note_look);
        sheet.row_height(m_row + 1, m_report.lang == "zh" ? 30 : 45);
    }

    void list(PilotList which)
    {
        const auto name = words(std::string{"siting.list."} + list_word(which));
        std::vector<Column> columns{{{"序号", "no."}, 6},         {{"类型", "type"}, 12},
                                    {{"名称", "name"}, 22},       {{"编码", "code"}, 14},
                                    {{"所在地区", "region"}, 12}, {{"推荐单位", "proposer"}, 18}};
        if (!m_report.open)
            columns.insert(columns.end(), {{{"位次", "rank"}, 6},
                                           {{"综合得分", "score"}, 9},
                                           {{"入选稳定性（按加权和）", "stability (weighted sums)"}, 12},
                                           {{"标准误", "standard error"}, 8},
                                           {{"抽样次数", "draws"}, 9}});
        if (!m_report.open) columns.push_back({{"理由", "reasons"}, 46});
        columns.push_back({{"依据条款", "clauses"}, 40});
        auto& sheet = begin(name, columns);
        const auto order = list_order(m_report, which);
        for (std::size_t k = 0; k < order.size(); ++k) row(sheet, k, m_report.result.outcomes[order[k]]);
        if (order.empty()) sheet.merged(m_row, 0, m_row, m_last, in({.zh = "无", .en = "none"}), centre_look), ++m_row;
        end(sheet);
    }

    // A region given by its code, or by the digits of its prefecture, as the candidate that is this region is called.
    std::string region_name(const std::string& region) const
    {
        for (const auto& one : m_report.data.candidates)
            if (one.kind == "city" && (one.key == region || one.key == region + "00")) return one.name;
        return region;
    }

    void row(BookSheet& sheet, std::size_t number, const CandidateOutcome& outcome)
    {
        const auto& one = candidate(outcome);
        sheet.number(m_row, 0, static_cast<double>(number + 1), centre_look);
        sheet.text(m_row, 1, words("siting.type." + one.kind), cell_look);
        sheet.text(m_row, 2, one.name, cell_look);
        sheet.text(m_row, 3, one.key, cell_look);
        sheet.text(m_row, 4, region_name(outcome.region), cell_look);
        sheet.text(m_row, 5, one.proposer, cell_look);
        int at = 6;
        if (!m_report.open) {
            const auto& type = m_report.result.types[outcome.type];
            const auto rank = outcome.member ? type.rank[*outcome.member] : std::nullopt;
            value(sheet, at, rank ? static_cast<double>(*rank) : std::nan(""), centre_look);
            value(sheet, at + 1, outcome.member ? type.score[*outcome.member] : std::nan(""), score_look);
            frequency(sheet, at + 2, selection_frequency(m_report.result, outcome));
            at += 5;
            sheet.text(m_row, at++, reasons_of(m_report, outcome, m_report.lang == "en" ? "en" : "zh"), cell_look);
        }
        sheet.text(m_row, at, clauses_of(m_report, outcome), cell_look);
        const auto lines =
            std::max(across(reasons_of(m_report, outcome, "zh"), 46), across(clauses_of(m_report, outcome), 40));
        sheet.row_height(m_row, 15.0 * std::max(lines, 1.0));
        ++m_row;
    }

    static double across(const std::string& text, double width)
    {
        return std::ceil(characters_across(text) / (width - 2));
    }

    void value(BookSheet& sheet, int col, double number, const CellLook& look, const Bilingual& why = {})
    {
        if (!std::isnan(number)) return sheet.number(m_row, col, number, look);
        sheet.text(m_row, col, "—", centre_look);
        sheet.note(m_row, col, in(why.empty() ? Bilingual{.zh = "缺参评数据", .en = "data are missing"} : why));
    }

    // The share, its standard error and the draws, in three cells, rounded as the texts are.
    void frequency(BookSheet& sheet, int col, const Frequency& one)
    {
        value(sheet, col, shown_share(one.share), share_look, not_drawn);
        value(sheet, col + 1, shown_error(one.error()), error_look, not_drawn);
        value(sheet, col + 2, one.known() ? static_cast<double>(one.draws) : std::nan(""), count_look, not_drawn);
    }

    void ranking()
    {
        auto& sheet = begin(in({.zh = "综合评价", .en = "Comparison"}),
                            {{{"类型", "type"}, 12},
                             {{"位次", "rank"}, 6},
                             {{"名称", "name"}, 22},
                             {{"名单", "list"}, 16},
                             {{"综合得分", "score"}, 9},
                             {{"TOPSIS得分", "TOPSIS"}, 10},
                             {{"TOPSIS位次", "TOPSIS rank"}, 10},
                             {{"首位接受度（按加权和）", "first (weighted sums)"}, 12},
                             {{"首位标准误", "its error"}, 8},
                             {{"首位抽样次数", "its draws"}, 9},
                             {{"名额内接受度（按加权和）", "in quota (weighted sums)"}, 12},
                             {{"名额标准误", "its error"}, 8},
                             {{"名额抽样次数", "its draws"}, 9},
                             {{"入选稳定性（按加权和）", "stability (weighted sums)"}, 12},
                             {{"稳定性标准误", "its error"}, 8},
                             {{"稳定性抽样次数", "its draws"}, 9},
                             {{"低碳基础", "base"}, 10},
                             {{"减排潜力（吨CO2/年）", "potential (t CO2/a)"}, 14},
                             {{"象限", "quadrant"}, 22},
                             {{"类别", "class"}, 20},
                             {{"典型性", "typicality"}, 8},
                             {{"专家均分", "experts"}, 9}});
        for (std::size_t t = 0; t < m_report.result.types.size(); ++t) {
            std::vector<const CandidateOutcome*> all;
            for (const auto& outcome : m_report.result.outcomes)
                if (outcome.type == t && outcome.member && m_report.result.types[t].rank[*outcome.member])
                    all.push_back(&outcome);
            const auto& type = m_report.result.types[t];
            std::ranges::sort(all, {}, [&](const CandidateOutcome* one) {
                return std::pair{*type.rank[*one->member], type.keys[*one->member]};
            });
            for (const auto* one : all) ranking_row(sheet, *one);
        }
        end(sheet);
    }

    void ranking_row(BookSheet& sheet, const CandidateOutcome& outcome)
    {
        const auto& type = m_report.result.types[outcome.type];
        const auto m = *outcome.member;
        sheet.text(m_row, 0, words("siting.type." + type.type), cell_look);
        sheet.number(m_row, 1, static_cast<double>(*type.rank[m]), centre_look);
        sheet.text(m_row, 2, candidate(outcome).name, cell_look);
        sheet.text(m_row, 3, words(std::string{"siting.list."} + list_word(outcome.list)), cell_look);
        value(sheet, 4, type.score[m], score_look);
        value(sheet, 5, type.topsis[m], score_look);
        if (type.topsis_rank[m]) sheet.number(m_row, 6, static_cast<double>(*type.topsis_rank[m]), centre_look);
        frequency(sheet, 7, first_acceptability(m_report.result, outcome));
        frequency(sheet, 10, quota_acceptability(m_report.result, outcome));
        frequency(sheet, 13, selection_frequency(m_report.result, outcome));
        value(sheet, 16, type.base.values[m], score_look);
        value(sheet, 17, type.potential.values[m], {.border = true, .number_format = "#,##0"});
        sheet.text(m_row, 18, m_report.say(quadrant_reason(type.quadrant[m]), m_report.lang == "en" ? "en" : "zh"),
                   cell_look);
        sheet.text(m_row, 19,
                   type.typology[m].which == TypologyClass::unknown ? "—" : in(typology_name(type.typology[m].which)),
                   cell_look);
        value(sheet, 20, type.typicality.empty() ? std::nan("") : type.typicality[m], score_look);
        experts(sheet, 21, type, m);
        ++m_row;
    }

    // The mean, with a note where a score is wanting.
    void experts(BookSheet& sheet, int col, const TypeComparison& type, std::size_t member)
    {
        const double mean = type.experts ? type.experts->totals[member].mean : std::nan("");
        Bilingual why{.zh = "无专家评分", .en = "no experts"};
        if (const auto gap = expert_gap_reason(type, member))
            why = {.zh = m_report.say(*gap, "zh"), .en = m_report.say(*gap, "en")};
        value(sheet, col, mean, {.border = true, .number_format = "0.0"}, why);
        if (!std::isnan(mean) && expert_gap_reason(type, member)) sheet.note(m_row, col, in(why));
    }

    void criteria()
    {
        auto& sheet = begin(in({.zh = "指标与权重", .en = "Criteria and weights"}), {{{"类型", "type"}, 12},
                                                                                     {{"指标", "criterion"}, 30},
                                                                                     {{"单位", "unit"}, 14},
                                                                                     {{"方向", "direction"}, 8},
                                                                                     {{"权重", "weight"}, 8},
                                                                                     {{"最差值", "worst"}, 12},
                                                                                     {{"最好值", "best"}, 12},
                                                                                     {{"说明", "note"}, 44}});
        for (const auto& type : m_report.result.types) {
            for (const auto& one : type.criteria) criterion(sheet, type, one);
            for (const auto& one : type.left_out) left_out(sheet, type, one);
        }
        end(sheet);
    }

    void criterion(BookSheet& sheet, const TypeComparison& type, const UsedCriterion& one)
    {
        constexpr const char* zh[] = {"越大越好", "越小越好", "趋近目标"};
        constexpr const char* en[] = {"+", "-", "target"};
        const auto& indicator = m_report.data.indicators[one.indicator];
        const auto way = static_cast<std::size_t>(one.criterion.direction);
        const auto& bounds = one.note.bounds;
        const bool cost = one.criterion.direction != Direction::benefit;
        const auto print = criterion_unit(m_report, indicator, bounds);
        sheet.text(m_row, 0, words("siting.type." + type.type), cell_look);
        sheet.text(m_row, 1, in(indicator.name), cell_look);
        sheet.text(m_row, 2, unit_words(m_report, print.unit), cell_look);
        sheet.text(m_row, 3, in({.zh = zh[way], .en = en[way]}), centre_look);
        sheet.number(m_row, 4, one.weight, score_look);
        sheet.number(m_row, 5, print.scale * (cost ? bounds.high : bounds.low), bound_look);
        sheet.number(m_row, 6, print.scale * (cost ? bounds.low : bounds.high), bound_look);
        sheet.text(m_row, 7,
                   one.note.constant ? in({.zh = "各候选数值相同，不能区分", .en = "the same for all"})
                   : one.note.fixed  ? in({.zh = "固定界限", .en = "fixed bounds"})
                                     : "",
                   cell_look);
        ++m_row;
    }

    void left_out(BookSheet& sheet, const TypeComparison& type, const LeftOutCriterion& one)
    {
        sheet.text(m_row, 0, words("siting.type." + type.type), cell_look);
        sheet.text(m_row, 1, indicator_words(m_report, one.indicator), cell_look);
        for (int k = 2; k < 7; ++k) sheet.text(m_row, k, "—", centre_look);
        sheet.text(m_row, 7, m_report.say(one.reason, m_report.lang == "en" ? "en" : "zh"), cell_look);
        ++m_row;
    }

    void prices()
    {
        auto& sheet = begin(
            in({.zh = "名额代价与备选方案", .en = "Prices and alternatives"}),
            {{{"项目", "item"}, 34}, {{"数值", "value"}, 12}, {{"换入", "enters"}, 40}, {{"换出", "leaves"}, 40}});
        const auto line = [&](const std::string& what, std::optional<double> number,
                              const std::vector<std::size_t>& enters, const std::vector<std::size_t>& leaves) {
            sheet.text(m_row, 0, what, cell_look);
            value(sheet, 1, number.value_or(std::nan("")), {.border = true, .number_format = "0.0000"},
                  {.zh = "求解未完成，未得出", .en = "the solver came to no end"});
            sheet.text(m_row, 2, names(enters), cell_look);
            sheet.text(m_row, 3, names(leaves), cell_look);
            ++m_row;
        };
        for (const auto& price : m_report.result.prices)
            line(in({.zh = "放宽1个的增益：", .en = "gain if one looser: "}) + rule_words(m_report, price.rule),
                 price.gain, price.enters, price.leaves);
        if (m_report.result.selected)
            for (std::size_t k = 0; k < m_report.result.selection->next.size(); ++k) {
                const auto& set = m_report.result.selection->next[k];
                const auto& best = m_report.result.selection->best;
                std::vector<std::size_t> enters, leaves;
                std::ranges::set_difference(set.members, best.members, std::back_inserter(enters));
                std::ranges::set_difference(best.members, set.members, std::back_inserter(leaves));
                line(fmt::format("{} {}", in({.zh = "次优方案", .en = "next best set"}), k + 1), set.value, enters,
                     leaves);
            }
        for (const auto& one : m_report.result.breaks)
            line(in({.zh = "权重变化改变结果：", .en = "change of weight: "}) + words("siting.type." + one.type) + " " +
                     indicator_words(m_report, one.criterion),
                 one.change, one.enters, one.leaves);
        end(sheet);
    }

    std::string names(const std::vector<std::size_t>& outcomes) const
    {
        std::vector<std::string> out;
        for (const auto i : outcomes) out.push_back(candidate(m_report.result.outcomes[i]).label());
        return joined(out, "、");
    }

    const PilotReport& m_report;
    Bilingual m_title;
    Workbook m_book;
    int m_row = 3;
    int m_last = 0;
};

} // namespace

void write_pilots_workbook(const PilotReport& report, const Bilingual& title, const std::string& date,
                           const std::filesystem::path& path)
{
    Book{report, title, date, path}.write();
}

} // namespace peaksite
