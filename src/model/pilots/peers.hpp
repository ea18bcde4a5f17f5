#pragma once

#include "model/pilots/candidate_table.hpp"

#include <optional>
#include <vector>

namespace peaksite {

/// Distances between candidates: the root mean square difference of normalised values over all columns. NaN to and from
/// candidates that lack a value.
CandidateTable candidate_distances(const CandidateTable& normalised);

/// Groups of like candidates around a typical one.
struct Clusters {
    std::vector<std::size_t> medoids;           ///< ascending
    std::vector<std::optional<std::size_t>> of; ///< by candidate: place in `medoids`; nothing where a value lacks
    double total = 0;                           ///< Σ distance to the medoid
};

/// k-medoids by PAM (Kaufman and Rousseeuw 1990): greedy start, then the best exchange as long as one helps; equal
/// choices go to the earlier candidate. Fewer than k groups where there are fewer candidates.
Clusters k_medoids(const CandidateTable& distances, std::size_t k);

/// Mean silhouette (Rousseeuw 1987), from -1 to 1; candidates alone in their group count 0. For the choice of k.
double silhouette(const CandidateTable& distances, const Clusters& clusters);

/// The k-medoids with the best silhouette for k from `least` to `most`, the smaller k where equal.
Clusters best_clusters(const CandidateTable& distances, std::size_t least, std::size_t most);

/// typicality (domain 3.10.7): 1 - distance to the medoid / the largest such distance of all; 1 where all are 0; NaN
/// where a value lacks.
std::vector<double> medoid_closeness(const CandidateTable& distances, const Clusters& clusters);

/// The nearest others of each candidate, nearest first; equal ones in the order of the table.
std::vector<std::vector<std::size_t>> nearest_peers(const CandidateTable& distances, std::size_t count);

} // namespace peaksite
