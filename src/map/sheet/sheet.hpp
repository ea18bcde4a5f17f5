#pragma once

#include "geo/crs.hpp"
#include "geo/shape.hpp"
#include "grid/grid.hpp"
#include "map/sheet/paper.hpp"
#include "plan/layer.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// Why a zone has no colour; each is hatched in its own way and named in the legend.
enum class Blank : std::uint8_t {
    no_data,
    too_little, ///< some data, too little for a value that is shown
    not_compared
};

/// A zone on a sheet.
struct SheetZone {
    std::string name;
    Shape shape;                  ///< polygons in the CRS of the sheet
    std::optional<double> value;  ///< nothing: hatched
    Blank blank = Blank::no_data; ///< why there is none
};

/// What is told by the colour of zones.
struct SheetTheme {
    Bilingual name;
    std::string unit; ///< as in plan and catalogue ("kWh/m2/a"); empty for none
    std::vector<SheetZone> zones;
    Bilingual caveat;   ///< stands below the classes; may be empty
    bool plain = false; ///< only the borders of zones are drawn; the legend explains them by the name of the theme
};

/// Areas of one kind in one colour, over the ground: full within the zones, faint beyond them.
struct SheetPatches {
    Bilingual name;
    std::vector<Shape> shapes; ///< polygons in the CRS of the sheet
};

/// What is drawn below the zones: a layer of numbers in tones, or of classes in their colours.
struct SheetBackground {
    Bilingual name;
    std::string unit;
    Grid grid;                 ///< in the CRS of the sheet
    std::vector<float> values; ///< row by row from the north, NaN without data; for classes their index
    struct Class {
        Bilingual name;
        std::string color; ///< "#rrggbb"
    };
    std::vector<Class> classes; ///< by index; empty for numbers
};

/// Point symbols whose area follows their value.
struct SheetSymbols {
    Bilingual name;
    std::string unit;
    struct Symbol {
        Point place;                 ///< in the CRS of the sheet
        std::optional<double> value; ///< nothing: the smallest symbol, hollow
        std::string name;
    };
    std::vector<Symbol> symbols;
    Bilingual remark; ///< stands below the circles in the legend; may be empty
};

/// Candidates compared: bars of the chosen ones, and a chart of two axes divided into quadrants.
struct SheetComparison {
    struct Entry {
        std::string name;
        std::string group;          ///< heading above the bars of its kind
        double score = 0;           ///< in [0, 1]: length of the bar
        std::string printed;        ///< the score as it stands behind the bar
        bool chosen = false;        ///< has a bar, and a full dot in the chart
        std::optional<Point> place; ///< in the chart, each in [-1, 1], 0 on the dividing line
    };
    Bilingual bars;                     ///< heading of the bars
    Bilingual chart;                    ///< heading of the chart
    Bilingual chart_note;               ///< below it: what the axes are
    std::array<Bilingual, 4> quadrants; ///< upper right, lower right, upper left, lower left
    std::vector<Entry> entries;         ///< in the order of the bars
};

/// A number that an authority gave to a map, and what it is called. Printed only when there is one: never invented.
struct MapNumber {
    Bilingual name;     ///< "审图号"
    std::string number; ///< may be empty
};

/// Everything a sheet shows. Texts are printed as they are, units set in type; nothing is added but the words of the
/// legend and of the furniture.
struct Sheet {
    bool landscape = true;
    std::string lang = "zh"; ///< zh, en, or both
    Bilingual title;
    Bilingual subtitle; ///< may be empty
    Crs crs;
    Box extent; ///< what must be visible, in the CRS
    std::optional<SheetBackground> background;
    SheetTheme theme;
    Bilingual patches_name{}; ///< what the patches are, as a heading in the legend
    std::vector<SheetPatches> patches{};
    std::vector<SheetSymbols> symbols;
    std::optional<SheetComparison> comparison{};
    std::vector<Bilingual> sources; ///< one line each
    std::vector<Bilingual> notes;   ///< texts the sheet must carry (disclaimers, unchecked rules), one paragraph each
    MapNumber base_map{};           ///< of the map that was drawn upon
    MapNumber review{};             ///< of this map
    Bilingual not_reviewed;         ///< printed in a frame while the map has no review number of its own
    Bilingual secrecy;              ///< printed at the top if not empty ("内部")
    std::string date;               ///< of the newest input, "2026-11-20"; may be empty
    std::string program;            ///< "peaksite 0.1.0"
};

/// Where the map lies on the page (points from the upper left corner, y down), for georeferencing.
struct SheetPlacement {
    Size page;
    Rect frame;
    Box shown;                             ///< what the frame shows, in the CRS of the sheet
    double denominator = 0;                ///< of the scale 1:N
    std::vector<std::string> unwritable{}; ///< texts with characters that no installed font has, drawn without them
};

/// Draws the sheet as PDF (georeferencing is added elsewhere) and PNG (300 dpi), the same picture in both. Names that
/// no installed font can write are left out of the map, a note says so, and so does what is returned. Throws InputError
/// when a file cannot be written, no font has Chinese characters, or there is nothing to show.
struct SheetFiles {
    std::filesystem::path pdf;
    std::filesystem::path png;
};
SheetPlacement draw_sheet(const Sheet& sheet, const SheetFiles& files);

/// Throws InputError when no installed font has Chinese characters: to be asked before anything is computed.
void check_fonts();

/// Those of the texts with a character that no installed font has. Throws InputError as check_fonts does.
std::vector<std::string> unwritable(const std::vector<std::string>& texts);

} // namespace peaksite
