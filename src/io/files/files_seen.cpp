#include "io/files/files_seen.hpp"

#include "base/error.hpp"

#include <sys/stat.h>

namespace peaksite {

std::optional<FileIdentity> FileIdentity::of(const std::string& path)
{
    struct stat facts {};
    if (stat(path.c_str(), &facts) != 0) return {};
    return FileIdentity{.device = facts.st_dev,
                        .inode = facts.st_ino,
                        .size = facts.st_size,
                        .seconds = facts.st_mtim.tv_sec,
                        .nanoseconds = facts.st_mtim.tv_nsec};
}

FilesSeen::FilesSeen(const std::vector<std::string>& paths)
{
    for (const auto& path : paths) m_files.emplace_back(path, FileIdentity::of(path));
}

void FilesSeen::require_unchanged() const
{
    for (const auto& [path, identity] : m_files)
        if (FileIdentity::of(path) != identity) refuse_another_file(path);
}

void refuse_another_file(const std::string& path)
{
    throw InputError{text("file '{}' is another one than when the work began: its size, blocks, type or time of "
                          "writing changed; begin again",
                          path)};
}

} // namespace peaksite
