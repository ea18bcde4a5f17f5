#include "job/study/count_study.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// Finished tiles of this run and, when resumed, of the one before.
class TallyCheckpoint final : public Checkpoint {
public:
    TallyCheckpoint(const CountRequest& request, const TallyHead& head, const Blueprint& blueprint)
        : m_overlaps(request.overlaps)
    {
        if (request.resume && fs::exists(request.tally_file)) {
            auto content = read_tally(request.tally_file);
            if (content.head.fingerprint != head.fingerprint || content.head.tiles != head.tiles)
                throw UsageError{
                    text("'{}' belongs to another plan, other inputs or another version; run without --resume",
                         request.tally_file.string())};
            for (auto& record : content.records) {
                if (!belongs(record, blueprint) || !add_overlaps(record.notes))
                    throw InputError{
                        text("'{}' is damaged: it holds what this plan cannot have counted; run without --resume",
                             request.tally_file.string())};
                for (const int tile : record.tiles) m_done.insert({record.pass, tile});
                m_before.push_back(std::move(record));
            }
            m_writer.emplace(request.tally_file, content);
        } else
            m_writer.emplace(request.tally_file, head);
    }

    bool has(int pass, int tile) const override { return m_done.contains({pass, tile}); }
    void save(int pass, const std::vector<int>& tiles, const std::map<int, ZoneTally>& zones,
              const std::vector<Strays>& strays) override
    {
        ByteWriter notes;
        for (const auto& one : m_overlaps) one->write(notes);
        m_writer->append(pass, tiles, zones, strays, notes.bytes());
    }

    std::size_t done() const { return m_done.size(); }
    void add_earlier(StudyTally& tally) const
    {
        for (const auto& record : m_before)
            for (const auto& [zone, part] : record.zones)
                tally[static_cast<std::size_t>(record.pass)][static_cast<std::size_t>(zone)].merge(part);
    }
    void add_earlier(int pass, std::vector<Strays>& strays) const
    {
        for (const auto& record : m_before)
            for (std::size_t i = 0; record.pass == pass && i < record.strays.size(); ++i)
                strays[i].merge(record.strays[i]);
    }
    void close() { m_writer->close(); }

private:
    // False where they are not those of as many mosaics.
    bool add_overlaps(const std::string& notes) const
    {
        try {
            ByteReader in{notes};
            for (const auto& one : m_overlaps) one->add(in);
            return in.at_end();
        } catch (const InputError&) { // too few bytes
            return false;
        }
    }

    // A checksum proves that the bytes are those written, not that they make sense here.
    bool belongs(const TallyRecord& record, const Blueprint& blueprint) const
    {
        const auto& passes = blueprint.study.passes;
        if (record.pass < 0 || static_cast<std::size_t>(record.pass) >= passes.size()) return false;
        const auto& pass = passes[static_cast<std::size_t>(record.pass)];
        if (!record.strays.empty() && record.strays.size() != pass.inputs.size()) return false;
        std::set<int> tiles;
        for (const int tile : record.tiles)
            if (tile < 0 || tile >= pass.tiling.count() || m_done.contains({record.pass, tile}) ||
                !tiles.insert(tile).second)
                return false;
        return std::ranges::all_of(record.zones, [&](const auto& entry) {
            const auto& [zone, tally] = entry;
            if (zone < 0 || static_cast<std::size_t>(zone) >= pass.zones.size()) return false;
            const auto set = static_cast<std::size_t>(pass.zones[static_cast<std::size_t>(zone)].set);
            return tally.fits(pass.sets[set].layout, static_cast<int>(pass.criteria.size()));
        });
    }

    std::set<std::pair<int, int>> m_done;
    std::vector<TallyRecord> m_before;
    std::vector<std::shared_ptr<Disagreements>> m_overlaps;
    std::optional<TallyWriter> m_writer;
};

void report_strays(const Pass& pass, const std::vector<Strays>& by_input, std::vector<Sentence>& warnings)
{
    for (std::size_t i = 0; i < pass.inputs.size(); ++i) {
        const auto& strays = by_input[i];
        const auto* number_plan = std::get_if<NumberInputPlan>(&pass.inputs[i]);
        if (!strays.any || number_plan == nullptr) continue;
        const auto& name = pass.rasters[static_cast<std::size_t>(number_plan->raster)].info.name;
        const auto sentence = strays.low <= strays.high
                                  ? text("raster '{}': values from {} to {} lie outside the range of the layer and "
                                         "count as no data; if they mean that there is none, say so: nodata = …",
                                         name, strays.low, strays.high)
                                  : text("raster '{}': infinite values count as no data", name);
        if (std::ranges::find(warnings, sentence) == warnings.end()) warnings.push_back(sentence);
    }
}

} // namespace

Counted count_study(const Blueprint& blueprint, const CountRequest& request)
{
    std::optional<TallyCheckpoint> checkpoint;
    if (!request.tally_file.empty()) checkpoint.emplace(request, head_of(blueprint, request), blueprint);

    Counted out;
    for (std::size_t number = 0; number < blueprint.study.passes.size(); ++number) {
        const auto& pass = blueprint.study.passes[number];
        PassOptions options;
        options.threads = request.threads;
        options.stop = request.stop;
        options.pass = static_cast<int>(number);
        options.last = number + 1 == blueprint.study.passes.size();
        options.checkpoint = checkpoint ? &*checkpoint : nullptr;
        if (number == 0) options.sinks = request.sinks;
        if (request.progress)
            options.progress = [&](const Progress& progress) {
                request.progress({.name = Stage::Name::counting, .detail = pass.name, .progress = progress});
            };
        auto result = run_pass(pass, options);
        result.strays.resize(pass.inputs.size());
        if (checkpoint) checkpoint->add_earlier(options.pass, result.strays);
        report_strays(pass, result.strays, out.warnings);
        out.cache_bytes = std::max(out.cache_bytes, result.cache_bytes);
        out.tiles += result.tiles_read;
        out.tally.push_back(std::move(result.zones));
    }
    if (checkpoint) {
        out.resumed_tiles = checkpoint->done();
        checkpoint->add_earlier(out.tally);
        checkpoint->close();
    }
    for (auto& pass : out.tally)
        for (auto& zone : pass) zone.settle();
    return out;
}

TallyHead head_of(const Blueprint& blueprint, const CountRequest& request)
{
    TallyHead head{.fingerprint = request.fingerprint, .description = request.description, .tiles = {}};
    for (const auto& pass : blueprint.study.passes) head.tiles.push_back(pass.tiling.count());
    return head;
}

void write_tally(const TallyHead& head, const StudyTally& tally, const fs::path& file)
{
    const fs::path draft = file.string() + ".new";
    {
        TallyWriter writer{draft, head};
        for (std::size_t pass = 0; pass < tally.size(); ++pass) {
            std::vector<int> tiles(static_cast<std::size_t>(head.tiles[pass]));
            std::iota(tiles.begin(), tiles.end(), 0);
            writer.append(static_cast<int>(pass), tiles, tally[pass]);
        }
    }
    fs::rename(draft, file);
}

} // namespace peaksite
