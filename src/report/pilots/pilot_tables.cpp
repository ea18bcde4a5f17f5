#include "report/pilots/pilot_tables.hpp"

#include "base/known.hpp"
#include "model/pilots/frequency.hpp"
#include "model/pilots/reasons.hpp"
#include "report/files/csv.hpp"
#include "report/pilots/method_tables.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace peaksite {

namespace {

std::optional<int> whole(const std::optional<std::size_t>& value)
{
    return value ? std::optional{static_cast<int>(*value)} : std::nullopt;
}

class Tables {
public:
    Tables(const PilotReport& report, std::filesystem::path folder)
        : m_report(report), m_plan(report.plan), m_data(report.data), m_out(report.result), m_folder(std::move(folder))
    {}

    void write()
    {
        write_selection();
        if (m_report.open) return;
        write_ranking();
        write_criteria();
        write_alternatives();
        write_prices();
        write_sensitivity();
        write_judgements(m_report, m_folder);
        write_methods(m_report, m_folder);
    }

private:
    const PilotCandidate& candidate(std::size_t outcome) const
    {
        return m_data.candidates[m_out.outcomes[outcome].candidate];
    }
    const TypeComparison& type(std::size_t outcome) const { return m_out.types[m_out.outcomes[outcome].type]; }

    // The text of domain 1.12, after the last row, in the first of the columns.
    void end(CsvFile& file, std::size_t columns) const
    {
        const auto found = m_report.texts.find("ranking");
        if (found != m_report.texts.end()) {
            file.cell(m_report.lang == "zh" ? found->second.zh : found->second.zh + " " + found->second.en);
            for (std::size_t k = 1; k < columns; ++k) file.empty();
            file.end_row();
        }
        file.close();
    }

    // Indicators that any type is compared by, in the order of the run.
    std::vector<std::size_t> compared() const
    {
        std::vector<std::size_t> out;
        for (const auto& one : m_out.types)
            for (const auto& criterion : one.criteria)
                if (std::ranges::find(out, criterion.indicator) == out.end()) out.push_back(criterion.indicator);
        std::ranges::sort(out);
        return out;
    }

    void write_ranking() const
    {
        const auto used = compared();
        constexpr std::size_t fixed_columns = 36;
        CsvFile file{m_folder / "ranking.csv"};
        file.cells({"type",
                    "rank",
                    "zones",
                    "key",
                    "name",
                    "region",
                    "proposer",
                    "list",
                    "score",
                    "wlc",
                    "topsis",
                    "topsis_rank",
                    "expected",
                    "first_acceptability",
                    "first_acceptability_error",
                    "quota_acceptability",
                    "quota_acceptability_error",
                    "acceptability_draws",
                    "confidence",
                    "confidence_error",
                    "confidence_draws",
                    "selection_frequency",
                    "selection_frequency_error",
                    "selection_draws",
                    "sampled_method",
                    "low_carbon_base",
                    "abatement_potential",
                    "quadrant",
                    "quadrant_reason",
                    "typology",
                    "class",
                    "typicality",
                    "peers",
                    "expert_mean",
                    "expert_spread",
                    "flags"});
        for (const auto at : used) file.cell("contribution." + m_data.indicators[at].id);
        file.end_row();
        for (const auto i : ranked()) row(file, i, used);
        end(file, fixed_columns + used.size());
    }

    std::vector<std::size_t> ranked() const
    {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < m_out.outcomes.size(); ++i)
            if (m_out.outcomes[i].member) out.push_back(i);
        std::ranges::stable_sort(out, {}, [&](std::size_t i) {
            const auto member = *m_out.outcomes[i].member;
            const auto place = type(i).rank[member].value_or(m_data.candidates.size() + 1);
            return std::tuple{m_out.outcomes[i].type, place, type(i).keys[member]};
        });
        return out;
    }

