#include "io/mosaic.hpp"

#include "base/error.hpp"
#include "io/gdal.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// Whether a file name fits a pattern with * and ?.
bool fits(std::string_view name, std::string_view pattern)
{
    if (pattern.empty()) return name.empty();
    if (pattern[0] == '*') return fits(name, pattern.substr(1)) || (!name.empty() && fits(name.substr(1), pattern));
    return !name.empty() && (pattern[0] == '?' || pattern[0] == name[0]) && fits(name.substr(1), pattern.substr(1));
}

std::vector<std::string> expanded(const std::string& file)
{
    const auto pattern = fs::path{file}.filename().string();
    if (pattern.find_first_of("*?") == std::string::npos) return {file};
    std::vector<std::string> out;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator{fs::path{file}.parent_path(), ignored})
        if (fits(entry.path().filename().string(), pattern)) out.push_back(entry.path().string());
    std::ranges::sort(out);
    if (out.empty()) throw InputError{text("no file fits '{}'", file)};
    return out;
}

} // namespace

Mosaic mosaic_of(const std::vector<std::string>& files, const std::string& variable)
{
    std::vector<std::string> all;
    for (const auto& file : files)
        for (auto& one : expanded(file)) all.push_back(variable.empty() ? one : "NETCDF:\"" + one + "\":" + variable);
    if (all.size() == 1) return {.path = all.front()};

    prepare_gdal();
    std::vector<Dataset> sources;
    std::vector<GDALDatasetH> handles;
    for (const auto& file : all) {
        sources.push_back(open_dataset(file, DatasetKind::raster));
        handles.push_back(GDALDataset::ToHandle(sources.back().get()));
    }
    std::array options{const_cast<char*>("-strict"), static_cast<char*>(nullptr)};
    auto* parsed = GDALBuildVRTOptionsNew(options.data(), nullptr);
    static std::atomic<int> number{0};
    const auto path = "/vsimem/peaksite_mosaic_" + std::to_string(number++) + ".vrt";
    CPLErrorReset();
    int failed = 0;
    const Dataset mosaic{GDALDataset::FromHandle(GDALBuildVRT(path.c_str(), static_cast<int>(handles.size()), handles.data(), nullptr, parsed, &failed))};
    GDALBuildVRTOptionsFree(parsed);
    if (mosaic == nullptr || failed != 0)
        throw InputError{text("the files from '{}' to '{}' do not make one raster: {}", all.front(), all.back(), last_gdal_error())};
    return {.path = path};
}

} // namespace peaksite
