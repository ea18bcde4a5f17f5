// The floor of the benchmark: decodes every block of the rasters with so many threads and does nothing with them.
//   decode_floor THREADS FILE...      prints seconds
#include <gdal_priv.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};

void decode(const std::string& file, std::atomic<int>& next)
{
    const std::unique_ptr<GDALDataset, CloseDataset> dataset{GDALDataset::Open(file.c_str(), GDAL_OF_RASTER)};
    if (dataset == nullptr) std::exit(1);
    auto* band = dataset->GetRasterBand(1);
    int width = 0, height = 0;
    band->GetBlockSize(&width, &height);
    const int across = (band->GetXSize() + width - 1) / width, down = (band->GetYSize() + height - 1) / height;
    std::vector<char> block(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) *
                            static_cast<std::size_t>(GDALGetDataTypeSizeBytes(band->GetRasterDataType())));
    for (int at = next++; at < across * down; at = next++)
        if (band->ReadBlock(at % across, at / across, block.data()) != CE_None) std::exit(1);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3) return 2;
    GDALAllRegister();
    const auto start = std::chrono::steady_clock::now();
    for (int i = 2; i < argc; ++i) {
        std::atomic<int> next{0};
        std::vector<std::jthread> threads;
        for (int t = 0; t < std::atoi(argv[1]); ++t) threads.emplace_back([&] { decode(argv[i], next); });
    }
    std::printf("%.3f\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
}
