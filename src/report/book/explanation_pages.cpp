#include "report/book/data_years.hpp"
#include "report/book/indicator_pages.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

std::string sources_of(const BookContext& context, const IndicatorInfo& info)
{
    std::vector<std::string> out;
    for (const auto& row : context.results.provenance) {
        if (row.indicator != info.id ||
            (row.role != ProvenanceRow::Role::layer && row.role != ProvenanceRow::Role::table))
            continue;
        const auto one = context.voice.line(context.title(context.facts.layers, row.name)) +
                         (row.source.empty() ? "" : "（" + row.source + "）") +
                         (row.year ? " " + std::to_string(*row.year) : "");
        if (std::ranges::find(out, one) == out.end()) out.push_back(one);
    }
    return joined(out, "\n");
}

// How many zones of the run have a value that their page shows, and how many might.
std::string supply_of(const BookContext& context, std::size_t indicator)
{
    std::size_t have = 0, doubtful = 0, all = 0;
    for (const auto& set : context.results.by_set)
        for (const auto& row : set.indicators) {
            ++all;
            const auto& one = row[indicator];
            if (one.value.value) ++(one.shown ? have : doubtful);
        }
    const auto counts = std::to_string(have) + "/" + std::to_string(all), others = std::to_string(doubtful);
    Bilingual out{.zh = counts + " 个单元有值", .en = counts + " zones have a value"};
    if (doubtful > 0) {
        out.zh += "，另 " + others + " 个依据不足、不参与比较";
        out.en += "; of " + others + " more, too little to compare";
    }
    return context.voice.line(out);
}

// What was put for the names of its formula that are no data: "deduct_feedstock：0（项目默认值）".
std::string parameters_of(const BookContext& context, const IndicatorInfo& info)
{
    std::vector<std::string> out;
    for (const auto& row : context.results.provenance) {
        if (row.indicator != info.id || row.role != ProvenanceRow::Role::parameter) continue;
        const auto word = context.facts.words.find({row.name, row.value});
        const bool chinese = context.voice.chinese() && word != context.facts.words.end();
        const auto certainty = context.voice.line(words::certainty(row.certainty));
        auto one = row.name + (context.voice.chinese() ? "：" : ": ") + (chinese ? word->second : row.value);
        if (const auto unit = context.unit(row.unit); !unit.empty()) one += " " + unit;
        if (!certainty.empty()) one += context.voice.chinese() ? "（" + certainty + "）" : " (" + certainty + ")";
        if (std::ranges::find(out, one) == out.end()) out.push_back(one);
    }
    return joined(out, "\n");
}

void indicator_row(const BookContext& context, BookPage& page, std::size_t number)
{
    const auto& info = context.results.indicators[number];
    const auto print = context.unit_of(number);
    page.text(info.id)
        .text(context.voice(info.name))
        .text(context.unit(print.unit))
        .text(context.voice(words::standing_of(info)))
        .text(info.formula)
        .text(parameters_of(context, info))
        .text(sources_of(context, info));
    const auto years = data_years(context.results, number);
    if (years.years.empty())
        page.missing(context.voice.line(years.why));
    else
        page.text(years.years);
    if (!years.undated.empty()) page.note(context.voice.line(years.undated));
    page.text(info.clause)
        .text(context.voice(words::direction(info.direction)))
        .text(context.voice(words::availability(info.availability)));
    page.text(supply_of(context, number));
    page.end_row();
}

// How the numbers of each field of a table are printed.
std::vector<PrintUnit> field_units(const BookContext& context, const UnitTable& table)
{
    std::vector<PrintUnit> out;
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        std::vector<double> values;
        for (const auto& row : table.rows)
            if (row.cells[i].number) values.push_back(*row.cells[i].number);
        out.push_back(context.units.of_amounts(table.fields[i].unit, values));
    }
    return out;
}

} // namespace

