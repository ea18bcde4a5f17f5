#include "base/error.hpp"
#include "io/files/encoding.hpp"
#include "io/vector/land_coordinates.hpp"
#include "io/vector/land_system.hpp"
#include "io/vector/write_formats.hpp"
#include "model/tables/amounts.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace peaksite {

namespace {

constexpr int decimals = 4;

// The columns a head line takes, by the names they go under.
struct Field {
    std::string LandParcel::*member;
    std::vector<std::string_view> names;
};

const std::vector<Field>& fields()
{
    static const std::vector<Field> all{{&LandParcel::number, {"地块编号", "DKBH", "编号", "code", "key", "id"}},
                                        {&LandParcel::name, {"地块名称", "DKMC", "名称", "name", "text"}},
                                        {&LandParcel::map_sheet, {"图幅号", "TFH"}},
                                        {&LandParcel::use, {"地块用途", "DKYT", "用途"}},
                                        {&LandParcel::land_class, {"地类编码", "DLBM"}}};
    return all;
}

std::optional<std::size_t> column_of(const FeatureTable& table, const std::vector<std::string_view>& names)
{
    for (const auto name : names)
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (lower(table.columns[i]) == lower(name)) return i;
    return {};
}

Line without_closing(Line ring)
{
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    return ring;
}

// A parcel for each kind of geometry of a feature.
std::vector<LandParcel> parcels_of(const Shape& shape)
{
    std::vector<LandParcel> out;
    if (!shape.polygons.empty()) {
        auto& parcel = out.emplace_back();
        for (const auto& polygon : shape.polygons)
            for (const auto& ring : polygon.rings) parcel.rings.push_back(without_closing(ring));
    }
    if (!shape.lines.empty()) {
        auto& parcel = out.emplace_back();
        parcel.figure = "线";
        parcel.rings = shape.lines;
    }
    if (!shape.points.empty()) {
        auto& parcel = out.emplace_back();
        parcel.figure = "点";
        for (const auto point : shape.points) parcel.rings.push_back({point});
    }
    return out;
}

class LandWriter {
public:
    explicit LandWriter(const FeatureTable& table) : m_table(table)
    {
        for (const auto& field : fields()) m_columns.push_back(column_of(table, field.names));
        m_area = column_of(table, {"面积"});
    }

    LandCoordinates land(const GaussKruger& system)
    {
        LandCoordinates out;
        out.system = system;
        out.header = header_of(system, decimals);
        for (std::size_t i = 0; i < m_table.features.size(); ++i) {
            const auto& feature = m_table.features[i];
            if (feature.shape.empty()) ++m_without;
            for (auto& parcel : parcels_of(feature.shape)) out.parcels.push_back(named(std::move(parcel), feature, i));
        }
        return out;
    }

    void tell(std::vector<Sentence>& notes) const
    {
        std::set<std::size_t> carried;
        for (const auto& column : m_columns)
            if (column) carried.insert(*column);
        if (m_area) carried.insert(*m_area);
        std::vector<std::string> left;
        for (std::size_t i = 0; i < m_table.columns.size(); ++i)
            if (!carried.contains(i) && m_table.columns[i] != "图形属性") left.push_back(m_table.columns[i]);
        if (!left.empty())
            notes.push_back(text("国土坐标 has no place for the columns {}; they are left out", joined(left, ", ")));
        if (m_without > 0) notes.push_back(text("{} features without geometry are left out", m_without));
    }

private:
    LandParcel named(LandParcel parcel, const Feature& feature, std::size_t place) const
    {
        for (std::size_t f = 0; f < m_columns.size(); ++f)
            if (m_columns[f]) parcel.*fields()[f].member = feature.values[*m_columns[f]].value_or("");
        if (parcel.number.empty() && !m_columns[0]) parcel.number = std::to_string(place + 1);
        constexpr double hectare = 10000;
        if (m_area && feature.values[*m_area])
            parcel.hectares = Amounts{}.read(*feature.values[*m_area]).value;
        else if (parcel.figure == "面")
            parcel.hectares = parcel_area(parcel) / hectare;
        return parcel;
    }

    const FeatureTable& m_table;
    std::vector<std::optional<std::size_t>> m_columns;
    std::optional<std::size_t> m_area;
    std::size_t m_without = 0;
};

} // namespace

std::vector<Sentence> write_land_coordinates(const FeatureTable& table, const WriteRequest& request)
{
    const auto system = table.crs ? gauss_kruger_of(*table.crs) : std::nullopt;
    if (!system)
        throw UsageError{text(
            "国土坐标 is written in a Gauss–Krüger zone; choose one: --crs EPSG:4523 (CGCS2000, 3 degrees, zone 35)")};
    std::vector<Sentence> notes;
    LandWriter writer{table};
    auto land = writer.land(*system);
    if (land.parcels.empty())
        throw UsageError{text("table '{}' has no geometries; 国土坐标 holds nothing else", table.name)};
    writer.tell(notes);
    auto content = land_coordinates_text(land, decimals);
    if (request.encoding != "UTF-8") {
        std::size_t lost = 0;
        content = encoded(content, request.encoding, [&](std::string_view) {
                      return ++lost, std::optional<std::string>{"?"};
                  }).value_or("");
        if (lost > 0)
            notes.push_back(
                text("{} characters are not in {} and became '?'; write UTF-8 or GB18030", lost, request.encoding));
    }
    write_bytes(request.file, content);
    return notes;
}

} // namespace peaksite
