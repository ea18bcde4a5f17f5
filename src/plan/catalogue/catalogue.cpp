#include "plan/catalogue/catalogue_store.hpp"

#include "plan/read/read_facilities.hpp"
#include "plan/read/read_indicators.hpp"
#include "plan/read/read_layer.hpp"
#include "plan/read/read_policy.hpp"
#include "plan/read/read_technology.hpp"

#include <algorithm>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

CarbonDensity read_density(Keys& keys)
{
    CarbonDensity row;
    row.key = keys.required("key");
    row.above = keys.number("above");
    row.below = keys.number("below");
    row.soil = keys.number("soil");
    row.dead = keys.number("dead");
    row.total = keys.number("total");
    for (const auto& pool : {row.above, row.below, row.soil, row.dead, row.total})
        if (pool && *pool < 0) keys.fault("key", text("class '{}' has a negative density", row.key));
    if (!row.all()) keys.fault("key", text("class '{}' has neither all four pools nor a total", row.key));
    keys.finish();
    return row;
}

CarbonTable read_carbon_entry(Keys& keys, const std::string& id)
{
    CarbonTable table;
    table.id = id;
    keys.choice("entry", {"carbon"});
    table.title = keys.bilingual("title");
    table.note.source = keys.text_or("source");
    table.note.citation = keys.text_or("citation");
    table.note.certainty = keys.text_or("certainty");
    keys.text_or("note");
    for (auto& row : keys.tables("classes")) table.rows.push_back(read_density(row));
    keys.finish();
    return table;
}

Region read_region(Keys& keys)
{
    Region out{.code = keys.required("code"), .name = keys.required("name"), .short_name = keys.required("short")};
    keys.text_or("en");
    keys.finish();
    return out;
}

void read_regions(Keys& keys, std::vector<Region>& out)
{
    keys.choice("entry", {"regions"});
    keys.bilingual("title");
    for (const auto* key : {"source", "certainty"}) keys.text_or(key);
    for (auto& one : keys.tables("region")) out.push_back(read_region(one));
    keys.finish();
}

// What `read` makes of an entry; nothing when there is none.
template <class Read>
auto read_entry(const CatalogueFile* file, const std::string& id, Read read)
{
    std::optional<decltype(file->read([&](Keys& keys) { return read(keys, id); }))> out;
    if (file != nullptr) out = file->read([&](Keys& keys) { return read(keys, id); });
    return out;
}

} // namespace

std::optional<double> CarbonDensity::all() const
{
    if (above && below && soil && dead) return *above + *below + *soil + *dead;
    return total;
}

std::optional<double> CarbonDensity::vegetation() const
{
    if (above && below) return *above + *below;
    return {};
}

const Catalogue::Store::Sorted& Catalogue::Store::files() const
{
    return sorted.get([this] {
        Sorted out;
        for (const auto& folder : folders)
            for (const auto& file : folder->files()) {
                const auto& kind = file.kind();
                if (kind == "indicators" || kind == "factors" || kind == "targets")
                    out.indicators.push_back(&file);
                else if (kind == "messages")
                    out.messages.push_back(&file);
                else
                    out.entries.try_emplace(file.path().stem().string(), &file);
            }
        return out;
    });
}

const CatalogueFile* Catalogue::Store::find(const std::string& id, std::string_view kind) const
{
    const auto found = files().entries.find(id);
    return found == files().entries.end() || found->second->kind() != kind ? nullptr : found->second;
}

Catalogue::Catalogue() : m_store(std::make_shared<Store>()) {}

Catalogue::Catalogue(const std::vector<fs::path>& folders)
{
    auto store = std::make_shared<Store>();
    for (const auto& folder : folders) store->folders.push_back(std::make_shared<const CatalogueFolder>(folder));
    m_store = std::move(store);
}

Catalogue Catalogue::preceded_by(const fs::path& folder) const
{
    const std::scoped_lock lock{m_store->mutex};
    auto& known = m_store->preceded[folder];
    if (known == nullptr) {
        auto store = std::make_shared<Store>();
        store->folders = m_store->folders;
        store->folders.insert(store->folders.begin(), std::make_shared<const CatalogueFolder>(folder));
        known = std::move(store);
    }
    return Catalogue{known};
}

bool Catalogue::empty() const
{
    return std::ranges::all_of(m_store->folders, [](const auto& folder) { return folder->files().empty(); });
}

std::vector<fs::path> Catalogue::folders() const
{
    std::vector<fs::path> out;
    for (const auto& folder : m_store->folders) out.push_back(folder->path());
    return out;
}

std::vector<std::string> Catalogue::ids(std::string_view kind) const
{
    std::vector<std::string> out;
    m_store->each(kind, [&](const CatalogueFile& file) { out.push_back(file.path().stem().string()); });
    return out;
}

std::vector<Catalogue::Listing> Catalogue::listings() const
{
    std::vector<Listing> out;
    for (const auto& [id, file] : m_store->files().entries) {
        const auto& kind = file->kind();
        if (kind == "layer" || kind == "facilities" || kind == "carbon" || kind == "technology")
            out.push_back({.group = file->path().parent_path().filename().string(), .id = id, .kind = kind});
    }
    std::ranges::stable_sort(out, {}, &Listing::group);
    return out;
}

fs::path Catalogue::file(const std::string& id) const
{
    const auto& entries = m_store->files().entries;
    const auto found = entries.find(id);
    return found == entries.end() ? fs::path{} : found->second->path();
}

const CatalogueFile* Catalogue::audit_rules() const
{
    const auto& entries = m_store->files().entries;
    const auto found = entries.find("audit");
    return found == entries.end() ? nullptr : found->second;
}

std::optional<Layer> Catalogue::layer(const std::string& id) const
{
    return read_entry(m_store->find(id, "layer"), id, read_layer_entry);
}

std::optional<FacilitiesPlan> Catalogue::facilities(const std::string& id) const
{
    return read_entry(m_store->find(id, "facilities"), id, read_facilities_entry);
}

std::optional<Technology> Catalogue::technology(const std::string& id) const
{
    return read_entry(m_store->find(id, "technology"), id, read_technology_entry);
}

bool Catalogue::has_carbon_table(const std::string& id) const { return m_store->find(id, "carbon") != nullptr; }

std::optional<CarbonTable> Catalogue::carbon_table(const std::string& id) const
{
    return read_entry(m_store->find(id, "carbon"), id, read_carbon_entry);
}

std::optional<Policy> Catalogue::policy(const std::string& id) const
{
    return read_entry(m_store->find(id, "policy"), id, read_policy_entry);
}

const IndicatorCatalogue& Catalogue::indicators() const
{
    return m_store->indicators.get([this] {
        IndicatorCatalogue out;
        for (const auto* file : m_store->files().indicators)
            file->read([&](Keys& keys) { read_indicator_file(keys, out); });
        check_province_factors(out);
        return out;
    });
}

const std::vector<Region>& Catalogue::regions() const
{
    return m_store->regions.get([this] {
        std::vector<Region> out;
        m_store->each("regions",
                      [&](const CatalogueFile& file) { file.read([&](Keys& keys) { read_regions(keys, out); }); });
        return out;
    });
}

std::string Catalogue::contents() const
{
    std::string out;
    for (const auto& [id, file] : m_store->files().entries) out += file->text();
    for (const auto* file : m_store->files().indicators) out += file->text();
    return out;
}

} // namespace peaksite
