#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace peaksite {

/// A folder of its own for a test; goes with the object.
class Scratch {
public:
    Scratch()
    {
        std::string name = (std::filesystem::temp_directory_path() / "peaksite-XXXXXX").string();
        m_folder = mkdtemp(name.data());
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    std::filesystem::path operator/(const std::string& name) const { return m_folder / name; }
    const std::filesystem::path& folder() const { return m_folder; }

    /// Writes a file of this content and returns where.
    std::string file(const std::string& name, const std::string& content) const
    {
        const auto path = m_folder / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path, std::ios::binary} << content;
        return path.string();
    }

private:
    std::filesystem::path m_folder;
};

inline std::string content_of(const std::filesystem::path& path)
{
    std::ostringstream out;
    out << std::ifstream{path, std::ios::binary}.rdbuf();
    return out.str();
}

} // namespace peaksite
