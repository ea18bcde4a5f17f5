#include "base/known.hpp"
#include "job/pilots/pilot_run.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace peaksite {

namespace {

class Differences {
public:
    Differences(PilotAnswer before, PilotAnswer after) : m_before(std::move(before)), m_after(std::move(after)) {}

    RunComparison find()
    {
        m_out.same_data = m_before.file.fingerprint == m_after.file.fingerprint;
        m_out.plan = plan_changes(m_before.meaning.plan.text, m_before.meaning.plan.settings, m_after.meaning.plan.text,
                                  m_after.meaning.plan.settings);
        m_out.inputs = input_changes();
        find_weights();
        for (const auto& outcome : m_before.result.outcomes)
            if (const auto* other = partner(m_after, m_before, outcome))
                add(outcome, *other);
            else
                m_out.only_before.push_back(label(m_before, outcome));
        for (const auto& outcome : m_after.result.outcomes)
            if (partner(m_before, m_after, outcome) == nullptr) m_out.only_after.push_back(label(m_after, outcome));
        m_out.texts = m_after.texts;
        return std::move(m_out);
    }

private:
    static const PilotCandidate& candidate(const PilotAnswer& run, const CandidateOutcome& outcome)
    {
        return run.data.candidates[outcome.candidate];
    }

    static std::string label(const PilotAnswer& run, const CandidateOutcome& outcome)
    {
        const auto& one = candidate(run, outcome);
        return one.set + "/" + one.label();
    }

    static const CandidateOutcome* partner(const PilotAnswer& among, const PilotAnswer& of,
                                           const CandidateOutcome& outcome)
    {
        const auto& wanted = candidate(of, outcome);
        for (const auto& one : among.result.outcomes)
            if (candidate(among, one).set == wanted.set && candidate(among, one).key == wanted.key) return &one;
        return nullptr;
    }

    std::vector<PlanChange> input_changes() const
    {
        const auto before = prints_by_name(m_before.file), after = prints_by_name(m_after.file);
        std::set<std::string> names;
        for (const auto* all : {&before, &after})
            for (const auto& [name, prints] : *all) names.insert(name);
        std::vector<PlanChange> out;
        for (const auto& name : names) {
            const auto a = prints_of(before, name), b = prints_of(after, name);
            if (a != b) out.push_back({.key = name, .before = joined(a, ", "), .after = joined(b, ", ")});
        }
        return out;
    }

    // Files of one name: an entry in two folders of the catalogue, tiles in two folders. Each content counts once, in
    // the order of the plan, which says whose comes first.
    using Prints = std::map<std::string, std::vector<std::string>>;
    static Prints prints_by_name(const PilotFile& file)
    {
        Prints out;
        for (const auto& [name, print] : file.inputs)
            if (auto& known = out[name]; std::ranges::find(known, print) == known.end()) known.push_back(print);
        return out;
    }
    static std::vector<std::string> prints_of(const Prints& all, const std::string& name)
    {
        const auto found = all.find(name);
        return found == all.end() ? std::vector<std::string>{} : found->second;
    }

    static const TypeComparison* type_of(const PilotAnswer& run, const std::string& type)
    {
        const auto found = std::ranges::find(run.result.types, type, &TypeComparison::type);
        return found == run.result.types.end() ? nullptr : &*found;
    }

    static std::optional<double> weight_of(const TypeComparison* type, const std::string& id)
    {
        if (type == nullptr) return {};
        for (const auto& one : type->criteria)
            if (one.criterion.id == id) return one.weight;
        return {};
    }

    void find_weights()
    {
        for (const auto& [one, other] : {std::pair{&m_before, &m_after}, std::pair{&m_after, &m_before}})
            for (const auto& type : one->result.types)
                for (const auto& criterion : type.criteria) {
                    const auto& id = criterion.criterion.id;
                    const auto before = weight_of(type_of(m_before, type.type), id),
                               after = weight_of(type_of(m_after, type.type), id);
                    const bool seen = std::ranges::any_of(m_out.weights, [&](const WeightMove& move) {
                        return move.type == type.type && move.criterion == id;
                    });
                    if (before != after && !seen)
                        m_out.weights.push_back({.type = type.type, .criterion = id, .before = before, .after = after});
                }
    }

    static std::optional<std::size_t> rank(const PilotAnswer& run, const CandidateOutcome& outcome)
    {
        return outcome.member ? run.result.types[outcome.type].rank[*outcome.member] : std::nullopt;
    }

    static std::optional<double> score(const PilotAnswer& run, const CandidateOutcome& outcome)
    {
        return outcome.member ? known(run.result.types[outcome.type].score[*outcome.member]) : std::nullopt;
    }

    static std::map<std::string, double> contributions(const PilotAnswer& run, const CandidateOutcome& outcome)
    {
        std::map<std::string, double> out;
        const auto& type = run.result.types[outcome.type];
        for (std::size_t j = 0; outcome.member && j < type.criteria.size(); ++j)
            if (const auto part = known(contribution(type, *outcome.member, j)))
                out[type.criteria[j].criterion.id] = *part;
        return out;
    }

    void add(const CandidateOutcome& before, const CandidateOutcome& after)
    {
        const auto& one = candidate(m_before, before);
        Move move{.type = one.kind,
                  .set = one.set,
                  .key = one.key,
                  .name = one.name,
                  .rank_before = rank(m_before, before),
                  .rank_after = rank(m_after, after),
                  .score_before = score(m_before, before),
                  .score_after = score(m_after, after),
                  .list_before = before.list,
                  .list_after = after.list,
                  .causes = {},
                  .reasons = after.reasons};
        if (move.rank_before == move.rank_after && move.score_before == move.score_after &&
            move.list_before == move.list_after)
            return;
        auto causes = contributions(m_after, after);
        for (const auto& [id, part] : contributions(m_before, before)) causes[id] -= part;
        for (const auto& [id, change] : causes)
            if (change != 0) move.causes.emplace_back(id, change);
        std::ranges::stable_sort(move.causes,
                                 [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); });
        m_out.moves.push_back(std::move(move));
    }

    PilotAnswer m_before, m_after;
    RunComparison m_out;
};

} // namespace

RunComparison compare_runs(const std::filesystem::path& before, const std::filesystem::path& after,
                           const PlanSource& source)
{
    const PlanSource catalogue{.file = {}, .catalogue = source.catalogue, .settings = {}};
    return Differences{compare_pilots_of({.run = before, .changes = catalogue, .out = {}, .lang = {}}),
                       compare_pilots_of({.run = after, .changes = catalogue, .out = {}, .lang = {}})}
        .find();
}

} // namespace peaksite
