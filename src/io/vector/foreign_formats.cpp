#include "io/vector/foreign_formats.hpp"

#include "base/error.hpp"
#include "io/files/gdal.hpp"

#include <cpl_vsi.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace peaksite {

namespace {

using namespace std::string_view_literals;

struct Foreign {
    std::vector<std::string_view> endings;
    std::vector<std::string_view> first_bytes;
    const char* what;
    const char* remedy;
};

const std::vector<Foreign>& foreign_formats()
{
    static const std::vector<Foreign> all{
        {{".dwg"},
         {"AC1001", "AC1002", "AC1003", "AC1004", "AC1006", "AC1009", "AC1012", "AC1014", "AC1015", "AC1018", "AC1021",
          "AC1024", "AC1027", "AC1032"},
         "an AutoCAD drawing (DWG)",
         "in AutoCAD, CASS or ZWCAD choose 文件 > 另存为 (File > Save As), type AutoCAD 2004 DXF, and use that file"},
        {{".dxb"},
         {"AutoCAD DXB", "AutoCAD Binary DXF"},
         "a binary DXF drawing",
         "choose 文件 > 另存为 (File > Save As), type DXF, and under 选项 (Options) ASCII, and use that file"},
        {{".wt", ".wl", ".wp", ".mpj", ".wat", ".wal", ".wap", ".hdf5db", ".hdb", ".mapx"},
         {"WMAP`D2"sv, "WMAP9021", "WMAP9022", "WMAP9023", "MapGIS"},
         "a MapGIS file",
         "in MapGIS 6 choose 图形处理 > 文件转换 > 输出 > 输出SHAPE文件, in MapGIS 10 right-click the class and choose "
         "导出 > SHP, with its coordinate system, and use the shapefile"},
        {{".udb", ".udd", ".udbx", ".smwu", ".sxwu", ".sxw"},
         {},
         "a SuperMap data source or workspace",
         "in SuperMap iDesktop right-click the data set and choose 导出数据集 (Export Dataset), type SHP or "
         "GeoPackage, and use that file"},
        {{".vct"},
         {"HeadBegin", "HEADBEGIN"},
         "a VCT exchange file (GB/T 17798)",
         "import it with the tool of the land survey (三调数据库软件, ArcGIS VCT 转换工具) and export shapefiles or a "
         "file geodatabase, and use those"},
        {{".mdb", ".accdb"},
         {"\0\1\0\0Standard Jet DB"sv, "\0\1\0\0Standard ACE DB"sv},
         "an Access database (personal geodatabase)",
         "in ArcGIS right-click it and choose 导出 > 到地理数据库 (Export > To File Geodatabase), a .gdb; tables "
         "without geometry save from Access as XLSX or CSV"},
        {{".mxd", ".lyr", ".lyrx", ".aprx", ".mapx", ".mpk", ".lpk", ".qgs", ".qgz", ".qlr", ".wor"},
         {},
         "a map document or layer file, which only points to data",
         "use the data set it points to (layer properties > 源 / Source), or right-click the layer and choose 数据 > "
         "导出数据 (Data > Export Data) to a shapefile or GeoPackage"},
        {{".e00", ".adf"},
         {"EXP  0 "},
         "an ArcInfo coverage",
         "in ArcGIS use 转换工具 > 要素类至 shapefile (Feature Class To Shapefile), and use the shapefile"},
        {{".dgn"},
         {},
         "a MicroStation drawing",
         "in MicroStation choose 文件 > 另存为 > DXF (File > Save As > DXF), and use that file"},
        {{".pdf"},
         {"%PDF"},
         "a PDF, which is to be read by people",
         "ask for the data it was made from: coordinates as 国土坐标 txt, DXF or shapefile, tables as XLSX"},
        {{".rar"}, {"Rar!"}, "a RAR archive", "unpack it and name the file inside that is meant"},
        {{".7z"}, {"7z\xBC\xAF\x27\x1C"}, "a 7z archive", "unpack it and name the file inside that is meant"},
        {{".doc", ".docx", ".wps"},
         {},
         "a text document",
         "save its table as XLSX or CSV, or its coordinates as 国土坐标 txt, and use that file"},
        {{".et"}, {}, "a WPS workbook", "in WPS choose 文件 > 另存为, type XLSX, and use that file"},
        {{".jpg", ".jpeg", ".bmp", ".gif"},
         {"\xFF\xD8\xFF", "GIF8"},
         "an image without boundaries",
         "use the vector data it was made from, or draw its boundaries in a GIS first"},
        {{".shx", ".dbf", ".prj", ".sbn", ".sbx", ".cpg"},
         {},
         "a part of a shapefile",
         "name the file of the same name that ends in .shp; all parts lie beside it"},
    };
    return all;
}

std::string first_bytes(const std::string& file)
{
    require_file(file);
    auto* handle = VSIFOpenL(file.c_str(), "rb");
    if (handle == nullptr) return {};
    std::array<char, 64> head{};
    const auto count = VSIFReadL(head.data(), 1, head.size(), handle);
    VSIFCloseL(handle);
    return {head.data(), count};
}

// A workbook with a password is an OLE container whatever its name; an old .xls is one by right.
void refuse_protected_workbook(const std::string& file, const std::string& head)
{
    constexpr auto container = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv;
    if (!head.starts_with(container)) return;
    const auto name = lower(file);
    if (!name.ends_with(".xlsx") && !name.ends_with(".xlsm")) return;
    throw InputError{
        text("file '{}' is a workbook protected by a password, or an old .xls under another name; in Excel choose 文件 "
             "> 信息 > 保护工作簿 (File > Info > Protect Workbook), take the password off and save it as .xlsx",
             file)};
}

} // namespace

void refuse_foreign_format(const std::string& file)
{
    const auto head = first_bytes(file);
    const auto name = lower(file);
    refuse_protected_workbook(file, head);
    for (const auto& one : foreign_formats()) {
        const bool known = std::ranges::any_of(one.first_bytes, [&](auto bytes) { return head.starts_with(bytes); }) ||
                           std::ranges::any_of(one.endings, [&](auto ending) { return name.ends_with(ending); });
        if (known) throw InputError{text("file '{}' is {}, which is not read; {}", file, one.what, one.remedy)};
    }
}

} // namespace peaksite
