#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace peaksite {

/// A folder that goes with this object, with everything in it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path operator/(const std::filesystem::path& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

void write_file(const std::filesystem::path& path, const std::string& content);
std::string read_file(const std::filesystem::path& path);

/// Names in a folder, sorted, without those below.
std::vector<std::string> names_in_folder(const std::filesystem::path& folder);

} // namespace peaksite
