#include "io/tables/choose_table.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>

namespace peaksite {

namespace {

using Layers = std::vector<OGRLayer*>;

// 2 polygons, 1 lines, 0 points, -1 no geometry: the most that one of its features has.
int dimension_of(OGRLayer& layer)
{
    constexpr int most = 2;
    int out = -1;
    layer.ResetReading();
    for (const auto& feature : layer) {
        const auto* geometry = feature->GetGeometryRef();
        if (geometry != nullptr && geometry->IsEmpty() == FALSE) out = std::max(out, geometry->getDimension());
        if (out == most) break;
    }
    layer.ResetReading();
    return out;
}

std::string listed_names(const Layers& layers)
{
    std::vector<std::string> names;
    for (auto* layer : layers) names.emplace_back(layer->GetName());
    return joined(names, ", ");
}

// Tables that programs keep for themselves say nothing of land.
bool is_bookkeeping(OGRLayer& layer) { return lower(layer.GetName()) == "layer_styles"; }

Layers tables_of(GDALDataset& dataset)
{
    Layers out;
    for (auto* layer : dataset.GetLayers())
        if (!is_bookkeeping(*layer)) out.push_back(layer);
    if (out.empty())
        for (auto* layer : dataset.GetLayers()) out.push_back(layer);
    return out;
}

void require_one_system(const Layers& layers, const VectorRequest& request)
{
    if (request.crs) return;
    const auto* first = layers.front()->GetSpatialRef();
    for (auto* layer : layers) {
        const auto* own = layer->GetSpatialRef();
        const bool same = first == nullptr || own == nullptr ? first == own : first->IsSame(own) != FALSE;
        if (!same)
            throw InputError{
                text("file '{}': tables '{}' and '{}' have different coordinate systems; name one with table = \"…\"",
                     request.file, layers.front()->GetName(), layer->GetName())};
    }
}

// Columns of one name are one; of different types they are texts.
void add_columns(OGRLayer& to, const OGRFeatureDefn& from)
{
    for (int i = 0; i < from.GetFieldCount(); ++i) {
        OGRFieldDefn column{from.GetFieldDefn(i)};
        const int at = to.GetLayerDefn()->GetFieldIndex(column.GetNameRef());
        if (at < 0) {
            to.CreateField(&column);
        } else if (to.GetLayerDefn()->GetFieldDefn(at)->GetType() != column.GetType()) {
            column.SetType(OFTString);
            to.AlterFieldDefn(at, &column, ALTER_TYPE_FLAG);
        }
    }
}

// One table with the columns of all; features are numbered from 1.
ChosenTable joined_tables(const Layers& layers, const VectorRequest& request)
{
    require_one_system(layers, request);
    ChosenTable out{.layer = nullptr,
                    .joined = Dataset{
                        GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr)}};
    out.layer =
        out.joined->CreateLayer(layers.front()->GetName(), layers.front()->GetSpatialRef(), wkbUnknown, nullptr);
    for (auto* layer : layers) add_columns(*out.layer, *layer->GetLayerDefn());
    GIntBig number = 0;
    for (auto* layer : layers)
        for (const auto& from : *layer) {
            OGRFeature feature{out.layer->GetLayerDefn()};
            feature.SetFrom(from.get(), TRUE);
            feature.SetFID(++number);
            if (out.layer->CreateFeature(&feature) != OGRERR_NONE)
                throw InputError{text("file '{}': feature {} of table '{}' cannot be read; copy the file again",
                                      request.file, from->GetFID(), layer->GetName())};
        }
    return out;
}

ChosenTable all_of_a_kind(const Layers& layers, const VectorRequest& request)
{
    std::vector<int> dimensions;
    for (auto* layer : layers) dimensions.push_back(dimension_of(*layer));
    const int wanted = std::ranges::max(dimensions);
    Layers taken, left;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (dimensions[i] == wanted)
            taken.push_back(layers[i]);
        else if (layers[i]->GetFeatureCount() > 0)
            left.push_back(layers[i]);
    }
    auto out = taken.size() == 1 ? ChosenTable{.layer = taken.front()} : joined_tables(taken, request);
    if (!left.empty())
        out.warnings.push_back(text("file '{}': tables {} are taken; {} hold another kind of geometry and are left "
                                    "out, table = \"…\" names one of them",
                                    request.file, listed_names(taken), listed_names(left)));
    return out;
}

ChosenTable the_first(const Layers& layers, const VectorRequest& request)
{
    ChosenTable out{.layer = layers.front()};
    if (layers.size() == 1) return out;
    const Layers left{layers.begin() + 1, layers.end()};
    out.warnings.push_back(text("file '{}' has {} tables; '{}' is taken, {} are left out; table = \"…\" names another, "
                                "table = \"*\" takes all of a kind",
                                request.file, layers.size(), layers.front()->GetName(), listed_names(left)));
    return out;
}

} // namespace

ChosenTable choose_table(const OpenedVector& opened, const VectorRequest& given)
{
    auto request = given;
    if (opened.settled) request.table.clear();
    auto& dataset = *opened.dataset;
    if (dataset.GetLayerCount() == 0) throw InputError{text("file '{}' holds no table", request.file)};
    const auto layers = tables_of(dataset);
    if (opened.first_holds_all && (request.table.empty() || request.table == "*")) return {.layer = layers.front()};
    if (request.table == "*" || (request.table.empty() && opened.folders)) return all_of_a_kind(layers, request);
    if (request.table.empty()) return the_first(layers, request);
    if (auto* layer = dataset.GetLayerByName(request.table.c_str())) return {.layer = layer};
    Layers all;
    for (auto* layer : dataset.GetLayers()) all.push_back(layer);
    throw InputError{text("file '{}' has no table '{}'; it has: {}", request.file, request.table, listed_names(all))};
}

} // namespace peaksite
