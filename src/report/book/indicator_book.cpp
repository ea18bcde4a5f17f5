#include "report/book/indicator_book.hpp"

#include "base/printed_unit.hpp"
#include "report/book/indicator_pages.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace peaksite {

BookPage BookContext::page(const Bilingual& name) const
{
    const Bilingual about{.zh = "密级：" + secrecy_words().zh + "　　输入数据日期：" + facts.date + "　　程序：" +
                                facts.program,
                          .en = "Classification: " + secrecy_words().en + "    Input data of " + facts.date +
                                "    Made with " + facts.program};
    const Bilingual title{.zh = facts.title.in("zh") + "：" + name.zh, .en = facts.title.in("en") + ": " + name.en};
    const Bilingual beyond{.zh = "其余行见CSV结果文件。", .en = "The other rows are in the CSV files."};
    return BookPage{book,
                    {.name = voice.chinese() ? name.in("zh") : name.in("en"),
                     .title = voice.line(title),
                     .about = voice.line(about),
                     .beyond = voice.line(beyond)}};
}

Bilingual BookContext::secrecy_words() const { return words::secrecy(facts.secrecy); }

std::string BookContext::unit(const std::string& unit) const
{
    if (voice.chinese() && units.office()) return office_words_of_unit(unit);
    return printed_unit(unit, voice.chinese() ? "zh" : "en");
}

PrintUnit BookContext::unit_of(std::size_t indicator) const
{
    std::vector<double> values;
    for (const auto& set : results.by_set)
        for (const auto& row : set.indicators)
            if (row[indicator].shown && row[indicator].value.value) values.push_back(*row[indicator].value.value);
    return units.of_column(results.indicators[indicator], values);
}

Bilingual BookContext::title(const std::map<std::string, Bilingual>& titles, const std::string& id) const
{
    const auto found = titles.find(id);
    return found == titles.end() || found->second.empty() ? Bilingual{.zh = id, .en = id} : found->second;
}

std::string BookContext::number_note(const ResultFlags& flags, double valid_share) const
{
    constexpr double all = 1 - 1e-6; // of rounding
    std::vector<std::string> out;
    if (!flags.empty()) out.push_back(voice(words::flags_of(flags)));
    if (valid_share < all) {
        const auto share = percent_words(valid_share);
        out.push_back(voice.line({.zh = "有效数据面积占 " + share + "%，其余部分未计入",
                                  .en = share + " % of the area has data; the rest is not counted in it"}));
    }
    return joined(out, "\n");
}

std::string BookContext::not_given(const IndicatorResult& result) const
{
    const auto name = [this](const std::string& id) {
        const auto found = facts.columns.find(id);
        const bool named =
            found != facts.columns.end() && !(voice.chinese() ? found->second.zh : found->second.en).empty();
        return named ? voice.line(found->second) : id;
    };
    std::vector<std::string> names;
    for (const auto& id : result.not_given) names.push_back(name(id));
    for (const auto& [table, kind] : result.kinds_not_given)
        names.push_back(name(table) + (kind.empty() ? "" : (voice.chinese() ? "：" : ": ") + kind));
    if (names.empty()) return {};
    return voice.line({.zh = "未给出，按0计：", .en = "not given, taken as 0: "}) +
           joined(names, voice.chinese() ? "、" : ", ");
}

void BookContext::official_text(BookPage& page, const std::string& id) const
{
    if (const auto found = facts.texts.find(id); found != facts.texts.end()) page.remark(voice.verbatim(found->second));
}

void BookContext::unchecked_rules(BookPage& page, const std::vector<std::string>& technologies) const
{
    const auto found = facts.texts.find("unchecked");
    if (found == facts.texts.end()) return;
    std::set<std::string> seen;
    for (const auto& rule : results.unchecked) {
        if (std::ranges::find(technologies, rule.technology) == technologies.end() ||
            !seen.insert(rule.rule.in("zh")).second)
            continue;
        page.remark(voice.verbatim(
            {.zh = rule.rule.in("zh") + "：" + found->second.zh, .en = rule.rule.in("en") + ": " + found->second.en}));
    }
}

void write_indicator_book(const Results& results, const IndicatorBookFacts& facts, const std::filesystem::path& path)
{
    const Voice voice{facts.lang};
    Workbook book{path,
                  {.title = voice.line(facts.title),
                   .subject = voice.line(words::secrecy(facts.secrecy)),
                   .program = facts.program,
                   .comments = {},
                   .date = facts.date,
                   .font = voice.chinese() ? "宋体" : "Arial",
                   .points = voice.chinese() ? 10.5 : 10}};
    const BookContext context{
        .results = results, .facts = facts, .book = book, .voice = voice, .units = PrintUnits{facts.units, facts.lang}};
    write_zone_pages(context);
    write_indicator_page(context);
    write_land_pages(context);
    write_emission_page(context);
    write_statistics_page(context);
    write_published_pages(context);
    write_audit_page(context);
    write_explanation_page(context);
    book.close();
}

} // namespace peaksite
