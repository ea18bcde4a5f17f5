#include "base/suggest.hpp"
#include "cli/options.hpp"
#include "cli/print.hpp"
#include "cli/print_table.hpp"
#include "job/run/whatif.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace peaksite::cli {

namespace {

struct WhatifOptions {
    std::string run, plan, out;
    std::vector<std::string> set, off, on, indicators;
    bool overwrite = false;
    int threads = 0;
};

using Number = std::optional<double>;

// A number as other outputs have it: with what is said of it, or why there is none.
struct Told {
    Number value{};
    std::string remark{};
    bool operator==(const Told&) const = default;

    std::string text() const
    {
        const auto number = value ? fmt::format("{:.6g}", *value) : "-";
        return remark.empty() ? number : number + " (" + remark + ")";
    }
};

std::string remark_of(const ResultFlags& flags) { return words::flags_of(flags).in(speaks_chinese() ? "zh" : "en"); }

// Too little data for the wide table is too little for a comparison.
Told told_of(const IndicatorResult& result)
{
    Told out{.value = result.shown ? result.value.value : Number{}, .remark = remark_of(result.flags)};
    if (!out.value && out.remark.empty() && !result.reason.empty()) out.remark = told(result.reason);
    return out;
}

// Rows of numbers that the changed plan changes, or of which it changes what is said: those of technologies, then
// indicators.
class Changes {
public:
    Changes(const WhatifAnswer& answer, const std::vector<std::string>& wanted, bool chinese)
        : m_plan(answer.run.meaning.plan), m_before(answer.before), m_after(answer.after), m_wanted(wanted),
          m_chinese(chinese)
    {}

    std::vector<std::vector<std::string>> rows()
    {
        if (m_chinese)
            m_rows.push_back({"区划", "编码", "名称", "项目", "单位", "原值", "新值"});
        else
            m_rows.push_back({"zones", "key", "name", "what", "unit", "before", "after"});
        technologies();
        indicators();
        return std::move(m_rows);
    }

private:
    bool is_wanted(const std::string& id, const std::string& entry) const
    {
        return m_wanted.empty() || std::ranges::find(m_wanted, id) != m_wanted.end() ||
               std::ranges::find(m_wanted, entry) != m_wanted.end();
    }

    void add(std::size_t set, std::size_t zone, const std::string& what, const std::string& unit, const Told& before,
             const Told& after)
    {
        if (before == after || (!before.value && !after.value)) return;
        const auto& one = m_after.sets[set].zones[zone];
        m_rows.push_back({m_after.sets[set].id, one.key, one.name, what, unit, before.text(), after.text()});
    }

    const TechnologyRow* earlier(const TechnologyRow& row) const
    {
        const auto found = std::ranges::find_if(m_before.technologies, [&](const TechnologyRow& other) {
            return other.set == row.set && other.zone == row.zone && other.technology == row.technology;
        });
        return found == m_before.technologies.end() ? nullptr : &*found;
    }

    std::string title_of(const std::string& id) const
    {
        const auto* technology = m_plan.technology(id);
        return technology == nullptr || technology->title.zh.empty() ? id : technology->title.zh;
    }

    void technologies()
    {
        const TechnologyRow none;
        for (const auto& row : m_after.technologies) {
            if (!is_wanted(row.technology, row.technology)) continue;
            const auto* found = earlier(row);
            const auto& before = found == nullptr ? none : *found;
            const auto add_of = [&](const Bilingual& what, const char* unit, ResultFlags LandFlags::*flags,
                                    const Number& old, const Number& now) {
                add(row.set, row.zone, m_chinese ? title_of(row.technology) + what.zh : row.technology + " " + what.en,
                    unit, {.value = old, .remark = remark_of(before.flags.*flags)},
                    {.value = now, .remark = remark_of(row.flags.*flags)});
            };
            add_of({.zh = "可开发面积", .en = "eligible"}, "km2", &LandFlags::area, before.area(&LandBalance::eligible),
                   row.area(&LandBalance::eligible));
            add_of({.zh = "装机容量", .en = "capacity"}, "MW", &LandFlags::capacity, before.capacity_mw,
                   row.capacity_mw);
            add_of({.zh = "年发电量", .en = "generation"}, "MWh/a", &LandFlags::generation, before.generation_mwh,
                   row.generation_mwh);
        }
    }

