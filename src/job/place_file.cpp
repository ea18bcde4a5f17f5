#include "job/place_file.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace fs = std::filesystem;

void refuse_existing(const fs::path& file, bool overwrite)
{
    std::error_code ignored;
    if (fs::exists(file, ignored) && !overwrite) throw UsageError{text("'{}' is there already; choose another name, or say --overwrite", file.string())};
}

FilePlace::FilePlace(fs::path file) : m_file(std::move(file))
{
    // GDAL takes a folder "a.xlsx.partial" for something inside a zip.
    auto name = m_file.filename().string();
    std::ranges::replace(name, '.', '_');
    m_folder = m_file.parent_path() / (name + ".partial");
    std::error_code error;
    fs::remove_all(m_folder, error);
    fs::create_directory(m_folder, error);
    if (error) throw InputError{text("'{}' cannot be written: {}; is the folder there, and do you have the right to write in it?", m_file.string(), error.message())};
}

FilePlace::~FilePlace()
{
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

void FilePlace::publish(bool overwrite) const
{
    std::error_code error;
    if (overwrite) fs::remove_all(m_file, error);
    // Parts that the new shapefile may lack would speak of the old one.
    if (overwrite && lower(m_file.extension().string()) == ".shp")
        for (const auto* ending : {".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix"}) fs::remove(fs::path{m_file}.replace_extension(ending), error);
    error.clear();
    for (const auto& entry : fs::directory_iterator{m_folder}) {
        const auto to = m_file.parent_path() / entry.path().filename();
        fs::rename(entry.path(), to, error);
        if (error) throw InputError{text("'{}' cannot be written: {}", to.string(), error.message())};
    }
}

} // namespace peaksite
