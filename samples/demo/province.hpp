#pragma once

#include <filesystem>

namespace demo {

/// Writes all data of the invented province into a folder, which is made where it is not there: the same bytes on every
/// machine. Throws std::exception saying what could not be written.
void write_province(const std::filesystem::path& folder);

} // namespace demo
