#include "io/raster/netcdf.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

namespace peaksite {

namespace {

enum class Axis { other, x, y };

struct Name {
    std::string file, variable;
};

// NETCDF:"file":variable, or a plain path.
Name parts_of(const std::string& path)
{
    constexpr std::string_view prefix = "NETCDF:";
    if (!path.starts_with(prefix)) return {.file = path, .variable = {}};
    const auto rest = path.substr(prefix.size());
    const auto colon = rest.rfind(':');
    auto file = rest.substr(0, colon);
    if (file.size() >= 2 && file.front() == '"' && file.back() == '"') file = file.substr(1, file.size() - 2);
    return {.file = file, .variable = colon == std::string::npos ? "" : rest.substr(colon + 1)};
}

bool is_one_of(std::string_view name, auto words) { return std::ranges::find(words, name) != words.end(); }

bool counts_degrees(const GDALDimension& dimension)
{
    const auto name = lower(dimension.GetName());
    const auto variable = dimension.GetIndexingVariable();
    const auto unit = variable == nullptr ? "" : lower(variable->GetUnit());
    return is_one_of(name, std::array{"lon", "longitude", "lat", "latitude"}) || unit.starts_with("degree");
}

Axis axis_of(const GDALDimension& dimension)
{
    if (dimension.GetType() == GDAL_DIM_TYPE_HORIZONTAL_X) return Axis::x;
    if (dimension.GetType() == GDAL_DIM_TYPE_HORIZONTAL_Y) return Axis::y;
    const auto name = lower(dimension.GetName());
    if (is_one_of(name, std::array{"x", "lon", "longitude", "easting", "rlon"})) return Axis::x;
    if (is_one_of(name, std::array{"y", "lat", "latitude", "northing", "rlat"})) return Axis::y;
    return Axis::other;
}

struct Axes {
    std::optional<std::size_t> x, y;
};

Axes axes_of(const GDALMDArray& array)
{
    Axes out;
    const auto& dimensions = array.GetDimensions();
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        const auto axis = axis_of(*dimensions[i]);
        if (axis == Axis::x) out.x = i;
        if (axis == Axis::y) out.y = i;
    }
    return out;
}

std::shared_ptr<GDALMDArray> array_of(GDALGroup& root, const Name& name)
{
    std::vector<std::shared_ptr<GDALMDArray>> all;
    std::vector<std::string> names, described;
    for (const auto& one : root.GetMDArrayNames()) {
        const auto array = root.OpenMDArray(one);
        if (array == nullptr || array->GetDimensionCount() < 2) continue;
        std::vector<std::string> dimensions;
        for (const auto& dimension : array->GetDimensions()) dimensions.push_back(dimension->GetName());
        described.push_back(one + " (" + joined(dimensions, ", ") + ")");
        if (one == name.variable) return array;
        const auto axes = axes_of(*array);
        if (!axes.x || !axes.y) continue;
        all.push_back(array);
        names.push_back(one);
    }
    if (!name.variable.empty())
        throw InputError{text("raster '{}' has no variable '{}' with two dimensions; it has: {}", name.file,
                              name.variable, joined(described, ", "))};
    if (all.size() == 1) return all.front();
    if (all.empty())
        throw InputError{text("raster '{}' has no variable over x and y, or longitude and latitude; it has: {}",
                              name.file, joined(described, ", "))};
    throw InputError{text("raster '{}' has several variables: {}; say which in the plan: variable = \"{}\"", name.file,
                          joined(names, ", "), names.front())};
}

struct Spacing {
    double first = 0, step = 0;
    std::size_t count = 0;
    double least() const { return step > 0 ? first : first + step * static_cast<double>(count - 1); }
};

// Positions along an axis; throws when they are not evenly spaced.
Spacing spacing(const GDALDimension& dimension, const std::string& file)
{
    const auto variable = dimension.GetIndexingVariable();
    const auto count = static_cast<std::size_t>(dimension.GetSize());
    if (variable == nullptr || count < 2)
        throw InputError{text("raster '{}' does not say where it lies along '{}'; georeference it first", file,
                              dimension.GetName())};
    std::vector<double> values(count);
    const GUInt64 start = 0;
    if (!variable->Read(&start, &count, nullptr, nullptr, GDALExtendedDataType::Create(GDT_Float64), values.data()))
        throw InputError{
            text("raster '{}' cannot be read along '{}': {}", file, dimension.GetName(), last_gdal_error())};
    const double step = (values.back() - values.front()) / static_cast<double>(count - 1);
    constexpr double tolerance = 0.01; // of a cell: positions are often stored with few digits
    for (std::size_t i = 0; i < count; ++i)
        if (!(std::fabs(values[i] - values.front() - static_cast<double>(i) * step) <= tolerance * std::fabs(step)))
            throw InputError{text(
                "raster '{}': the cells along '{}' are not evenly spaced (about {}); bring it to a regular grid first",
                file, dimension.GetName(), values[i])};
    return {.first = values.front(), .step = step, .count = count};
}

std::shared_ptr<GDALGroup> root_of(const std::string& file)
{
    const Dataset dataset{GDALDataset::FromHandle(GDALOpenEx(
        file.c_str(), GDAL_OF_MULTIDIM_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, nullptr, nullptr, nullptr))};
    if (dataset == nullptr) return nullptr;
    return dataset->GetRootGroup();
}

// In the order (others, y falling, x rising).
std::shared_ptr<GDALMDArray> upright(std::shared_ptr<GDALMDArray> array, const Axes& axes, const std::string& file)
{
    const auto& dimensions = array->GetDimensions();
    std::string view = "[";
    std::vector<int> order;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        const bool turn = (i == *axes.x && spacing(*dimensions[i], file).step < 0) ||
                          (i == *axes.y && spacing(*dimensions[i], file).step > 0);
        view += std::string{i == 0 ? "" : ","} + (turn ? "::-1" : ":");
        if (i != *axes.x && i != *axes.y) order.push_back(static_cast<int>(i));
    }
    order.push_back(static_cast<int>(*axes.y));
    order.push_back(static_cast<int>(*axes.x));
    if (view.find('-') != std::string::npos) array = array->GetView(view + "]");
    return array == nullptr ? nullptr : array->Transpose(order);
}

