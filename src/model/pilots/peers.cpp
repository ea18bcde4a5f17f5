#include "model/pilots/peers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

using Places = std::vector<std::size_t>;

constexpr double least_help = 1e-12; // of an exchange, so that rounding cannot go round in circles

Places known(const CandidateTable& distances)
{
    Places out;
    for (std::size_t i = 0; i < distances.rows(); ++i)
        if (!std::isnan(distances.at(i, i))) out.push_back(i);
    return out;
}

std::size_t nearest(const CandidateTable& distances, std::size_t i, const Places& medoids)
{
    std::size_t out = 0;
    for (std::size_t m = 1; m < medoids.size(); ++m)
        if (distances.at(i, medoids[m]) < distances.at(i, medoids[out])) out = m;
    return out;
}

double total(const CandidateTable& distances, const Places& candidates, const Places& medoids)
{
    double sum = 0;
    for (const auto i : candidates) sum += distances.at(i, medoids[nearest(distances, i, medoids)]);
    return sum;
}

// The change of the medoids that leaves the least total: `place` is exchanged, or one added where it is the end.
struct Change {
    std::size_t place = 0;
    std::size_t candidate = 0;
    double total = std::numeric_limits<double>::infinity();
};

void try_place(const CandidateTable& distances, const Places& candidates, Places medoids, std::size_t place,
               Change& best)
{
    if (place < medoids.size()) medoids.erase(medoids.begin() + static_cast<std::ptrdiff_t>(place));
    for (const auto candidate : candidates) {
        if (std::ranges::find(medoids, candidate) != medoids.end()) continue;
        auto changed = medoids;
        changed.push_back(candidate);
        const auto sum = total(distances, candidates, changed);
        if (sum < best.total - least_help) best = {.place = place, .candidate = candidate, .total = sum};
    }
}

// The mean distance to the others of a group.
double mean_distance(const CandidateTable& distances, std::size_t i, const Clusters& clusters, std::size_t group)
{
    double sum = 0, count = 0;
    for (std::size_t j = 0; j < distances.rows(); ++j) {
        if (j == i || clusters.of[j] != group) continue;
        sum += distances.at(i, j);
        count += 1;
    }
    return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

} // namespace

CandidateTable candidate_distances(const CandidateTable& normalised)
{
    const auto complete = complete_rows(normalised);
    CandidateTable out{normalised.rows(), normalised.rows()};
    for (const auto a : complete)
        for (const auto b : complete) {
            double squares = 0;
            for (std::size_t j = 0; j < normalised.columns(); ++j) {
                const auto d = normalised.at(a, j) - normalised.at(b, j);
                squares += d * d;
            }
            out.at(a, b) =
                normalised.columns() == 0 ? 0 : std::sqrt(squares / static_cast<double>(normalised.columns()));
        }
    return out;
}

Clusters k_medoids(const CandidateTable& distances, std::size_t k)
{
    const auto candidates = known(distances);
    Places medoids;
    while (medoids.size() < std::min(k, candidates.size())) {
        Change best;
        try_place(distances, candidates, medoids, medoids.size(), best);
        medoids.push_back(best.candidate);
    }
    for (double now = medoids.empty() ? 0 : total(distances, candidates, medoids); !medoids.empty();) {
        Change best{.total = now};
        for (std::size_t place = 0; place < medoids.size(); ++place)
            try_place(distances, candidates, medoids, place, best);
        if (best.total == now) break;
        medoids[best.place] = best.candidate;
        now = best.total;
    }
    std::ranges::sort(medoids);
    Clusters out{.medoids = medoids, .of = {}};
    out.of.resize(distances.rows());
    for (const auto i : candidates)
        if (!medoids.empty()) out.of[i] = nearest(distances, i, medoids);
    out.total = medoids.empty() ? 0 : total(distances, candidates, medoids);
    return out;
}

double silhouette(const CandidateTable& distances, const Clusters& clusters)
{
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < distances.rows(); ++i) {
        if (!clusters.of[i]) continue;
        count += 1;
        const auto own = mean_distance(distances, i, clusters, *clusters.of[i]);
        auto other = std::numeric_limits<double>::infinity();
        for (std::size_t group = 0; group < clusters.medoids.size(); ++group)
            if (group != *clusters.of[i]) other = std::fmin(other, mean_distance(distances, i, clusters, group));
        if (std::isnan(own) || std::isinf(other) || std::max(own, other) == 0) continue;
        sum += (other - own) / std::max(own, other);
    }
    return count > 0 ? sum / count : 0;
}

Clusters best_clusters(const CandidateTable& distances, std::size_t least, std::size_t most)
{
    auto best = k_medoids(distances, least);
    for (auto k = least + 1; k <= most; ++k) {
        auto other = k_medoids(distances, k);
        if (silhouette(distances, other) > silhouette(distances, best) + least_help) best = std::move(other);
    }
    return best;
}

std::vector<double> medoid_closeness(const CandidateTable& distances, const Clusters& clusters)
{
    std::vector<double> out(distances.rows(), std::numeric_limits<double>::quiet_NaN());
    double largest = 0;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (!clusters.of[i]) continue;
        out[i] = distances.at(i, clusters.medoids[*clusters.of[i]]);
        largest = std::max(largest, out[i]);
    }
    for (auto& x : out)
        if (!std::isnan(x)) x = largest > 0 ? 1 - x / largest : 1;
    return out;
}

std::vector<std::vector<std::size_t>> nearest_peers(const CandidateTable& distances, std::size_t count)
{
    const auto candidates = known(distances);
    std::vector<std::vector<std::size_t>> out(distances.rows());
    for (const auto i : candidates) {
        auto others = candidates;
        std::erase(others, i);
        std::ranges::stable_sort(others, {}, [&](std::size_t j) { return distances.at(i, j); });
        others.resize(std::min(count, others.size()));
        out[i] = std::move(others);
    }
    return out;
}

} // namespace peaksite
