#include "job/overlap/overlap.hpp"

#include "geo/crs_guess.hpp"
#include "geo/overlay.hpp"
#include "geo/projection.hpp"
#include "geo/validity.hpp"
#include "io/files/workspace.hpp"
#include "job/open/stated_crs.hpp"
#include "job/overlap/overlap_layers.hpp"
#include "job/overlap/overlap_sheet.hpp"
#include "job/study/build_grid.hpp"
#include "job/version.hpp"
#include "report/files/manifest.hpp"
#include "report/files/overlap_report.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace peaksite {

namespace {

constexpr double least_square_metres = 1; // two drawings of one line lie no nearer

std::string named(const FeatureTable& table, const Feature& feature, std::initializer_list<const char*> columns)
{
    for (const auto* wanted : columns)
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (lower(table.columns[i]) == wanted && feature.values[i] && !trimmed(*feature.values[i]).empty())
                return std::string{trimmed(*feature.values[i])};
    return {};
}

class Analysis {
public:
    explicit Analysis(const OverlapRequest& request) : m_request(request), m_catalogue(request.catalogue) {}

    OverlapTable lay()
    {
        if (m_request.boundaries.empty()) throw UsageError{text("no boundary is given; name its file")};
        m_targets = overlap_layers(m_request, m_catalogue);
        for (const auto& word : m_request.boundaries) read_boundaries(vector_request(word));
        for (auto& target : m_targets) m_out.layers.push_back(target.facts);
        std::vector<std::vector<OverlapRow>> rows(m_targets.size());
        for (std::size_t i = 0; i < m_targets.size(); ++i) rows[i] = lay_over_layer(i);
        for (std::size_t boundary = 0; boundary < m_out.boundaries.size(); ++boundary)
            for (const auto& of_layer : rows) m_out.rows.push_back(of_layer[boundary]);
        std::ranges::stable_sort(m_out.parcels, {}, &OverlapParcel::boundary);
        for (const auto& layer : m_out.layers)
            m_out.secrecy = std::max(m_out.secrecy, layer.file.empty() ? Secrecy::internal : layer.secrecy);
        m_out.notes.push_back(m_catalogue.output_text(text_id(Statement::potential)));
        m_out.notes.push_back({.zh = "未提供的图层未分析，实际压占可能更多。",
                               .en = "Layers that were not supplied were not analysed: more may be occupied."});
        return std::move(m_out);
    }

    const OverlapGround& ground() const { return m_ground; }
    const Catalogue& catalogue() const { return m_catalogue; }

private:
    void warn(const Sentence& sentence)
    {
        if (std::ranges::find(m_out.warnings, sentence) == m_out.warnings.end()) m_out.warnings.push_back(sentence);
    }

    // A table of a file; others in it are told of, for the right one may be among them.
    FeatureTable read(const VectorRequest& source)
    {
        auto table = read_features(source);
        for (const auto& warning : table.warnings) warn(warning);
        if (!table.crs && !table.features.empty())
            throw InputError{
                text("file '{}' has no coordinate system; {} (boundaries: --from-crs, layers: crs of a plan)",
                     source.file, crs_hint(table.box()))};
        return table;
    }

