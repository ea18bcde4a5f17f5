#pragma once

#include <cpl_minixml.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

struct CloseTree {
    void operator()(CPLXMLNode* node) const { CPLDestroyXMLNode(node); }
};
using XmlTree = std::unique_ptr<CPLXMLNode, CloseTree>;

/// The elements of a virtual raster when `path` is one, or the text of one; nothing for other files. Throws InputError
/// when it is not well-formed.
XmlTree virtual_tree(const std::string& path);

/// The element that holds the bands.
CPLXMLNode* dataset_of(CPLXMLNode* tree);

/// Child elements in order. Names of elements and attributes count in any case of letters, as the library takes them.
std::vector<CPLXMLNode*> children(const CPLXMLNode* node);
std::string name_of(const CPLXMLNode* node); ///< in small letters
std::string value_of(const CPLXMLNode* node,
                     const char* name); ///< of a child element or attribute; "" for the node's own text

/// What a source element names: the file beside the virtual raster, or the text of another virtual raster.
std::string source_of(const CPLXMLNode* filename, const std::filesystem::path& folder);

} // namespace peaksite
