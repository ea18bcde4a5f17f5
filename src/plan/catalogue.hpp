#pragma once

#include "plan/layer.hpp"
#include "plan/technology.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// Carbon densities of one class, t C/ha; a pool that a source does not give is missing.
struct CarbonDensity {
    std::string key;          ///< class key ("forest"); empty in tables by code
    std::optional<int> code;  ///< class code, in InVEST tables
    std::optional<double> above, below, soil, dead;
    std::optional<double> total; ///< given as such where the pools are not
    /// Sum of the pools, or the total; nothing when neither is there.
    std::optional<double> all() const;
    /// Above- and below-ground and dead matter; nothing unless all of them are there.
    std::optional<double> vegetation() const;
};

/// A table of carbon densities by land-cover class.
struct CarbonTable {
    std::string id;
    Bilingual title;
    SourceNote note;
    std::vector<CarbonDensity> rows;
};

/// An indicator as the catalogue defines it.
struct IndicatorEntry {
    std::string id;
    std::string group;
    Bilingual name;
    std::string pilot_types; ///< letters: C city, P park, V village, S community, I institution, E enterprise
    std::string unit;
    std::string direction; ///< "+", "-", "ctx"
    std::string formula;
    std::string clause;
    std::string availability;
    std::string unit_gov;
    double scale_gov = 1;
    std::string headline;
    std::string note;
    Position position;
};

/// A name that indicator formulas use, with its unit.
struct FormulaName {
    std::string name;
    std::string unit;
    std::string supply;
    Bilingual meaning;
    std::optional<double> value;      ///< of a parameter
    std::vector<std::string> classes; ///< of a list of classes
    std::map<std::string, double> by_technology; ///< of a parameter that differs by technology symbol
};

/// A unit of province level: how its code begins, and its names.
struct Region {
    std::string code; ///< "64"
    std::string name; ///< "宁夏回族自治区"
    std::string short_name; ///< "宁夏"
};

struct FacilitiesPlan;

/// The text files of the catalogue: layers, lists of facilities, technologies, carbon tables, indicators. The name of a file is the id of its
/// entry. Folders are searched in order, so that a user's entry comes before ours. Every reader throws UsageError naming
/// file and line when an entry is wrong.
class Catalogue {
public:
    explicit Catalogue(std::vector<std::filesystem::path> folders);

    /// Everything that a plan may name with `use` or `table`, by group and id.
    struct Listing {
        std::string group; ///< folder: "landcover"
        std::string id;
        std::string kind;  ///< layer, facilities, carbon, technology
    };
    std::vector<Listing> listings() const;

    std::vector<std::string> layers() const { return ids("layer"); }
    std::vector<std::string> facility_lists() const { return ids("facilities"); }
    std::vector<std::string> technologies() const { return ids("technology"); }
    std::vector<std::string> carbon_tables() const { return ids("carbon"); }

    /// Nothing when there is no such entry.
    std::optional<Layer> layer(const std::string& id) const;
    std::optional<FacilitiesPlan> facilities(const std::string& id) const;
    std::optional<Technology> technology(const std::string& id) const;
    std::optional<CarbonTable> carbon_table(const std::string& id) const;
    /// All indicators, in the order of the catalogue.
    std::vector<IndicatorEntry> indicators() const;
    std::vector<FormulaName> formula_names() const;
    /// The units of province level (entry = "regions"); empty when the catalogue has none.
    std::vector<Region> regions() const;
    /// A text that outputs carry, by id; throws UsageError when the catalogue has none.
    Bilingual output_text(const std::string& id) const;
    /// Contents of all files, for the fingerprint of a run.
    std::string contents() const;

    /// Where an entry is written.
    std::filesystem::path file(const std::string& id) const;

private:
    struct Entry {
        std::filesystem::path path;
        std::string kind;
    };
    std::vector<std::string> ids(std::string_view kind) const;
    const Entry* find(const std::string& id, std::string_view kind) const;

    std::map<std::string, Entry> m_entries;
    std::vector<std::filesystem::path> m_indicator_files;
};

/// The whole of a text file. Throws InputError naming it when it cannot be read.
std::string read_text(const std::filesystem::path& path);

} // namespace peaksite