// Cells outside the valid range are seen to by the program, which knows in which numbers it is given.
std::vector<std::string> options_of_netcdf() { return {"HONOUR_VALID_RANGE=NO"}; }

std::shared_ptr<GDALMDArray> array_behind(const std::string& path)
{
    const auto name = parts_of(path);
    const auto root = root_of(name.file);
    return root == nullptr ? nullptr : array_of(*root, name);
}

} // namespace

bool is_netcdf(const std::string& path)
{
    const auto name = lower(path);
    return path.starts_with("NETCDF:") || name.ends_with(".nc") || name.ends_with(".nc4") || name.ends_with(".cdf");
}

Dataset open_netcdf(const std::string& path)
{
    const auto name = parts_of(path);
    const auto classic = [&](const std::string& variable) {
        return open_dataset(variable.empty() ? path : "NETCDF:\"" + name.file + "\":" + variable, DatasetKind::raster,
                            options_of_netcdf());
    };
    const auto root = root_of(name.file);
    if (root == nullptr) return classic(name.variable);
    const auto array = array_of(*root, name);
    const auto axes = axes_of(*array);
    if (!axes.x || !axes.y) return classic(array->GetName());
    const auto count = array->GetDimensionCount();
    if (*axes.x + 1 == count && *axes.y + 2 == count) return classic(array->GetName()); // as GDAL itself expects it
    const auto turned = upright(array, axes, name.file);
    if (turned == nullptr)
        throw InputError{text("raster '{}' cannot be brought upright: {}", name.file, last_gdal_error())};
    Dataset dataset{turned->AsClassicDataset(turned->GetDimensionCount() - 1, turned->GetDimensionCount() - 2)};
    if (dataset == nullptr) throw InputError{text("raster '{}' cannot be read: {}", name.file, last_gdal_error())};
    return dataset;
}

Dataset open_netcdf_plain(const std::string& path)
{
    const auto array = array_behind(path);
    if (array == nullptr) return nullptr;
    try {
        return open_dataset("NETCDF:\"" + parts_of(path).file + "\":" + array->GetName(), DatasetKind::raster,
                            options_of_netcdf());
    } catch (const InputError&) {
        return nullptr; // its arrangement is not one of the library's
    }
}

bool netcdf_range_of_values(const std::string& path)
{
    const auto array = array_behind(path);
    if (array == nullptr || array->GetDataType().GetNumericDataType() == GDT_Float32 ||
        array->GetDataType().GetNumericDataType() == GDT_Float64)
        return false;
    for (const char* name : {"valid_range", "valid_min", "valid_max"}) {
        const auto attribute = array->GetAttribute(name);
        if (attribute == nullptr) continue;
        const auto type = attribute->GetDataType().GetNumericDataType();
        return type == GDT_Float32 || type == GDT_Float64;
    }
    return false;
}

Affine netcdf_position(const std::string& path)
{
    const auto name = parts_of(path);
    const auto root = root_of(name.file);
    if (root == nullptr)
        throw InputError{text("raster '{}' does not say where it lies; georeference it first", name.file)};
    const auto array = array_of(*root, name);
    const auto axes = axes_of(*array);
    if (!axes.x || !axes.y)
        throw InputError{text("raster '{}' does not say where it lies; georeference it first", name.file)};
    const auto x = spacing(*array->GetDimensions()[*axes.x], name.file),
               y = spacing(*array->GetDimensions()[*axes.y], name.file);
    const double dx = std::fabs(x.step), dy = std::fabs(y.step);
    return {.x0 = x.least() - dx / 2,
            .dx_col = dx,
            .dx_row = 0,
            .y0 = y.least() + dy * (static_cast<double>(y.count) - 0.5),
            .dy_col = 0,
            .dy_row = -dy};
}

bool netcdf_in_degrees(const std::string& path)
{
    const auto name = parts_of(path);
    const auto root = root_of(name.file);
    if (root == nullptr) return false;
    const auto array = array_of(*root, name);
    const auto axes = axes_of(*array);
    if (!axes.x || !axes.y) return false;
    const auto& dimensions = array->GetDimensions();
    return counts_degrees(*dimensions[*axes.x]) && counts_degrees(*dimensions[*axes.y]);
}

} // namespace peaksite
