#include "report/pilots/judgement_page.hpp"

#include "model/pilots/reasons.hpp"
#include "report/book/book_page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite {

namespace {

constexpr Digits four{.significant = 6, .decimals = 4};

class Page {
public:
    Page(Workbook& book, const PilotReport& report, const Bilingual& title)
        : m_report(report),
          m_page(book, {.name = in({.zh = "判断矩阵一致性", .en = "Consistency"}),
                        .title = in(title) + "　" + in({.zh = "判断矩阵一致性", .en = "Consistency of judgements"})})
    {}

    void write()
    {
        std::vector<PageColumn> columns;
        for (const auto& [head, most] : {std::pair{Bilingual{.zh = "类型", .en = "Type"}, 12.0},
                                         {{.zh = "层次", .en = "Group"}, 16.0},
                                         {{.zh = "专家", .en = "Expert"}, 8.0},
                                         {{.zh = "比较对象及本层权重", .en = "Compared, local weight"}, 48.0},
                                         {{.zh = "阶数", .en = "Size"}, 6.0},
                                         {{.zh = "最大特征根λmax", .en = "λ max"}, 10.0},
                                         {{.zh = "一致性指标CI", .en = "CI"}, 10.0},
                                         {{.zh = "随机一致性指标RI", .en = "RI"}, 10.0},
                                         {{.zh = "一致性比率CR", .en = "CR"}, 10.0},
                                         {{.zh = "结论", .en = "Verdict"}, 14.0},
                                         {{.zh = "RI取值来源", .en = "Source of RI"}, 34.0}})
            columns.push_back({.head = in(head), .most = most});
        m_page.columns(columns);
        for (const auto& type : m_report.result.types)
            for (const auto& one : type.judgements) row(type, one);
        m_page.remark(
            in({.zh = fmt::format("CR小于{:.2f}为通过一致性检验；多位专家的判断取几何平均，权重取自“汇总”。",
                                  consistency_limit),
                .en = fmt::format("Consistent where CR is below {:.2f}. Judgements of several experts meet in "
                                  "the geometric mean, from which the weights are taken.",
                                  consistency_limit)}));
        m_page.finish(0, "");
    }

private:
    std::string in(const Bilingual& both) const { return both.in(m_report.lang == "en" ? "en" : "zh"); }

    std::string compared(const Judgement& one) const
    {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < one.items.size(); ++i)
            out.push_back(fmt::format("{} {:.4f}", indicator_words(m_report, one.items[i]), one.result.weights[i]));
        return joined(out, m_report.lang == "en" ? "; " : "；");
    }

    void row(const TypeComparison& type, const Judgement& one)
    {
        const auto& verdict = one.result.verdict;
        m_page.text(reason_text({"siting.type." + type.type, {}}, m_report.texts, m_report.lang == "en" ? "en" : "zh"))
            .text(one.group.empty() ? in({.zh = "目标层", .en = "top"}) : one.group)
            .text(one.judge == 0 ? in({.zh = "汇总", .en = "all"}) : std::to_string(one.judge))
            .text(compared(one))
            .count(one.items.size());
        m_page.number(one.result.lambda, four)
            .number(one.result.index, four)
            .number(verdict.random_index, {.significant = 6, .decimals = 2})
            .number(verdict.ratio, four)
            .text(verdict.accepted ? in({.zh = "通过", .en = "consistent"})
                                   : in({.zh = "未通过", .en = "inconsistent"}))
            .text(verdict.table + (m_report.lang == "en" ? " (" : "（") + verdict.source +
                  (m_report.lang == "en" ? ")" : "）"));
        m_page.end_row();
    }

    const PilotReport& m_report;
    BookPage m_page;
};

} // namespace

void write_judgement_page(Workbook& book, const PilotReport& report, const Bilingual& title)
{
    const bool any =
        std::ranges::any_of(report.result.types, [](const TypeComparison& one) { return !one.judgements.empty(); });
    if (any) Page{book, report, title}.write();
}

} // namespace peaksite
