#include "io/raster/raster_writer.hpp"

#include "io/files/gdal.hpp"
#include "io/raster/raster_style.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>

#include <array>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <limits>
#include <mutex>
#include <thread>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// A list of "NAME=VALUE" as GDAL takes it.
class Options {
public:
    Options(std::initializer_list<const char*> options)
    {
        for (const char* option : options) m_list = CSLAddString(m_list, option);
    }
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;
    ~Options() { CSLDestroy(m_list); }
    char** get() const { return m_list; }

private:
    char** m_list = nullptr;
};

[[noreturn]] void fail_to_write(const fs::path& path)
{
    throw InputError{text("raster '{}' cannot be written: {}; is the disk full?", path.string(), last_gdal_error())};
}

GDALDriver& driver(const char* name)
{
    prepare_gdal();
    return *GetGDALDriverManager()->GetDriverByName(name);
}

} // namespace

// Tiles wait here for the one thread that writes them.
class RasterWriter::Queue final : public RasterSink {
public:
    Queue(fs::path path, const Grid& grid, const Crs& crs, bool states) : m_path(std::move(path)), m_states(states)
    {
        const Options options{"TILED=YES", "BLOCKXSIZE=512",   "BLOCKYSIZE=512", "COMPRESS=DEFLATE",
                              "ZLEVEL=1",  "BIGTIFF=IF_SAFER", "SPARSE_OK=TRUE"};
        CPLErrorReset();
        m_dataset.reset(driver("GTiff").Create(m_path.string().c_str(), grid.cols(), grid.rows(), 1,
                                               states ? GDT_Byte : GDT_Float32, options.get()));
        if (m_dataset == nullptr) fail_to_write(m_path);
        const auto origin = grid.north_west();
        std::array transform{origin.x, grid.cell_width(), 0.0, origin.y, 0.0, -grid.cell_height()};
        m_dataset->SetGeoTransform(transform.data());
        OGRSpatialReference reference;
        reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        reference.importFromWkt(crs.wkt().c_str());
        m_dataset->SetSpatialRef(&reference);
        auto* band = m_dataset->GetRasterBand(1);
        band->SetNoDataValue(states ? state_no_data : std::numeric_limits<double>::quiet_NaN());
        m_thread = std::jthread{[this] { work(); }};
    }

    ~Queue() override { stop(); }

    void write(const Window& window, const void* cells) override
    {
        const std::size_t bytes = window.cells() * (m_states ? 1 : sizeof(float));
        std::vector<std::byte> copy(bytes);
        std::memcpy(copy.data(), cells, bytes);
        std::unique_lock lock{m_mutex};
        constexpr std::size_t most_waiting = 8;
        m_changed.wait(lock, [&] { return m_tiles.size() < most_waiting || !m_error.empty(); });
        if (!m_error.empty())
            throw InputError{text("raster '{}' cannot be written: {}; is the disk full?", m_path.string(), m_error)};
        m_tiles.push_back({window, std::move(copy)});
        m_changed.notify_all();
    }

    // Waits until everything is written; the dataset is then the caller's.
    Dataset take()
    {
        stop();
        if (!m_error.empty())
            throw InputError{text("raster '{}' cannot be written: {}; is the disk full?", m_path.string(), m_error)};
        CPLErrorReset();
        m_dataset->FlushCache(false);
        if (CPLGetLastErrorType() == CE_Failure) fail_to_write(m_path);
        return std::move(m_dataset);
    }

    const fs::path& path() const { return m_path; }

private:
    struct Tile {
        Window window;
        std::vector<std::byte> cells;
    };

    void stop()
    {
        {
            const std::lock_guard lock{m_mutex};
            m_done = true;
            m_changed.notify_all();
        }
        if (m_thread.joinable()) m_thread.join();
    }

    void work()
    {
        for (;;) {
            Tile tile;
            {
                std::unique_lock lock{m_mutex};
                m_changed.wait(lock, [&] { return m_done || !m_tiles.empty(); });
                if (m_tiles.empty()) return;
                tile = std::move(m_tiles.front());
                m_tiles.pop_front();
                m_changed.notify_all();
            }
            put(tile);
        }
    }

    void put(Tile& tile)
    {
        const auto& w = tile.window;
        CPLErrorReset();
        const auto result =
            m_dataset->GetRasterBand(1)->RasterIO(GF_Write, w.col.value, w.row.value, w.cols, w.rows, tile.cells.data(),
                                                  w.cols, w.rows, m_states ? GDT_Byte : GDT_Float32, 0, 0, nullptr);
        if (result == CE_None) return;
        const std::lock_guard lock{m_mutex};
        m_error = last_gdal_error();
        if (m_error.empty()) m_error = "no reason is known";
        m_changed.notify_all();
    }

    fs::path m_path;
    bool m_states;
    Dataset m_dataset;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Tile> m_tiles;
    bool m_done = false;
    std::string m_error;
    std::jthread m_thread;
};

RasterWriter::RasterWriter(fs::path path, const Grid& grid, const Crs& crs, bool states, RasterStyle style)
    : m_path(std::move(path)), m_style(std::move(style)), m_states(states),
      m_queue(std::make_shared<Queue>(m_path.parent_path() / (m_path.stem().string() + ".part.tif"), grid, crs, states))
{}

RasterWriter::~RasterWriter() = default;

std::shared_ptr<RasterSink> RasterWriter::sink() { return m_queue; }

void RasterWriter::finish()
{
    auto draft = m_queue->take();
    describe_raster(*draft->GetRasterBand(1), m_style);
    const Options options{"COMPRESS=DEFLATE", "LEVEL=1", "PREDICTOR=YES", "BIGTIFF=IF_SAFER",
                          m_states ? "OVERVIEW_RESAMPLING=NEAREST" : "OVERVIEW_RESAMPLING=AVERAGE"};
    CPLErrorReset();
    Dataset final_copy{
        driver("COG").CreateCopy(m_path.string().c_str(), draft.get(), FALSE, options.get(), nullptr, nullptr)};
    if (final_copy == nullptr) fail_to_write(m_path);
    final_copy.reset(); // what is still to be written is written now
    if (CPLGetLastErrorType() == CE_Failure) fail_to_write(m_path);
    draft.reset();
    std::error_code ignored;
    fs::remove(m_queue->path(), ignored);
    fs::remove(m_queue->path().string() + ".aux.xml", ignored);
    write_qml(m_path, m_style);
}

} // namespace peaksite
