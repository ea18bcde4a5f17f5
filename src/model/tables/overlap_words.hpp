#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace peaksite {

/// What a cell says of its row beside others of the same name.
enum class Overlap : std::uint8_t {
    none,
    part,   ///< of a row above: "其中：原煤", "#原煤", "（其中）原煤", "of which: coal", 其中 alone
    energy, ///< all kinds of energy together: "综合能源消费量", "能源消费总量"
    extent  ///< all of a place or of a field: "全市", "全社会", "全部"
};

Overlap overlap_of(std::string_view cell);

/// A part without a name: 其中 alone.
bool is_bare_part(std::string_view cell);

/// "其中：沙坡头区" and "#沙坡头区" as "沙坡头区"; other texts as they are.
std::string without_part_word(std::string_view cell);

} // namespace peaksite
