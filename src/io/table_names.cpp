#include "io/table_names.hpp"

#include "io/gdal.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace peaksite {

std::vector<std::string> table_names(const std::string& file)
{
    const auto dataset = open_dataset(file, DatasetKind::vector);
    std::vector<std::string> out;
    for (auto* layer : dataset->GetLayers()) out.emplace_back(layer->GetName());
    return out;
}

} // namespace peaksite
