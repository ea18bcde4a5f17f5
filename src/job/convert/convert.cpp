#include "job/convert/convert.hpp"

#include "base/error.hpp"
#include "geo/china_zones.hpp"
#include "geo/transform.hpp"
#include "io/tables/table_names.hpp"
#include "io/vector/write_features.hpp"
#include "job/convert/compare_tables.hpp"
#include "job/open/place_file.hpp"
#include "job/open/stated_crs.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// Each table by itself where the format holds several, else what the file is taken for.
std::vector<FeatureTable> read_tables(const ConvertRequest& request, bool many, std::vector<Sentence>& warnings)
{
    VectorRequest from{.file = request.in,
                       .table = request.table,
                       .where = request.where,
                       .encoding = request.encoding,
                       .crs = request.from_crs};
    // Of a drawing the first table holds all others.
    const bool drawing = lower(request.in).ends_with(".dxf");
    auto names = many && !drawing && request.table.empty() ? table_names(request.in) : std::vector<std::string>{};
    if (names.size() < 2) names = {request.table};
    std::vector<FeatureTable> out;
    for (const auto& name : names) {
        from.table = name;
        out.push_back(read_features(from));
        for (const auto& warning : out.back().warnings)
            if (std::ranges::find(warnings, warning) == warnings.end()) warnings.push_back(warning);
    }
    return out;
}

bool has_geometry(const FeatureTable& table)
{
    return std::ranges::any_of(table.features, [](const Feature& feature) { return !feature.no_geometry; });
}

void tell_losses(const FeatureTable& table, std::vector<Sentence>& warnings)
{
    const auto curves = std::ranges::count_if(table.features, &Feature::had_curves),
               heights = std::ranges::count_if(table.features, &Feature::had_heights);
    const auto strange = std::ranges::count_if(table.features, &Feature::not_finite);
    if (curves > 0)
        warnings.push_back(text("table '{}': {} features with curves, which were made straight", table.name, curves));
    if (heights > 0) warnings.push_back(text("table '{}': heights of {} features are left out", table.name, heights));
    if (strange > 0)
        throw InputError{text("table '{}': {} features have coordinates that are no numbers; leave them out: --where",
                              table.name, strange)};
}

// The zone of 3 degrees about the middle of what lies in another system.
Crs zone_of(const Crs& crs, const Box& box)
{
    const auto degrees = longitude_latitude_box(crs, box);
    return Crs::parse(*epsg_of({.zone = zone_of_3_degrees((degrees.xmin + degrees.xmax) / 2)}));
}

Crs target(const ConvertRequest& request, const OutputFormat& format, const FeatureTable& table, const Crs& own)
{
    if (request.to_crs) {
        const auto wanted = Crs::parse(*request.to_crs);
        if (format.degrees && !wanted.same_plane(Crs::parse("EPSG:4326")))
            throw UsageError{text("--crs {}: {} is always in longitude and latitude on WGS 84; leave --crs out",
                                  *request.to_crs, format.name)};
        if (format.gauss_kruger && !gauss_kruger_of(wanted))
            throw UsageError{text("--crs {}: 国土坐标 is written in a Gauss–Krüger zone, such as EPSG:4523 (CGCS2000, "
                                  "3 degrees, zone 35)",
                                  *request.to_crs)};
        return wanted;
    }
    if (format.degrees) return Crs::parse("EPSG:4326");
    if (format.gauss_kruger && !gauss_kruger_of(own)) return zone_of(own, *table.box());
    return own;
}

void transform(FeatureTable& table, const Crs& from, const Crs& to, std::vector<Sentence>& warnings)
{
    const auto box = *table.box();
    table.crs = to;
    const Transform way{from, to, longitude_latitude_box(from, box)};
    if (way.identity()) return;
    if (way.shift() == DatumShift::ballpark)
        warnings.push_back(
            text("table '{}': no datum shift from '{}' to '{}' is known; positions may be off by 100 m and more",
                 table.name, from.name(), to.name()));
    std::size_t lost = 0;
    for (auto& feature : table.features) {
        feature.shape = transformed(std::move(feature.shape), [&](Point p) {
            const auto moved = way.forward(p);
            lost += moved ? 0U : 1U;
            return moved.value_or(Point{});
        });
    }
    if (lost > 0)
        throw InputError{text("table '{}': {} points have no place in '{}'; choose another system: --crs", table.name,
                              lost, to.name())};
}

// Brings a table into the system of the output; nothing to do for one without geometries.
void settle_system(const ConvertRequest& request, const OutputFormat& format, FeatureTable& table,
                   ConvertReport& report)
{
    if (!has_geometry(table)) return;
    const bool needed = request.to_crs || format.degrees || format.gauss_kruger;
    if (!table.crs && !needed) {
        report.warnings.push_back(
            text("table '{}' has no coordinate system and is written without; --from-crs says it", table.name));
        return;
    }
    const auto own = stated_crs(table, request.in);
    const auto wanted = target(request, format, table, own);
    transform(table, own, wanted, report.warnings);
    report.crs = wanted.authority().empty() ? wanted.name() : wanted.authority();
}

} // namespace

ConvertReport convert_file(const ConvertRequest& request)
{
    const auto format = output_format(request.out);
    refuse_existing(request.out, request.overwrite);
    ConvertReport report;
    auto tables = read_tables(request, format.many_tables, report.warnings);
    for (auto& table : tables) {
        tell_losses(table, report.warnings);
        settle_system(request, format, table, report);
        report.tables.push_back(table.name);
        report.features += table.features.size();
        if (table.encoding != "UTF-8")
            report.warnings.push_back(text("texts of '{}' were read as {}", request.in, table.encoding));
    }
    const FilePlace place{request.out};
    const WriteRequest to{.file = place.draft(),
                          .encoding = request.out_encoding,
                          .layer_column = request.layer_column,
                          .label_column = request.label_column,
                          .wkt = request.wkt};
    const auto notes = write_features(tables, to);
    report.warnings.insert(report.warnings.end(), notes.begin(), notes.end());
    compare_with_file(tables, place.draft().string(), request.out_encoding, report.warnings);
    place.publish(request.overwrite);
    return report;
}

} // namespace peaksite
