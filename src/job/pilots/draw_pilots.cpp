#include "base/figures.hpp"
#include "base/text.hpp"
#include "geo/transform.hpp"
#include "job/run/draw_maps.hpp"
#include "report/pilots/pilot_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace peaksite {

namespace {

class PilotDrawer {
public:
    PilotDrawer(Sheet& sheet, std::size_t set, const Results& results, const PilotAnswer& siting)
        : m_sheet(sheet), m_set(set), m_results(results), m_siting(siting), m_out(siting.result)
    {}

    void draw()
    {
        if (!m_siting.open) scores();
        chosen_places();
        if (!m_siting.open) compare();
        const auto words = text("ranking");
        m_sheet.notes.insert(m_sheet.notes.begin(),
                             {.zh = words.zh, .en = m_sheet.lang == "en" ? words.zh + "\n" + words.en : words.en});
        if (!m_siting.open && m_sheet.secrecy.empty()) m_sheet.secrecy = {.zh = "内部", .en = "内部 Internal"};
    }

private:
    Bilingual text(const std::string& id) const
    {
        const auto found = m_siting.texts.find(id);
        return found == m_siting.texts.end() ? Bilingual{.zh = id, .en = id} : found->second;
    }

    const PilotCandidate& candidate(std::size_t outcome) const
    {
        return m_siting.data.candidates[m_out.outcomes[outcome].candidate];
    }

    std::optional<double> score(const CandidateOutcome& outcome) const
    {
        if (!outcome.member) return {};
        const double value = m_out.types[outcome.type].score[*outcome.member];
        return std::isnan(value) ? std::nullopt : std::optional{value};
    }

    void scores()
    {
        std::map<std::string, const CandidateOutcome*> by_key;
        const auto& set = m_results.sets[m_set];
        for (std::size_t i = 0; i < m_out.outcomes.size(); ++i)
            if (candidate(i).set == set.id) by_key[candidate(i).key] = &m_out.outcomes[i];
        constexpr int score_digits = 6; // what rounding leaves: 0.1 + 0.2 is 0.3
        std::size_t drawn = 0;          // zones of the sheet are those with a boundary
        for (const auto& zone : set.zones) {
            if (!zone.has_boundary() || drawn == m_sheet.theme.zones.size()) continue;
            auto& on_sheet = m_sheet.theme.zones[drawn++];
            const auto found = by_key.find(zone.key);
            const auto* outcome = found == by_key.end() ? nullptr : found->second;
            const auto value = outcome == nullptr ? std::nullopt : score(*outcome);
            if (value) on_sheet.value = significant(*value, score_digits);
            on_sheet.blank =
                outcome != nullptr && outcome->list == PilotList::lacking ? Blank::too_little : Blank::not_compared;
        }
        m_sheet.theme.name = text("siting.score");
        m_sheet.theme.unit = "";
    }

    void chosen_places()
    {
        const Transform to_sheet{Crs::parse("EPSG:4490"), m_sheet.crs};
        SheetSymbols layer{.name = text("siting.list.suggested"), .unit = "", .symbols = {}, .remark = {}};
        const auto list = chosen(m_out);
        std::vector<std::string> without;
        for (const auto i : list) {
            const auto& at = candidate(i).place;
            if (const auto place = at ? to_sheet.forward(*at) : std::nullopt)
                layer.symbols.push_back({.place = *place,
                                         .value = m_siting.open ? std::optional<double>{} : score(m_out.outcomes[i]),
                                         .name = candidate(i).name});
            else
                without.push_back(candidate(i).name);
        }
        if (!layer.symbols.empty()) m_sheet.symbols.push_back(std::move(layer));
        if (!without.empty()) not_drawn(list.size(), without);
    }

    // The chosen that no symbol stands for, by name where they are few.
    void not_drawn(std::size_t all, const std::vector<std::string>& names)
    {
        constexpr std::size_t few = 8;
        const bool named = names.size() <= few;
        const auto say = [&](std::string_view lang) {
            PilotReason reason{.text = named ? "siting.not_drawn" : "siting.many_not_drawn",
                               .words = {std::to_string(all), std::to_string(names.size())}};
            if (named) reason.words.emplace_back(joined(names, lang == "en" ? ", " : "、"));
            return reason_text(reason, m_siting.texts, lang);
        };
        m_sheet.notes.push_back({.zh = say("zh"), .en = say("en")});
    }

    void compare()
    {
        SheetComparison out{.bars = text("siting.bars"),
                            .chart = text("siting.chart"),
                            .chart_note = text("siting.chart_note"),
                            .quadrants = {},
                            .entries = {}};
        for (std::size_t k = 0; k < out.quadrants.size(); ++k)
            out.quadrants[k] = text("siting.quadrant." + std::to_string(k));
        for (const auto list : {PilotList::suggested, PilotList::reserve})
            for (std::size_t t = 0; t < m_out.types.size(); ++t) add(out, list, t);
        m_sheet.comparison = std::move(out);
    }

    void add(SheetComparison& out, PilotList list, std::size_t type)
    {
        std::vector<std::size_t> some;
        for (std::size_t i = 0; i < m_out.outcomes.size(); ++i)
            if (m_out.outcomes[i].list == list && m_out.outcomes[i].type == type) some.push_back(i);
        std::ranges::stable_sort(some, [&](std::size_t a, std::size_t b) {
            return score(m_out.outcomes[a]).value_or(-1) > score(m_out.outcomes[b]).value_or(-1);
        });
        for (const auto i : some) {
            const auto value = score(m_out.outcomes[i]);
            out.entries.push_back(
                {.name = candidate(i).name,
                 .group = text("siting.type." + candidate(i).kind).in(m_sheet.lang == "en" ? "en" : "zh"),
                 .score = value.value_or(0),
                 .printed = value ? fmt::format("{:.2f}", *value) : "—",
                 .chosen = list == PilotList::suggested,
                 .place = place(m_out.outcomes[i])});
        }
    }

    // Within its type: 0 where the axes are divided, ±1 the farthest of the type.
    std::optional<Point> place(const CandidateOutcome& outcome) const
    {
        if (!outcome.member) return {};
        const auto& type = m_out.types[outcome.type];
        if (!type.split || !type.quadrant[*outcome.member].placed()) return {};
        return Point{.x = relative(type.base.values, *outcome.member, type.split->base),
                     .y = relative(type.potential.values, *outcome.member, type.split->potential)};
    }

    static double relative(const std::vector<double>& values, std::size_t at, double split)
    {
        double most = 0;
        for (const double x : values)
            if (!std::isnan(x)) most = std::max(most, std::abs(x - split));
        return most > 0 ? (values[at] - split) / most : 0;
    }

    Sheet& m_sheet;
    std::size_t m_set;
    const Results& m_results;
    const PilotAnswer& m_siting;
    const PilotResult& m_out;
};

} // namespace

void show_siting(Sheet& sheet, std::size_t set, const Results& results, const PilotAnswer& siting)
{
    PilotDrawer{sheet, set, results, siting}.draw();
}

} // namespace peaksite
