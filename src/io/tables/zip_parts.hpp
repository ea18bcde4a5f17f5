#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace peaksite {

/// The files within a zip: what a workbook is made of.
class ZipParts {
public:
    /// Throws InputError when the file is not there or no whole zip.
    explicit ZipParts(std::string file);

    const std::string& file() const { return m_file; }
    bool has(const std::string& part) const;
    /// Hands out the bytes of a part piece by piece until `take` says false. Throws InputError when it is not there,
    /// ends early, fails its checksum, or with what was read before is larger than any workbook.
    void read(const std::string& part, const std::function<bool(std::string_view bytes)>& take) const;

private:
    std::string path_of(const std::string& part) const;
    std::string m_file;
    mutable std::uint64_t m_unpacked = 0; // of all that was read: entries may share their bytes
};

} // namespace peaksite
