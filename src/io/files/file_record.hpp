#pragma once

#include "base/fingerprint.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace peaksite {

/// An input file as the manifest remembers it.
struct FileRecord {
    std::string path;
    std::uint64_t size = 0;
    std::string modified; ///< UTC, "2026-11-20T08:00:00Z"
    std::string fast;     ///< fingerprint of size, first and last megabyte
    std::string sha256;   ///< of all of it; empty unless asked for
    bool operator==(const FileRecord&) const = default;
};

/// Records of a file and what belongs to it (the parts of a shapefile, the files of a geodatabase). Files that are not
/// on a disk (/vsi…) have a record with a name only. Throws InputError when one cannot be read.
std::vector<FileRecord> records_of(const std::string& path, bool whole);

/// Whether a file that was recorded is still there and holds something else, as far as size and fingerprint tell; a
/// large one is looked into only where its time differs.
bool changed_since(const FileRecord& record);

} // namespace peaksite
