#include "io/files/archive.hpp"

#include "base/error.hpp"
#include "io/files/gdal.hpp"
#include "io/files/limits.hpp"

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
void read_member(const std::string& file, const std::string& member, std::uint64_t& unpacked)
{
    auto* handle = VSIFOpenL((folder_of(file) + "/" + member).c_str(), "rb");
    if (handle == nullptr) fail(file, member);
    std::string piece(1U << 16U, '\0');
    CPLErrorReset();
    for (auto count = piece.size(); count > 0 && unpacked <= limits().archive_bytes; unpacked += count)
        count = VSIFReadL(piece.data(), 1, piece.size(), handle);
    VSIFCloseL(handle);
    if (unpacked > limits().archive_bytes)
        throw InputError{text("file '{}' unpacks to more than {} MB, far more than such files do; unpack it, and name "
                              "the file in it that is meant",
                              file, limits().archive_bytes >> 20U)};
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
    if (members.size() > limits().archive_members)
        throw InputError{text("file '{}' holds {} files, more than such archives do; unpack it, and name the file in "
                              "it that is meant",
                              file, members.size())};
    std::uint64_t unpacked = 0;
    for (const auto& member : members) read_member(file, member, unpacked);
}

} // namespace peaksite