    void row(CsvFile& file, std::size_t i, const std::vector<std::size_t>& used) const
    {
        const auto& outcome = m_out.outcomes[i];
        const auto& t = type(i);
        const auto m = *outcome.member;
        const bool sampled = t.smaa.draws > 0 && !std::isnan(t.wlc[m]);
        file.cell(t.type)
            .cell(whole(t.rank[m]))
            .cell(candidate(i).set)
            .cell(candidate(i).key)
            .cell(candidate(i).name)
            .cell(outcome.region)
            .cell(candidate(i).proposer)
            .cell(list_word(outcome.list));
        file.cell(known(t.score[m])).cell(known(t.wlc[m])).cell(known(t.topsis[m])).cell(whole(t.topsis_rank[m]));
        file.cell(sampled ? std::optional{t.smaa.expected[m]} : std::nullopt);
        frequencies(file, outcome);
        file.cell(known(t.base.values[m])).cell(known(t.potential.values[m]));
        const auto& place = t.quadrant[m];
        file.cell(place.quadrant ? quadrant_name(*place.quadrant).zh : "")
            .cell(place.quadrant ? "" : m_report.say(quadrant_reason(place), m_report.lang))
            .cell(t.typology[m].which == TypologyClass::unknown ? "" : typology_name(t.typology[m].which).zh)
            .cell(outcome.classed);
        file.cell(t.typicality.empty() ? std::nullopt : known(t.typicality[m])).cell(peers(t, m));
        if (t.experts)
            file.cell(known(t.experts->totals[m].mean)).cell(known(t.experts->totals[m].spread));
        else
            file.empty().empty();
        file.cell(flags(outcome));
        for (const auto at : used) file.cell(contribution_of(t, m, at));
        file.end_row();
    }

    // Each frequency with its standard error, and the draws that both rest on.
    void frequencies(CsvFile& file, const CandidateOutcome& outcome) const
    {
        const auto first = first_acceptability(m_out, outcome), within = quota_acceptability(m_out, outcome),
                   sure = confidence(m_out, outcome);
        file.cell(known(first.share)).cell(known(first.error()));
        file.cell(known(within.share)).cell(known(within.error())).cell(draws(within));
        file.cell(known(sure.share)).cell(known(sure.error())).cell(draws(sure));
        selected(file, outcome);
    }

    void selected(CsvFile& file, const CandidateOutcome& outcome) const
    {
        const auto often = selection_frequency(m_out, outcome);
        const bool any = often.known() || quota_acceptability(m_out, outcome).known();
        file.cell(known(often.share))
            .cell(known(often.error()))
            .cell(draws(often))
            .cell(any ? method_word(RankMethod::wlc) : "");
    }

    static std::optional<int> draws(const Frequency& one)
    {
        return one.known() ? std::optional{static_cast<int>(one.draws)} : std::nullopt;
    }

    static std::optional<double> contribution_of(const TypeComparison& t, std::size_t member, std::size_t indicator)
    {
        for (std::size_t j = 0; j < t.criteria.size(); ++j)
            if (t.criteria[j].indicator == indicator) return known(contribution(t, member, j));
        return {};
    }

    std::string peers(const TypeComparison& t, std::size_t member) const
    {
        std::vector<std::string> out;
        for (const auto other : t.peers[member]) out.push_back(m_data.candidates[t.members[other]].key);
        return joined(out, ";");
    }

    std::string flags(const CandidateOutcome& outcome) const
    {
        std::vector<std::string> out;
        if (outcome.to_verify()) out.emplace_back("to_verify");
        if (outcome.needs_justification(m_plan)) out.emplace_back("needs_justification");
        if (outcome.lock) out.emplace_back("decided");
        if (outcome.member && expert_gap_reason(m_out.types[outcome.type], *outcome.member))
            out.emplace_back("expert_gap");
        if (!m_data.candidates[outcome.candidate].boundary) out.emplace_back("no_boundary");
        for (auto& one : flags_of_criteria(outcome)) out.push_back(std::move(one));
        return joined(out, ";");
    }

    // What a reader must know of the values that the score is made of: "lowcarbon_base: assumed_zero (process)".
    std::vector<std::string> flags_of_criteria(const CandidateOutcome& outcome) const
    {
        std::vector<std::string> out;
        if (!outcome.member) return out;
        const auto& values = m_data.candidates[outcome.candidate].values;
        for (const auto& one : m_out.types[outcome.type].criteria) {
            const auto& value = values[one.indicator];
            auto flag = value.flags.text();
            if (!value.not_given.empty()) flag += " (" + joined(value.not_given, ", ") + ")";
            std::ranges::replace(flag, ';', ',');
            if (!flag.empty()) out.push_back(m_data.indicators[one.indicator].id + ": " + flag);
        }
        return out;
    }

    // Sources of weights that any type combines.
    std::vector<WeightSource> combined_sources() const
    {
        std::vector<WeightSource> out;
        for (const auto& t : m_out.types)
            for (const auto& part : t.weight_parts)
                if (t.weight_parts.size() > 1 && std::ranges::find(out, part.source) == out.end())
                    out.push_back(part.source);
        std::ranges::sort(out);
        return out;
    }

