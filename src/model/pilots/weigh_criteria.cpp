#include "model/pilots/weigh_criteria.hpp"

#include "base/error.hpp"
#include "model/pilots/objective_weights.hpp"
#include "model/pilots/type_weights.hpp"
#include "model/pilots/weights.hpp"

#include <algorithm>

namespace peaksite {

namespace {

class Weigher {
public:
    Weigher(const PilotPlan& plan, const PilotTypePlan& type, const CandidateTable& complete,
            const CandidateTable& normal, TypeComparison& out)
        : m_plan(plan), m_type(type), m_complete(complete), m_normal(normal), m_out(out)
    {}

    void weigh()
    {
        for (const auto source : m_plan.weight_sources(m_type))
            m_out.weight_parts.push_back({.source = source, .weights = by(source)});
        const auto weights =
            scaled_weights(m_out.weight_parts.size() == 1 ? m_out.weight_parts.front().weights : combined());
        for (std::size_t j = 0; j < weights.size(); ++j) m_out.criteria[j].weight = weights[j];
    }

private:
    std::vector<double> by(WeightSource source)
    {
        switch (source) {
        case WeightSource::ahp:
            return by_judgement();
        case WeightSource::entropy:
            return by_entropy();
        case WeightSource::critic:
            return critic_weights(m_normal).weights;
        case WeightSource::given:
            return given();
        case WeightSource::equal:
        case WeightSource::combined: // its parts are asked for
            break;
        }
        return equal_weights(m_out.criteria.size());
    }

    // Those of judgements and of the plan sum to less than 1 where criteria are left out.
    std::vector<double> combined()
    {
        const auto& plan = m_type.combine ? *m_type.combine : m_plan.combine;
        std::vector<WeightPart> parts;
        double shares = 0;
        for (std::size_t k = 0; k < m_out.weight_parts.size(); ++k) {
            auto& [source, weights] = m_out.weight_parts[k];
            if (source == WeightSource::ahp || source == WeightSource::given)
                weights = scaled_weights(std::move(weights));
            parts.push_back({.weights = weights, .share = plan.shares.empty() ? 1 : plan.shares[k]});
            shares += parts.back().share;
        }
        if (plan.by == CombinationPlan::By::sum) return combined_weights(parts);
        if (plan.by == CombinationPlan::By::geometric_mean)
            for (auto& part : parts) part.share /= shares;
        try {
            return multiplied_weights(parts);
        } catch (const UsageError& error) {
            throw UsageError{std::vector<Fault>{m_type.position.fault(
                error.faults().front().what, text("by = \"sum\" keeps what one of the parts weighs"))}};
        }
    }

    std::vector<double> given() const
    {
        std::vector<double> out;
        for (const auto& one : m_out.criteria) out.push_back(one.weight);
        return out;
    }

    std::vector<double> by_judgement()
    {
        const auto judged = judged_weights(m_type);
        m_out.judgements = judged.judgements;
        const auto doubts = doubtful_judgements(m_type, judged);
        m_out.warnings.insert(m_out.warnings.end(), doubts.begin(), doubts.end());
        const auto weight = [&](const std::string& id) {
            const auto found = std::ranges::find(m_type.criteria, id, &CriterionPlan::indicator);
            return judged.weights[static_cast<std::size_t>(found - m_type.criteria.begin())];
        };
        std::vector<double> out;
        for (const auto& one : m_out.criteria) out.push_back(weight(one.criterion.id));
        for (auto& one : m_out.left_out) one.weight = weight(one.indicator);
        return out;
    }

    // Entropy needs numbers of 0 and more; columns with others are shifted, and the reader is told.
    std::vector<double> by_entropy()
    {
        std::vector<std::string> ids, negative;
        for (std::size_t j = 0; j < m_out.criteria.size(); ++j) {
            ids.push_back(m_out.criteria[j].criterion.id);
            if (std::ranges::any_of(m_complete.column(j), [](double x) { return x < 0; }))
                negative.push_back(ids.back());
        }
        if (!negative.empty())
            m_out.warnings.push_back(text("siting, type '{}': entropy weights need values of 0 and more; {} are "
                                          "shifted by their least value, which changes the weights",
                                          m_out.type, joined(negative, ", ")));
        return entropy_weights(m_complete, ids, EntropyPreparation::shifted).weights;
    }

    const PilotPlan& m_plan;
    const PilotTypePlan& m_type;
    const CandidateTable& m_complete;
    const CandidateTable& m_normal;
    TypeComparison& m_out;
};

} // namespace

void weigh_criteria(const PilotPlan& plan, const PilotTypePlan& type, const CandidateTable& complete,
                    const CandidateTable& normal, TypeComparison& out)
{
    Weigher{plan, type, complete, normal, out}.weigh();
}

} // namespace peaksite
