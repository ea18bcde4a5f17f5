#include "io/files/file_pattern.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <filesystem>

namespace peaksite {

namespace fs = std::filesystem;

bool fits_pattern(std::string_view name, std::string_view pattern)
{
    std::size_t at = 0, in = 0, star = std::string_view::npos, after = 0;
    while (at < name.size()) {
        if (in < pattern.size() && (pattern[in] == '?' || pattern[in] == name[at]) && pattern[in] != '*') {
            ++at;
            ++in;
        } else if (in < pattern.size() && pattern[in] == '*') {
            star = in++;
            after = at;
        } else if (star != std::string_view::npos) { // the last star takes one letter more
            in = star + 1;
            at = ++after;
        } else
            return false;
    }
    return pattern.find_first_not_of('*', in) == std::string_view::npos;
}

std::vector<std::string> files_fitting(const std::string& file)
{
    const auto pattern = fs::path{file}.filename().string();
    std::error_code error;
    if (pattern.find_first_of("*?") == std::string::npos || fs::exists(file, error)) return {file};
    const auto folder = fs::path{file}.parent_path();
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator{folder.empty() ? fs::path{"."} : folder, error}) {
        const auto name = entry.path().filename();
        if (fits_pattern(name.string(), pattern)) out.push_back((folder / name).string());
    }
    std::ranges::sort(out);
    if (out.empty()) throw InputError{text("no file fits '{}'", file)};
    return out;
}

} // namespace peaksite
