#include "io/raster/virtual_text.hpp"

#include "base/error.hpp"
#include "io/files/limits.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>

namespace peaksite {

namespace {

bool holds_virtual(std::string_view text) { return lower(text).find("<vrtdataset") != std::string::npos; }

// Whether the file begins as a virtual raster does.
bool is_virtual(const std::string& path)
{
    auto* file = VSIFOpenL(path.c_str(), "rb");
    if (file == nullptr) return false;
    constexpr std::size_t enough = 1U << 16U; // more than any format looks at
    std::string head(enough, '\0');
    head.resize(VSIFReadL(head.data(), 1, head.size(), file));
    VSIFCloseL(file);
    return holds_virtual(
        std::string_view{head}.substr(0, head.find('\0'))); // a text ends where the library stops to look
}

} // namespace

XmlTree virtual_tree(const std::string& path)
{
    const bool inline_text = holds_virtual(path);
    if (!inline_text && !is_virtual(path)) return nullptr;
    VSIStatBufL facts{};
    const bool file = !inline_text && VSIStatL(path.c_str(), &facts) == 0;
    if ((file ? static_cast<std::uint64_t>(facts.st_size) : path.size()) > limits().virtual_bytes)
        throw InputError{text("the virtual raster '{}' is longer than {} MB; make a GeoTIFF of it", path.substr(0, 100),
                              limits().virtual_bytes >> 20U)};
    XmlTree tree{inline_text ? CPLParseXMLString(path.c_str()) : CPLParseXMLFile(path.c_str())};
    if (tree == nullptr || dataset_of(tree.get()) == nullptr)
        throw InputError{text("the virtual raster '{}' is not well-formed: {}",
                              inline_text ? path.substr(0, 100) : path, CPLGetLastErrorMsg())};
    return tree;
}

CPLXMLNode* dataset_of(CPLXMLNode* tree)
{
    for (auto* node = tree; node != nullptr; node = node->psNext)
        if (node->eType == CXT_Element && name_of(node) == "vrtdataset") return node;
    return nullptr;
}

std::vector<CPLXMLNode*> children(const CPLXMLNode* node)
{
    std::vector<CPLXMLNode*> out;
    for (auto* child = node->psChild; child != nullptr; child = child->psNext)
        if (child->eType == CXT_Element) out.push_back(child);
    return out;
}

std::string name_of(const CPLXMLNode* node) { return lower(node->pszValue); }

std::string value_of(const CPLXMLNode* node, const char* name) { return CPLGetXMLValue(node, name, ""); }

std::string source_of(const CPLXMLNode* filename, const std::filesystem::path& folder)
{
    auto source = value_of(filename, "");
    const bool beside = value_of(filename, "relativeToVRT") == "1" && !holds_virtual(source);
    return beside ? (folder / source).string() : source;
}

} // namespace peaksite
