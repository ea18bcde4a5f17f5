#include "base/utf8.hpp"
#include "io/files/limits.hpp"
#include "io/vector/dxf_figures.hpp"
#include "io/vector/ogr_shape.hpp"
#include "io/vector/open_vector.hpp"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <array>

namespace peaksite {

namespace {

// Curves become pieces as everywhere.
class DrawingOptions {
public:
    DrawingOptions() { set(true); }
    DrawingOptions(const DrawingOptions&) = delete;
    DrawingOptions& operator=(const DrawingOptions&) = delete;
    ~DrawingOptions() { set(false); }

private:
    static void set(bool on)
    {
        static const auto step = number(arc_step_degrees);
        const std::array<std::array<const char*, 2>, 3> options{
            {{"DXF_ENCODING", "UTF-8"}, {"OGR_ARC_STEPSIZE", step.c_str()}, {"DXF_MERGE_BLOCK_GEOMETRIES", "FALSE"}}};
        for (const auto& [name, value] : options) CPLSetThreadLocalConfigOption(name, on ? value : nullptr);
    }
};

std::vector<DxfEntity> entities_of(OGRLayer& layer, const std::string& file)
{
    Unfolding unfolding{file};
    std::vector<DxfEntity> out;
    CPLErrorReset();
    for (const auto& feature : layer) {
        auto& one = out.emplace_back();
        one.layer = unescaped_dxf(feature->GetFieldAsString("Layer"));
        one.handle = feature->GetFieldAsString("EntityHandle");
        one.text = unescaped_dxf(feature->GetFieldAsString("Text"));
        one.is_hatch =
            std::string_view{feature->GetFieldAsString("SubClasses")}.find("AcDbHatch") != std::string_view::npos;
        one.is_spline =
            std::string_view{feature->GetFieldAsString("SubClasses")}.find("AcDbSpline") != std::string_view::npos;
        if (const auto* geometry = feature->GetGeometryRef()) {
            if (const auto straight = straightened(*geometry)) collect(*straight, one.shape);
        }
        unfolding.add(sizeof(DxfEntity) + one.text.size() + sizeof(Point) * corners_in(one.shape));
    }
    return out;
}

} // namespace

OpenedVector open_dxf(const VectorRequest& request)
{
    OpenedVector out{.dataset = nullptr, .first_holds_all = true};
    const auto content = utf8_content(request.file, request.encoding, out.encoding);
    require_whole_dxf(content, request.file);
    const auto copy = TemporaryFile::with(request.file, content);
    std::vector<DxfEntity> entities;
    {
        const DrawingOptions options;
        const auto drawing = open_copy(copy.path(), request.file);
        if (drawing->GetLayerCount() > 0) entities = entities_of(*drawing->GetLayer(0), request.file);
        if (CPLGetLastErrorType() == CE_Failure)
            throw InputError{text("file '{}' is damaged after {} entities: {}; save it again as AutoCAD 2004 DXF",
                                  request.file, entities.size(), last_gdal_error())};
    }
    const auto tables = dxf_tables(entities, dxf_attributes(content), request.file, out.warnings);
    out.dataset.reset(GetGDALDriverManager()->GetDriverByName("Memory")->Create("", 0, 0, 0, GDT_Unknown, nullptr));
    for (const auto& table : tables) add_table(*out.dataset, table);
    return out;
}

} // namespace peaksite