    void read_boundaries(VectorRequest source)
    {
        source.crs = m_request.boundary_crs;
        const auto table = read(source);
        for (const auto& feature : table.features) {
            if (feature.not_finite)
                throw InputError{text("file '{}', feature {}: coordinates are no numbers; correct the feature",
                                      source.file, feature.id)};
            if (feature.had_curves)
                warn(text("boundary {} of '{}' has curves, which were made straight in pieces of half a degree",
                          feature.id, source.file));
            OverlapBoundary facts{.file = source.file,
                                  .key = named(table, feature, {"key", "code", "编号", "代码", "地块编号", "bh"}),
                                  .name = named(table, feature, {"name", "名称", "地块名称", "xmmc", "项目名称"}),
                                  .square_metres = {}};
            if (facts.key.empty()) facts.key = std::to_string(feature.id);
            if (facts.name.empty()) facts.name = facts.key;
            auto valid = made_valid(feature.shape);
            if (valid.shape.polygons.empty()) {
                m_out.warnings.push_back(
                    text("boundary {} of '{}' has no polygon: whether it occupies land stays open; "
                         "draw its area, or close its lines",
                         facts.name, source.file));
                m_out.boundaries.push_back(std::move(facts));
                continue;
            }
            OverlapGround::Figure boundary{
                .shape = {.polygons = std::move(valid.shape.polygons), .lines = {}, .points = {}},
                .crs = stated_crs(table, source.file),
                .of = m_out.boundaries.size()};
            if (!valid.repair.empty())
                m_out.warnings.push_back(text("boundary {} of '{}' was invalid ({}) and was repaired", feature.id,
                                              source.file, valid.repair));
            require_on_earth(boundary, source.file, feature.id);
            facts.square_metres = TrueAreas{boundary.crs, *bounds(boundary.shape)}.of(boundary.shape);
            if (!std::isfinite(*facts.square_metres))
                throw InputError{text("file '{}', feature {}: a corner has no place on earth; correct the feature",
                                      source.file, feature.id)};
            m_ground.boundaries.push_back(std::move(boundary));
            m_out.boundaries.push_back(std::move(facts));
        }
        if (m_ground.boundaries.empty())
            throw InputError{text("file '{}' has no polygons to lay over layers; close its lines first", source.file)};
    }

    static void require_on_earth(const OverlapGround::Figure& figure, const std::string& file, std::int64_t feature)
    {
        constexpr double full_circle = 360, quarter_circle = 90;
        const auto box = *bounds(figure.shape);
        const bool beyond = std::max(std::fabs(box.xmin), std::fabs(box.xmax)) > full_circle ||
                            std::max(std::fabs(box.ymin), std::fabs(box.ymax)) > quarter_circle;
        if (figure.crs.geographic() && beyond)
            throw InputError{
                text("file '{}', feature {}: a corner has no place on earth; correct the feature", file, feature)};
    }

    std::vector<OverlapRow> lay_over_layer(std::size_t number)
    {
        std::vector<OverlapRow> rows;
        for (std::size_t i = 0; i < m_out.boundaries.size(); ++i)
            rows.push_back({.boundary = i, .layer = number, .parcels = 0, .square_metres = {}});
        for (const auto& request : m_targets[number].requests) lay_over_table(request, rows);
        return rows;
    }

    // Boundaries as zones in the plane of the layer.
    std::vector<Shape> boundaries_in(const Crs& crs)
    {
        constexpr double tolerance_metres = 1e-4;
        const double unit_metres = metres_per_unit(crs);
        std::vector<Shape> out;
        for (const auto& boundary : m_ground.boundaries) {
            const Transform transform{boundary.crs, crs};
            if (const auto warning = shift_warning(transform, "the boundary", boundary.crs, crs); warning)
                warn(*warning);
            out.push_back(
                transform.identity()
                    ? boundary.shape
                    : made_valid(
                          projected(boundary.shape, transform, tolerance_metres / unit_metres, unit_metres).shape)
                          .shape);
        }
        return out;
    }

    void lay_over_table(const VectorRequest& request, std::vector<OverlapRow>& rows)
    {
        const auto table = read(request);
        auto& facts = m_out.layers[rows.front().layer];
        facts.features += table.features.size();
        if (table.features.empty()) {
            warn(text("layer '{}': '{}' has no features", facts.id, request.file));
            return;
        }
        const auto parcels = parcels_of(table, request, facts);
        if (std::ranges::all_of(parcels, [](const Shape& shape) { return shape.empty(); })) {
            warn(text("layer '{}': '{}' has no polygons; lines and points occupy no land", facts.id, request.file));
            return;
        }
        for (auto& row : rows)
            if (m_out.boundaries[row.boundary].square_metres) row.square_metres = row.square_metres.value_or(0);
        lay_over_parcels(table, parcels, stated_crs(table, request.file), rows);
    }

