#include "engine/run_pass.hpp"

#include "base/crew.hpp"
#include "engine/worker.hpp"

#include <algorithm>
#include <mutex>

namespace peaksite {

namespace {

// What the workers of a pass share.
class PassCrew {
public:
    PassCrew(const Pass& pass, const PassOptions& options)
        : m_pass(pass), m_options(options), m_kit(pass), m_cache(pass.rasters), m_order(tiles_to_do()),
          m_covers(pass, m_order), m_hands(static_cast<std::size_t>(std::max(1, options.threads)))
    {
        m_result.strays.resize(pass.inputs.size());
        for (const auto& zone : pass.zones)
            m_result.zones.emplace_back(pass.sets[static_cast<std::size_t>(zone.set)].layout, true);
    }

    PassResult run()
    {
        try {
            // The cache is told first which blocks every tile will need, so that blocks can be given back.
            share([this](int tile, Hand& hand) { hand.worker.expect(tile, m_cache); });
            share([this](int tile, Hand& hand) { work(tile, hand); });
        } catch (const Stopped&) {
            save_rest();
            throw;
        }
        if (m_options.stop.stop_requested()) { // after the last tile began
            save_rest();
            throw Stopped{};
        }
        if (!m_options.last) save_rest();
        add_rest();
        m_result.cache_bytes = m_cache.bytes();
        m_result.tiles_read = m_order.size();
        return std::move(m_result);
    }

private:
    // A worker, and when its tiles were saved.
    struct Hand {
        explicit Hand(PassCrew& crew)
            : worker(crew.m_pass, crew.m_kit, crew.m_cache, crew.m_covers, crew.m_options.sinks)
        {}
        Worker worker;
        std::chrono::steady_clock::time_point saved = std::chrono::steady_clock::now();
    };

    std::vector<int> tiles_to_do() const
    {
        auto order = m_pass.tiling.order(m_pass.tiling.across());
        if (m_options.checkpoint != nullptr)
            std::erase_if(order, [&](int tile) { return m_options.checkpoint->has(m_options.pass, tile); });
        return order;
    }

    template <class Work>
    void share(Work work)
    {
        share_pieces(
            m_order.size(), static_cast<unsigned>(m_hands.size()),
            [&](std::size_t at, unsigned worker) { work(m_order[at], hand(worker)); }, m_options.stop);
    }

    // Made by the thread that works with it, when it begins.
    Hand& hand(unsigned number)
    {
        auto& one = m_hands[number];
        if (one == nullptr) one = std::make_unique<Hand>(*this);
        return *one;
    }

    void work(int tile, Hand& hand)
    {
        hand.worker.work(tile);
        finished();
        if (std::chrono::steady_clock::now() - hand.saved < m_options.save_every) return;
        const auto partial = hand.worker.take();
        save(partial);
        const std::lock_guard lock{m_mutex};
        add(partial);
        hand.saved = std::chrono::steady_clock::now();
    }

    void finished()
    {
        const std::lock_guard lock{m_mutex};
        ++m_done;
        if (m_options.progress) m_options.progress({.tiles = static_cast<int>(m_order.size()), .done = m_done});
    }

    // Only whole tiles are saved, so that work that is stopped keeps what it has.
    void save(const PartialTally& partial)
    {
        if (m_options.checkpoint != nullptr && !partial.tiles.empty())
            m_options.checkpoint->save(m_options.pass, partial.tiles, partial.zones, partial.strays);
    }

    void add(const PartialTally& partial)
    {
        for (const auto& [zone, tally] : partial.zones) m_result.zones[static_cast<std::size_t>(zone)].merge(tally);
        for (std::size_t i = 0; i < partial.strays.size(); ++i) m_result.strays[i].merge(partial.strays[i]);
    }

    // The last tiles of the workers are saved only if the run may need them again.
    void save_rest()
    {
        for (auto& one : m_hands) {
            if (one == nullptr) continue;
            const auto partial = one->worker.take();
            save(partial);
            add(partial);
        }
    }

    void add_rest()
    {
        for (auto& one : m_hands) {
            if (one != nullptr) add(one->worker.take());
        }
    }

    const Pass& m_pass;
    const PassOptions& m_options;
    InputKit m_kit;
    BlockCache m_cache;
    std::vector<int> m_order;
    ZoneCovers m_covers;
    std::vector<std::unique_ptr<Hand>> m_hands; // by worker
    std::mutex m_mutex;
    int m_done = 0;
    PassResult m_result;
};

} // namespace

PassResult run_pass(const Pass& pass, const PassOptions& options)
{
    return pass.survey != nullptr ? run_survey(pass, options) : PassCrew{pass, options}.run();
}

} // namespace peaksite
