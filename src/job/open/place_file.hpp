#pragma once

#include <filesystem>
#include <vector>

namespace peaksite {

/// Throws UsageError when something of that name, or of a part it would have (.dbf, .prj … of a shapefile), is there
/// and may not be replaced. A folder is replaced by nothing but a file geodatabase, and only if it is one.
void refuse_existing(const std::filesystem::path& file, bool overwrite);

/// Throws UsageError when a file to be written is one of those that were read.
void refuse_inputs(const std::filesystem::path& file, const std::vector<std::filesystem::path>& read);

/// A new folder beside a file to come, in which it is written with all its parts (.dbf, .shx …); they take their place
/// when all is whole. What is not published vanishes with the object.
class FilePlace {
public:
    explicit FilePlace(std::filesystem::path file);
    FilePlace(const FilePlace&) = delete;
    FilePlace& operator=(const FilePlace&) = delete;
    ~FilePlace();

    /// Where to write: the same name in the folder.
    std::filesystem::path draft() const { return m_folder / m_file.filename(); }
    /// Moves all parts into place, each in one step; with `overwrite` they replace the old ones, and parts that the new
    /// file has not go. Throws InputError when it cannot, UsageError when something came to be there and may not be
    /// replaced.
    void publish(bool overwrite) const;

private:
    std::filesystem::path m_file, m_folder;
};

} // namespace peaksite