    static std::optional<double> part_weight(const TypeComparison& t, WeightSource source, std::size_t criterion)
    {
        const auto found = std::ranges::find(t.weight_parts, source, &SourceWeights::source);
        if (t.weight_parts.size() < 2 || found == t.weight_parts.end()) return {};
        return found->weights[criterion];
    }

    void write_criteria() const
    {
        const auto sources = combined_sources();
        CsvFile file{m_folder / "criteria.csv"};
        file.cells({"type", "method", "weights", "criterion", "name", "unit", "direction", "weight", "low", "high",
                    "fixed_bounds", "constant", "missing", "left_out"});
        for (const auto source : sources) file.cell(std::string{"weight."} + weights_word(source));
        file.end_row();
        for (const auto& t : m_out.types) {
            for (const auto& one : t.criteria) {
                const auto& indicator = m_data.indicators[one.indicator];
                constexpr const char* directions[] = {"benefit", "cost", "target"};
                file.cell(t.type)
                    .cell(method_word(t.method))
                    .cell(weights_word(t.weights))
                    .cell(one.criterion.id)
                    .cell(indicator.name.in(m_report.lang))
                    .cell(indicator.unit)
                    .cell(directions[static_cast<int>(one.criterion.direction)]);
                file.cell(one.weight)
                    .cell(one.note.bounds.low)
                    .cell(one.note.bounds.high)
                    .cell(one.note.fixed ? "yes" : "")
                    .cell(one.note.constant ? "yes" : "");
                const auto missing =
                    std::ranges::count_if(t.values.column(static_cast<std::size_t>(&one - t.criteria.data())),
                                          [](double x) { return std::isnan(x); });
                file.cell(std::optional{static_cast<int>(missing)}).empty();
                for (const auto source : sources)
                    file.cell(part_weight(t, source, static_cast<std::size_t>(&one - t.criteria.data())));
                file.end_row();
            }
            for (const auto& one : t.left_out) {
                file.cell(t.type).cell(method_word(t.method)).cell(weights_word(t.weights)).cell(one.indicator);
                file.cell(indicator_words(m_report, one.indicator)).empty().empty();
                file.cell(0.0);
                for (int k = 0; k < 5; ++k) file.empty();
                file.cell(m_report.say(one.reason, m_report.lang));
                for (std::size_t k = 0; k < sources.size(); ++k) file.empty();
                file.end_row();
            }
        }
        end(file, 14 + sources.size());
    }

    void write_selection() const
    {
        CsvFile file{m_folder / "selection.csv"};
        file.cells({"list", "type", "zones", "key", "name", "region", "proposer", "titles"});
        if (!m_report.open)
            file.cells({"rank", "score", "selection_frequency", "selection_frequency_error", "selection_draws",
                        "sampled_method", "flags"});
        file.cells({"reasons", "clauses"});
        file.end_row();
        for (const auto list : {PilotList::suggested, PilotList::reserve, PilotList::ineligible, PilotList::lacking}) {
            if (m_report.open && list != PilotList::suggested) continue;
            for (const auto i : list_order(m_report, list)) selection_row(file, i, list);
        }
        if (!m_report.open) write_verdict(file);
        end(file, m_report.open ? 10 : 17);
    }

    void selection_row(CsvFile& file, std::size_t i, PilotList list) const
    {
        const auto& outcome = m_out.outcomes[i];
        const auto& one = candidate(i);
        const auto titles = one.attributes.find("titles");
        file.cell(list_word(list))
            .cell(one.kind)
            .cell(one.set)
            .cell(one.key)
            .cell(one.name)
            .cell(outcome.region)
            .cell(one.proposer)
            .cell(titles == one.attributes.end() ? "" : titles->second);
        if (!m_report.open) {
            file.cell(outcome.member ? whole(type(i).rank[*outcome.member]) : std::nullopt)
                .cell(outcome.member ? known(type(i).score[*outcome.member]) : std::nullopt);
            selected(file, outcome);
            file.cell(flags(outcome));
            file.cell(reasons_of(m_report, outcome, m_report.lang)).cell(clauses_of(m_report, outcome));
        } else
            file.cell("").cell(clauses_of(m_report, outcome));
        file.end_row();
    }

