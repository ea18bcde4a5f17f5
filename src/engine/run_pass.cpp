#include "engine/run_pass.hpp"

#include "engine/worker.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace peaksite {

namespace {

// What the workers of a pass share.
class Crew {
public:
    Crew(const Pass& pass, const PassOptions& options)
        : m_pass(pass), m_options(options), m_kit(pass), m_cache(pass.rasters), m_order(tiles_to_do()),
          m_covers(pass, m_order)
    {
        m_result.strays.resize(pass.inputs.size());
        for (const auto& zone : pass.zones)
            m_result.zones.emplace_back(pass.sets[static_cast<std::size_t>(zone.set)].layout, true);
    }

    PassResult run()
    {
        // One worker tells the cache which blocks every tile will need, so that blocks can be given back.
        Worker first{m_pass, m_kit, m_cache, m_covers};
        for (const int tile : m_order) first.expect(tile, m_cache);
        {
            std::vector<std::jthread> crew;
            for (int i = 1; i < m_options.threads; ++i)
                crew.emplace_back([this] {
                    guarded([this] {
                        Worker worker{m_pass, m_kit, m_cache, m_covers};
                        work(worker);
                    });
                });
            guarded([&] { work(first); });
        }
        settle_rest();
        if (m_failure) std::rethrow_exception(m_failure);
        if (m_options.stop.stop_requested()) throw Stopped{};
        m_result.cache_bytes = m_cache.bytes();
        m_result.tiles_read = m_order.size();
        return std::move(m_result);
    }

private:
    std::vector<int> tiles_to_do() const
    {
        auto order = m_pass.tiling.order(m_pass.tiling.across());
        if (m_options.checkpoint != nullptr)
            std::erase_if(order, [&](int tile) { return m_options.checkpoint->has(m_options.pass, tile); });
        return order;
    }

    // Runs on a thread of its own: nothing may escape.
    template <class Job>
    void guarded(Job job)
    {
        try {
            job();
        } catch (...) {
            fail(m_order.size(), std::current_exception());
        }
    }

    void work(Worker& worker)
    {
        auto saved = std::chrono::steady_clock::now();
        while (!m_options.stop.stop_requested() && !m_failed.load()) {
            const auto next = m_next.fetch_add(1);
            if (next >= m_order.size()) break;
            try {
                worker.work(m_order[next]);
            } catch (...) {
                return fail(next, std::current_exception());
            }
            finished();
            if (std::chrono::steady_clock::now() - saved < m_options.save_every) continue;
            hand_over(worker.take());
            saved = std::chrono::steady_clock::now();
        }
        leave(worker.take());
        const auto strays = worker.strays();
        const std::lock_guard lock{m_mutex};
        for (std::size_t i = 0; i < strays.size(); ++i) m_result.strays[i].merge(strays[i]);
    }

    void finished()
    {
        const std::lock_guard lock{m_mutex};
        ++m_done;
        if (m_options.progress) m_options.progress({.tiles = static_cast<int>(m_order.size()), .done = m_done});
    }

    void fail(std::size_t at, std::exception_ptr error)
    {
        const std::lock_guard lock{m_mutex};
        m_failed = true;
        if (m_failure && at > m_failed_at) return;
        m_failed_at = at;
        m_failure = std::move(error);
    }

    // Only whole tiles are handed over, so that work that is stopped keeps what it has.
    void hand_over(const PartialTally& partial)
    {
        if (partial.tiles.empty()) return;
        if (m_options.checkpoint != nullptr) m_options.checkpoint->save(m_options.pass, partial.tiles, partial.zones);
        const std::lock_guard lock{m_mutex};
        add(partial);
    }

    void leave(PartialTally partial)
    {
        const std::lock_guard lock{m_mutex};
        m_rest.push_back(std::move(partial));
    }

    void add(const PartialTally& partial)
    {
        for (const auto& [zone, tally] : partial.zones) m_result.zones[static_cast<std::size_t>(zone)].merge(tally);
    }

    // The last tiles of the workers are saved only if the run may need them again.
    void settle_rest()
    {
        const bool needed = !m_failure && (m_options.stop.stop_requested() || !m_options.last);
        for (auto& partial : m_rest) {
            if (needed && m_options.checkpoint != nullptr && !partial.tiles.empty())
                m_options.checkpoint->save(m_options.pass, partial.tiles, partial.zones);
            add(std::exchange(partial, {}));
        }
    }

    const Pass& m_pass;
    const PassOptions& m_options;
    InputKit m_kit;
    BlockCache m_cache;
    std::vector<int> m_order;
    ZoneCovers m_covers;
    std::atomic<std::size_t> m_next{0};
    std::atomic<bool> m_failed{false};
    std::mutex m_mutex;
    int m_done = 0;
    std::size_t m_failed_at = 0;
    std::exception_ptr m_failure;
    std::vector<PartialTally> m_rest;
    PassResult m_result;
};

} // namespace

PassResult run_pass(const Pass& pass, const PassOptions& options)
{
    return pass.survey != nullptr ? run_survey(pass, options) : Crew{pass, options}.run();
}

} // namespace peaksite
