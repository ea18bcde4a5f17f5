#pragma once

#include "model/pilots/pilot_data.hpp"
#include "model/pilots/type_weights.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// siting.json of a run: what ranking and selection need beside run.tally.
struct PilotFile {
    std::string fingerprint{}; ///< of the run that the data come from
    std::string base{};        ///< folder of that run, where this is one made of it; else empty
    std::vector<std::pair<std::string, std::string>> inputs{}; ///< role and fingerprint of each input
    PilotGround ground{};
    std::vector<std::pair<std::string, std::vector<Judgement>>> judgements{}; ///< by pilot type; written for readers
};

/// Writes siting.json; numbers read back to the same double. Throws InputError.
void write_pilots_file(const PilotFile& file, const std::filesystem::path& path);

/// Throws InputError, with the file and what to do, when it cannot be read, is damaged, or of another version.
PilotFile read_pilots_file(const std::filesystem::path& path);

} // namespace peaksite
