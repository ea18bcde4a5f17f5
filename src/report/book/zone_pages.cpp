#include "report/book/data_years.hpp"
#include "report/book/indicator_pages.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace peaksite {

namespace {

// The page of one set of zones.
class ZonePage {
public:
    ZonePage(const BookContext& context, std::size_t set)
        : m_context(context), m_set(set), m_zones(context.results.sets[set].zones),
          m_values(context.results.by_set[set]), m_page(context.page(name(context.results.sets[set])))
    {
        for (std::size_t i = 0; i < context.results.indicators.size(); ++i)
            if (std::ranges::any_of(m_values.indicators,
                                    [&](const auto& row) { return row[i].value.value.has_value(); }))
                m_shown.push_back(i);
        m_official = std::ranges::any_of(m_zones, [](const Zone& zone) { return zone.official_area_km2.has_value(); });
        m_proposed = std::ranges::any_of(m_zones, [](const Zone& zone) { return !zone.proposer.empty(); });
    }

    void write()
    {
        heads();
        for (std::size_t zone = 0; zone < m_zones.size(); ++zone) row(zone);
        remarks();
        constexpr int key_and_name = 2;
        m_page.finish(key_and_name, m_context.footer());
    }

private:
    static Bilingual name(const ZoneSet& set)
    {
        return set.title.empty() ? Bilingual{.zh = set.id, .en = set.id} : set.title;
    }

    std::string say(const Bilingual& words) const { return m_context.voice(words); }
    std::string mark(const std::string& unit, const Bilingual& standing) const
    {
        const auto printed = m_context.unit(unit);
        return printed + (printed.empty() ? "" : " · ") + m_context.voice.line(standing);
    }

    void heads()
    {
        const Bilingual computed{.zh = "测算值", .en = "computed"}, published = words::standing(Standing::published);
        std::vector<PageColumn> columns{{.head = say({.zh = "代码", .en = "Code"}), .most = 20},
                                        {.head = say({.zh = "名称", .en = "Name"}), .most = 30},
                                        {.head = say({.zh = "试点类型", .en = "Kind"}), .most = 12}};
        if (m_proposed) columns.push_back({.head = say({.zh = "申报单位", .en = "Proposed by"}), .most = 24});
        columns.push_back({.head = say({.zh = "面积", .en = "Area"}),
                           .unit = mark("km2", computed),
                           .note = m_context.voice.line(
                               {.zh = "椭球面面积，仅计分析范围内部分", .en = "on the ellipsoid, within the grid"})});
        if (m_official) {
            columns.push_back({.head = say({.zh = "官方面积", .en = "Official area"}), .unit = mark("km2", published)});
            columns.push_back({.head = say({.zh = "测算与公布面积之差", .en = "Computed less official"}),
                               .unit = mark("%", computed)});
        }
        for (const auto indicator : m_shown) columns.push_back(head(indicator));
        m_page.columns(columns);
    }

    PageColumn head(std::size_t indicator)
    {
        const auto& info = m_context.results.indicators[indicator];
        m_units.push_back(m_context.unit_of(indicator));
        const auto any = [&](Bound bound) {
            return std::ranges::any_of(m_values.indicators,
                                       [&](const auto& row) { return row[indicator].flags.bound == bound; });
        };
        const bool bounded = any(Bound::upper), below = any(Bound::lower);
        auto unit = mark(m_units.back().unit, words::standing_of(info));
        m_spans.push_back(common_span(m_values, indicator));
        if (!m_spans.back().empty()) unit += "\n" + m_spans.back();
        if (bounded) unit += "\n" + m_context.voice.line({.zh = "（上限）", .en = "(upper bound)"});
        if (below) unit += "\n" + m_context.voice.line({.zh = "（下限）", .en = "(lower bound)"});
        return {.head = say(info.name), .unit = unit, .note = head_note(indicator, bounded, below)};
    }

