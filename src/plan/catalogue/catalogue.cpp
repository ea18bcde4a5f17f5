#include "plan/catalogue/catalogue.hpp"

#include "plan/read/read_facilities.hpp"
#include "plan/read/read_indicators.hpp"
#include "plan/read/read_layer.hpp"
#include "plan/read/read_policy.hpp"
#include "plan/read/read_technology.hpp"
#include "plan/read/toml_text.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

// Reads one entry; what is wrong with it names the file.
template <class Read>
auto read_entry(const fs::path& path, Read read)
{
    Faults faults{.file = path.filename().string(), .all = {}};
    const auto table = parse_toml(read_text(path), faults.file);
    Keys keys{*table, "", faults};
    auto out = read(keys);
    faults.raise();
    return out;
}

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

// The kind of an entry without reading it whole: its first key says it.
std::string entry_kind(const fs::path& path)
{
    const auto content = read_text(path);
    const auto at = content.find("entry");
    const auto open = at == std::string::npos ? at : content.find('"', at);
    const auto close = open == std::string::npos ? open : content.find('"', open + 1);
    return close == std::string::npos ? "" : content.substr(open + 1, close - open - 1);
}

} // namespace

std::string read_text(const fs::path& path)
{
    std::ifstream file{path, std::ios::binary};
    std::string out{std::istreambuf_iterator<char>{file}, {}};
    if (!file.is_open() || file.bad())
        throw InputError{text("file '{}' cannot be read; check the path and your rights", path.string())};
    if (out.starts_with("\xEF\xBB\xBF")) out.erase(0, 3);
    return out;
}

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

Catalogue::Catalogue(std::vector<fs::path> folders)
{
    for (const auto& folder : folders) {
        std::error_code ignored;
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator{folder, ignored})
            if (entry.path().extension() == ".toml") files.push_back(entry.path());
        std::ranges::sort(files);
        for (const auto& path : files) {
            const auto kind = entry_kind(path);
            if (kind == "indicators" || kind == "factors" || kind == "targets")
                m_indicator_files.push_back(path);
            else if (kind == "messages")
                m_message_files.push_back(path);
            else
                m_entries.try_emplace(path.stem().string(), Entry{.path = path, .kind = kind});
        }
    }
}

std::vector<std::string> Catalogue::ids(std::string_view kind) const
{
    std::vector<std::string> out;
    for (const auto& [id, entry] : m_entries)
        if (entry.kind == kind) out.push_back(id);
    return out;
}

std::vector<Catalogue::Listing> Catalogue::listings() const
{
    std::vector<Listing> out;
    for (const auto& [id, entry] : m_entries) {
        const bool named_in_plans =
            entry.kind == "layer" || entry.kind == "facilities" || entry.kind == "carbon" || entry.kind == "technology";
        if (named_in_plans)
            out.push_back({.group = entry.path.parent_path().filename().string(), .id = id, .kind = entry.kind});
    }
    std::ranges::stable_sort(out, {}, &Listing::group);
    return out;
}

const Catalogue::Entry* Catalogue::find(const std::string& id, std::string_view kind) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() || found->second.kind != kind ? nullptr : &found->second;
}

fs::path Catalogue::file(const std::string& id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? fs::path{} : found->second.path;
}

std::optional<Layer> Catalogue::layer(const std::string& id) const
{
    const auto* entry = find(id, "layer");
    if (entry == nullptr) return {};
    return read_entry(entry->path, [&](Keys& keys) { return read_layer_entry(keys, id); });
}

std::optional<FacilitiesPlan> Catalogue::facilities(const std::string& id) const
{
    const auto* entry = find(id, "facilities");
    if (entry == nullptr) return {};
    return read_entry(entry->path, [&](Keys& keys) { return read_facilities_entry(keys, id); });
}

std::optional<Technology> Catalogue::technology(const std::string& id) const
{
    const auto* entry = find(id, "technology");
    if (entry == nullptr) return {};
    return read_entry(entry->path, [&](Keys& keys) { return read_technology_entry(keys, id); });
}

std::optional<CarbonTable> Catalogue::carbon_table(const std::string& id) const
{
    const auto* entry = find(id, "carbon");
    if (entry == nullptr) return {};
    return read_entry(entry->path, [&](Keys& keys) { return read_carbon_entry(keys, id); });
}

std::optional<Policy> Catalogue::policy(const std::string& id) const
{
    const auto* entry = find(id, "policy");
    if (entry == nullptr) return {};
    return read_entry(entry->path, [&](Keys& keys) { return read_policy_entry(keys, id); });
}

IndicatorCatalogue Catalogue::indicators() const { return read_indicator_catalogue(m_indicator_files); }

std::vector<Region> Catalogue::regions() const
{
    std::vector<Region> out;
    for (const auto& id : ids("regions"))
        read_entry(file(id), [&](Keys& keys) {
            keys.choice("entry", {"regions"});
            keys.bilingual("title");
            for (const auto* key : {"source", "certainty"}) keys.text_or(key);
            for (auto& one : keys.tables("region")) {
                out.push_back(
                    {.code = one.required("code"), .name = one.required("name"), .short_name = one.required("short")});
                one.text_or("en");
                one.finish();
            }
            keys.finish();
            return 0;
        });
    return out;
}

std::string Catalogue::contents() const
{
    std::string out;
    for (const auto& [id, entry] : m_entries) out += read_text(entry.path);
    for (const auto& path : m_indicator_files) out += read_text(path);
    return out;
}

} // namespace peaksite
