// How long it takes to compute a finished run again:   build/release/tests/whatif_speed RUN [THREADS]
// Loading comes first and is told apart; the time is the median of eleven.
#include "base/crew.hpp"
#include "job/run/finished_run.hpp"
#include "model/meaning/compute.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

namespace {

double milliseconds(const std::chrono::steady_clock::time_point& begin)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

int main(int count, char** words)
try {
    if (count != 2 && count != 3) {
        std::fputs("whatif_speed RUN [THREADS]\n", stderr);
        return 2;
    }
    const auto threads = peaksite::crew_size(count == 3 ? std::stoi(words[2]) : 0);
    auto begin = std::chrono::steady_clock::now();
    const auto run = peaksite::read_finished_run(words[1]);
    const double loading = milliseconds(begin);
    const auto& meaning = run.archive.meaning;
    std::vector<double> times;
    std::size_t columns = 0;
    constexpr int rounds = 11;
    for (int i = 0; i < rounds; ++i) {
        auto tables = run.archive.tables;
        begin = std::chrono::steady_clock::now();
        columns = peaksite::compute(meaning, std::move(tables), run.tally, threads).indicators.size();
        times.push_back(milliseconds(begin));
    }
    std::ranges::sort(times);
    std::size_t zones = 0;
    for (const auto& set : meaning.sets) zones += set.zones.size();
    fmt::print("{} zones, {} criteria, {} technologies, {} indicators: loading {:.0f} ms, computing {:.1f} ms on {} "
               "threads\n",
               zones, meaning.criteria.size(), meaning.plan.technologies.size(), columns, loading, times[rounds / 2],
               threads);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
}
