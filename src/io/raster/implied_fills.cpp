#include "io/raster/implied_fills.hpp"

#include "base/text.hpp"
#include "io/raster/netcdf.hpp"

#include <cpl_string.h>
#include <gdal_priv.h>

#include <charconv>
#include <cmath>
#include <string_view>

namespace peaksite {

namespace {

// What the library itself takes for the fill value, exactly.
std::optional<RawNumber> library_fill(GDALRasterBand& band)
{
    int has = 0;
    if (band.GetRasterDataType() == GDT_Int64) {
        const std::int64_t fill = band.GetNoDataValueAsInt64(&has);
        return has != 0 ? std::optional<RawNumber>{fill} : std::nullopt;
    }
    if (band.GetRasterDataType() == GDT_UInt64) {
        const std::uint64_t fill = band.GetNoDataValueAsUInt64(&has);
        return has != 0 ? std::optional<RawNumber>{fill} : std::nullopt;
    }
    const double fill = band.GetNoDataValue(&has);
    return has != 0 ? std::optional<RawNumber>{fill} : std::nullopt;
}

// One number of an attribute, exactly; without the letter that marks its type in NetCDF's texts ("5b").
std::optional<RawNumber> number_of(std::string_view word)
{
    const auto read = [&](auto value) -> std::optional<RawNumber> {
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc{} || end != word.data() + word.size()) return {};
        return RawNumber{value};
    };
    if (const auto whole = read(std::int64_t{})) return whole;
    if (const auto whole = read(std::uint64_t{})) return whole;
    return read(double{});
}

// "{-2,-3}" or "-1".
std::vector<RawNumber> numbers_of(const char* text)
{
    std::vector<RawNumber> out;
    if (text == nullptr) return out;
    const CPLStringList words{CSLTokenizeString2(text, "{}, ", CSLT_STRIPLEADSPACES | CSLT_STRIPENDSPACES)};
    for (int i = 0; i < words.Count(); ++i)
        if (const auto one = number_of(words[i])) out.push_back(*one);
    return out;
}

// Attributes are signed where the type has no unsigned form (`_Unsigned`).
RawNumber as_cell(const RawNumber& stated, GDALDataType type)
{
    const double value = stated.rounded();
    if (value >= 0) return stated;
    if (type == GDT_Byte) return RawNumber{value + 256};
    if (type == GDT_UInt16) return RawNumber{value + 65536};
    if (type == GDT_UInt32) return RawNumber{value + 4294967296.0};
    return stated;
}

class NetcdfMissing {
public:
    NetcdfMissing(GDALRasterBand& band, const std::string& path)
        : m_band(band), m_path(path), m_signed(holds_signed_bytes(band))
    {}

    void add_to(MissingCells& out)
    {
        const auto facts = open_netcdf_plain(m_path);
        auto* stated = facts == nullptr || facts->GetRasterCount() == 0 ? nullptr : facts->GetRasterBand(1);
        if (stated == nullptr) return;
        for (const char* key : {"_FillValue", "missing_value"})
            for (const auto& one : numbers_of(stated->GetMetadataItem(key))) out.fills.add(cell(one));
        const double all = std::numeric_limits<double>::infinity();
        auto range = numbers_of(stated->GetMetadataItem("valid_range"));
        const auto low = numbers_of(stated->GetMetadataItem("valid_min")),
                   high = numbers_of(stated->GetMetadataItem("valid_max"));
        if (range.size() != 2)
            range = {low.size() == 1 ? low[0] : RawNumber{-all}, high.size() == 1 ? high[0] : RawNumber{all}};
        const auto ends = std::array{raw(range[0]), raw(range[1])};
        if (std::isfinite(ends[0]) || std::isfinite(ends[1]))
            out.valid = {std::min(ends[0], ends[1]), std::max(ends[0], ends[1])};
    }

private:
    RawNumber cell(const RawNumber& one) const { return m_signed ? one : as_cell(one, m_band.GetRasterDataType()); }

    // Ends are raw numbers, unless they have the type of the values that whole numbers stand for. A little room for
    // ends that are rounded on the way back.
    double raw(const RawNumber& end) const
    {
        if (!std::isfinite(end.rounded()) || !netcdf_range_of_values(m_path)) return cell(end).rounded();
        const double back = (end.rounded() - m_band.GetOffset()) / m_band.GetScale(), whole = std::round(back);
        constexpr double room = 1e-4;
        return std::fabs(back - whole) < room ? whole : back;
    }

    GDALRasterBand& m_band;
    const std::string& m_path;
    bool m_signed;
};

// Esri's text grid means -9999 where it names no value, and so does its binary twin.
bool implies_9999(GDALDataset& dataset, const std::string& path)
{
    const std::string_view driver = dataset.GetDriver() == nullptr ? "" : dataset.GetDriver()->GetDescription();
    return driver == "AAIGrid" || (driver == "EHdr" && lower(path).ends_with(".flt"));
}

} // namespace

bool holds_signed_bytes(GDALRasterBand& band)
{
    const char* type = band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE");
    return band.GetRasterDataType() == GDT_Byte && type != nullptr && EQUAL(type, "SIGNEDBYTE");
}

MissingCells missing_cells(GDALDataset& dataset, GDALRasterBand& band, const std::string& path)
{
    MissingCells out;
    if (const auto fill = library_fill(band))
        out.fills.add(*fill);
    else if (implies_9999(dataset, path))
        out.fills.add(RawNumber{-9999});
    if (is_netcdf(path)) NetcdfMissing{band, path}.add_to(out);
    return out;
}

} // namespace peaksite