    // How good the set is, what it breaks, what conflicts; one row each.
    void write_verdict(CsvFile& file) const
    {
        const auto line = [&](std::string_view what, std::string_view id, const std::string& words) {
            file.cell(what).cell(id);
            for (int k = 0; k < 13; ++k) file.empty();
            file.cell(words).empty();
            file.end_row();
        };
        if (m_out.selection) {
            constexpr const char* states[] = {"optimal", "limited", "infeasible", "unknown"};
            line("state", states[static_cast<int>(m_out.selection->state)],
                 m_out.selected
                     ? "value " + number(m_out.selection->best.value) + ", gap " + number(m_out.selection->gap())
                     : "");
            for (const auto& breach : m_out.selection->breaches)
                line("soft_rule_broken", breach.rule, "by " + std::to_string(breach.amount));
        }
        if (m_out.conflict)
            for (const auto rule : m_out.conflict->rules)
                line("conflict", m_out.rules[rule].id, m_out.rules[rule].words.english());
    }

    std::string keys(const std::vector<std::size_t>& outcomes) const
    {
        std::vector<std::string> out;
        for (const auto i : outcomes) out.push_back(candidate(i).set + "/" + candidate(i).key);
        return joined(out, ";");
    }

    void write_alternatives() const
    {
        CsvFile file{m_folder / "alternatives.csv"};
        file.cells({"set", "value", "below_best", "enters", "leaves", "members"});
        file.end_row();
        if (m_out.selected) {
            const auto& best = m_out.selection->best;
            const auto line = [&](std::size_t number, const ChosenSet& set) {
                std::vector<std::size_t> enters, leaves;
                std::ranges::set_difference(set.members, best.members, std::back_inserter(enters));
                std::ranges::set_difference(best.members, set.members, std::back_inserter(leaves));
                file.cell(std::optional{static_cast<int>(number)})
                    .cell(set.value)
                    .cell(best.value - set.value)
                    .cell(keys(enters))
                    .cell(keys(leaves))
                    .cell(keys(set.members));
                file.end_row();
            };
            line(1, best);
            for (std::size_t k = 0; k < m_out.selection->next.size(); ++k) line(k + 2, m_out.selection->next[k]);
        }
        end(file, 6);
    }

    void write_prices() const
    {
        CsvFile file{m_folder / "prices.csv"};
        file.cells({"rule", "value_if_one_looser", "enters", "leaves", "words"});
        file.end_row();
        for (const auto& price : m_out.prices) {
            const auto rule = std::ranges::find(m_out.rules, price.rule, &PortfolioRule::id);
            file.cell(price.rule)
                .cell(price.gain)
                .cell(keys(price.enters))
                .cell(keys(price.leaves))
                .cell(rule == m_out.rules.end() ? "" : rule->words.english());
            file.end_row();
        }
        end(file, 5);
    }

    void write_sensitivity() const
    {
        CsvFile file{m_folder / "sensitivity.csv"};
        file.cells({"what", "type", "id", "weight", "change", "enters", "leaves", "spearman", "weighted_spearman",
                    "kendall_tau_b", "ws"});
        file.end_row();
        for (const auto& one : m_out.breaks) {
            file.cell("weight_change")
                .cell(one.type)
                .cell(one.criterion)
                .cell(one.weight)
                .cell(one.change)
                .cell(keys(one.enters))
                .cell(keys(one.leaves))
                .empty()
                .empty()
                .empty()
                .empty();
            file.end_row();
        }
        for (const auto& t : m_out.types) {
            for (const auto& one : t.agreement) {
                file.cell("method")
                    .cell(t.type)
                    .cell(method_word(one.method))
                    .empty()
                    .empty()
                    .cell(one.first)
                    .empty()
                    .cell(known(one.spearman))
                    .cell(known(one.weighted_spearman))
                    .cell(known(one.kendall))
                    .cell(known(one.ws));
                file.end_row();
            }
            for (const auto& one : t.reversals) {
                const auto key = [&](std::size_t member) { return m_data.candidates[t.members[member]].key; };
                file.cell("rank_reversal")
                    .cell(t.type)
                    .cell(key(one.removed))
                    .empty()
                    .empty()
                    .cell(key(one.risen))
                    .cell(key(one.fallen))
                    .empty()
                    .empty()
                    .empty()
                    .empty();
                file.end_row();
            }
        }
        end(file, 11);
    }

    const PilotReport& m_report;
    const PilotPlan& m_plan;
    const PilotData& m_data;
    const PilotResult& m_out;
    std::filesystem::path m_folder;
};

} // namespace

void write_pilots_tables(const PilotReport& report, const std::filesystem::path& folder)
{
    Tables{report, folder}.write();
}

} // namespace peaksite
