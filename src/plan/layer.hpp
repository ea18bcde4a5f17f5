#pragma once

#include "base/error.hpp"
#include "base/length.hpp"
#include "base/unit.hpp"
#include "eval/symbols.hpp"
#include "eval/syntax.hpp"
#include "peaksite/bilingual.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// A text of a file as a word of sentences: in English, translated as the file itself does.
inline Sentence sentence_of(const Bilingual& text) { return {"{}", {Sentence::Word{text.in("en"), text.zh}}}; }

enum class Quantity : std::uint8_t {
    intensive,  ///< a density or rate: averaged
    extensive,  ///< an amount per cell: mass is kept
    categorical ///< classes
};

/// A class of a layer with its names and colour.
struct ClassEntry {
    int code = 0; ///< of a raster's cells; with text codes the place in the list, from 0
    std::string key;
    Bilingual name;
    std::string color;       ///< "#rrggbb", may be empty
    std::string text_code{}; ///< of polygons: "0301", "05H1"; a longer code that begins with it belongs to the class

    bool is_text() const { return !text_code.empty(); }
    bool operator==(const ClassEntry&) const = default;
};

/// How a layer's numbers came about, for the manifest and the sheets.
struct SourceNote {
    std::string source;
    std::string citation;
    std::string licence;
    std::optional<int> year;
    std::string certainty; ///< found, memory, default: how sure the catalogue is
    std::vector<Bilingual> warnings;
    bool not_public{false}; ///< the authority supplies it; what is made of it must not be published unseen
};

/// Who may see it; what is made of a layer is at least as secret.
enum class Secrecy : std::uint8_t { open, internal, secret };

enum class LayerResampling : std::uint8_t { automatic, nearest, bilinear, average, majority };

/// A layer of the plan with the defaults of its catalogue entry filled in, or the entry itself.
struct Layer {
    std::string id;
    std::string use;      ///< catalogue entry, may be empty
    std::string provides; ///< name that formulas use ("ghi"); the id when nothing else is said
    Bilingual title;
    enum class Kind : std::uint8_t { raster, vector, derived, absent } kind = Kind::raster;
    std::string absent; ///< why it is not at hand

    std::vector<std::string> files;
    int band = 1;
    std::string variable; ///< of a NetCDF file
    std::string table;
    std::string where;
    std::string encoding = "auto";
    std::optional<std::string> crs;
    std::string class_column{}; ///< of a vector layer: the class of each polygon
    std::string value_column{}; ///< of a vector layer: a number of each polygon, in `unit`

    Quantity quantity = Quantity::intensive;
    Unit unit;
    bool unit_stated = false;
    std::optional<double> nodata;
    std::optional<double> scale;
    std::optional<double> offset;
    std::optional<std::array<double, 2>> range;   ///< in `unit`
    std::optional<std::array<double, 2>> valid{}; ///< raw numbers; others are fill values: no data, and no surprise
    LayerResampling resampling = LayerResampling::automatic;
    std::vector<ClassEntry> classes;
    std::optional<Syntax> derive;
    std::optional<Secrecy> secrecy;
    SourceNote note;
    Position position;

    bool is_condition() const { return kind == Kind::vector; }
};

} // namespace peaksite
