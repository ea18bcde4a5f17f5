#pragma once

#include "base/translation.hpp"
#include "plan/catalogue/indicator_entry.hpp"
#include "plan/layer.hpp"
#include "plan/policy.hpp"
#include "plan/technology.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// Carbon densities of one class, t C/ha; a pool that a source does not give is missing.
struct CarbonDensity {
    std::string key;         ///< class key ("forest"); empty in tables by code
    std::optional<int> code; ///< class code, in InVEST tables
    std::optional<double> above, below, soil, dead;
    std::optional<double> total; ///< given as such where the pools are not
    /// Sum of the pools, or the total; nothing when neither is there.
    std::optional<double> all() const;
    /// Above- and below-ground matter, living: dead matter and litter are a pool of their own. Nothing unless both are
    /// there.
    std::optional<double> vegetation() const;
    bool operator==(const CarbonDensity&) const = default;
};

/// A table of carbon densities by land-cover class.
struct CarbonTable {
    std::string id;
    Bilingual title;
    SourceNote note;
    std::vector<CarbonDensity> rows;
};

/// A unit of province level: how its code begins, and its names.
struct Region {
    std::string code;       ///< "64"
    std::string name;       ///< "宁夏回族自治区"
    std::string short_name; ///< "宁夏"
};

struct FacilitiesPlan;
class CatalogueFile;

/// The text files of the catalogue: layers, lists of facilities, technologies, carbon tables, indicators. The name of a
/// file is the id of its entry. Folders are searched in order, so that a user's entry comes before ours. Nothing is
/// read before it is asked for; then each file is read and parsed once, for all copies and all threads. Every reader
/// throws UsageError naming file and line when an entry is wrong, InputError when a file cannot be read.
class Catalogue {
public:
    /// One without entries.
    Catalogue();
    explicit Catalogue(const std::vector<std::filesystem::path>& folders);

    /// This catalogue with a folder before its own. What it has read is not read again.
    Catalogue preceded_by(const std::filesystem::path& folder) const;
    std::vector<std::filesystem::path> folders() const;
    /// No entry is in its folders.
    bool empty() const;

    /// Everything that a plan may name with `use` or `table`, by group and id.
    struct Listing {
        std::string group; ///< folder: "landcover"
        std::string id;
        std::string kind; ///< layer, facilities, carbon, technology
    };
    std::vector<Listing> listings() const;

    std::vector<std::string> layers() const { return ids("layer"); }
    std::vector<std::string> facility_lists() const { return ids("facilities"); }
    std::vector<std::string> technologies() const { return ids("technology"); }
    std::vector<std::string> carbon_tables() const { return ids("carbon"); }
    /// Whether [carbon] names an entry by this `table`; what is none is a file.
    bool has_carbon_table(const std::string& id) const;
    std::vector<std::string> policies() const { return ids("policy"); }

    /// Nothing when there is no such entry.
    std::optional<Layer> layer(const std::string& id) const;
    std::optional<FacilitiesPlan> facilities(const std::string& id) const;
    std::optional<Technology> technology(const std::string& id) const;
    std::optional<CarbonTable> carbon_table(const std::string& id) const;
    std::optional<Policy> policy(const std::string& id) const;
    /// All indicators, in the order of the catalogue, and what their formulas refer to.
    const IndicatorCatalogue& indicators() const;
    /// The units of province level (entry = "regions"); empty when the catalogue has none.
    const std::vector<Region>& regions() const;
    /// A text that outputs carry, by id; throws UsageError when the catalogue has none.
    Bilingual output_text(const std::string& id) const;
    /// Texts that outputs carry, all of them, by id.
    const std::map<std::string, Bilingual>& output_texts() const;
    /// Messages of the program in a language: layers/texts/messages.LANG.toml; nothing but English for "en". Entries of
    /// a folder that comes first win.
    Translation messages(const std::string& lang) const;
    /// As messages(), with what outputs call indicators, names of formulas and roles of attributes in the place of
    /// their ids.
    Translation output_messages(const std::string& lang) const;
    /// Contents of all files but those of messages, for the fingerprint of a run.
    std::string contents() const;

    /// Where an entry is written; nothing when there is none.
    std::filesystem::path file(const std::string& id) const;
    /// The file of the rules that results are checked by; null when there is none.
    const CatalogueFile* audit_rules() const;

private:
    struct Store;
    explicit Catalogue(std::shared_ptr<const Store> store) : m_store(std::move(store)) {}
    std::vector<std::string> ids(std::string_view kind) const;

    std::shared_ptr<const Store> m_store; // shared: a copy of a catalogue has read what the other has
};

} // namespace peaksite
