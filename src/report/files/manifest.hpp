#pragma once

#include "model/results.hpp"
#include "report/audit/audit_line.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// An input as the manifest lists it.
struct ManifestInput {
    std::string role; ///< "layer ghi", "zones county"
    std::string path;
    std::uint64_t size = 0;
    std::string modified;
    std::string fast;
    std::string sha256;
    std::string source; ///< of the catalogue or the plan
    std::string licence;
    std::string certainty; ///< found, memory, default
    bool of_data = true;   ///< else it is an entry of the catalogue, or the task book
};

/// The files that a run read: where they were, and what they were.
struct RecordedInputs {
    std::string folder; ///< absolute: paths that are relative are in it; empty where that is not known
    std::vector<ManifestInput> files;
};

/// What a run leaves about itself.
struct ManifestFacts {
    std::string program;                                        ///< "peaksite 0.1.0"
    std::vector<std::pair<std::string, std::string>> libraries; ///< name, version
    std::string plan_file;
    std::string plan_text;
    std::vector<std::pair<std::string, std::string>> settings;
    std::string fingerprint;
    RecordedInputs inputs;
    std::string grid_crs; ///< WKT
    std::string grid_crs_name;
    Grid grid;
    int tile = 0;
    std::vector<std::string> operations;
    std::vector<std::pair<std::string, std::string>> layers; ///< id, how it was brought to the grid
    std::vector<std::pair<std::string, std::int64_t>> counts;
    std::vector<std::pair<std::string, double>> seconds;
    int threads = 0;
    std::size_t cache_bytes = 0;
    std::string secrecy;
    std::vector<std::string> withheld; ///< outputs not written because of it
    std::vector<Sentence> warnings{};  ///< those of the results, and of what was written
    std::vector<AuditLine> audit{};    ///< the results checked by themselves
};

/// Writes manifest.json; it is the last file of a run, lists all others and marks the folder as ours. Throws
/// InputError.
void write_manifest(const ManifestFacts& facts, const Results& results, const std::filesystem::path& path);

/// What a folder made of a finished run leaves about itself.
struct DerivedManifest {
    std::string program;
    std::string base_folder;
    std::string base_fingerprint;
    std::string plan_file;
    std::string plan_text;
    std::vector<std::pair<std::string, std::string>> settings;
    RecordedInputs inputs; ///< of its base, and what was read anew
    std::vector<Sentence> warnings;
    std::optional<std::vector<AuditLine>> audit{}; ///< where its results were checked by themselves
};

/// Writes manifest.json of a folder that names its base run. Throws InputError.
void write_derived_manifest(const DerivedManifest& facts, const std::filesystem::path& path);

/// The files of a folder that its manifest lists, in order: all but itself.
std::vector<std::string> listed_files(const std::filesystem::path& folder);

/// The inputs that the manifest of a folder lists; none where there is no manifest that can be read.
RecordedInputs recorded_inputs(const std::filesystem::path& folder);

/// Whether a folder holds a manifest of this program.
bool is_our_folder(const std::filesystem::path& folder);

/// Files of our folder that its manifest does not list: somebody else's, but for what programs leave beside ours
/// (locks, statistics, journals). Empty for manifests that list no files.
std::vector<std::string> foreign_files(const std::filesystem::path& folder);

} // namespace peaksite
