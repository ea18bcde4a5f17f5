#include "job/run/office_book.hpp"

#include "model/meaning/unclassified_area.hpp"

#include "io/files/library_versions.hpp"
#include "job/version.hpp"
#include "plan/check/class_match.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite {

namespace {

// Names of files without the folders of somebody's machine.
std::string file_names(const std::vector<std::string>& files)
{
    std::vector<std::string> names;
    for (const auto& file : files) names.push_back(std::filesystem::path{file}.filename().string());
    constexpr std::size_t few = 5;
    const bool more = names.size() > few;
    if (more) names.resize(few);
    return joined(names, ", ") + (more ? ", …" : "");
}

std::string in_capitals(std::string word)
{
    for (auto& c : word)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return word;
}

const Bilingual coordinate_system{.zh = "坐标系", .en = "Coordinate system"};
const Bilingual conversion{.zh = "坐标转换", .en = "Conversion"};

class FactsMaker {
public:
    FactsMaker(const Meaning& meaning, const Catalogue& catalogue)
        : m_meaning(meaning), m_plan(meaning.plan), m_catalogue(catalogue)
    {}

    IndicatorBookFacts make()
    {
        m_out.title = m_plan.title.empty() ? Bilingual{.zh = "指标成果", .en = "Indicators"} : m_plan.title;
        m_out.lang = m_plan.output.lang;
        m_out.units = m_plan.output.units;
        m_out.secrecy = m_plan.secrecy();
        m_out.least_valid_share = m_plan.output.least_valid_share;
        m_out.date = m_meaning.run.date;
        m_out.program = std::string{"peaksite "} + program_version;
        m_out.texts = m_catalogue.output_texts();
        for (const auto& entry : m_catalogue.indicators().entries) m_out.indicators[entry.id] = entry.name;
        names();
        sources();
        run_facts();
        if (m_plan.output.lang != "en") {
            auto messages = m_catalogue.output_messages("zh");
            messages.call(names_of_plan());
            auto conversions = messages; // they speak of sets, never of kinds of pilots
            for (const auto& set : m_plan.zones)
                if (!set.title.zh.empty()) conversions.call({{set.id, set.title.zh}});
            for (auto& [what, operation] : m_out.run)
                if (what == conversion || what == coordinate_system) operation = conversions.of(operation);
            m_out.translated = [messages](const std::string& reason) { return messages.of(reason); };
            m_out.told = [messages](const Sentence& warning) { return messages.of(warning); };
        }
        return std::move(m_out);
    }

private:
    void names()
    {
        const auto& catalogue = m_catalogue.indicators();
        for (const auto& one : catalogue.names) {
            if (!one.meaning.zh.empty()) m_out.columns[one.name] = {.zh = one.meaning.zh, .en = {}};
            for (const auto& [word, spellings] : one.words)
                if (!spellings.empty()) m_out.words[{one.name, word}] = spellings.front();
        }
        for (const auto& table : catalogue.tables) m_out.columns[table.id] = table.title;
        for (const auto& technology : m_plan.technologies) {
            m_out.technologies[technology.id] = technology.title;
            for (const auto& entry : catalogue.entries)
                m_out.indicators[entry.id + "." + technology.id] = {
                    .zh = entry.name.zh + "（" + technology.title.zh + "）",
                    .en = entry.name.en + " (" + technology.title.en + ")"};
            for (const auto& rule : technology.exclusions) m_out.rules[{technology.id, rule.id}] = rule.title;
        }
        for (const auto& layer : m_plan.layers) {
            m_out.layers[layer.id] = layer.title;
            for (const auto& one : layer.classes) m_out.classes[{layer.id, code_text(one)}] = one.name;
            m_out.classes[{layer.id, unclassified}] = {.zh = "未识别地类", .en = "unclassified"};
        }
        for (const auto& table : m_plan.tables) m_out.layers[table.id] = table.title;
    }

    // Ids and English names of what the plan has, and what its outputs call them. An id that is the name of a kind of
    // pilots too could mean either.
    std::map<std::string, std::string> names_of_plan() const
    {
        std::map<std::string, std::string> out;
        const auto call = [&](const std::string& id, const Bilingual& title) {
            if (!title.zh.empty() && words::kind(id).zh == id) out.emplace(id, title.zh);
        };
        for (const auto& set : m_plan.zones) call(set.id, set.title);
        for (const char* kind : {"city", "park", "village", "community", "institution", "enterprise", "area"})
            if (m_plan.zone_set(kind) == nullptr) out.emplace(kind, words::kind(kind).zh);
        for (const auto& layer : m_plan.layers) {
            call(layer.id, layer.title);
            for (const auto& one : layer.classes) call(one.name.en, one.name);
        }
        for (const auto& list : m_plan.facilities) call(list.id, list.title);
        for (const auto& table : m_plan.tables) call(table.id, table.title);
        for (const auto& technology : m_plan.technologies) call(technology.id, technology.title);
        for (const auto& source : m_out.sources)
            for (const auto& warning : source.warnings) call(warning.en, warning);
        return out;
    }

    static Bilingual secrecy(const std::optional<Secrecy>& one) { return one ? words::secrecy(*one) : Bilingual{}; }

