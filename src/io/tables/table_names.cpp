#include "io/tables/table_names.hpp"

#include "io/tables/sheet.hpp"
#include "io/tables/workbook.hpp"
#include "io/vector/open_vector.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace peaksite {

std::vector<std::string> table_names(const std::string& file)
{
    if (is_workbook(file)) return sheet_names(file);
    const auto opened = open_vector({.file = file, .table = {}, .where = {}, .encoding = "auto", .crs = {}});
    std::vector<std::string> out;
    for (auto* layer : opened.dataset->GetLayers()) out.emplace_back(layer->GetName());
    return out;
}

} // namespace peaksite
