#include "base/error.hpp"
#include "io/raster/covering.hpp"
#include "io/raster/raster_part.hpp"
#include "io/raster/virtual_raster.hpp"
#include "io/raster/virtual_text.hpp"

#include <cpl_string.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// A type that holds all cells of another and one more number, which marks those without data.
struct Wider {
    const char* type;
    const char* fill;
};

Wider wider_than(const std::string& type)
{
    if (type == "byte" || type.empty() || type == "int8") return {.type = "Int16", .fill = "-32768"};
    if (type == "int16" || type == "uint16" || type == "float32") return {.type = "Float32", .fill = "nan"};
    return {.type = "Float64", .fill = "nan"};
}

double decimal(const std::string& word)
{
    double value = NAN;
    std::from_chars(word.data(), word.data() + word.size(), value);
    return value;
}

class GapMarker {
public:
    GapMarker(std::string path, int band) : m_path(std::move(path)), m_band(band) {}

    VirtualText marked()
    {
        const auto tree = virtual_tree(m_path);
        if (tree == nullptr) return {.text = m_path, .files = {}};
        refuse_hostile_sources(m_path);
        m_files.insert(m_path);
        auto* dataset = dataset_of(tree.get());
        auto* band = wanted(dataset);
        if (band == nullptr) return {.text = m_path, .files = {}}; // told where bands are counted
        const bool fills = !value_of(band, "NoDataValue").empty();
        if (lower(value_of(dataset, "subClass")) == "vrtwarpeddataset") return warped(fills, dataset);
        const bool derived = lower(value_of(band, "subClass")) == "vrtderivedrasterband";
        for (auto* source : children(band)) take(*source, *band, derived);
        if (derived && !fills && (m_changed || !covered(*dataset))) demand_fill();
        if (derived || (!m_changed && (fills || (!m_hides && covered(*dataset))))) return {.text = m_path, .files = {}};
        if (!fills) widen(*band);
        for (auto* other : children(dataset)) anchor(*other);
        char* text = CPLSerializeXMLTree(dataset);
        VirtualText out{.text = text, .files = {m_files.begin(), m_files.end()}};
        CPLFree(text);
        return out;
    }

private:
    CPLXMLNode* wanted(CPLXMLNode* dataset) const
    {
        int number = 0;
        for (auto* child : children(dataset))
            if (name_of(child) == "vrtrasterband" && ++number == m_band) return child;
        return nullptr;
    }

    [[noreturn]] void demand_fill() const
    {
        throw InputError{text("the virtual raster '{}' has cells that no source fills and does not say what they hold; "
                              "write <NoDataValue> into its band {}, or make a GeoTIFF of it",
                              m_path, m_band)};
    }

    // What lies outside the warped sources is 0 unless a value is named.
    VirtualText warped(bool fills, const CPLXMLNode* dataset) const
    {
        const bool alpha = std::ranges::any_of(
            children(dataset), [](const auto* one) { return lower(value_of(one, "ColorInterp")) == "alpha"; });
        if (!fills && !alpha)
            throw InputError{text("the virtual raster '{}' warps others and does not say what cells outside them hold; "
                                  "make it again with gdalwarp -dstnodata",
                                  m_path)};
        return {.text = m_path, .files = {}};
    }

    static bool is_source(const std::string& name)
    {
        return name == "simplesource" || name == "complexsource" || name == "averagedsource" ||
               name == "kernelfilteredsource";
    }

    // Notes the cells of a source and makes it keep its own fill value and mask.
    void take(CPLXMLNode& source, const CPLXMLNode& band, bool derived)
    {
        const auto* filename = CPLGetXMLNode(&source, "SourceFilename");
        if (!is_source(name_of(&source)) || filename == nullptr) return;
        m_hides = m_hides || !value_of(&source, "NODATA").empty() || !value_of(&source, "UseMaskBand").empty();
        const auto number = value_of(&source, "SourceBand");
        if (lower(number).starts_with("mask")) return m_rects.push_back(target(source));
        const auto part = part_of(source_of(filename, fs::path{m_path}.parent_path()),
                                  number.empty() ? 1 : std::atoi(number.c_str()));
        m_rects.push_back(filled_by(source, part));
        m_files.insert(part.files.begin(), part.files.end());
        if (derived) return; // what it makes of missing cells is its own affair
        if (part.text != part.path) replace_source(source, part.text);
        keep_missing(source, band, part);
    }

    RasterPart part_of(const std::string& source, int band) const
    {
        try {
            return look_at_cells(source, band);
        } catch (const InputError& error) {
            throw InputError{text("the virtual raster '{}' cannot be read: {}", m_path, std::string{error.what()})};
        }
    }