    std::vector<Shape> parcels_of(const FeatureTable& table, const VectorRequest& request, const OverlapLayer& facts)
    {
        std::vector<Shape> parcels;
        std::size_t repaired = 0, curved = 0;
        for (const auto& feature : table.features) {
            if (feature.not_finite)
                throw InputError{text("file '{}', feature {}: coordinates are no numbers; correct the feature",
                                      request.file, feature.id)};
            auto valid = made_valid(Shape{.polygons = feature.shape.polygons, .lines = {}, .points = {}});
            repaired += valid.repair.empty() ? 0U : 1U;
            curved += feature.had_curves ? 1U : 0U;
            parcels.push_back({.polygons = std::move(valid.shape.polygons), .lines = {}, .points = {}});
        }
        if (curved > 0)
            warn(text("layer '{}': {} features with curves, which were made straight in pieces of half a degree",
                      facts.id, curved));
        if (repaired > 0)
            warn(text("layer '{}': {} polygons that crossed themselves were repaired", facts.id, repaired));
        return parcels;
    }

    void lay_over_parcels(const FeatureTable& table, const std::vector<Shape>& parcels, const Crs& crs,
                          std::vector<OverlapRow>& rows)
    {
        const auto zones = boundaries_in(crs);
        const auto laid = peaksite::overlay(parcels, zones, crs, m_request.threads, m_request.stop);
        const auto row_of = [&](std::size_t zone) -> OverlapRow& { return rows[m_ground.boundaries[zone].of]; };
        std::vector<Shape> touched(zones.size());
        std::set<std::size_t> drawn;
        for (const auto& part : laid.parts) {
            if (part.square_metres < least_square_metres) continue;
            ++row_of(part.zone).parcels;
            auto& all = touched[part.zone].polygons;
            all.insert(all.end(), parcels[part.parcel].polygons.begin(), parcels[part.parcel].polygons.end());
            add_parcel(table, part, row_of(part.zone), laid.parcel_areas[part.parcel]);
            if (drawn.insert(part.parcel).second)
                m_ground.parcels.push_back({.shape = parcels[part.parcel], .crs = crs, .of = row_of(part.zone).layer});
        }
        for (std::size_t zone = 0; zone < zones.size(); ++zone) {
            if (touched[zone].polygons.empty()) continue;
            // What several features claim counts once.
            const std::vector<Shape> one{zones[zone]}, united{made_valid(std::move(touched[zone])).shape};
            for (const auto& part : peaksite::overlay(one, united, crs, 1).parts)
                *row_of(zone).square_metres += part.square_metres;
        }
    }

    void add_parcel(const FeatureTable& table, const CommonPart& part, const OverlapRow& row, double whole)
    {
        const auto& feature = table.features[part.parcel];
        OverlapParcel parcel{.boundary = row.boundary,
                             .layer = row.layer,
                             .feature = feature.id,
                             .square_metres = part.square_metres,
                             .whole_square_metres = whole,
                             .attributes = {}};
        constexpr std::size_t most = 12;
        for (std::size_t i = 0; i < table.columns.size() && parcel.attributes.size() < most; ++i)
            if (feature.values[i]) parcel.attributes.emplace_back(table.columns[i], *feature.values[i]);
        m_out.parcels.push_back(std::move(parcel));
    }

    const OverlapRequest& m_request;
    Catalogue m_catalogue;
    OverlapGround m_ground;
    std::vector<OverlapTarget> m_targets;
    OverlapTable m_out;
};

} // namespace

OverlapTable overlap(const OverlapRequest& request)
{
    check_fonts();
    Workspace workspace{{.out = request.out,
                         .overwrite = request.overwrite,
                         .resume = false,
                         .is_ours = is_our_folder,
                         .foreign = foreign_files,
                         .worth_keeping = [](const std::filesystem::path&) { return false; }}};
    Analysis analysis{request};
    auto table = analysis.lay();
    workspace.begin();
    const auto& folder = workspace.folder();
    draw_sheet(overlap_sheet(table, analysis.ground(), analysis.catalogue()),
               {.pdf = folder / "overlap.pdf", .png = folder / "overlap.png"});
    write_overlap(table, std::string{"peaksite "} + program_version, folder);
    workspace.complete();
    return table;
}

} // namespace peaksite
