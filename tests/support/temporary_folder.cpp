#include "support/temporary_folder.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace peaksite {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder()
{
    auto pattern = (fs::temp_directory_path() / "peaksite-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error{"no temporary folder can be made"};
    m_path = pattern;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

void write_file(const fs::path& path, const std::string& content)
{
    std::ofstream file{path, std::ios::binary};
    file << content;
    file.close();
    if (!file) throw std::runtime_error{"cannot write " + path.string()};
}

std::string read_file(const fs::path& path)
{
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::runtime_error{"cannot read " + path.string()};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::vector<std::string> names_in_folder(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

} // namespace peaksite
