#pragma once

#include "base/crew.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <vector>

namespace peaksite {

/// Work on many parcels by some threads, in pieces of fixed size whose results are put together in order: the same for
/// any number of threads. `make()` makes a thread's worker, whose `lay(parcel, out)` appends to a vector of `Part`.
/// Throws Stopped, and what a worker throws.
template <class Part, class Make>
std::vector<Part> lay_parcels(std::size_t count, unsigned threads, const std::stop_token& stop, Make make)
{
    constexpr std::size_t piece = 256;
    using Worker = decltype(make());
    std::vector<std::vector<Part>> pieces((count + piece - 1) / piece);
    std::vector<std::optional<Worker>> workers(std::max(threads, 1U));
    const auto work = [&](std::size_t at, unsigned w) {
        if (!workers[w]) workers[w].emplace(make());
        for (auto parcel = at * piece; parcel < std::min((at + 1) * piece, count); ++parcel)
            workers[w]->lay(parcel, pieces[at]);
    };
    share_pieces(pieces.size(), static_cast<unsigned>(workers.size()), work, stop);
    std::vector<Part> out;
    for (const auto& parts : pieces) out.insert(out.end(), parts.begin(), parts.end());
    return out;
}

} // namespace peaksite
