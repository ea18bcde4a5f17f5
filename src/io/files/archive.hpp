#pragma once

#include <string>
#include <vector>

namespace peaksite {

/// The files in a zip, by their paths inside it; empty when it cannot be read as one.
std::vector<std::string> files_in_archive(const std::string& file);

/// Reads a zip to its end. Throws InputError naming the file, and the member at fault, when it is cut short or a
/// checksum does not fit.
void require_whole_archive(const std::string& file);

} // namespace peaksite
