#include "io/archive.hpp"

#include "base/error.hpp"
#include "io/gdal.hpp"

#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <filesystem>

namespace peaksite {

namespace {

std::string folder_of(const std::string& file) { return "/vsizip/{" + std::filesystem::absolute(file).string() + "}"; }

[[noreturn]] void fail(const std::string& file, const std::string& member)
{
    throw InputError{
        text("file '{}' is damaged or cut short: '{}' in it cannot be read to its end; copy it again", file, member)};
}

// What does not fit its checksum is an error of the last piece that is read.
void read_member(const std::string& file, const std::string& member)
{
    auto* handle = VSIFOpenL((folder_of(file) + "/" + member).c_str(), "rb");
    if (handle == nullptr) fail(file, member);
    std::string piece(1U << 16U, '\0');
    CPLErrorReset();
    while (VSIFReadL(piece.data(), 1, piece.size(), handle) > 0) {
    }
    VSIFCloseL(handle);
    const bool wrong = CPLGetLastErrorType() == CE_Failure;
    CPLErrorReset();
    if (wrong) fail(file, member);
}

} // namespace

std::vector<std::string> files_in_archive(const std::string& file)
{
    prepare_gdal();
    char** list = VSIReadDirRecursive(folder_of(file).c_str());
    std::vector<std::string> out;
    for (char** one = list; one != nullptr && *one != nullptr; ++one)
        if (!std::string_view{*one}.ends_with('/')) out.emplace_back(*one);
    CSLDestroy(list);
    CPLErrorReset();
    return out;
}

void require_whole_archive(const std::string& file)
{
    const auto members = files_in_archive(file);
    if (members.empty())
        throw InputError{text("file '{}' is no archive that can be read, or is cut short; copy it again", file)};
    for (const auto& member : members) read_member(file, member);
}

} // namespace peaksite