    std::string head_note(std::size_t indicator, bool bounded, bool below) const
    {
        const auto& info = m_context.results.indicators[indicator];
        const auto line = [&](const Bilingual& name, const std::string& value) {
            return value.empty()
                       ? std::string{}
                       : "\n" + m_context.voice.line(name) + (m_context.voice.chinese() ? "：" : ": ") + value;
        };
        auto note = info.id;
        note += line({.zh = "公式", .en = "Formula"}, info.formula);
        note += line({.zh = "政策依据", .en = "Clause"}, info.clause);
        note += line({.zh = "数据年份", .en = "Year"},
                     m_context.voice.line(years_of_set(m_context.results, m_set, indicator)));
        note += line({.zh = "方向", .en = "Direction"},
                     info.direction.empty() ? "" : m_context.voice.line(words::direction(info.direction)));
        if (bounded)
            note += "\n" + m_context.voice.line({.zh = "部分规则未提供、未扣除，结果为上限",
                                                 .en = "rules were not supplied: upper bounds"});
        if (below)
            note += "\n" + m_context.voice.line({.zh = "部分规则未提供、未扣除，结果为下限",
                                                 .en = "rules were not supplied: lower bounds"});
        return note;
    }

    void row(std::size_t number)
    {
        const auto& zone = m_zones[number];
        m_page.text(zone.key).text(zone.name).text(say(words::kind(zone.kind)));
        if (!zone.has_boundary())
            m_page.note(m_context.voice.line({.zh = "缺边界：依赖图层的指标无法测算",
                                              .en = "no boundary: indicators of the map cannot be computed"}));
        if (m_proposed) m_page.text(zone.proposer);
        areas(zone, number);
        for (std::size_t i = 0; i < m_shown.size(); ++i) value(zone, number, i);
        m_page.end_row();
    }

    void areas(const Zone& zone, std::size_t number)
    {
        const double area = m_values.area_km2[number];
        const Digits share{.significant = 15, .decimals = 1};
        const auto none = m_context.voice.line({.zh = "缺边界", .en = "no boundary"});
        if (zone.has_boundary())
            m_page.number(area, area_digits(area));
        else
            m_page.missing(none);
        if (!m_official) return;
        if (zone.official_area_km2)
            m_page.number(*zone.official_area_km2, area_digits(*zone.official_area_km2));
        else
            m_page.missing(not_supplied());
        if (const auto difference = area_difference(zone, m_values, number))
            m_page.number(*difference, share);
        else if (!zone.official_area_km2)
            m_page.missing(not_supplied());
        else
            m_page.missing(zone.has_boundary() ? say(words::flag("beyond_grid")) : none);
    }

    std::string not_supplied() const { return m_context.voice.line({.zh = "未提供", .en = "not supplied"}); }

    void value(const Zone& zone, std::size_t number, std::size_t column)
    {
        const auto& result = m_values.indicators[number][m_shown[column]];
        const auto& unit = m_units[column];
        const auto& info = m_context.results.indicators[m_shown[column]];
        if (result.shown && !result.word.empty())
            m_page.text(m_context.translated(result.word));
        else if (result.shown && result.value.value) {
            const auto digits = deserved_digits(info, result);
            m_page.number(*result.value.value * unit.scale, digits, result.flags.bound != Bound::none);
            if (const auto note = value_note(result, column, digits); !note.empty()) m_page.note(note);
        } else
            m_page.missing(why_missing(zone, result, unit, info));
    }

    // What a reader must know beside the number.
    std::string value_note(const IndicatorResult& result, std::size_t column, Digits digits) const
    {
        std::vector<std::string> out;
        auto flags = result.flags;
        if (!not_given_in(result).empty()) // said with its names
            flags.remarks.remove(Remark::assumed_zero);
        if (auto note = m_context.number_note(flags, result.value.valid_share); !note.empty())
            out.push_back(std::move(note));
        if (auto note = m_context.not_given(result); !note.empty()) out.push_back(std::move(note));
        if (const auto span = year_span(result); span != m_spans[column])
            out.push_back(m_context.voice.line({.zh = "数据年份：", .en = "Year: "}) +
                          (span.empty() ? std::to_string(result.year().value_or(0)) : span));
        if (!result.flags.lacks_a_part() && result.low && result.high)
            out.push_back(interval(result, m_units[column], digits));
        return joined(out, "\n");
    }

    std::string interval(const IndicatorResult& result, const PrintUnit& unit, Digits digits) const
    {
        return m_context.voice.line({.zh = "95%区间：", .en = "95 % interval: "}) +
               printed(*result.low * unit.scale, digits) + " – " + printed(*result.high * unit.scale, digits);
    }

