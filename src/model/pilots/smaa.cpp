#include "model/pilots/smaa.hpp"

#include "base/crew.hpp"
#include "base/error.hpp"
#include "model/pilots/smaa_counts.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace peaksite {

namespace {

constexpr std::uint32_t value_stream = 0x76616c75, confidence_stream = 0x636f6e66;

// A worker's part of the draws.
struct Worker {
    SmaaCounts counts;
    ScoreSampler::Scratch scratch;
    std::vector<double> weights, scores, values;
    std::vector<std::uint32_t> order;
    std::vector<std::uint64_t> firsts; ///< by candidate, of the confidence draws, in SmaaCounts::place_steps
};

class Analysis {
public:
    Analysis(const SmaaInput& input, const SmaaOptions& options)
        : m_sampler(input.values, input.functions, Philox::key(options.seed)),
          m_weights(input.weights, Philox::key(options.seed)), m_candidates(m_sampler.rows().size()),
          m_draws(options.draws), m_confidence_draws(m_sampler.exact() ? 1 : options.confidence_draws),
          m_threads(std::max(options.threads, 1U)), m_workers(m_threads)
    {}

    SmaaResult result(std::size_t all)
    {
        constexpr auto block_size = static_cast<std::uint32_t>(WeightSampler::block_size);
        share_pieces((m_draws + block_size - 1) / block_size, m_threads, [&](std::size_t block, unsigned w) {
            draw_block(static_cast<std::uint32_t>(block), m_workers[w]);
        });
        for (const auto& worker : m_workers) m_counts.merge(worker.counts);
        SmaaResult out;
        out.draws = m_draws;
        out.confidence_draws = m_confidence_draws;
        write_counts(out, all);
        write_central(out, all);
        return out;
    }

private:
    void draw_block(std::uint32_t block, Worker& worker) const
    {
        const auto criteria = m_weights.criteria();
        if (worker.order.empty()) worker.counts = {m_candidates, criteria};
        worker.weights.resize(WeightSampler::block_size * criteria);
        worker.scores.resize(m_candidates);
        worker.order.resize(m_candidates);
        m_weights.fill(block, worker.weights);
        const auto first = block * static_cast<std::uint32_t>(WeightSampler::block_size);
        for (std::uint32_t k = 0; k < WeightSampler::block_size && first + k < m_draws; ++k) {
            const auto weights = std::span<const double>{worker.weights}.subspan(k * criteria, criteria);
            m_sampler.scores(value_stream, first + k, weights, worker.scratch, worker.scores);
            std::iota(worker.order.begin(), worker.order.end(), 0U);
            std::ranges::sort(worker.order, [&](std::uint32_t a, std::uint32_t b) {
                return worker.scores[a] > worker.scores[b]; // equal ones share, whatever their order
            });
            worker.counts.add(worker.scores, worker.order, weights);
        }
    }

    // The candidate's share of the first place with these weights, in steps, by the values at hand.
    std::uint64_t share_of_first(std::uint32_t candidate, std::span<const double> weights, Worker& worker) const
    {
        std::ranges::fill(worker.scores, 0.);
        for (std::size_t j = 0; j < weights.size(); ++j) {
            const auto* const row = worker.values.data() + j * m_candidates;
            for (std::size_t i = 0; i < m_candidates; ++i) worker.scores[i] += weights[j] * row[i];
        }
        const auto mine = worker.scores[candidate];
        std::uint64_t level = 0;
        for (const double other : worker.scores) {
            if (other > mine) return 0;
            level += other == mine ? 1 : 0;
        }
        return SmaaCounts::place_steps / level;
    }

    void confidence_draw(std::uint32_t draw, const CandidateTable& central, Worker& worker) const
    {
        worker.firsts.resize(m_candidates, 0);
        worker.scores.resize(m_candidates);
        worker.values.resize(m_candidates * m_weights.criteria());
        m_sampler.values(confidence_stream, draw, worker.scratch, worker.values);
        for (std::uint32_t i = 0; i < m_candidates; ++i)
            if (m_counts.at_rank(i, 0) > 0)
                worker.firsts[i] += share_of_first(i, central.row(m_sampler.rows()[i]), worker);
    }

    void write_counts(SmaaResult& out, std::size_t all) const
    {
        out.acceptability = {all, m_candidates};
        out.winning = {all, all};
        out.expected.assign(all, std::numeric_limits<double>::quiet_NaN());
        const auto& rows = m_sampler.rows();
        for (std::size_t a = 0; a < m_candidates; ++a) {
            out.expected[rows[a]] = m_counts.score_sum(a) / m_draws;
            for (std::size_t b = 0; b < m_candidates; ++b) {
                out.acceptability.at(rows[a], b) = m_counts.at_rank(a, b) / m_draws;
                if (a != b) out.winning.at(rows[a], rows[b]) = m_counts.before(a, b) / m_draws;
            }
        }
    }

    void write_central(SmaaResult& out, std::size_t all)
    {
        out.central = {all, m_weights.criteria()};
        out.confidence.assign(all, std::numeric_limits<double>::quiet_NaN());
        const auto& rows = m_sampler.rows();
        for (std::size_t i = 0; i < m_candidates; ++i)
            for (std::size_t j = 0; j < m_weights.criteria() && m_counts.at_rank(i, 0) > 0; ++j)
                out.central.at(rows[i], j) = m_counts.weight_sum(i, j) / m_counts.at_rank(i, 0);
        share_pieces(m_confidence_draws, m_threads, [&](std::size_t draw, unsigned w) {
            confidence_draw(static_cast<std::uint32_t>(draw), out.central, m_workers[w]);
        });
        for (std::size_t i = 0; i < m_candidates; ++i) {
            if (m_counts.at_rank(i, 0) == 0 || m_confidence_draws == 0) continue;
            std::uint64_t firsts = 0;
            for (const auto& worker : m_workers) firsts += worker.firsts.empty() ? 0 : worker.firsts[i];
            out.confidence[rows[i]] = SmaaCounts::places(firsts) / m_confidence_draws;
        }
    }

    ScoreSampler m_sampler;
    WeightSampler m_weights;
    std::size_t m_candidates;
    std::uint32_t m_draws, m_confidence_draws;
    unsigned m_threads;
    std::vector<Worker> m_workers;
    SmaaCounts m_counts;
};

} // namespace

double SmaaResult::within(std::size_t candidate, std::size_t places) const
{
    double sum = 0;
    for (std::size_t rank = 0; rank < std::min(places, acceptability.columns()); ++rank)
        sum += acceptability.at(candidate, rank);
    return sum;
}

SmaaResult smaa(const SmaaInput& input, const SmaaOptions& options)
{
    assert(input.functions.size() == input.weights.criteria.size());
    constexpr std::uint32_t most_draws = 1U << 22;
    if (options.draws == 0 || options.draws > most_draws)
        throw UsageError{text("{} draws are asked for; from 1 to {} are possible", options.draws, most_draws)};
    return Analysis{input, options}.result(input.values.low.rows());
}

double sampling_error(double p, std::uint32_t draws) { return std::sqrt(p * (1 - p) / draws); }

} // namespace peaksite
