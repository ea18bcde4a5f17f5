#pragma once

#include "base/text.hpp"
#include "job/init/draft.hpp"
#include "plan/catalogue/catalogue.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace peaksite {

enum class Confidence : std::uint8_t {
    sure,   ///< the file says so
    likely, ///< name and content agree
    guess   ///< to be looked at
};

/// What was made of a file, or of a table of it, and why.
struct Guess {
    std::string file;
    Sentence says;
    Confidence confidence = Confidence::guess;
};

struct InitRequest {
    std::vector<std::filesystem::path> files; ///< rasters, vectors, tables; folders are searched
    std::filesystem::path plan;               ///< where the plan will lie: paths are written relative to it
    std::string cell;                         ///< "100 m"; empty: from the files
    std::string title;
    Catalogue catalogue;
};

/// A commented plan for the files.
struct InitPlan {
    std::string toml;
    std::vector<DraftTable> tables;          ///< the same, table by table
    std::vector<Guess> guesses;              ///< by file, in the order given
    std::vector<std::filesystem::path> read; ///< the files that were looked at
};

/// Looks at the files and writes a plan that uses them: entries of the catalogue by name, classes, values and units;
/// keys, names and kinds of zones by their columns; official layers that rules ask for and no file holds as absent
/// (待提供). What is guessed stands in comments. Throws UsageError when no file is given or one is not there.
InitPlan scaffold(const InitRequest& request);

} // namespace peaksite