    std::string why_missing(const Zone& zone, const IndicatorResult& result, const PrintUnit& unit,
                            const IndicatorInfo& info) const
    {
        if (!result.reason.empty()) return m_context.told(result.reason);
        if (result.flags.has(Remark::partial) && result.value.value) {
            const auto number = printed(*result.value.value * unit.scale, deserved_digits(info, result));
            return m_context.voice.line({.zh = "本单元缺分项，不参与比较；按已有分项计为 " + number,
                                         .en = "parts of this unit are missing; from those that are there: " + number});
        }
        if (result.flags.has(Remark::incomplete) && result.value.value) {
            const auto number = printed(*result.value.value * unit.scale, deserved_digits(info, result));
            return m_context.voice.line(
                {.zh = "数据表缺行或缺数，不参与比较；按有数的行计为 " + number,
                 .en = "rows of its tables, or numbers in them, are missing; from those there are: " + number});
        }
        if (!zone.has_boundary()) return say(words::flag("no_boundary"));
        if (result.flags.low_valid && result.value.value) {
            const auto share = percent_words(result.value.valid_share),
                       least = fmt::format("{:g}", 100 * m_context.facts.least_valid_share);
            const auto number = printed(*result.value.value * unit.scale, deserved_digits(info, result));
            return m_context.voice.line(
                {.zh = "有效数据面积占 " + share + "%，不足 " + least + "%，不参与比较；仅计有数据的部分为 " + number,
                 .en = "only " + share + " % of the area has data (at least " + least +
                       " % needed); counting only what has: " + number});
        }
        return m_context.voice.line(
            {.zh = "无有效数据，或不适用于该类型", .en = "no valid data, or not for this kind"});
    }

    // Texts that belong to what is shown.
    void remarks()
    {
        m_page.remark(m_context.voice.line(
            {.zh = "注：“—”表示缺数，原因见单元格批注；斜体为上限值或下限值；公式、来源见“指标说明”。",
             .en = "Note: “—” is missing, the comment says why; slanted numbers are upper or lower bounds; formulas "
                   "and sources are on the page of indicators."}));
        std::set<Statement> said;
        std::vector<std::string> technologies;
        for (const auto i : m_shown) {
            const auto& info = m_context.results.indicators[i];
            if (const auto statement = statement_of(info.kind)) said.insert(*statement);
            technologies.insert(technologies.end(), info.bounded_by.begin(), info.bounded_by.end());
        }
        without_values();
        for (const auto one : said) m_context.official_text(m_page, text_id(one));
        m_context.unchecked_rules(m_page, technologies);
    }

    // Indicators of such zones that have no column, since none has a value.
    void without_values()
    {
        std::set<char> letters;
        for (const auto& zone : m_zones) letters.insert(pilot_letter(zone.kind));
        const auto is_theirs = [&](const IndicatorInfo& info) {
            return std::ranges::any_of(letters,
                                       [&](char letter) { return info.pilot_types.find(letter) != std::string::npos; });
        };
        std::vector<std::string> names;
        for (std::size_t i = 0; i < m_context.results.indicators.size(); ++i)
            if (const auto& info = m_context.results.indicators[i];
                is_theirs(info) && std::ranges::find(m_shown, i) == m_shown.end())
                names.push_back(m_context.voice.line(info.name));
        if (names.empty()) return;
        m_page.remark(
            m_context.voice.line({.zh = "本页各单元均无值、未列的指标（原因见 reasons.csv）：" + joined(names, "、"),
                                  .en = "Not listed, since no zone of this page has a value (reasons.csv says why): " +
                                        joined(names, "; ")}));
    }

    const BookContext& m_context;
    std::size_t m_set;
    const std::vector<Zone>& m_zones;
    const SetResults& m_values;
    BookPage m_page;
    std::vector<std::size_t> m_shown; // indicators that some zone has
    std::vector<PrintUnit> m_units;   // of them
    std::vector<std::string> m_spans; // of them: the years that all their values stand on, where they are more than one
    bool m_official = false, m_proposed = false;
};

} // namespace

void write_zone_pages(const BookContext& context)
{
    for (std::size_t set = 0; set < context.results.sets.size(); ++set) ZonePage{context, set}.write();
}

} // namespace peaksite
