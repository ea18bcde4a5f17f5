#include "job/overlap.hpp"

#include "geo/overlay.hpp"
#include "geo/projection.hpp"
#include "geo/validity.hpp"
#include "io/vector_file.hpp"
#include "io/workspace.hpp"
#include "job/build_grid.hpp"
#include "job/row_warnings.hpp"
#include "job/run_manifest.hpp"
#include "job/task_book.hpp"
#include "job/version.hpp"
#include "report/manifest.hpp"
#include "report/overlap_report.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace peaksite {

namespace {

constexpr double least_square_metres = 1; // two drawings of one line lie no nearer

// A file and the table in it.
struct Source {
    std::string file;
    std::string table;
};

// "FILE:TABLE"; a colon may belong to the file.
Source source_of(const std::string& word)
{
    const auto colon = word.rfind(':');
    const bool table = colon != std::string::npos && colon > 1 && !std::filesystem::exists(word) && word.find_first_of("/\\", colon) == std::string::npos;
    return table ? Source{word.substr(0, colon), word.substr(colon + 1)} : Source{word, {}};
}

struct Boundary {
    Shape shape;
    Crs crs;
};

// A layer to lay over: where it comes from, and how it is read.
struct Target {
    OverlapLayer facts;
    std::vector<VectorRequest> requests;
};

std::string named(const FeatureTable& table, const Feature& feature, std::initializer_list<const char*> columns)
{
    for (const auto* wanted : columns)
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (lower(table.columns[i]) == wanted && feature.values[i] && !trimmed(*feature.values[i]).empty()) return std::string{trimmed(*feature.values[i])};
    return {};
}

class Analysis {
public:
    explicit Analysis(const OverlapRequest& request) : m_request(request), m_catalogue(request.catalogue) {}

    OverlapTable lay()
    {
        if (m_request.boundaries.empty()) throw UsageError{text("no boundary is given; name its file")};
        for (const auto& word : m_request.boundaries) read_boundaries(source_of(word));
        collect_layers();
        for (auto& target : m_targets) m_out.layers.push_back(target.facts);
        std::vector<std::vector<OverlapRow>> rows(m_targets.size());
        for (std::size_t i = 0; i < m_targets.size(); ++i) rows[i] = lay_over_layer(i);
        for (std::size_t boundary = 0; boundary < m_boundaries.size(); ++boundary)
            for (const auto& of_layer : rows) m_out.rows.push_back(of_layer[boundary]);
        std::ranges::stable_sort(m_out.parcels, {}, &OverlapParcel::boundary);
        for (const auto* id : {"potential", "unchecked"}) m_out.notes.push_back(m_catalogue.output_text(id));
        m_out.notes.back().zh = "未提供的图层：" + m_out.notes.back().zh + "。";
        return std::move(m_out);
    }

private:
    static Crs crs_of(const FeatureTable& table, const std::string& file)
    {
        if (!table.crs) throw InputError{text("file '{}' has no coordinate system; convert it to a format that says it", file)};
        return *table.crs;
    }

    void read_boundaries(const Source& source)
    {
        const auto table = read_features({.file = source.file, .table = source.table, .where = {}, .encoding = "auto", .crs = {}});
        for (const auto& feature : table.features) {
            auto valid = made_valid(feature.shape);
            if (valid.shape.polygons.empty()) continue;
            Boundary boundary{.shape = {.polygons = std::move(valid.shape.polygons), .lines = {}, .points = {}}, .crs = crs_of(table, source.file)};
            if (!valid.repair.empty()) m_out.warnings.push_back(text("boundary {} of '{}' was invalid ({}) and was repaired", feature.id, source.file, valid.repair));
            OverlapBoundary facts{.file = source.file, .key = named(table, feature, {"key", "code", "编号", "代码", "地块编号", "bh"}), .name = named(table, feature, {"name", "名称", "地块名称", "xmmc", "项目名称"}), .square_metres = 0};
            if (facts.key.empty()) facts.key = std::to_string(feature.id);
            if (facts.name.empty()) facts.name = facts.key;
            facts.square_metres = TrueAreas{boundary.crs, *bounds(boundary.shape)}.of(boundary.shape);
            m_boundaries.push_back(std::move(boundary));
            m_out.boundaries.push_back(std::move(facts));
        }
        if (m_boundaries.empty()) throw InputError{text("file '{}' has no polygons to lay over layers; close its lines first", source.file)};
    }

