#include "base/crew.hpp"

#include "base/error.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace peaksite {
namespace {

using testing::Each;

TEST(Crew, EveryPieceIsWorkedOnOnce)
{
    for (const unsigned threads : {0U, 1U, 2U, 3U, 8U})
        for (const std::size_t pieces : {0U, 1U, 2U, 7U, 1000U}) {
            std::vector<std::atomic<int>> times(pieces);
            std::atomic<unsigned> most_worker{0};
            share_pieces(pieces, threads, [&](std::size_t piece, unsigned worker) {
                ++times[piece];
                for (auto most = most_worker.load(); worker > most && !most_worker.compare_exchange_weak(most, worker);)
                    ;
            });
            for (const auto& count : times) EXPECT_EQ(count, 1);
            EXPECT_LT(most_worker, std::max(threads, 1U));
        }
}

TEST(Crew, TheFirstFailureInTheOrderOfPiecesIsThrownWhicheverCameFirst)
{
    for (const unsigned threads : {1U, 2U, 4U}) {
        std::atomic<std::size_t> begun{0};
        try {
            share_pieces(10'000, threads, [&](std::size_t piece, unsigned) {
                ++begun;
                if (piece == 20) std::this_thread::sleep_for(std::chrono::milliseconds{20});
                if (piece >= 20) throw std::runtime_error{std::to_string(piece)};
            });
            FAIL();
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "20");
        }
        EXPECT_LT(begun, 40U);
    }
}

TEST(Crew, AStopIsThrownUnlessAllIsDone)
{
    std::stop_source stop;
    std::atomic<int> done{0};
    EXPECT_THROW(share_pieces(
                     100, 2,
                     [&](std::size_t piece, unsigned) {
                         ++done;
                         if (piece == 10) stop.request_stop();
                     },
                     stop.get_token()),
                 Stopped);
    EXPECT_LT(done, 20);
    std::stop_source late;
    share_pieces(
        5, 1,
        [&](std::size_t piece, unsigned) {
            if (piece == 4) late.request_stop();
        },
        late.get_token());
    EXPECT_TRUE(late.stop_requested());
}

TEST(Crew, AsManyAsWantedOrAsTheMachineHas)
{
    EXPECT_EQ(crew_size(3), 3U);
    EXPECT_GE(crew_size(0), 1U);
}

} // namespace
} // namespace peaksite
