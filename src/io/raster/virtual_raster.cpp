#include "io/raster/virtual_raster.hpp"

#include "base/error.hpp"
#include "io/files/gdal.hpp"
#include "io/files/limits.hpp"
#include "io/raster/virtual_text.hpp"

#include <cpl_error.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// What a virtual raster may be made of. Elements that hold no names of files are not looked into.
constexpr std::array inert{"srs",
                           "geotransform",
                           "gcplist",
                           "metadata",
                           "description",
                           "nodatavalue",
                           "hidenodatavalue",
                           "unittype",
                           "offset",
                           "scale",
                           "categorynames",
                           "colortable",
                           "colorinterp",
                           "gdalrasterattributetable",
                           "histograms",
                           "blockxsize",
                           "blockysize",
                           "sourceband",
                           "sourceproperties",
                           "srcrect",
                           "dstrect",
                           "openoptions",
                           "scaleoffset",
                           "scaleratio",
                           "lut",
                           "nodata",
                           "usemaskband",
                           "colortablecomponent",
                           "exponent",
                           "srcmin",
                           "srcmax",
                           "dstmin",
                           "dstmax",
                           "clamp",
                           "kernel",
                           "pixelfunctiontype",
                           "pixelfunctionarguments",
                           "bufferradius",
                           "sourcetransfertype",
                           "skipnoncontributingsources",
                           "resampling",
                           "overviewlist",
                           "warpmemorylimit",
                           "resamplealg",
                           "workingdatatype",
                           "option",
                           "bandlist",
                           "cutline",
                           "cutlineblenddist",
                           "srcalphaband",
                           "dstalphaband",
                           "maxerror",
                           "srcgeotransform",
                           "srcinvgeotransform",
                           "dstgeotransform",
                           "dstinvgeotransform",
                           "sourcesrs",
                           "targetsrs",
                           "sourcecrs",
                           "targetcrs",
                           "options"};
constexpr std::array nested{"vrtdataset",
                            "vrtrasterband",
                            "maskband",
                            "overview",
                            "simplesource",
                            "complexsource",
                            "averagedsource",
                            "kernelfilteredsource",
                            "gdalwarpoptions",
                            "transformer",
                            "approxtransformer",
                            "basetransformer",
                            "genimgprojtransformer",
                            "reprojecttransformer",
                            "reprojectiontransformer"};
constexpr std::array classes{
    "", "vrtdataset", "vrtwarpeddataset", "vrtsourcedrasterband", "vrtderivedrasterband", "vrtwarpedrasterband"};

bool is_among(const std::string& word, const auto& words) { return std::ranges::find(words, word) != words.end(); }

class Inspection {
public:
    explicit Inspection(std::string path) : m_path(std::move(path)) {}

    // How many rasters are opened for `source`, itself included.
    double look_at(const std::string& source, const fs::path& folder)
    {
        const auto name = plain(source);
        if (const auto known = m_counts.find(name); known != m_counts.end()) {
            if (known->second == 0) throw InputError{text("the virtual raster '{}' is its own source", m_path)};
            return known->second;
        }
        const auto tree = virtual_tree(name);
        if (tree == nullptr) return m_counts[name] = 1;
        m_counts[name] = 0; // being looked at
        const Deeper deeper{*this};
        const bool inline_text = name.find('<') != std::string::npos;
        const double count = 1 + walk(dataset_of(tree.get()), inline_text ? folder : fs::path{name}.parent_path());
        // Sources behind sources, each named twice, would be opened without end.
        if (count > limits().virtual_sources + 4 * static_cast<double>(m_counts.size()))
            throw InputError{text("the virtual raster '{}' names the same rasters over and over through others; make "
                                  "files of those in between",
                                  m_path)};
        return m_counts[name] = count;
    }

private:
    // The file that is opened; throws for what is none.
    std::string plain(const std::string& source) const
    {
        const auto small = lower(source);
        if (small.find("<vrtdataset") != std::string::npos) return source;
        const auto refuse = [&] {
            throw InputError{
                text("the virtual raster '{}' names '{}', which is not read through one; name a raster file", m_path,
                     source)};
        };
        if (small.starts_with("vrt://")) return plain(source.substr(6, source.find('?') - 6));
        if (small.find("://") != std::string::npos || small.starts_with("/vsicurl") || small.starts_with("/vsis3") ||
            small.starts_with("/vsistdin"))
            throw InputError{
                text("the virtual raster '{}' names '{}': files on the network are not read", m_path, source)};
        if (small.starts_with("netcdf:")) {
            const auto first = source.find('"'), last = source.rfind('"');
            if (first == std::string::npos || last == first) refuse();
            return plain(source.substr(first + 1, last - first - 1));
        }
        const bool archive =
            small.starts_with("/vsizip/") || small.starts_with("/vsitar/") || small.starts_with("/vsigzip/");
        if (small.find("/vsi", archive ? 1 : 0) != std::string::npos) refuse();
        const auto letters =
            std::ranges::find_if_not(source, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
        if (letters != source.end() && *letters == ':' && letters - source.begin() > 1)
            refuse(); // the name of a format
        if (!archive) require_there(source);
        return source;
    }

    void require_there(const std::string& source) const
    {
        try {
            require_file(source);
        } catch (const InputError& error) {
            if (source == m_path) throw;
            throw InputError{text("the virtual raster '{}' cannot be read: {}", m_path, std::string{error.what()})};
        }
    }

    double walk(const CPLXMLNode* node, const fs::path& folder)
    {
        const Deeper deeper{*this};
        const auto kind = lower(value_of(node, "subClass"));
        if (kind == "vrtrawrasterband")
            throw InputError{text(
                "file '{}' takes the raw bytes of a file for cells, which is not read; convert it to GeoTIFF first",
                m_path)};
        if (!is_among(kind, classes))
            throw InputError{
                text("the virtual raster '{}' has a part of kind '{}', which is not read; convert it to GeoTIFF first",
                     m_path, kind)};
        double count = 0;
        for (const auto* child : children(node)) {
            const auto name = name_of(child);
            if (name == "sourcefilename" || name == "sourcedataset")
                count += look_at(source_of(child, folder), folder);
            else if (is_among(name, nested))
                count += walk(child, folder);
            else if (!is_among(name, inert))
                throw InputError{
                    text("the virtual raster '{}' has an element <{}>, which is not read; convert it to GeoTIFF first",
                         m_path, std::string{child->pszValue})};
        }
        return count;
    }

    // Rasters behind rasters, and elements within elements, while it lives.
    class Deeper {
    public:
        explicit Deeper(Inspection& of) : m_depth(of.m_depth)
        {
            if (++m_depth > 4 * limits().virtual_depth)
                throw InputError{text("the virtual raster '{}' stands on others more than {} deep; make a GeoTIFF of "
                                      "one in between",
                                      of.m_path, limits().virtual_depth)};
        }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;
        ~Deeper() { --m_depth; }

    private:
        std::size_t& m_depth;
    };

    std::string m_path;
    std::map<std::string, double> m_counts;
    std::size_t m_depth = 0; // a raster is about four: itself, its band, its source
};

} // namespace

void refuse_hostile_sources(const std::string& path)
{
    if (path.starts_with("NETCDF:") || path.starts_with("/vsicurl")) return;
    if (virtual_tree(path) != nullptr) Inspection{path}.look_at(path, {});
}

} // namespace peaksite
