#include "plan/catalogue/catalogue_file.hpp"

#include "plan/read/read_text.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// "layer" of `entry = "layer"`; nothing for other lines.
std::string_view entry_of(std::string_view line)
{
    constexpr std::string_view key = "entry";
    if (!line.starts_with(key)) return {};
    auto rest = trimmed(line.substr(key.size()));
    if (!rest.starts_with('=')) return {};
    rest = trimmed(rest.substr(1));
    if (!rest.starts_with('"') && !rest.starts_with('\'')) return {};
    const auto end = rest.find(rest.front(), 1);
    return end == std::string_view::npos ? std::string_view{} : rest.substr(1, end - 1);
}

// The kind of an entry without parsing it: a key before all tables says it.
std::string_view kind_of(std::string_view text)
{
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = trimmed(text.substr(0, end));
        if (line.starts_with('[')) return {};
        if (const auto kind = entry_of(line); !kind.empty()) return kind;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

// Of a folder that is not there nothing would be known, and no number would be missed.
std::vector<fs::path> entries_in(const fs::path& folder)
{
    std::vector<fs::path> paths;
    try {
        for (const auto& entry : fs::recursive_directory_iterator{folder})
            if (entry.path().extension() == ".toml") paths.push_back(entry.path());
    } catch (const fs::filesystem_error& error) {
        throw UsageError{text("catalogue: the folder {} is not there or cannot be read; correct its path where it is "
                              "named: in the plan, by --catalogue, PEAKSITE_CATALOGUE or the calling program",
                              error.path1().string())};
    }
    std::ranges::sort(paths);
    return paths;
}

std::deque<CatalogueFile> files_of(const fs::path& folder)
{
    auto paths = entries_in(folder);
    std::deque<CatalogueFile> out;
    for (auto& path : paths) out.emplace_back(std::move(path));
    return out;
}

} // namespace

CatalogueFile::CatalogueFile(fs::path path)
    : m_path(std::move(path)), m_text(read_text(m_path)), m_kind(kind_of(m_text))
{}

const toml::table& CatalogueFile::table() const
{
    return *m_table.get([this] { return parse_toml(m_text, m_path.filename().string()); });
}

const std::deque<CatalogueFile>& CatalogueFolder::files() const
{
    return m_files.get([this] { return files_of(m_path); });
}

} // namespace peaksite
