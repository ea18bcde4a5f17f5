#include "io/tables/zip_parts.hpp"

#include "base/error.hpp"
#include "io/files/gdal.hpp"
#include "io/files/limits.hpp"

#include <cpl_string.h>
#include <cpl_vsi.h>

#include <array>
#include <filesystem>
#include <memory>

namespace peaksite {

namespace {

struct CloseFile {
    void operator()(VSILFILE* file) const { VSIFCloseL(file); }
};

[[noreturn]] void throw_damaged(const std::string& file, const std::string& part)
{
    throw InputError{text("file '{}' is damaged or cut short: its part '{}' cannot be read to its end; copy it again, "
                          "or open it in an office program and save it",
                          file, part)};
}

} // namespace

ZipParts::ZipParts(std::string file) : m_file(std::move(file))
{
    prepare_gdal();
    std::error_code error;
    if (!m_file.starts_with("/vsi") && !std::filesystem::exists(m_file, error))
        throw InputError{text("file '{}' is not there; check the path, which is relative to the plan", m_file)};
    char** names = VSIReadDir(path_of("").c_str());
    const bool whole = names != nullptr;
    CSLDestroy(names);
    CPLErrorReset();
    if (!whole)
        throw InputError{text("file '{}' is damaged or cut short, or no workbook of its kind; copy it again, or open "
                              "it in an office program and save it",
                              m_file)};
}

std::string ZipParts::path_of(const std::string& part) const
{
    const auto path = m_file.starts_with("/vsi") ? m_file : std::filesystem::absolute(m_file).string();
    const bool braces = path.find_first_of("{}") != std::string::npos;
    const auto folder = braces ? "/vsizip/" + path : "/vsizip/{" + path + "}";
    return part.empty() ? folder : folder + "/" + part;
}

bool ZipParts::has(const std::string& part) const
{
    VSIStatBufL facts;
    const bool there = VSIStatL(path_of(part).c_str(), &facts) == 0;
    CPLErrorReset();
    return there;
}

void ZipParts::read(const std::string& part, const std::function<bool(std::string_view bytes)>& take) const
{
    const auto path = path_of(part);
    VSIStatBufL facts;
    const std::unique_ptr<VSILFILE, CloseFile> handle{
        VSIStatL(path.c_str(), &facts) == 0 ? VSIFOpenL(path.c_str(), "rb") : nullptr};
    if (handle == nullptr) throw_damaged(m_file, part);
    const auto size = static_cast<std::uint64_t>(facts.st_size);
    if (size > limits().part_bytes)
        throw InputError{text(
            "file '{}': its part '{}' is {} MB unpacked, more than workbooks are; split it, or save the table as CSV",
            m_file, part, size >> 20U)};
    CPLErrorReset();
    std::array<char, std::size_t{1} << 16U> piece{};
    for (std::uint64_t done = 0; done < size;) {
        const auto count = VSIFReadL(piece.data(), 1, piece.size(), handle.get());
        if (count == 0 || CPLGetLastErrorType() == CE_Failure) {
            CPLErrorReset();
            throw_damaged(m_file, part);
        }
        done += count;
        m_unpacked += count;
        if (m_unpacked > limits().archive_bytes)
            throw InputError{text("file '{}' unpacks to more than {} MB; keep the sheets that are needed", m_file,
                                  limits().archive_bytes >> 20U)};
        if (!take({piece.data(), count})) return;
    }
}

} // namespace peaksite
