#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// What tells a file from another one under the same name.
struct FileIdentity {
    std::uint64_t device = 0, inode = 0;
    std::int64_t size = 0;
    std::int64_t seconds = 0, nanoseconds = 0; ///< when it was last written

    /// Nothing where there is no file.
    static std::optional<FileIdentity> of(const std::string& path);
    bool operator==(const FileIdentity&) const = default;
};

/// Files as they were when they were looked at.
class FilesSeen {
public:
    FilesSeen() = default;
    /// Looks at them; names that are no files of the file system stand for themselves.
    explicit FilesSeen(const std::vector<std::string>& paths);
    void add(const FilesSeen& more) { m_files.insert(m_files.end(), more.m_files.begin(), more.m_files.end()); }
    /// Throws InputError naming one that is another one now.
    void require_unchanged() const;

private:
    std::vector<std::pair<std::string, std::optional<FileIdentity>>> m_files;
};

/// Says that the file is not the one that was looked at.
[[noreturn]] void refuse_another_file(const std::string& path);

} // namespace peaksite
