#include "io/virtual_raster.hpp"

#include "base/error.hpp"

#include <cpl_minixml.h>
#include <cpl_vsi.h>

#include <array>
#include <filesystem>
#include <memory>
#include <set>

namespace peaksite {

namespace {

constexpr std::string_view root = "<VRTDataset";

struct CloseTree {
    void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};
using Tree = std::unique_ptr<CPLXMLNode, CloseTree>;

// Whether the file begins as a virtual raster does.
bool is_virtual(const std::string& path)
{
    auto* file = VSIFOpenL(path.c_str(), "rb");
    if (file == nullptr) return false;
    std::array<char, 1024> head{};
    const auto count = VSIFReadL(head.data(), 1, head.size(), file);
    VSIFCloseL(file);
    return std::string_view{head.data(), count}.find(root) != std::string_view::npos;
}

class Inspection {
public:
    explicit Inspection(std::string path) : m_path(std::move(path)) {}

    void look_at(std::string source, const std::filesystem::path& folder)
    {
        constexpr std::string_view prefix = "vrt://";
        if (source.starts_with(prefix)) source = source.substr(prefix.size(), source.find('?') - prefix.size());
        if (source.find(root) != std::string::npos) return walk(Tree{CPLParseXMLString(source.c_str())}.get(), folder);
        if (!m_seen.insert(source).second || !is_virtual(source)) return;
        walk(Tree{CPLParseXMLFile(source.c_str())}.get(), std::filesystem::path{source}.parent_path());
    }

private:
    void walk(const CPLXMLNode* node, const std::filesystem::path& folder)
    {
        for (; node != nullptr; node = node->psNext) {
            if (node->eType != CXT_Element) continue;
            if (std::string_view{CPLGetXMLValue(node, "subClass", "")} == "VRTRawRasterBand")
                throw InputError{text("file '{}' takes the raw bytes of a file for cells, which is not read; convert it to GeoTIFF first", m_path)};
            const std::string_view name = node->pszValue;
            if (name == "SourceFilename" || name == "SourceDataset") {
                const std::string source = CPLGetXMLValue(node, "", "");
                const bool beside = std::string_view{CPLGetXMLValue(node, "relativeToVRT", "0")} == "1";
                look_at(beside ? (folder / source).string() : source, folder);
            }
            walk(node->psChild, folder);
        }
    }

    std::string m_path;
    std::set<std::string> m_seen;
};

} // namespace

void refuse_raw_bytes(const std::string& path) { Inspection{path}.look_at(path, {}); }

} // namespace peaksite
