#include "job/open/place_file.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 9> shapefile_endings{".shx", ".dbf", ".prj", ".cpg",    ".sbn",
                                                       ".sbx", ".qix", ".qpj", ".shp.xml"};
constexpr std::array<const char*, 3> database_endings{"-wal", "-shm", "-journal"};

bool ends_in(const fs::path& file, const char* ending) { return lower(file.extension().string()) == ending; }

// Files that belong to a file of that name, whether they are there or not.
std::vector<fs::path> parts_of(const fs::path& file)
{
    std::vector<fs::path> out;
    if (ends_in(file, ".shp"))
        for (const auto* ending : shapefile_endings)
            out.push_back(fs::path{file}.replace_extension().string() + ending);
    if (ends_in(file, ".gpkg"))
        for (const auto* ending : database_endings) out.push_back(file.string() + ending);
    return out;
}

bool is_there(const fs::path& file)
{
    std::error_code ignored;
    return fs::symlink_status(file, ignored).type() != fs::file_type::not_found;
}

// A folder of nothing, or of what a file geodatabase holds.
bool is_geodatabase(const fs::path& folder)
{
    std::error_code error;
    const auto entries = fs::directory_iterator{folder, error};
    if (error) return false;
    return std::ranges::all_of(entries, [](const fs::directory_entry& entry) {
        constexpr std::array<std::string_view, 7> endings{".gdbtable", ".gdbtablx", ".gdbindexes", ".atx",
                                                          ".spx",      ".freelist", ".lock"};
        const auto ending = lower(entry.path().extension().string()), name = lower(entry.path().filename().string());
        return name == "gdb" || name == "timestamps" || std::ranges::find(endings, ending) != endings.end() ||
               ending == ".horizon" || ending == ".cdf";
    });
}

void refuse_one(const fs::path& file, bool overwrite)
{
    if (!is_there(file)) return;
    if (!overwrite)
        throw UsageError{text("'{}' is there already; choose another name, or say --overwrite", file.string())};
    std::error_code ignored;
    if (fs::is_directory(file, ignored) && !(ends_in(file, ".gdb") && is_geodatabase(file)))
        throw UsageError{
            text("'{}' is a folder that holds other things and is not replaced; choose another name", file.string())};
}

[[noreturn]] void fail(const fs::path& file, const std::error_code& error)
{
    throw InputError{text("'{}' cannot be written: {}", file.string(), error.message())};
}

// A file replaces a file in one step; a folder that is in the way is kept until the new one is in its place.
void move_to(const fs::path& from, const fs::path& to, const fs::path& aside)
{
    std::error_code error, ignored;
    const bool folder = fs::is_directory(to, ignored);
    if (folder) fs::rename(to, aside, error);
    if (error) fail(to, error);
    fs::rename(from, to, error);
    if (error && folder) fs::rename(aside, to, ignored);
    if (error) fail(to, error);
}

} // namespace

void refuse_existing(const fs::path& file, bool overwrite)
{
    refuse_one(file, overwrite);
    for (const auto& part : parts_of(file)) refuse_one(part, overwrite);
}

void refuse_inputs(const fs::path& file, const std::vector<fs::path>& read)
{
    std::error_code ignored;
    const auto same = [&](const fs::path& one) { return fs::equivalent(one, file, ignored); };
    if (std::ranges::any_of(read, same))
        throw UsageError{
            text("'{}' is one of the files that are read and is not replaced; choose another name", file.string())};
}

FilePlace::FilePlace(fs::path file) : m_file(std::move(file))
{
    // GDAL takes a folder "a.xlsx.partial" for something inside a zip.
    auto name = m_file.filename().string();
    std::ranges::replace(name, '.', '_');
    constexpr int most = 1000; // folders of that name that are somebody else's, or of an unfinished conversion
    std::error_code error;
    bool made = false;
    for (int i = 1; i <= most && !made && !error; ++i) {
        m_folder = m_file.parent_path() / (name + (i == 1 ? "" : "-" + std::to_string(i)) + ".partial");
        made = fs::create_directory(m_folder, error);
        if (error == std::errc::file_exists) error.clear();
    }
    if (made) return;
    const auto reason = error ? error.message() : std::string{"too many unfinished conversions"};
    throw InputError{text("'{}' cannot be written: {}; is the folder there, and do you have the right to write in it?",
                          m_file.string(), reason)};
}

FilePlace::~FilePlace()
{
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

void FilePlace::publish(bool overwrite) const
{
    std::vector<fs::path> made, old = parts_of(m_file);
    for (const auto& entry : fs::directory_iterator{m_folder}) made.push_back(entry.path());
    for (const auto& from : made) refuse_one(m_file.parent_path() / from.filename(), overwrite);
    for (const auto& from : made) {
        const auto to = m_file.parent_path() / from.filename();
        move_to(from, to, m_folder / "replaced");
        std::erase(old, to);
    }
    // Parts that the new file lacks would speak of the old one.
    std::error_code ignored;
    if (overwrite)
        for (const auto& part : old) fs::remove(part, ignored);
}

} // namespace peaksite
