#pragma once

#include "engine/inputs.hpp"
#include "engine/output_tile.hpp"
#include "engine/zone_covers.hpp"

#include <map>
#include <memory>
#include <span>

namespace peaksite {

/// What a worker has counted since it was last emptied: finished tiles, and the zones they touched.
struct PartialTally {
    std::vector<int> tiles;
    std::map<int, ZoneTally> zones;
    std::vector<Strays> strays; ///< by input, of all tiles since the worker began
};

/// Works through tiles of a pass: reads, evaluates, counts. One thread each.
class Worker {
public:
    /// `sinks`: of the pass's gridded outputs, in their order; none where no output is made.
    Worker(const Pass& pass, const InputKit& kit, BlockCache& cache, ZoneCovers& covers,
           std::span<const std::shared_ptr<RasterSink>> sinks = {});

    /// A tile without zones is not read, unless a raster is made everywhere.
    bool needs(int tile) const;
    /// What a tile will have on the desk, by raster.
    const std::map<int, Window>& windows(int tile);
    /// Tells the cache so; called for every tile before work begins.
    void expect(int tile, BlockCache& cache);
    /// Throws InputError when a layer cannot be read; the tile then counts for nothing.
    void work(int tile);

    PartialTally take();

private:
    std::vector<Strays> strays() const;

    /// A zone in the tile at hand.
    struct Active {
        int zone = 0;
        int set = 0;
        std::shared_ptr<const Coverage> coverage;
        std::unique_ptr<TileTally> tally;
        std::vector<Run> runs; // of the row at hand
        std::span<const EdgeCell> edge;
        bool here() const { return !runs.empty() || !edge.empty(); }
    };
    void want(const Window& window);
    void gather(int tile);
    void row(Row row);
    void count_rows();
    struct Largest {
        double value = 0;
        Cell cell{Row{0}, Col{0}};
        int output = -1;
    };
    Largest largest_value();
    std::string zones_at(Cell cell) const;
    Sentence cell_too_large();
    void number_masks_anew(int cells);
    void evaluate(Row row, int begin, int end);
    void count(Row row, int begin, int end);
    void keep_values(Row row, int begin, int end);
    void distribute(Active& active);
    void distribute(Active& active, const std::vector<double>& values, BucketCounter& counter,
                    Distribution& distribution);
    void finish();

    const Pass& m_pass;
    ZoneCovers& m_covers;
    Desk m_desk;
    std::vector<int> m_read; // inputs
    std::vector<std::unique_ptr<InputReader>> m_readers;
    RowMachine m_machine;
    MaskNumbers m_masks;
    WindowList m_wanted;

    Window m_window;
    std::vector<Active> m_active;
    std::vector<std::vector<std::unique_ptr<TileTally>>> m_spare; // by set
    std::map<Buckets, BucketCounter> m_counters;
    std::vector<InputRow> m_rows;
    std::vector<const std::uint8_t*> m_conditions;
    std::vector<ValueRow> m_moments, m_measures;
    std::vector<const std::uint8_t*> m_classes;
    std::vector<std::int64_t> m_areas;
    std::map<int, std::vector<double>> m_kept; // by value output: the tile's values, for distributions
    std::vector<OutputTile> m_outputs;
    bool m_everywhere = false; // one of them holds cells outside all zones
    std::vector<char> m_covered;
    PartialTally m_partial;
};

} // namespace peaksite