    void keep_missing(CPLXMLNode& source, const CPLXMLNode& band, const RasterPart& part)
    {
        if (part.type == PixelType::i8 && signed_bytes_lost(band))
            throw InputError{text("the virtual raster '{}' takes the signed bytes of '{}' for bytes from 0 to 255; "
                                  "list the files themselves in the plan",
                                  m_path, part.path)};
        if (part.valid || part.fills.all().size() > 1)
            throw InputError{text("the virtual raster '{}' would lose what '{}' says of missing cells; list the files "
                                  "themselves in the plan",
                                  m_path, part.path)};
        if (value_of(&source, "NODATA").empty() && !part.fills.empty() &&
            part.fills.text() != value_of(&band, "NoDataValue"))
            add(source, "NODATA", part.fills.text());
        if (value_of(&source, "UseMaskBand").empty() && (part.mask || part.alpha > 0))
            add(source, "UseMaskBand", "true");
    }

    static bool signed_bytes_lost(const CPLXMLNode& band)
    {
        if (lower(value_of(&band, "dataType")) != "byte") return false;
        for (const auto* metadata : children(&band))
            for (const auto* item : children(metadata))
                if (value_of(item, "") == "SIGNEDBYTE") return false;
        return true;
    }

    void add(CPLXMLNode& source, const char* key, const std::string& value)
    {
        if (name_of(&source) == "averagedsource" || name_of(&source) == "kernelfilteredsource")
            return; // they know fill values by themselves
        CPLFree(source.pszValue);
        source.pszValue = CPLStrdup("ComplexSource");
        CPLSetXMLValue(&source, key, value.c_str());
        m_changed = m_hides = true;
    }

    void replace_source(CPLXMLNode& source, const std::string& text)
    {
        CPLSetXMLValue(&source, "SourceFilename", text.c_str());
        CPLSetXMLValue(&source, "SourceFilename.#relativeToVRT", "0");
        if (auto* properties = CPLGetXMLNode(&source, "SourceProperties")) {
            CPLRemoveXMLChild(&source, properties);
            CPLDestroyXMLNode(properties);
        }
        m_changed = true;
    }

    // Cells that a source certainly fills: none where it names but one of its two rectangles, or reaches beyond its
    // file.
    static Window filled_by(const CPLXMLNode& source, const RasterPart& part)
    {
        const bool from = CPLGetXMLNode(&source, "SrcRect") != nullptr;
        if (!from && CPLGetXMLNode(&source, "DstRect") == nullptr) return part.window();
        const auto inside = rectangle(source, "SrcRect");
        return from && intersection(inside, part.window()) == inside ? target(source) : Window{};
    }

    static Window target(const CPLXMLNode& source)
    {
        const bool both = CPLGetXMLNode(&source, "SrcRect") != nullptr;
        return both ? rectangle(source, "DstRect") : Window{};
    }

    // The whole cells of a rectangle; none where it is not given.
    static Window rectangle(const CPLXMLNode& source, const std::string& key)
    {
        const auto edge = [&](const char* name) { return decimal(value_of(&source, (key + name).c_str())); };
        const double x = edge(".xOff"), y = edge(".yOff"), width = edge(".xSize"), height = edge(".ySize");
        constexpr double most = 1e9, little = 1e-6;
        if (!(std::fabs(x) + std::fabs(y) + std::fabs(width) + std::fabs(height) < most)) return {};
        const int left = static_cast<int>(std::ceil(x - little)), top = static_cast<int>(std::ceil(y - little));
        return {.row = Row{top},
                .col = Col{left},
                .rows = static_cast<int>(std::floor(y + height + little)) - top,
                .cols = static_cast<int>(std::floor(x + width + little)) - left};
    }

    bool covered(const CPLXMLNode& dataset) const
    {
        return cover(m_rects, std::atoi(value_of(&dataset, "rasterYSize").c_str()),
                     std::atoi(value_of(&dataset, "rasterXSize").c_str()));
    }

    void widen(CPLXMLNode& band) const
    {
        const auto wider = wider_than(lower(value_of(&band, "dataType")));
        CPLSetXMLValue(&band, "#dataType", wider.type);
        CPLSetXMLValue(&band, "NoDataValue", wider.fill);
    }

    // Sources are named in full: the text has no folder.
    void anchor(CPLXMLNode& node) const
    {
        for (auto* child : children(&node)) {
            if (name_of(child) != "sourcefilename")
                anchor(*child);
            else if (value_of(child, "relativeToVRT") == "1") {
                const auto full = source_of(child, fs::path{m_path}.parent_path());
                CPLSetXMLValue(child, "", full.c_str());
                CPLSetXMLValue(child, "#relativeToVRT", "0");
            }
        }
    }

    std::string m_path;
    int m_band;
    std::vector<Window> m_rects;
    std::set<std::string> m_files;
    bool m_changed = false; // its text is not what it was
    bool m_hides = false;   // a source has cells without data
};

} // namespace

VirtualText with_gaps(const std::string& path, int band)
{
    if (path.starts_with("NETCDF:")) return {.text = path, .files = {}};
    require_file(path);
    if (path.starts_with("/vsi") && !path.starts_with("/vsizip/") && !path.starts_with("/vsitar/"))
        return {.text = path, .files = {}};
    return GapMarker{path, band}.marked();
}

} // namespace peaksite
