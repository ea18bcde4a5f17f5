#include "model/table_store.hpp"

#include "base/suggest.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// The word that formulas use for what a table writes; the table's own where the catalogue knows none.
std::string canonical(const std::string& word, const FormulaName* name)
{
    if (name == nullptr) return word;
    const auto small = lower(word);
    for (const auto& [key, others] : name->words) {
        const bool same = std::ranges::any_of(others, [&](const std::string& other) { return lower(other) == small; });
        if (same || lower(key) == small) return key;
    }
    return word;
}

int field_of(const UnitTable& table, std::string_view name)
{
    const auto found = std::ranges::find(table.fields, name, &TableField::name);
    return found == table.fields.end() ? -1 : static_cast<int>(found - table.fields.begin());
}

std::vector<std::string> canonical_words(const UnitTable& table, std::size_t field, const IndicatorCatalogue& catalogue)
{
    std::vector<std::string> out(table.rows.size());
    const auto* name = catalogue.name(table.id + "." + table.fields[field].name);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        if (!table.rows[row].cells[field].word.empty()) out[row] = canonical(table.rows[row].cells[field].word, name);
    return out;
}

FormulaTable reading_of(const UnitTable& table, const IndicatorCatalogue& catalogue)
{
    const auto known = std::ranges::find(catalogue.tables, table.id, &FormulaTable::id);
    if (known != catalogue.tables.end()) return *known;
    FormulaTable reading;
    reading.id = table.id;
    return reading;
}

TableStore::Stored stored(UnitTable table, const IndicatorCatalogue& catalogue, const std::vector<std::size_t>& zones)
{
    TableStore::Stored out;
    out.reading = reading_of(table, catalogue);
    for (const auto count : zones) out.rows.emplace_back(count);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        for (std::size_t set = 0; set < std::min(zones.size(), table.rows[row].zones.size()); ++set)
            for (const auto zone : table.rows[row].zones[set]) out.rows[set].at(zone).push_back(row);
    for (std::size_t set = 0; set < zones.size(); ++set) {
        const bool named = set < table.named_sets.size() && table.named_sets[set];
        out.covers.push_back(named || table.rows.empty() ||
                             std::ranges::any_of(out.rows[set], [](const auto& rows) { return !rows.empty(); }));
    }
    for (std::size_t field = 0; field < table.fields.size(); ++field) {
        out.uncertainty.push_back(field_of(table, table.fields[field].name + "_u"));
        out.canonical.push_back(canonical_words(table, field, catalogue));
    }
    out.table = std::move(table);
    return out;
}

} // namespace

TableStore::TableStore(std::vector<UnitTable> tables, const IndicatorCatalogue& catalogue,
                       const std::vector<std::size_t>& zones)
{
    for (auto& table : tables) m_tables.push_back(stored(std::move(table), catalogue, zones));
}

std::optional<std::size_t> TableStore::table(std::string_view id) const
{
    for (std::size_t i = 0; i < m_tables.size(); ++i)
        if (m_tables[i].table.id == id) return i;
    return {};
}

std::optional<FieldPlace> TableStore::field(std::string_view name) const
{
    const auto dot = name.find('.');
    if (dot == std::string_view::npos) return {};
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
        if (m_tables[i].table.id != name.substr(0, dot)) continue;
        const int found = field_of(m_tables[i].table, name.substr(dot + 1));
        if (found >= 0) return FieldPlace{.table = i, .field = static_cast<std::size_t>(found)};
    }
    return {};
}

std::span<const std::size_t> TableStore::rows(std::size_t table, std::size_t set, std::size_t zone) const
{
    return m_tables[table].rows[set][zone];
}

TableStore::Absence TableStore::absence(std::size_t table, std::size_t set, char letter) const
{
    const auto& stored = m_tables[table];
    if (is_optional(table, letter)) return Absence::assumed;
    if (!stored.covers[set]) return Absence::unknown;
    if (stored.table.complete) return Absence::none;
    if (stored.table.join.by_place > 0) return Absence::unlisted;
    return stored.reading.none_is_zero ? Absence::assumed : Absence::unknown;
}

std::set<int> TableStore::years_of_set(std::size_t table, std::size_t set) const
{
    std::set<int> out;
    for (const auto& rows : m_tables[table].rows[set])
        for (const auto row : rows)
            if (const auto year = m_tables[table].table.rows[row].year) out.insert(*year);
    return out;
}

std::set<int> TableStore::years(const FieldPlace& place, std::size_t set, std::size_t zone) const
{
    std::set<int> out;
    for (const auto row : rows(place.table, set, zone)) {
        const auto& one = m_tables[place.table].table.rows[row];
        if (one.year && !one.cells[place.field].missing()) out.insert(*one.year);
    }
    return out;
}

std::string TableStore::lacking(std::string_view name) const
{
    if (field(name)) return {};
    const auto dot = name.find('.');
    const std::string id{name.substr(0, dot)};
    std::vector<std::string> fields;
    bool there = false;
    for (const auto& one : m_tables) {
        if (one.table.id != id) continue;
        there = true;
        for (const auto& known : one.table.fields) fields.push_back(known.name);
    }
    if (!there && id == "fac") return "no list of facilities with emissions, no table fac (" + std::string{name} + ")";
    if (!there) return "no table " + id + " (" + std::string{name} + ")";
    const auto near = closest(name.substr(dot + 1), fields);
    return "table " + id + " has no column " + std::string{name.substr(dot + 1)} +
           (near.empty() ? "" : "; did you mean " + near + "?");
}

UnitTable facility_table(const std::vector<FacilityList>& lists,
                         const std::vector<std::vector<std::vector<Assignment>>>& assigned)
{
    UnitTable out;
    out.id = "fac";
    out.title = {.zh = "名录排放源", .en = "listed facilities"};
    out.fields = {{.name = "co2", .unit = "t CO2/a"},
                  {.name = "mw", .unit = "MW"},
                  {.name = "sector", .unit = "", .words = true}};
    for (std::size_t list = 0; list < lists.size(); ++list) {
        if (!lists[list].source.empty()) out.source += (out.source.empty() ? "" : "; ") + lists[list].source;
        const auto first = out.rows.size();
        for (const auto& facility : lists[list].facilities) {
            TableRow row;
            row.line = facility.row;
            row.label = facility.name;
            row.cells = {{.number = facility.emission, .word = {}},
                         {.number = facility.capacity, .word = {}},
                         {.number = {}, .word = facility.sector}};
            row.zones.resize(assigned[list].size());
            out.rows.push_back(std::move(row));
        }
        out.join.by_place += lists[list].facilities.size();
        out.named_sets.assign(assigned[list].size(), true); // positions are looked for in every set
        for (std::size_t set = 0; set < assigned[list].size(); ++set)
            for (const auto& one : assigned[list][set]) out.rows[first + one.facility].zones[set] = one.zones;
    }
    return out;
}

} // namespace peaksite
