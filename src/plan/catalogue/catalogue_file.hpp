#pragma once

#include "base/lazy.hpp"
#include "plan/read/toml_text.hpp"

#include <deque>
#include <filesystem>
#include <string>
#include <type_traits>

namespace peaksite {

/// A text file of the catalogue: read once, and parsed once, when its keys are first asked for.
class CatalogueFile {
public:
    /// Throws InputError naming the file when it cannot be read.
    explicit CatalogueFile(std::filesystem::path path);

    const std::filesystem::path& path() const { return m_path; }
    const std::string& text() const { return m_text; }
    /// What its key `entry` says: "layer"; empty when it has none.
    const std::string& kind() const { return m_kind; }

    /// What `read` makes of the keys of the file. Throws UsageError naming file and line with all that is wrong.
    template <class Read>
    auto read(Read read) const
    {
        Faults faults{.file = m_path.filename().string(), .all = {}};
        Keys keys{table(), "", faults};
        if constexpr (std::is_void_v<decltype(read(keys))>) {
            read(keys);
            faults.raise();
        } else {
            auto out = read(keys);
            faults.raise();
            return out;
        }
    }

private:
    const toml::table& table() const;

    std::filesystem::path m_path;
    std::string m_text, m_kind;
    Lazy<TomlTable> m_table;
};

/// A folder of the catalogue and all below it, read when its files are first asked for.
class CatalogueFolder {
public:
    explicit CatalogueFolder(std::filesystem::path path) : m_path(std::move(path)) {}

    const std::filesystem::path& path() const { return m_path; }
    /// Its TOML files in the order of their paths; none when there is no such folder.
    const std::deque<CatalogueFile>& files() const;

private:
    std::filesystem::path m_path;
    Lazy<std::deque<CatalogueFile>> m_files;
};

} // namespace peaksite
