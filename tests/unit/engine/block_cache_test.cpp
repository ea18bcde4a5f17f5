#include "engine/block_cache.hpp"

#include <gtest/gtest.h>

#include <array>
#include <new>

extern "C" {
void __asan_init() __attribute__((weak)); // NOLINT(bugprone-reserved-identifier)
void __tsan_init() __attribute__((weak)); // NOLINT(bugprone-reserved-identifier)
}

namespace peaksite {
namespace {

class CountedSource : public LayerSource {
public:
    void read_block(int, int, std::byte*) override { ++blocks; }
    int blocks = 0;
};

Raster raster(int block)
{
    return {.info = {.name = "a.tif",
                     .rows = 8,
                     .cols = 8,
                     .block_rows = block,
                     .block_cols = block,
                     .type = PixelType::f64,
                     .position = {},
                     .nodata = {},
                     .gap = {}},
            .crs = Crs::parse("EPSG:4490"),
            .open = {}};
}

// Who asks for it next must not wait for a worker that has given up.
TEST(BlockCache, ABlockThatDoesNotFitIsNobodysAfterwards)
{
    if (&__asan_init != nullptr || &__tsan_init != nullptr) GTEST_SKIP() << "a sanitizer's allocator ends the program";
    const std::array rasters{raster(1 << 30)};
    BlockCache cache{rasters};
    const auto all = rasters[0].info.window();
    cache.expect(0, all);
    CountedSource source;
    EXPECT_THROW(cache.decode(0, all, source), std::bad_alloc);
    EXPECT_THROW(cache.hold(0, all, source), std::bad_alloc);
    EXPECT_EQ(cache.bytes(), 0U);
    EXPECT_EQ(source.blocks, 0);
}

TEST(BlockCache, ABlockIsDecodedOnceForAllWhoHoldIt)
{
    const std::array rasters{raster(8)};
    BlockCache cache{rasters};
    const auto all = rasters[0].info.window();
    for (int n = 0; n < 3; ++n) cache.expect(0, all);
    CountedSource source;
    for (int n = 0; n < 3; ++n) {
        cache.decode(0, all, source);
        EXPECT_EQ(cache.hold(0, all, source).size(), 1U);
        if (n < 2) cache.release(0, all);
    }
    EXPECT_EQ(source.blocks, 1);
    cache.release(0, all);
    EXPECT_EQ(cache.bytes(), 8U * 8U * sizeof(double));
}

} // namespace
} // namespace peaksite
