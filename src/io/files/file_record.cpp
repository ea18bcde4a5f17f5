#include "io/files/file_record.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <nettle/sha2.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <fstream>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

std::string utc(std::time_t time)
{
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::array<char, 32> out{};
    std::strftime(out.data(), out.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return out.data();
}

std::string fast_fingerprint(const std::string& path, std::uint64_t size)
{
    constexpr std::uint64_t megabyte = 1U << 20U;
    std::ifstream file{path, std::ios::binary};
    std::string bytes(static_cast<std::size_t>(std::min(size, megabyte)), '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (size > megabyte) {
        std::string tail(static_cast<std::size_t>(std::min(size - megabyte, megabyte)), '\0');
        file.seekg(-static_cast<std::streamoff>(tail.size()), std::ios::end);
        file.read(tail.data(), static_cast<std::streamsize>(tail.size()));
        bytes += tail;
    }
    if (!file) throw InputError{text("file '{}' cannot be read", path)};
    return fingerprint(bytes + std::to_string(size)).hex();
}

std::string sha256_of(const std::string& path)
{
    std::ifstream file{path, std::ios::binary};
    sha256_ctx context;
    sha256_init(&context);
    std::vector<char> buffer(1U << 20U);
    while (file) {
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        sha256_update(&context, static_cast<std::size_t>(file.gcount()),
                      reinterpret_cast<const std::uint8_t*>(buffer.data()));
    }
    std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
    sha256_digest(&context, digest.size(), digest.data());
    std::string out;
    for (const auto byte : digest) out += fmt::format("{:02x}", byte);
    return out;
}

FileRecord record_of(const std::string& path, bool whole)
{
    struct stat status {};
    if (stat(path.c_str(), &status) != 0) throw InputError{text("file '{}' cannot be read", path)};
    FileRecord record{.path = path,
                      .size = static_cast<std::uint64_t>(status.st_size),
                      .modified = utc(status.st_mtime),
                      .fast = {},
                      .sha256 = {}};
    record.fast = fast_fingerprint(path, record.size);
    if (whole) record.sha256 = sha256_of(path);
    return record;
}

// The file on disk that "/vsizip/…/a.zip/b.tif" lies in; empty when there is none.
std::string archive_of(const std::string& path)
{
    const auto begin = path.find('/', 1);
    if (begin == std::string::npos) return {};
    for (auto inner = fs::path{path.substr(begin + 1)}; !inner.empty() && inner != inner.root_path();
         inner = inner.parent_path()) {
        std::error_code ignored;
        if (fs::is_regular_file(inner, ignored)) return inner.string();
    }
    return {};
}

} // namespace

std::vector<FileRecord> records_of(const std::string& path, bool whole)
{
    if (path.starts_with("/vsi")) {
        const auto archive = archive_of(path);
        if (archive.empty()) return {{.path = path, .size = 0, .modified = {}, .fast = {}, .sha256 = {}}};
        auto record = record_of(archive, whole);
        record.path = path;
        return {record};
    }
    std::vector<std::string> files;
    if (fs::is_directory(path)) {
        for (const auto& entry : fs::recursive_directory_iterator{path})
            if (entry.is_regular_file()) files.push_back(entry.path().string());
    } else if (fs::path{path}.extension() == ".shp") {
        for (const auto& entry : fs::directory_iterator{fs::absolute(path).parent_path()})
            if (entry.is_regular_file() && entry.path().stem() == fs::path{path}.stem())
                files.push_back((fs::path{path}.parent_path() / entry.path().filename()).string());
    } else
        files.push_back(path);
    std::ranges::sort(files);
    std::vector<FileRecord> out;
    for (const auto& file : files) out.push_back(record_of(file, whole));
    return out;
}

bool changed_since(const FileRecord& record)
{
    const auto path = record.path.starts_with("/vsi") ? archive_of(record.path) : record.path;
    struct stat status {};
    if (path.empty() || stat(path.c_str(), &status) != 0) return false;
    if (static_cast<std::uint64_t>(status.st_size) != record.size) return true;
    constexpr std::uint64_t small = 1 << 20;
    if (record.size > small && utc(status.st_mtime) == record.modified) return false;
    return fast_fingerprint(path, record.size) != record.fast;
}

} // namespace peaksite