    void sources()
    {
        for (const auto& zones : m_plan.zones)
            m_out.sources.push_back({.name = named(zones.id, zones.title),
                                     .role = {.zh = "单元界线", .en = "Boundaries"},
                                     .id = zones.id,
                                     .source = {},
                                     .citation = {},
                                     .licence = {},
                                     .certainty = {},
                                     .year = {},
                                     .files = file_names({zones.file}),
                                     .secrecy = secrecy(zones.secrecy),
                                     .warnings = zones.warnings});
        for (const auto& layer : m_plan.layers) {
            if (layer.kind == Layer::Kind::absent || layer.kind == Layer::Kind::derived) continue;
            m_out.sources.push_back({.name = named(layer.id, layer.title),
                                     .role = {.zh = "图层", .en = "Layer"},
                                     .id = layer.id,
                                     .source = layer.note.source,
                                     .citation = layer.note.citation,
                                     .licence = layer.note.licence,
                                     .certainty = layer.note.certainty,
                                     .year = layer.note.year,
                                     .files = file_names(layer.files),
                                     .secrecy = secrecy(layer.secrecy),
                                     .warnings = layer.note.warnings});
        }
        for (const auto& list : m_plan.facilities)
            m_out.sources.push_back({.name = named(list.id, list.title),
                                     .role = {.zh = "排放源名录", .en = "List of emitters"},
                                     .id = list.id,
                                     .source = list.source,
                                     .citation = {},
                                     .licence = {},
                                     .certainty = {},
                                     .year = list.year,
                                     .files = file_names({list.file}),
                                     .secrecy = secrecy(list.secrecy),
                                     .warnings = list.warnings});
        for (const auto& table : m_plan.tables)
            m_out.sources.push_back({.name = named(table.id, table.title),
                                     .role = {.zh = "数据表", .en = "Table"},
                                     .id = table.id,
                                     .source = table.source,
                                     .citation = {},
                                     .licence = {},
                                     .certainty = {},
                                     .year = table.year,
                                     .files = file_names({table.file}),
                                     .secrecy = secrecy(table.secrecy),
                                     .warnings = table.warnings});
        if (m_meaning.carbon)
            m_out.sources.push_back({.name = named(m_meaning.carbon->id, m_meaning.carbon->title),
                                     .role = {.zh = "碳密度表", .en = "Carbon densities"},
                                     .id = m_meaning.carbon->id,
                                     .source = m_meaning.carbon->note.source,
                                     .citation = m_meaning.carbon->note.citation,
                                     .licence = {},
                                     .certainty = m_meaning.carbon->note.certainty,
                                     .year = {},
                                     .files = {},
                                     .secrecy = {},
                                     .warnings = {}});
    }

    static Bilingual named(const std::string& id, const Bilingual& title)
    {
        return title.empty() ? Bilingual{.zh = id, .en = id} : title;
    }

    void run_facts()
    {
        const auto& run = m_meaning.run;
        m_out.run = {
            {{.zh = "程序版本", .en = "Program"}, m_out.program},
            {{.zh = "输入数据日期", .en = "Date of the newest input"}, m_out.date},
            {{.zh = "方案文件", .en = "Plan"}, std::filesystem::path{m_plan.file}.filename().string()},
            {coordinate_system, run.grid_crs},
            {{.zh = "分析格网", .en = "Grid"}, fmt::format("{} × {}", run.columns, run.rows)},
            {{.zh = "像元大小（坐标单位）", .en = "Cell, in units of the coordinates"},
             fmt::format("{} × {}", run.cell_width, run.cell_height)},
            {{.zh = "面积口径", .en = "Areas"}, m_plan.output.lang == "en" ? "on the ellipsoid" : "参考椭球面面积"}};
        std::vector<std::string> versions;
        for (const auto& [name, version] : library_versions()) versions.push_back(name + " " + version);
        m_out.run.emplace_back(Bilingual{.zh = "程序库", .en = "Libraries"}, joined(versions, ", "));
        for (const auto& operation : run.operations) m_out.run.emplace_back(conversion, operation);
    }

    const Meaning& m_meaning;
    const Plan& m_plan;
    const Catalogue& m_catalogue;
    IndicatorBookFacts m_out;
};

} // namespace

IndicatorBookFacts office_book_facts(const Meaning& meaning, const Catalogue& catalogue)
{
    return FactsMaker{meaning, catalogue}.make();
}

PackageNotes package_notes(const IndicatorBookFacts& facts, const Results& results)
{
    const auto add = [&](PackageNotes& out, const std::string& name, const std::string& id) {
        if (const auto found = facts.texts.find(id); found != facts.texts.end())
            out.emplace_back(name, found->second.zh);
    };
    PackageNotes out{{"SECRECY", words::secrecy(facts.secrecy).zh}, {"TITLE", facts.title.in("zh")}};
    for (const auto one : statements_of(results)) add(out, "TEXT_" + in_capitals(text_id(one)), text_id(one));
    std::vector<std::string> rules;
    for (const auto& rule : results.unchecked)
        if (std::ranges::find(rules, rule.rule.zh) == rules.end()) rules.push_back(rule.rule.zh);
    if (!rules.empty()) {
        add(out, "TEXT_UNCHECKED", "unchecked");
        out.back().second = joined(rules, "、") + "：" + out.back().second;
    }
    return out;
}

} // namespace peaksite
