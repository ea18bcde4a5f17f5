#include "base/crew.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace peaksite {

namespace {

// The error of the first piece that failed, by the order of pieces.
class FirstFailure {
public:
    void add(std::size_t piece, std::exception_ptr error)
    {
        const std::lock_guard lock{m_mutex};
        if (m_error && piece > m_piece) return;
        m_piece = piece;
        m_error = std::move(error);
    }
    void rethrow() const
    {
        if (m_error) std::rethrow_exception(m_error);
    }

private:
    std::mutex m_mutex;
    std::size_t m_piece = 0;
    std::exception_ptr m_error;
};

} // namespace

unsigned crew_size(int wanted)
{
    return wanted > 0 ? static_cast<unsigned>(wanted) : std::max(1U, std::thread::hardware_concurrency());
}

void share_pieces(std::size_t pieces, unsigned threads,
                  const std::function<void(std::size_t piece, unsigned worker)>& work, const std::stop_token& stop)
{
    std::atomic<std::size_t> next{0}, end{pieces};
    FirstFailure failure;
    std::atomic<bool> stopped{false};
    const auto loop = [&](unsigned worker) {
        for (auto piece = next++; piece < end; piece = next++) {
            if (stop.stop_requested()) {
                stopped = true;
                return;
            }
            try {
                work(piece, worker);
            } catch (...) {
                failure.add(piece, std::current_exception());
                // Pieces before it may still be on their way, and fail first.
                for (auto last = end.load(); piece < last && !end.compare_exchange_weak(last, piece);) {
                }
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned worker = 1; worker < threads && worker < pieces; ++worker) others.emplace_back(loop, worker);
        loop(0);
    }
    failure.rethrow();
    if (stopped) throw Stopped{};
}

} // namespace peaksite
