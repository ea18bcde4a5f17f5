#include "model/tables/table_store.hpp"

#include "base/suggest.hpp"
#include "base/text.hpp"
#include "model/tables/formula_word.hpp"

#include <algorithm>

namespace peaksite {

namespace {

// The word that formulas use for what a table writes; the table's own where the catalogue knows none.
std::string canonical(const std::string& word, const FormulaName* name)
{
    if (name == nullptr) return word;
    return formula_word(word, *name).value_or(word);
}

int field_of(const UnitTable& table, std::string_view name)
{
    const auto found = std::ranges::find(table.fields, name, &TableField::name);
    return found == table.fields.end() ? -1 : static_cast<int>(found - table.fields.begin());
}

FormulaTable reading_of(const UnitTable& table, const IndicatorCatalogue& catalogue)
{
    const auto known = std::ranges::find(catalogue.tables, table.id, &FormulaTable::id);
    if (known != catalogue.tables.end()) return *known;
    FormulaTable reading;
    reading.id = table.id;
    return reading;
}

// All but the rows.
UnitTable facts_of(const UnitTable& table)
{
    return {.id = table.id,
            .title = table.title,
            .source = table.source,
            .standing = table.standing,
            .fields = table.fields,
            .rows = {},
            .join = table.join,
            .complete = table.complete,
            .named_sets = table.named_sets,
            .gaps = table.gaps};
}

TableStore::Stored begun(UnitTable facts, const IndicatorCatalogue& catalogue, const std::vector<std::size_t>& zones)
{
    TableStore::Stored out;
    out.reading = reading_of(facts, catalogue);
    for (const auto count : zones) out.rows.emplace_back(count);
    for (const auto& field : facts.fields) {
        out.uncertainty.push_back(field_of(facts, field.name + "_u"));
        auto& known = out.vocabulary.emplace_back();
        const auto* name = catalogue.name(facts.id + "." + field.name);
        if (name == nullptr || name->open_words) continue;
        for (const auto& [word, spellings] : name->words) known.insert(word);
    }
    out.cells = StoredRows{facts.fields.size()};
    out.table = std::move(facts);
    return out;
}

void settle_covers(TableStore::Stored& out)
{
    for (std::size_t set = 0; set < out.rows.size(); ++set) {
        const bool named = set < out.table.named_sets.size() && out.table.named_sets[set];
        out.covers.push_back(named || out.cells.size() == 0 ||
                             std::ranges::any_of(out.rows[set], [](const auto& rows) { return !rows.empty(); }));
    }
}

// How the words of a field become those of formulas.
std::function<std::string(const std::string&)> words_of(const UnitTable& table, std::size_t field,
                                                        const IndicatorCatalogue& catalogue)
{
    const auto* name = catalogue.name(table.id + "." + table.fields[field].name);
    return [name](const std::string& word) { return canonical(word, name); };
}

TableStore::Stored stored(const UnitTable& table, const IndicatorCatalogue& catalogue,
                          const std::vector<std::size_t>& zones)
{
    auto out = begun(facts_of(table), catalogue, zones);
    std::vector<std::function<std::string(const std::string&)>> words;
    for (std::size_t field = 0; field < table.fields.size(); ++field)
        words.push_back(words_of(table, field, catalogue));
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto& from = table.rows[row];
        out.cells.add(from.line, from.year, from.repeats || from.adds_up);
        for (std::size_t field = 0; field < table.fields.size(); ++field) {
            if (const auto& number = from.cells[field].number) out.cells.set_number(field, *number);
            out.cells.set_word(field, from.cells[field].word, words[field]);
        }
        for (std::size_t set = 0; set < std::min(zones.size(), from.zones.size()); ++set)
            for (const auto zone : from.zones[set]) out.rows[set].at(zone).push_back(row);
    }
    settle_covers(out);
    return out;
}

} // namespace

TableStore::TableStore(const std::vector<UnitTable>& tables, const IndicatorCatalogue& catalogue,
                       const std::vector<std::size_t>& zones)
{
    for (const auto& table : tables) m_tables.push_back(stored(table, catalogue, zones));
}

void TableStore::add_facilities(const std::vector<PlacedList>& lists, const IndicatorCatalogue& catalogue,
                                const std::vector<std::size_t>& zones)
{
    enum : std::size_t { co2, mw, sector };
    UnitTable facts;
    facts.id = "fac";
    facts.title = {.zh = "名录排放源", .en = "listed facilities"};
    facts.fields = {{.name = "co2", .unit = "t CO2/a"},
                    {.name = "mw", .unit = "MW"},
                    {.name = "sector", .unit = "", .words = true}};
    facts.standing = Standing::reported;
    facts.named_sets.assign(zones.size(), true); // positions are looked for in every set
    for (const auto& one : lists) {
        facts.join.by_place += one.list.facilities.size();
        if (!one.list.source.empty()) facts.source += (facts.source.empty() ? "" : "; ") + one.list.source;
    }
    auto out = begun(std::move(facts), catalogue, zones);
    for (const auto& one : lists)
        if (one.list.year) out.listed_year = std::max(out.listed_year.value_or(*one.list.year), *one.list.year);
    const auto words = words_of(out.table, sector, catalogue);
    for (const auto& one : lists)
        for (std::size_t i = 0; i < one.list.facilities.size(); ++i) {
            const auto& facility = one.list.facilities[i];
            const auto row = out.cells.size();
            out.cells.add(facility.row, {});
            if (facility.emission) out.cells.set_number(co2, *facility.emission);
            if (facility.capacity) out.cells.set_number(mw, *facility.capacity);
            out.cells.set_word(sector, facility.sector, words);
            for (std::size_t set = 0; set < zones.size(); ++set)
                for (const auto zone : one.by_set[set].zones(i)) out.rows[set].at(zone).push_back(row);
        }
    settle_covers(out);
    m_tables.push_back(std::move(out));
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

std::span<const RowGap> TableStore::gaps(std::size_t table, std::size_t set, std::size_t zone, int year) const
{
    const auto& gaps = m_tables[table].table.gaps;
    if (set >= gaps.size()) return {};
    const auto of_zone = gaps[set].find(zone);
    if (of_zone == gaps[set].end()) return {};
    const auto of_year = of_zone->second.find(year);
    return of_year == of_zone->second.end() ? std::span<const RowGap>{} : of_year->second;
}

std::set<int> TableStore::years_of_set(std::size_t table, std::size_t set) const
{
    std::set<int> out;
    for (const auto& rows : m_tables[table].rows[set])
        for (const auto row : rows)
            if (const auto year = m_tables[table].cells.year(row)) out.insert(*year);
    return out;
}

std::set<int> TableStore::years(const FieldPlace& place, std::size_t set, std::size_t zone) const
{
    std::set<int> out;
    for (const auto row : rows(place.table, set, zone)) {
        const auto& cells = m_tables[place.table].cells;
        const auto year = cells.year(row);
        if (year && !cells.missing(place.field, row)) out.insert(*year);
    }
    return out;
}

Sentence TableStore::lacking(std::string_view name) const
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
    if (!there && id == "fac")
        return text("no list of facilities with emissions, no table fac ({})", std::string{name});
    if (!there) return text("no table {} ({})", id, std::string{name});
    const std::string column{name.substr(dot + 1)};
    const auto near = closest(column, fields);
    return near.empty() ? text("table {} has no column {}", id, column)
                        : text("table {} has no column {}; did you mean {}?", id, column, near);
}

} // namespace peaksite
