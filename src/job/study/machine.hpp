#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>

namespace peaksite {

/// Bytes of memory that a new process can take without swapping, by what the system says; nothing where it says
/// nothing.
std::optional<std::size_t> free_memory();

/// Bytes free on the disk of a folder; nothing where the system does not say.
std::optional<std::size_t> free_disk(const std::filesystem::path& folder);

/// The folder itself, or the nearest above it that is there.
std::filesystem::path nearest_folder(const std::filesystem::path& folder);

/// Whether files can be made in the folder.
bool writable(const std::filesystem::path& folder);

} // namespace peaksite