void write_indicator_page(const BookContext& context)
{
    auto page = context.page({.zh = "指标说明", .en = "Indicators"});
    std::vector<PageColumn> columns;
    for (const auto& [head, most] : {std::pair{Bilingual{.zh = "指标代码", .en = "Id"}, 24.0},
                                     {{.zh = "指标名称", .en = "Name"}, 34.0},
                                     {{.zh = "单位", .en = "Unit"}, 16.0},
                                     {{.zh = "数值性质", .en = "Kind of number"}, 12.0},
                                     {{.zh = "公式", .en = "Formula"}, 44.0},
                                     {{.zh = "参数取值", .en = "Parameters"}, 36.0},
                                     {{.zh = "数据来源", .en = "Sources"}, 40.0},
                                     {{.zh = "数据年份", .en = "Year"}, 14.0},
                                     {{.zh = "政策依据", .en = "Clause"}, 16.0},
                                     {{.zh = "方向", .en = "Direction"}, 18.0},
                                     {{.zh = "数据可得性", .en = "Availability"}, 24.0},
                                     {{.zh = "本次取值情况或缺项原因", .en = "In this run, or why missing"}, 44.0}})
        columns.push_back({.head = context.voice(head), .most = most});
    page.columns(columns);
    for (std::size_t i = 0; i < context.results.indicators.size(); ++i) indicator_row(context, page, i);
    for (const auto& one : context.results.missing) {
        page.text(one.id).text(context.voice(context.title(context.facts.indicators, one.id)));
        const auto why =
            context.voice.line({.zh = "本次未测算，原因见末列", .en = "not computed: see the last column"});
        for (int i = 0; i < 9; ++i) page.missing(why);
        page.text(context.told(one.reason));
        page.end_row();
    }
    page.remark(
        context.voice.line({.zh = "注：公式中 zmean、zarea、zsum 为单元内按椭球面面积加权的平均、面积与合计，psum "
                                  "为属于单元的表行之和；单位换算见各表头。",
                            .en = "Note: zmean, zarea and zsum are mean, area and sum over the zone by ellipsoidal "
                                  "area; psum sums the rows of a table that belong to it."}));
    constexpr int id_and_name = 2;
    page.finish(id_and_name, context.footer());
}

namespace {

std::vector<PageColumn> published_columns(const BookContext& context, const UnitTable& table,
                                          const std::vector<PrintUnit>& prints)
{
    std::vector<PageColumn> columns{{.head = context.voice({.zh = "表内名称", .en = "Name in the file"}), .most = 30},
                                    {.head = context.voice({.zh = "对应单元", .en = "Zones"}), .most = 30},
                                    {.head = context.voice({.zh = "年份", .en = "Year"}), .most = 8}};
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
        const auto& field = table.fields[i];
        const auto unit = context.unit(prints[i].unit);
        const auto named = context.facts.columns.find(table.id + "." + field.name);
        const bool chinese = context.voice.chinese() && named != context.facts.columns.end();
        columns.push_back({.head = chinese ? named->second.zh : field.name,
                           .unit = field.words ? ""
                                               : unit + (unit.empty() ? "" : " · ") +
                                                     context.voice.line(words::standing(table.standing)),
                           .note = table.id + "." + field.name});
    }
    return columns;
}

// "煤" of "coal" in the column of fuels.
std::string cell_word(const BookContext& context, const std::string& column, const std::string& word)
{
    const auto found = context.facts.words.find({column, word});
    return context.voice.chinese() && found != context.facts.words.end() ? found->second : word;
}

void published_row(const BookContext& context, BookPage& page, const UnitTable& table, const TableRow& row,
                   const std::vector<PrintUnit>& prints)
{
    std::vector<std::string> zones;
    for (std::size_t set = 0; set < row.zones.size(); ++set)
        for (const auto zone : row.zones[set])
            if (const auto label = context.results.sets[set].zones[zone].label();
                std::ranges::find(zones, label) == zones.end())
                zones.push_back(label);
    page.text(row.label);
    if (zones.empty())
        page.missing(context.voice.line({.zh = "未与任何单元匹配", .en = "joined to no zone"}));
    else
        page.text(joined(zones, "\n"));
    page.text(row.year ? std::to_string(*row.year) : "");
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto& cell = row.cells[i];
        if (cell.number)
            page.number(*cell.number * prints[i].scale, {.significant = 15, .decimals = 6});
        else if (!cell.word.empty())
            page.text(cell_word(context, table.id + "." + table.fields[i].name, cell.word));
        else
            page.missing(context.voice.line({.zh = "原表无此数", .en = "the file has none"}));
    }
    page.end_row();
}

} // namespace

