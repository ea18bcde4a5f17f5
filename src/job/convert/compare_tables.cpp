#include "job/convert/compare_tables.hpp"

#include "base/parse_number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace peaksite {

namespace {

// Whether a number holds all digits of a whole one: 2⁵³ + 1 becomes 2⁵³.
bool keeps_digits(const std::string& whole)
{
    if (whole.find_first_not_of("-0123456789") != std::string::npos) return true;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), value);
    if (error != std::errc{} || end != whole.data() + whole.size()) return false;
    constexpr double largest = 9.2e18; // that can be turned back
    const auto rounded = static_cast<double>(value);
    return std::fabs(rounded) < largest && static_cast<std::int64_t>(rounded) == value;
}

bool same(const std::optional<std::string>& a, const std::optional<std::string>& b)
{
    if (a.value_or("") == b.value_or("")) return true; // empty and missing are told apart by few formats
    if (!a || !b) return false;
    const auto x = parse_number(*a), y = parse_number(*b);
    return x && y && *x == *y && keeps_digits(*a);
}

std::size_t corners(const Shape& shape)
{
    std::size_t count = shape.points.size();
    for (const auto& line : shape.lines) count += line.size();
    for (const auto& polygon : shape.polygons)
        for (const auto& ring : polygon.rings) count += ring.size();
    return count;
}

// A value as a message shows it: long texts by their beginning, at a character.
std::string shown(const std::optional<std::string>& value)
{
    constexpr std::size_t most = 60;
    auto out = value.value_or("");
    if (out.size() <= most) return out;
    auto end = most;
    while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
    return out.substr(0, end) + " …";
}

} // namespace

void compare_tables(const FeatureTable& meant, const FeatureTable& read, std::vector<Sentence>& warnings)
{
    if (meant.features.size() != read.features.size()) {
        warnings.push_back(text("table '{}': {} features were meant, {} read back", meant.name, meant.features.size(),
                                read.features.size()));
        return;
    }
    for (std::size_t c = 0; c < meant.columns.size(); ++c) {
        // A column keeps its name, or, shortened, its place.
        const auto like = [&](const std::string& name) { return lower(name) == lower(meant.columns[c]); };
        auto at = static_cast<std::size_t>(std::ranges::find_if(read.columns, like) - read.columns.begin());
        if (at == read.columns.size() && read.columns.size() == meant.columns.size()) at = c;
        if (at == read.columns.size()) {
            warnings.push_back(text("table '{}': column '{}' is not in the file", meant.name, meant.columns[c]));
            continue;
        }
        std::size_t differing = 0, first = 0;
        for (std::size_t i = 0; i < meant.features.size(); ++i)
            if (!same(meant.features[i].values[c], read.features[i].values[at]) && differing++ == 0) first = i;
        if (differing > 0)
            warnings.push_back(text("table '{}', column '{}': {} values read back otherwise, the first '{}' as '{}'",
                                    meant.name, meant.columns[c], differing, shown(meant.features[first].values[c]),
                                    shown(read.features[first].values[at])));
    }
    std::size_t moved = 0;
    for (std::size_t i = 0; i < meant.features.size(); ++i)
        moved += corners(meant.features[i].shape) != corners(read.features[i].shape) ? 1U : 0U;
    if (moved > 0 && std::ranges::any_of(read.features, [](const Feature& feature) { return !feature.no_geometry; }))
        warnings.push_back(
            text("table '{}': {} geometries read back with another number of corners", meant.name, moved));
}

void compare_with_file(const std::vector<FeatureTable>& tables, const std::string& file, const std::string& encoding,
                       std::vector<Sentence>& warnings)
{
    constexpr std::array<std::string_view, 2> own_order{".dxf",
                                                        ".txt"}; // these formats tell themselves what they leave out
    const auto name = lower(file);
    if (std::ranges::any_of(own_order, [&](auto ending) { return name.ends_with(ending); })) return;
    const bool tell = tables.size() > 1;
    for (const auto& table : tables)
        compare_tables(table,
                       read_features({.file = file,
                                      .table = tell ? table.name : "",
                                      .where = {},
                                      .encoding = name.ends_with(".csv") || name.ends_with(".shp") ? encoding : "auto",
                                      .crs = {}}),
                       warnings);
}

} // namespace peaksite
