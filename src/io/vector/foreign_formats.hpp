#pragma once

#include <string>

namespace peaksite {

/// Throws InputError for a file of a program whose format is not read: what it is, and what to export from which menu.
/// Known by its first bytes, whatever its name, or else by its ending: DWG, MapGIS, SuperMap, VCT, Access, map
/// documents and layer files of ArcGIS and QGIS, protected workbooks, PDF, Word, RAR and 7z, images. Other files pass.
void refuse_foreign_format(const std::string& file);

} // namespace peaksite
