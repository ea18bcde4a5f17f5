#include "report/audit/audit_report.hpp"
#include "report/book/indicator_pages.hpp"
#include "report/words.hpp"

#include <algorithm>

namespace peaksite {

namespace {

constexpr Digits as_computed{.significant = 8, .decimals = 6};

void number_or_none(BookPage& page, const std::optional<double>& value, const std::string& why)
{
    if (value)
        page.number(*value, as_computed);
    else
        page.missing(why);
}

Bilingual verdict(const AuditRow& row)
{
    if (!row.holds) return {.zh = "未核对", .en = "not checked"};
    return *row.holds ? Bilingual{.zh = "一致", .en = "holds"} : Bilingual{.zh = "不一致", .en = "does not hold"};
}

Bilingual summary(const std::vector<AuditLine>& lines)
{
    const auto count = [&](std::optional<bool> holds) {
        return std::to_string(
            std::ranges::count_if(lines, [&](const AuditLine& line) { return line.row.holds == holds; }));
    };
    return {.zh = "本页由程序在运行后对结果自行核对：一致 " + count(true) + " 项，不一致 " + count(false) +
                  " 项，缺数未核对 " + count({}) + " 项。每项列出最接近容差的单元；不一致的单元逐一列出。",
            .en =
                "Made by the program after the run, on its own results: " + count(true) + " hold, " + count(false) +
                " do not, " + count({}) +
                " lack numbers. Each line names the zone nearest to the tolerance; every zone that fails has a line."};
}

// Of a set of zones; of a kind of pilots the words for it.
Bilingual title_of_set(const BookContext& context, const std::string& id)
{
    const auto set = std::ranges::find(context.results.sets, id, &ZoneSet::id);
    return set == context.results.sets.end() || set->title.empty() ? words::kind(id) : set->title;
}

// A kind of pilots, or one of the lists.
Bilingual key_words(const BookContext& context, const std::string& key)
{
    const auto list = context.facts.texts.find("siting.list." + key);
    return list == context.facts.texts.end() ? words::kind(key) : list->second;
}

} // namespace

void write_audit_page(const BookContext& context)
{
    if (context.facts.audit.empty()) return;
    auto page = context.page({.zh = "自检", .en = "Self-check"});
    std::vector<PageColumn> columns;
    for (const auto& [head, most] : {std::pair{Bilingual{.zh = "应成立的关系", .en = "What must hold"}, 38.0},
                                     {{.zh = "核对对象", .en = "Of what"}, 40.0},
                                     {{.zh = "单元集", .en = "Zones"}, 12.0},
                                     {{.zh = "单元", .en = "Zone"}, 26.0},
                                     {{.zh = "左值", .en = "Left"}, 16.0},
                                     {{.zh = "右值", .en = "Right"}, 16.0},
                                     {{.zh = "差", .en = "Difference"}, 14.0},
                                     {{.zh = "容差", .en = "Tolerance"}, 14.0},
                                     {{.zh = "计量单位", .en = "Unit"}, 14.0},
                                     {{.zh = "结论", .en = "Verdict"}, 10.0},
                                     {{.zh = "核对数", .en = "Checked"}, 9.0},
                                     {{.zh = "不一致数", .en = "Failed"}, 9.0}})
        columns.push_back({.head = context.voice(head), .most = most});
    page.columns(columns);
    for (const auto& line : context.facts.audit) {
        const auto& row = line.row;
        page.text(context.voice(identity_words(row.identity)))
            .text(line.subject)
            .text(context.voice(title_of_set(context, row.zones)))
            .text(row.label.empty() ? context.voice(key_words(context, row.key)) : row.label);
        for (const auto& value :
             {row.left, row.right, row.difference(), row.holds ? std::optional{row.tolerance} : std::nullopt})
            number_or_none(page, value, line.reason);
        page.text(context.unit(row.unit)).text(context.voice(verdict(row))).count(row.checked).count(row.failed);
        page.end_row();
    }
    page.remark(context.voice.line(summary(context.facts.audit)));
    page.finish(1, context.footer());
}

} // namespace peaksite
