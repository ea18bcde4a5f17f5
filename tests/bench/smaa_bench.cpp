// How long 10,000 draws of weights and values of 200 candidates by 30 criteria take, and whether one and two threads
// give the same bits.   smaa_bench [THREADS]
#include "model/pilots/smaa.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

int main(int count, char** arguments)
{
    using namespace peaksite;
    constexpr std::size_t candidates = 200, criteria = 30;
    std::mt19937 random{7};
    std::uniform_real_distribution<double> unit;
    SmaaInput input{
        .values = {.low = {candidates, criteria}, .high = {candidates, criteria}}, .functions = {}, .weights = {}};
    std::vector<Criterion> all;
    for (std::size_t j = 0; j < criteria; ++j) {
        all.push_back({.id = "k" + std::to_string(j), .bounds = CriterionBounds{.low = 0, .high = 1.2}});
        input.weights.criteria.push_back(all.back().id);
    }
    for (std::size_t i = 0; i < candidates; ++i)
        for (std::size_t j = 0; j < criteria; ++j)
            input.values.high.at(i, j) = (input.values.low.at(i, j) = unit(random)) + 0.2 * unit(random);
    input.functions = value_functions(all, input.values.low);
    const unsigned threads = count > 1 ? static_cast<unsigned>(std::atoi(arguments[1])) : 2;
    const auto start = std::chrono::steady_clock::now();
    const auto many = smaa(input, {.draws = 10'000, .threads = threads});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const auto one = smaa(input, {.draws = 10'000, .threads = 1});
    std::printf("%.3f s with %u threads; same bits as one: %s\n", seconds, threads,
                one.acceptability == many.acceptability && one.expected == many.expected ? "yes" : "no");
    return 0;
}
