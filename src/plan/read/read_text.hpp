#pragma once

#include <filesystem>
#include <string>

namespace peaksite {

/// The whole of a text file, without a byte order mark. Throws InputError naming it when it cannot be read.
std::string read_text(const std::filesystem::path& path);

} // namespace peaksite
