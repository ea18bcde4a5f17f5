#pragma once

#include "io/files/encoding.hpp"
#include "io/files/gdal.hpp"
#include "io/vector/vector_file.hpp"

#include <vector>

namespace peaksite {

/// A vector file open for reading, whatever its format.
struct OpenedVector {
    Dataset dataset;
    std::string encoding = "UTF-8"; ///< of its texts
    TemporaryFile recoded{};        ///< keeps a recoded copy alive
    std::vector<Sentence> warnings{};
    std::optional<std::size_t> rows{}; ///< of its one table, as the file states them
    bool settled = false;              ///< its table is the one that was asked for
    bool folders = false;              ///< its tables are folders of one document
    bool first_holds_all = false;      ///< its first table holds what the others do
};

/// Opens by format: shapefiles and texts in the encoding that is asked for or found, 国土坐标 and DXF as tables in
/// memory, a zip by the one data set in it. Throws InputError as read_features does.
OpenedVector open_vector(const VectorRequest& request);

/// A 国土坐标 file as one table; see land_coordinates.hpp. Columns: 地块编号, 地块名称, 面积 (ha), 图形属性, 图幅号,
/// 地块用途, 地类编码.
OpenedVector open_land_coordinates(const VectorRequest& request);

/// A MapInfo exchange file (MIF with its MID), once it is known to be whole: lines of a sensible length, coordinates
/// finite and as many as stated, an object for every row.
OpenedVector open_mif(const VectorRequest& request);

/// A DXF drawing as tables: "entities", then one for each layer.
OpenedVector open_dxf(const VectorRequest& request);

/// A KML as a table per folder, whatever encoding it is in; its columns under their own names.
OpenedVector open_kml(const VectorRequest& request);

/// The document of a KMZ: doc.kml, or the only one.
OpenedVector open_kmz(const VectorRequest& request);

/// Opens the copy of a file in memory, or a member of an archive; a fault names the file.
Dataset open_copy(const std::string& copy, const std::string& file, const std::vector<std::string>& options = {});

/// Whether a name ends so, in any case.
bool has_ending(const std::string& file, std::string_view ending);

} // namespace peaksite
