#pragma once

#include "plan/catalogue/catalogue.hpp"
#include "plan/catalogue/catalogue_file.hpp"

namespace peaksite {

/// What catalogues of the same folders share: their files, sorted, and what was made of all of one kind.
struct Catalogue::Store {
    struct Sorted {
        std::map<std::string, const CatalogueFile*> entries; ///< by id
        std::vector<const CatalogueFile*> indicators;
        std::vector<const CatalogueFile*> messages; ///< those of the first folder first
    };
    const Sorted& files() const;
    /// Nothing when there is no entry of this kind.
    const CatalogueFile* find(const std::string& id, std::string_view kind) const;
    /// Calls `use(file)` for every entry of a kind, in the order of ids.
    template <class Use>
    void each(std::string_view kind, Use use) const
    {
        for (const auto& [id, file] : files().entries)
            if (file->kind() == kind) use(*file);
    }

    std::vector<std::shared_ptr<const CatalogueFolder>> folders;
    Lazy<Sorted> sorted{};
    Lazy<IndicatorCatalogue> indicators{};
    Lazy<std::vector<Region>> regions{};
    Lazy<std::map<std::string, Bilingual>> texts{};
    Lazy<std::map<std::string, Translation>> messages{}; ///< by language

    mutable std::mutex mutex{};                                                       ///< of what follows
    mutable std::map<std::filesystem::path, std::shared_ptr<const Store>> preceded{}; ///< by the folder before
};

} // namespace peaksite