    void collect_layers()
    {
        std::vector<Fault> faults;
        for (const auto& word : m_request.layers) {
            const auto equals = word.find('=');
            if (equals == std::string::npos || equals == 0 || equals + 1 == word.size()) {
                faults.push_back({.place = "--layer", .key = word, .what = text("a layer is NAME=FILE, not '{}'", word), .hint = text("--layer redline=redline.gpkg:redline")});
                continue;
            }
            const auto source = source_of(word.substr(equals + 1));
            add_target(word.substr(0, equals), {}, {{.file = source.file, .table = source.table, .where = {}, .encoding = "auto", .crs = {}}});
        }
        if (!faults.empty()) throw UsageError{faults};
        if (m_request.plan) add_plan(read_source(*m_request.plan));
        if (m_targets.empty()) throw UsageError{text("no layer is given; name some with --layer NAME=FILE, or a plan with --plan")};
        add_not_supplied();
    }

    void add_plan(const Plan& plan)
    {
        for (const auto& layer : plan.layers) {
            if (layer.kind == Layer::Kind::absent) {
                OverlapLayer facts{.id = layer.id, .title = layer.title, .file = {}, .reason = layer.absent, .source = {}, .features = 0};
                if (facts.title.empty()) facts.title = {.zh = layer.id, .en = layer.id};
                if (!known(layer.id)) m_targets.push_back({.facts = facts, .requests = {}});
            }
            if (layer.kind != Layer::Kind::vector || known(layer.id)) continue;
            std::vector<VectorRequest> requests;
            for (const auto& file : layer.files) requests.push_back({.file = file, .table = layer.table, .where = layer.where, .encoding = layer.encoding, .crs = layer.crs});
            add_target(layer.id, layer.title, std::move(requests));
            m_targets.back().facts.source = layer.note.source;
        }
    }

    bool known(const std::string& id) const
    {
        return std::ranges::any_of(m_targets, [&](const Target& target) { return target.facts.id == id; });
    }

    void add_target(const std::string& id, Bilingual title, std::vector<VectorRequest> requests)
    {
        if (known(id)) throw UsageError{text("layer '{}' is given twice", id)};
        if (title.empty())
            if (const auto entry = m_catalogue.layer(id)) title = entry->title;
        if (title.empty()) title = {.zh = id, .en = id};
        m_targets.push_back({.facts = {.id = id, .title = title, .file = requests.front().file, .reason = {}, .source = {}, .features = 0}, .requests = std::move(requests)});
    }

    // The official layers that land is checked against.
    void add_not_supplied()
    {
        for (const auto& id : m_catalogue.layers()) {
            const auto entry = m_catalogue.layer(id);
            const bool official = m_catalogue.file(id).parent_path().filename() == "official";
            if (!official || !entry || entry->kind != Layer::Kind::vector || known(id)) continue;
            m_targets.push_back({.facts = {.id = id, .title = entry->title, .file = {}, .reason = "not supplied", .source = {}, .features = 0}, .requests = {}});
        }
    }

    std::vector<OverlapRow> lay_over_layer(std::size_t number)
    {
        std::vector<OverlapRow> rows;
        for (std::size_t i = 0; i < m_boundaries.size(); ++i) rows.push_back({.boundary = i, .layer = number, .parcels = 0, .square_metres = {}});
        for (const auto& request : m_targets[number].requests) lay_over_table(request, rows);
        return rows;
    }

