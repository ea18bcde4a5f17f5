// Gridded outputs belong to who takes them: a pass is only read.
#include "support/memory_pass.hpp"

#include <future>
#include <mutex>

namespace peaksite {
namespace {

// Keeps the cells of an output by their place.
class Keeper final : public RasterSink {
public:
    explicit Keeper(const Grid& grid) : m_cells(grid.rows(), grid.cols(), no_data) {}

    void write(const Window& window, const void* cells) override
    {
        const auto* from = static_cast<const float*>(cells);
        const std::lock_guard lock{m_mutex};
        for (int row = 0; row < window.rows; ++row)
            for (int col = 0; col < window.cols; ++col)
                m_cells.at(window.row.value + row, window.col.value + col) =
                    static_cast<double>(from[row * window.cols + col]);
    }
    const std::vector<double>& cells() const { return m_cells.values; }

private:
    std::mutex m_mutex;
    Cells m_cells;
};

// A pass of 30 tiles whose output is what its raster holds, everywhere.
struct OutputScene {
    OutputScene() : pass(empty_pass({{.x = 0, .y = 4000000}, 100, 100, 260, 330}, Crs::parse("china-albers"), 64))
    {
        Cells cells{260, 330};
        for (std::size_t i = 0; i < cells.values.size(); ++i) cells.values[i] = static_cast<double>(i);
        raster = memory_raster(cells, position_of(pass.grid), pass.crs);
        opened = std::make_shared<std::atomic<int>>(0);
        auto counting = raster.raster;
        counting.open = [open = raster.raster.open, count = opened] {
            ++*count;
            return open();
        };
        const int input = add_numbers(pass, counting, Resampling::nearest);
        RasterOutput output;
        output.value =
            compile_values(pass, {{"x", NumberInput{.input = input, .unit = {}, .twin = {}}}}, {"x"}).front();
        output.everywhere = true;
        pass.outputs.push_back(output);
    }

    std::vector<double> made(int threads) const
    {
        const auto keeper = std::make_shared<Keeper>(pass.grid);
        PassOptions options;
        options.threads = threads;
        options.sinks.push_back(keeper);
        run_pass(pass, options);
        return keeper->cells();
    }

    Pass pass;
    MemoryRaster raster;
    std::shared_ptr<std::atomic<int>> opened;
};

TEST(PassOutputs, AreMadeWhereSomebodyTakesThemOnly)
{
    const OutputScene scene;
    run_pass(scene.pass, {});
    EXPECT_EQ(*scene.opened, 0) << "no zone, and nobody takes the output: nothing is read";
    EXPECT_EQ(scene.made(1), scene.raster.cells->values);
    EXPECT_EQ(scene.made(3), scene.raster.cells->values);
}

TEST(PassOutputs, OfOnePassAreMadeTwiceAtTheSameTime)
{
    const OutputScene scene;
    auto other = std::async(std::launch::async, [&] { return scene.made(2); });
    EXPECT_EQ(scene.made(2), scene.raster.cells->values);
    EXPECT_EQ(other.get(), scene.raster.cells->values);
}

TEST(Pass, BeginsNoMoreWorkersThanThereAreTiles)
{
    OutputScene scene;
    scene.pass.tiling = Tiling{scene.pass.grid, 512};
    ASSERT_EQ(scene.pass.tiling.count(), 1);
    EXPECT_EQ(scene.made(500), scene.raster.cells->values);
    EXPECT_EQ(*scene.opened, 1);
}

// What was whole when the stop came is kept, by every worker.
TEST(Pass, KeepsWholeTilesWhenItIsStopped)
{
    class Kept final : public Checkpoint {
    public:
        bool has(int, int) const override { return false; }
        void save(int, const std::vector<int>& tiles, const std::map<int, ZoneTally>&,
                  const std::vector<Strays>&) override
        {
            const std::lock_guard lock{m_mutex};
            saved += tiles.size();
        }
        std::size_t saved = 0;

    private:
        std::mutex m_mutex;
    };
    for (const int threads : {1, 3}) {
        const OutputScene scene;
        Kept kept;
        std::stop_source stop;
        std::size_t finished = 0;
        PassOptions options;
        options.threads = threads;
        options.checkpoint = &kept;
        options.stop = stop.get_token();
        options.progress = [&](const Progress& progress) {
            finished = static_cast<std::size_t>(progress.done);
            if (progress.done == 5) stop.request_stop();
        };
        EXPECT_THROW(run_pass(scene.pass, options), Stopped);
        EXPECT_GE(finished, 5U);
        EXPECT_EQ(kept.saved, finished);
    }
}

} // namespace
} // namespace peaksite
