#pragma once

#include <filesystem>

namespace peaksite {

/// Throws UsageError when something of that name is there and may not be replaced.
void refuse_existing(const std::filesystem::path& file, bool overwrite);

/// A folder beside a file to come, in which it is written with all its parts (.dbf, .shx …); they take their place when all
/// is whole. What is not published vanishes with the object.
class FilePlace {
public:
    explicit FilePlace(std::filesystem::path file);
    FilePlace(const FilePlace&) = delete;
    FilePlace& operator=(const FilePlace&) = delete;
    ~FilePlace();

    /// Where to write: the same name in the folder.
    std::filesystem::path draft() const { return m_folder / m_file.filename(); }
    /// Moves all parts into place; with `overwrite` those of the old file go first. Throws InputError when it cannot.
    void publish(bool overwrite) const;

private:
    std::filesystem::path m_file, m_folder;
};

} // namespace peaksite
