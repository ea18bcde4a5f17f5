#include "job/study/machine.hpp"

#include <unistd.h>

#include <fstream>
#include <string>

namespace peaksite {

namespace fs = std::filesystem;

std::optional<std::size_t> free_memory()
{
    std::ifstream facts{"/proc/meminfo"};
    std::string name, unit;
    std::size_t kilobytes = 0;
    while (facts >> name >> kilobytes) {
        if (name == "MemAvailable:") return kilobytes << 10U;
        std::getline(facts, unit);
    }
    return {};
}

std::optional<std::size_t> free_disk(const fs::path& folder)
{
    std::error_code error;
    const auto space = fs::space(folder, error);
    if (error) return {};
    return static_cast<std::size_t>(space.available);
}

fs::path nearest_folder(const fs::path& folder)
{
    std::error_code error;
    auto out = fs::absolute(folder, error);
    while (!fs::is_directory(out, error) && out.has_parent_path() && out != out.parent_path()) out = out.parent_path();
    return out;
}

bool writable(const fs::path& folder) { return access(folder.c_str(), W_OK | X_OK) == 0; }

} // namespace peaksite
