#pragma once

#include <string>
#include <string_view>

namespace peaksite {

/// The name of a Chinese administrative unit without what it is: 宁夏回族自治区 → 宁夏, 沙坡头区 → 沙坡头,
/// 延边朝鲜族自治州 → 延边, 双江拉祜族佤族布朗族傣族自治县 → 双江. At least two characters stay (沙县, 鄂伦春自治旗 →
/// 鄂伦春). `name` as plain_name makes it.
std::string short_name(std::string_view name);

/// What stands before `name` at the end of `label` is the name of larger units: 宁夏回族自治区银川市西夏区 ends in
/// 西夏区.
bool ends_in_unit(std::string_view label, std::string_view name);

} // namespace peaksite