    // Boundaries as zones in the plane of the layer.
    std::vector<Shape> boundaries_in(const Crs& crs)
    {
        constexpr double tolerance_metres = 1e-4;
        const double unit_metres = metres_per_unit(crs);
        std::vector<Shape> out;
        for (const auto& boundary : m_boundaries) {
            const Transform transform{boundary.crs, crs};
            if (const auto warning = shift_warning(transform, "the boundary", boundary.crs, crs); warning && std::ranges::find(m_out.warnings, *warning) == m_out.warnings.end()) m_out.warnings.push_back(*warning);
            out.push_back(transform.identity() ? boundary.shape : made_valid(projected(boundary.shape, transform, tolerance_metres / unit_metres, unit_metres).shape).shape);
        }
        return out;
    }

    void lay_over_table(const VectorRequest& request, std::vector<OverlapRow>& rows)
    {
        const auto table = read_features(request);
        auto& facts = m_out.layers[rows.front().layer];
        facts.features += table.features.size();
        for (auto& row : rows) row.square_metres = row.square_metres.value_or(0);
        if (table.features.empty()) return;
        const auto crs = crs_of(table, request.file);
        std::vector<Shape> parcels;
        std::size_t repaired = 0;
        for (const auto& feature : table.features) {
            if (feature.not_finite) throw InputError{text("file '{}', feature {}: coordinates are no numbers; correct the feature", request.file, feature.id)};
            auto valid = made_valid(Shape{.polygons = feature.shape.polygons, .lines = {}, .points = {}});
            repaired += valid.repair.empty() ? 0U : 1U;
            parcels.push_back(std::move(valid.shape));
        }
        if (repaired > 0) m_out.warnings.push_back(text("layer '{}': {} polygons that crossed themselves were repaired", facts.id, repaired));
        if (std::ranges::all_of(parcels, [](const Shape& shape) { return shape.empty(); })) m_out.warnings.push_back(text("layer '{}': '{}' has no polygons; lines and points occupy no land", facts.id, request.file));
        const auto zones = boundaries_in(crs);
        const auto laid = peaksite::overlay(parcels, zones, crs, m_request.threads, m_request.stop);
        std::vector<Shape> touched(rows.size());
        for (const auto& part : laid.parts) {
            if (part.square_metres < least_square_metres) continue;
            ++rows[part.zone].parcels;
            auto& all = touched[part.zone].polygons;
            all.insert(all.end(), parcels[part.parcel].polygons.begin(), parcels[part.parcel].polygons.end());
            add_parcel(table, part, rows[part.zone], laid.parcel_areas[part.parcel]);
        }
        for (auto& row : rows) {
            if (touched[row.boundary].polygons.empty()) continue;
            // What several features claim counts once.
            const std::vector<Shape> one{zones[row.boundary]}, united{made_valid(std::move(touched[row.boundary])).shape};
            for (const auto& part : peaksite::overlay(one, united, crs, 1).parts) *row.square_metres += part.square_metres;
        }
    }

    void add_parcel(const FeatureTable& table, const CommonPart& part, const OverlapRow& row, double whole)
    {
        const auto& feature = table.features[part.parcel];
        OverlapParcel parcel{.boundary = row.boundary, .layer = row.layer, .feature = feature.id, .square_metres = part.square_metres, .whole_square_metres = whole, .attributes = {}};
        constexpr std::size_t most = 12;
        for (std::size_t i = 0; i < table.columns.size() && parcel.attributes.size() < most; ++i)
            if (feature.values[i]) parcel.attributes.emplace_back(table.columns[i], *feature.values[i]);
        m_out.parcels.push_back(std::move(parcel));
    }

    const OverlapRequest& m_request;
    Catalogue m_catalogue;
    std::vector<Boundary> m_boundaries;
    std::vector<Target> m_targets;
    OverlapTable m_out;
};

} // namespace

OverlapTable lay_over(const OverlapRequest& request) { return Analysis{request}.lay(); }

OverlapTable overlap(const OverlapRequest& request)
{
    Workspace workspace{{.out = request.out, .overwrite = request.overwrite, .resume = false, .is_ours = is_our_folder, .worth_keeping = [](const std::filesystem::path&) { return false; }}};
    auto table = lay_over(request);
    workspace.begin();
    write_overlap(table, std::string{"peaksite "} + program_version, workspace.folder());
    workspace.complete();
    return table;
}

} // namespace peaksite