    void indicators()
    {
        for (std::size_t i = 0; i < m_after.indicators.size(); ++i) {
            const auto& info = m_after.indicators[i];
            if (!is_wanted(info.id, info.entry)) continue;
            const auto old = std::ranges::find(m_before.indicators, info.id, &IndicatorInfo::id);
            const bool known = old != m_before.indicators.end();
            const auto at = static_cast<std::size_t>(old - m_before.indicators.begin());
            for (std::size_t set = 0; set < m_after.sets.size(); ++set)
                for (std::size_t zone = 0; zone < m_after.sets[set].zones.size(); ++zone)
                    add(set, zone, info.id + " " + info.name.in(m_chinese ? "zh" : "en"), info.unit,
                        known ? told_of(m_before.by_set[set].indicators[zone][at]) : Told{},
                        told_of(m_after.by_set[set].indicators[zone][i]));
        }
    }

    const Plan& m_plan;
    const Results &m_before, &m_after;
    const std::vector<std::string>& m_wanted;
    bool m_chinese;
    std::vector<std::vector<std::string>> m_rows;
};

// Indicators that the changed plan asks for and cannot have, and why; of those that are asked for all that are missing.
void print_lost(const WhatifAnswer& answer, const std::vector<std::string>& wanted)
{
    const auto is_wanted = [&](const std::string& id) { return std::ranges::find(wanted, id) != wanted.end(); };
    for (const auto& one : answer.lost)
        if (wanted.empty() || is_wanted(one.id)) print(one.id + ": " + told(one.reason));
    const auto is_told = [&](const std::string& id) {
        return std::ranges::find(answer.lost, id, &MissingIndicator::id) != answer.lost.end();
    };
    for (const auto& one : answer.after.missing)
        if (is_wanted(one.id) && !is_told(one.id)) print(one.id + ": " + told(one.reason));
}

// A name that neither plan ever had would read as "no number changes".
void demand_known(const WhatifAnswer& answer, const std::vector<std::string>& wanted)
{
    std::vector<std::string> known;
    for (const auto* results : {&answer.before, &answer.after}) {
        for (const auto& one : results->indicators) known.insert(known.end(), {one.id, one.entry});
        for (const auto& one : results->missing) known.push_back(one.id);
        for (const auto& one : results->technologies) known.push_back(one.technology);
    }
    for (const auto& one : wanted)
        if (std::ranges::find(known, one) == known.end()) {
            const auto near = closest(one, known);
            throw UsageError{
                near.empty()
                    ? text("--indicator {}: there is no such indicator or technology", one)
                    : text("--indicator {}: there is no such indicator or technology; did you mean {}?", one, near)};
        }
}

ExitCode whatif_command(const WhatifOptions& options, const Session& session)
{
    const auto run = read_finished_run(options.run);
    WhatifRequest request{.changes = {.plan = plan_source({.plan = options.plan, .set = options.set}, session),
                                      .off = options.off,
                                      .on = options.on},
                          .out = {},
                          .overwrite = options.overwrite,
                          .threads = options.threads};
    if (!options.indicators.empty())
        demand_known(whatif(run, request), options.indicators); // before anything is written
    request.out = options.out;
    const auto answer = whatif(run, request);
    say_warnings(answer.run.warnings);
    say_warnings(answer.failures);
    say_unchecked(answer.after.unchecked);
    print_changes(told(text("changed:")), answer.run.changes);
    const auto rows = Changes{answer, options.indicators, speaks_chinese()}.rows();
    if (rows.size() > 1)
        print_table(rows);
    else if (answer.run.changes.empty())
        print(told(text("no number changes")));
    else
        print(told(text("no number changes: what was changed reaches none that the run has, or leaves it as it was")));
    print_lost(answer, options.indicators);
    if (!options.out.empty()) print(options.out);
    return ExitCode::done;
}

} // namespace

std::function<ExitCode()> setup_whatif(Arguments& arguments, Session& session)
{
    auto options = std::make_shared<WhatifOptions>();
    arguments.option("run", options->run, "Folder of a finished run; it is never changed").required();
    arguments.option("--plan", options->plan, "Another plan file instead of the run's");
    arguments
        .option("--set", options->set,
                "NAME=VALUE: a key such as technologies.pv.density=\"60 MW/km2\", or carbon.table=FILE, relative to "
                "the folder of the plan")
        .value_name("NAME=VALUE");
    arguments.option("--off", options->off, "A rule to switch off: slope, or pv.slope of one technology");
    arguments.option("--on", options->on, "A rule to switch on again, if the run tested it");
    arguments.option("--indicator", options->indicators, "Show only these indicators or technologies");
    arguments.option("-o,--output", options->out, "A new folder for tables and workbook; it names its base run");
    arguments.option("-j,--threads", options->threads, "Threads; 0 takes all of the machine").within(0, 1024);
    arguments.flag("--overwrite", options->overwrite, "Replace a result of this program");
    return [options, &session] { return whatif_command(*options, session); };
}

} // namespace peaksite::cli
