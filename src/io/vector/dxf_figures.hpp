#pragma once

#include "io/vector/vector_file.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace peaksite {

/// What is drawn in a DXF file: lines as they are, closed or not.
struct DxfEntity {
    std::string layer;
    std::string handle; ///< names it in the file
    std::string text;   ///< of a text entity
    bool is_hatch = false;
    bool is_spline = false;
    Shape shape;
};

/// Attributes that our own drawings carry as extended data, by handle: names and values in order; the name "#" tells
/// which feature an entity is part of.
using DxfAttributes = std::map<std::string, std::vector<std::pair<std::string, std::optional<std::string>>>>;

/// The application's name under which they stand.
constexpr std::string_view dxf_application = "PEAKSITE";

/// Reads extended data; `content` is the drawing as UTF-8.
DxfAttributes dxf_attributes(std::string_view content);

/// Text of a drawing with \U+5730 and %%d replaced by what they stand for.
std::string unescaped_dxf(std::string_view text);

/// A word of extended data: blanks, = and % as %20 …, so that words can be told apart.
std::string escaped_dxf_word(std::string_view word);

/// Throws InputError, naming the line, unless a drawing is whole: it ends with EOF, every POLYLINE with its SEQEND, and
/// all coordinates are finite numbers.
void require_whole_dxf(std::string_view content, const std::string& file);

/// Tables of a drawing: "entities" with all, then one for each layer in order of first use. Closed lines and chains of
/// lines that end where others begin (within 1e-6 of the drawing's size) become polygons, rings inside others of the
/// same layer holes; a hatch is a polygon unless its outline is drawn too. A text inside exactly one polygon that holds
/// no other becomes that polygon's `text`; others stay points. Columns: layer, text, then the attributes.
std::vector<FeatureTable> dxf_tables(const std::vector<DxfEntity>& entities, const DxfAttributes& attributes,
                                     const std::string& file, std::vector<Sentence>& warnings);

} // namespace peaksite
