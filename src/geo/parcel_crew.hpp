#pragma once

#include "base/error.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace peaksite {

/// Work on many parcels by some threads, in pieces of fixed size whose results are put together in order: the same for
/// any number of threads. `make()` makes a thread's worker, whose `lay(parcel, out)` appends to a vector of `Part`.
/// Throws Stopped, and what a worker throws.
template <class Part, class Make>
std::vector<Part> lay_parcels(std::size_t count, int threads, const std::stop_token& stop, Make make)
{
    constexpr std::size_t piece = 256;
    std::vector<std::vector<Part>> pieces((count + piece - 1) / piece);
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    std::exception_ptr failure;
    const auto work = [&] {
        try {
            auto worker = make();
            while (!stop.stop_requested()) {
                const auto at = next.fetch_add(1);
                if (at >= pieces.size()) return;
                for (auto parcel = at * piece; parcel < std::min((at + 1) * piece, count); ++parcel)
                    worker.lay(parcel, pieces[at]);
            }
        } catch (...) {
            const std::lock_guard lock{mutex};
            if (!failure) failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (int i = 1; i < threads && static_cast<std::size_t>(i) < pieces.size(); ++i) others.emplace_back(work);
        work();
    }
    if (failure) std::rethrow_exception(failure);
    if (stop.stop_requested()) throw Stopped{};
    std::vector<Part> out;
    for (const auto& parts : pieces) out.insert(out.end(), parts.begin(), parts.end());
    return out;
}

} // namespace peaksite
