#pragma once

#include "tally/strays.hpp"
#include "tally/zone_tally.hpp"

#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// What a result file says of the run it belongs to.
struct TallyHead {
    std::string fingerprint; ///< of plan, inputs and program: only equal runs may be joined
    std::string description; ///< what the counters mean, in bytes of whoever counts: model/meaning/archive
    std::vector<int> tiles;  ///< by pass
    bool operator==(const TallyHead&) const = default;
};

/// Finished tiles of one pass and what they found.
struct TallyRecord {
    int pass = 0;
    std::vector<int> tiles;
    std::map<int, ZoneTally> zones;
    std::vector<Strays> strays{}; ///< by input of the pass; none where nobody asks any more
    std::string notes{};          ///< what was met besides until now, in bytes of whoever counts
};

/// Everything a result file holds. Records may come in any order; their sum does not depend on it.
struct TallyContent {
    TallyHead head;
    std::vector<TallyRecord> records;
    std::uint64_t good_bytes = 0; ///< up to the end of the last whole record
};

/// Reads run.tally of a run that goes on: a last record that was cut off is left out. Throws InputError, with the file
/// and what to do, when it is not there, is no result file, or is of another version.
TallyContent read_tally(const std::filesystem::path& path);

/// Reads run.tally of a finished run: a record for every pass with all its tiles, in order, and nothing after them.
/// Throws InputError as read_tally does, and where a byte is missing, altered or too many.
TallyContent read_finished_tally(const std::filesystem::path& path);

/// Whether the file is a tally with at least one whole record; false when it is not there or cannot be read.
bool holds_records(const std::filesystem::path& path);

/// Writes run.tally record by record, each with a checksum. Called by several workers.
class TallyWriter {
public:
    /// Begins a new file.
    TallyWriter(const std::filesystem::path& path, const TallyHead& head);
    /// Goes on after the last whole record of an old one.
    TallyWriter(const std::filesystem::path& path, const TallyContent& content);

    /// Zones by number, or all of them in order. Throw InputError when the record cannot be written (disk full).
    void append(int pass, const std::vector<int>& tiles, const std::map<int, ZoneTally>& zones,
                const std::vector<Strays>& strays = {}, std::string_view notes = {});
    void append(int pass, const std::vector<int>& tiles, const std::vector<ZoneTally>& zones);
    void close();

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    struct PartHead;
    void append(const PartHead& last, const std::function<const ZoneTally*(int&)>& next);
    void put(const std::string& payload);

    std::filesystem::path m_path;
    std::unique_ptr<std::FILE, Close> m_file;
    std::mutex m_mutex;
    ByteWriter m_part; // its memory is used again
};

} // namespace peaksite
