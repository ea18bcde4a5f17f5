#pragma once

#include "job/init/draft_value.hpp"
#include "peaksite/place.hpp"

#include <map>
#include <string>
#include <vector>

namespace peaksite {

/// A key of a plan that is being written.
struct DraftKey {
    std::string key;
    DraftValue value;
    std::string remark{}; ///< behind it, as a comment
    Place origin{};       ///< the cell of a task book that it comes from
    bool open = false;    ///< written as a comment, to be decided by the user
};

/// A table of a plan that is being written: "[[layers]]".
struct DraftTable {
    std::string head;                   ///< "[[layers]]"; empty for keys before all tables
    std::vector<std::string> remarks{}; ///< comments above it
    std::vector<DraftKey> keys{};
    Place origin{};                       ///< where the table as a whole comes from
    std::map<std::string, Place> cells{}; ///< by key: where it would come from, whether it is there or not
};

/// TOML text, and where each of its lines comes from.
struct DraftText {
    std::string toml;
    std::vector<Place> origins;                      ///< by line, from the first; empty where there is none
    std::vector<std::map<std::string, Place>> cells; ///< by line: those of its table
};
DraftText written(const std::vector<DraftTable>& tables);

} // namespace peaksite
