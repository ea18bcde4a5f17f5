#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace peaksite {

/// Why an indicator has no value in a finished run.
struct RunReason {
    std::string zones; ///< empty: no zone has it
    std::string key;
    std::string name;
    std::string reason;
};

/// What a finished run says of an indicator ("excl_share" means that of every technology too): reasons where it is
/// missing. Reads no pixels. Throws UsageError when the folder holds no run, or one of a version that kept no reasons.
std::vector<RunReason> reasons_in_run(const std::filesystem::path& folder, const std::string& indicator);

} // namespace peaksite
