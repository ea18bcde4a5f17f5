#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace peaksite {

/// A fast 128-bit fingerprint of bytes (XXH3), to notice that something changed; it is no signature.
struct Fingerprint {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    bool operator==(const Fingerprint&) const = default;
    std::string hex() const;
};

Fingerprint fingerprint(std::string_view bytes);

/// 64-bit checksum of a record in a result file.
std::uint64_t checksum(std::string_view bytes);

} // namespace peaksite
