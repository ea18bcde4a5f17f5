#pragma once

#include <cstddef>
#include <functional>
#include <stop_token>

namespace peaksite {

/// Threads to work with: `wanted`, or as many as the machine has where none are wanted (0).
unsigned crew_size(int wanted);

/// Calls work(piece, worker) once for each piece below `pieces`, on up to `threads` threads, of which the caller's is
/// worker 0. Pieces begin in their order. Where pieces fail, those after the first that fails are not begun and its
/// error is thrown: the same for any number of threads. Throws Stopped where `stop` comes before the last piece began.
void share_pieces(std::size_t pieces, unsigned threads,
                  const std::function<void(std::size_t piece, unsigned worker)>& work,
                  const std::stop_token& stop = {});

} // namespace peaksite
