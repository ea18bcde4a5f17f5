#pragma once

#include <string>
#include <vector>

namespace peaksite {

/// The characters of a text in UTF-8; bytes that are none stand alone.
std::vector<std::string> characters(const std::string& text);

/// A name on `lines` lines of about equal length: broken at blanks where it has any, else between characters. Empty
/// when it is too short for that: no line has fewer than two characters.
std::string broken(const std::string& name, std::size_t lines);

/// A short Chinese name written downwards, one character per line; empty for other names.
std::string upright(const std::string& name);

} // namespace peaksite