void write_published_pages(const BookContext& context)
{
    for (const auto& table : context.results.tables) {
        auto page = context.page(table.title.empty() ? Bilingual{.zh = table.id, .en = table.id} : table.title);
        const auto prints = field_units(context, table);
        page.columns(published_columns(context, table, prints));
        for (const auto& row : table.rows) published_row(context, page, table, row, prints);
        if (!table.source.empty())
            page.remark(context.voice.line({.zh = "资料来源：" + table.source, .en = "Source: " + table.source}));
        page.finish(1, context.footer());
    }
}

namespace {

class ExplanationPage {
public:
    explicit ExplanationPage(const BookContext& context)
        : m_context(context), m_page(context.page({.zh = "说明", .en = "Notes"}))
    {}

    void write()
    {
        m_page.columns({{.head = say({.zh = "类别", .en = "Part"}), .most = 20},
                        {.head = say({.zh = "名称", .en = "Name"}), .most = 36},
                        {.head = say({.zh = "内容", .en = "Content"}), .most = 90}});
        texts();
        unchecked();
        for (const auto& source : m_context.facts.sources) add_source(source);
        for (const auto& [name, value] : m_context.facts.run)
            add({.zh = "运行信息", .en = "Run"}, m_context.voice(name), value);
        for (const auto& warning : m_context.results.warnings)
            add({.zh = "运行提示", .en = "Warning"}, "", m_context.told(warning));
        m_page.finish(0, m_context.footer());
    }

private:
    std::string say(const Bilingual& words) const { return m_context.voice(words); }

    void add(const Bilingual& part, const std::string& name, const std::string& content)
    {
        if (content.empty()) return;
        m_page.text(say(part)).text(name).text(content);
        m_page.end_row();
    }

    void texts()
    {
        add({.zh = "密级", .en = "Classification"}, "", say(m_context.secrecy_words()));
        for (const auto one : statements_of(m_context.results)) {
            const auto found = m_context.facts.texts.find(text_id(one));
            if (found != m_context.facts.texts.end())
                add({.zh = "使用声明", .en = "Statement"}, say(words::statement(one)),
                    m_context.voice.verbatim(found->second));
        }
    }

    void unchecked()
    {
        const auto found = m_context.facts.texts.find("unchecked");
        if (found == m_context.facts.texts.end()) return;
        std::set<std::pair<std::string, std::string>> seen; // rules of one title may want different layers
        for (const auto& rule : m_context.results.unchecked) {
            if (!seen.emplace(rule.rule.in("zh"), rule.reason).second) continue;
            add({.zh = "未检查规则", .en = "Unchecked rule"}, say(rule.rule),
                m_context.voice.verbatim({.zh = rule.rule.in("zh") + "：" + found->second.zh,
                                          .en = rule.rule.in("en") + ": " + found->second.en}) +
                    "\n" + m_context.translated(rule.reason));
        }
    }

    void add_source(const SourceFacts& source)
    {
        std::string content;
        const auto line = [&](const Bilingual& head, const std::string& value) {
            if (!value.empty())
                content += (content.empty() ? "" : "\n") + m_context.voice.line(head) +
                           (m_context.voice.chinese() ? "：" : ": ") + value;
        };
        line({.zh = "来源", .en = "Source"}, source.source);
        line({.zh = "年份", .en = "Year"}, source.year ? std::to_string(*source.year) : "");
        line({.zh = "文件", .en = "Files"}, source.files);
        line({.zh = "引用", .en = "Citation"}, source.citation);
        line({.zh = "许可", .en = "Licence"}, m_context.translated(source.licence));
        line({.zh = "可信程度", .en = "Certainty"},
             source.certainty.empty() ? "" : m_context.voice.line(words::certainty(source.certainty)));
        line({.zh = "密级", .en = "Classification"}, m_context.voice.line(source.secrecy));
        for (const auto& warning : source.warnings) line({.zh = "注意", .en = "Mind"}, m_context.voice.line(warning));
        add(source.role, say(source.name), content);
    }

    const BookContext& m_context;
    BookPage m_page;
};

} // namespace

void write_explanation_page(const BookContext& context) { ExplanationPage{context}.write(); }

} // namespace peaksite
