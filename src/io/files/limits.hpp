#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace peaksite {

/// What an input may cost at most, whatever it says of itself: the one table for all readers of files that people hand
/// in. What costs more is refused with a sentence that names the file, before the memory or the time is spent.
///
/// | reader                               | bounded by                                                        |
/// |--------------------------------------|-------------------------------------------------------------------|
/// | CSV, TXT, TSV                        | text_bytes, table_bytes, cell_bytes, columns                      |
/// | KML, DXF, MIF with MID, 国土坐标     | text_bytes, line_bytes (MIF), inserted (DXF)                      |
/// | parts of XLSX, ODS, KMZ              | part_bytes, archive_bytes; document types are refused             |
/// | XML of XLSX, ODS                     | xml_depth, xml_token_bytes                                        |
/// | sheets of XLSX, ODS, XLS             | rows, columns, sheet_bytes                                        |
/// | zip archives                         | archive_bytes, archive_members                                    |
/// | tables of any vector format          | unfolded; GeoPackage: view_seconds                                |
/// | virtual rasters                      | virtual_bytes, virtual_depth, virtual_sources                     |
/// | rasters of any format                | block_bytes                                                       |
struct Limits {
    std::uint64_t text_bytes = std::uint64_t{2} << 30U;     ///< of a text file, which is read whole
    std::uint64_t table_bytes = std::uint64_t{4} << 30U;    ///< of the cells of a text table
    std::uint64_t cell_bytes = std::uint64_t{16} << 20U;    ///< of one of them: no office writes 32,768 signs
    std::uint64_t line_bytes = std::uint64_t{1} << 20U;     ///< of a line of MIF: the library takes its square in time
    std::uint64_t part_bytes = std::uint64_t{2} << 30U;     ///< of one part of a workbook, unpacked
    std::uint64_t archive_bytes = std::uint64_t{16} << 30U; ///< of all that is unpacked from one archive
    std::size_t archive_members = 100'000;
    std::uint64_t sheet_bytes = std::uint64_t{1} << 30U; ///< of the cells of a workbook's sheet, or of its texts
    std::int64_t rows = 1'048'576;                       ///< what office programs write
    std::size_t columns = 16'384;
    std::size_t xml_depth = 256;                             ///< elements within each other; workbooks have about 15
    std::uint64_t xml_token_bytes = std::uint64_t{4} << 20U; ///< of a tag or comment: the library takes its square
    std::uint64_t virtual_bytes = std::uint64_t{256} << 20U; ///< of the text of a virtual raster
    std::size_t virtual_depth = 32;                          ///< virtual rasters behind each other
    double virtual_sources = 1000;                           ///< opened again and again through others
    double block_bytes = 512.0 * 1024 * 1024;                ///< of cells that are decoded together
    std::uint64_t unfolded_bytes = std::uint64_t{1} << 30U;  ///< of the features of a table, and
    std::uint64_t unfolded_times = 64;                       ///< times the size of their file
    double inserted = 5e5;    ///< entities of a drawing whose blocks stand in their places
    double view_seconds = 10; ///< of work without a further row of a database

    bool operator==(const Limits&) const = default;
};

/// Those in force.
const Limits& limits();

/// Others, while it lives: for tests, before threads begin.
class OtherLimits {
public:
    explicit OtherLimits(const Limits& others);
    ~OtherLimits();
    OtherLimits(const OtherLimits&) = delete;
    OtherLimits& operator=(const OtherLimits&) = delete;

private:
    Limits m_before;
};

/// What a file becomes in memory, feature by feature: views and blocks that are inserted over and over have no end.
class Unfolding {
public:
    explicit Unfolding(std::string file);
    /// Throws InputError where all that was added is far more than the file holds.
    void add(std::uint64_t bytes);

private:
    std::string m_file;
    std::uint64_t m_most = 0, m_bytes = 0;
};

/// Throws InputError for a text file that is larger than text_bytes.
void require_text_size(const std::string& file);

} // namespace peaksite
