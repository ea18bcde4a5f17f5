#include "plan/read/read_tables.hpp"

#include "plan/read/read_layer.hpp"
#include "plan/read/read_sections.hpp"

#include <algorithm>

namespace peaksite {

namespace {

const FormulaName* formula_name(const std::vector<FormulaName>& names, const std::string& table,
                                const std::string& column)
{
    const auto found = std::ranges::find(names, table + "." + column, &FormulaName::name);
    return found == names.end() ? nullptr : &*found;
}

// Which column, or a table with its unit and year.
TableColumnPlan read_column(Keys& columns, const std::string& name)
{
    TableColumnPlan out;
    out.name = name;
    out.position = columns.at(name);
    if (!columns.is_table(name)) {
        out.column = columns.required(name);
        return out;
    }
    auto keys = columns.table(name);
    out.column = keys->required("column");
    out.unit = keys->unit("unit");
    out.year = keys->whole("year");
    keys->finish();
    return out;
}

void check_unit(const TableColumnPlan& column, const FormulaName* name, const Keys& keys)
{
    if (name == nullptr || !column.unit || name->unit.empty()) return;
    try {
        table_conversion(*column.unit, unit(name->unit));
    } catch (const UsageError& error) {
        keys.faults().add(column.position,
                          text("'{}' has the unit '{}', but formulas need '{}' in '{}'", column.column,
                               column.unit->text(), name->name, name->unit),
                          error.faults().front().hint);
    }
}

void read_columns(Keys& keys, TablePlan& table, const std::vector<FormulaName>& names)
{
    auto columns = keys.table("columns");
    if (!columns) return;
    for (const auto& name : columns->names()) {
        table.columns.push_back(read_column(*columns, name));
        check_unit(table.columns.back(), formula_name(names, table.id, name), *columns);
    }
    columns->finish();
}

void read_year(Keys& keys, TablePlan& table)
{
    if (!keys.is_table("year")) {
        table.year = keys.whole("year");
        return;
    }
    auto year = keys.table("year");
    table.year_column = year->required("column");
    year->finish();
}

Standing read_standing(Keys& keys)
{
    const auto word = keys.choice("standing", {"published", "reported", "planned", "estimated"});
    return word == "reported"    ? Standing::reported
           : word == "planned"   ? Standing::planned
           : word == "estimated" ? Standing::estimated
                                 : Standing::published;
}

// What stands before and after the last "/" of a unit's text.
std::optional<std::pair<Unit, Unit>> fraction(const std::string& written)
{
    const auto slash = written.rfind('/');
    if (slash == std::string::npos || slash == 0) return {};
    try {
        return std::pair{unit(written.substr(0, slash)), unit(written.substr(slash + 1))};
    } catch (const UsageError&) {
        return {};
    }
}

Unit without_price_year(Unit money)
{
    constexpr std::size_t code = 3, with_year = 7;
    for (auto& power : money.dimension)
        if (power.symbol.size() == with_year && power.symbol.find_first_not_of("0123456789", code) == std::string::npos)
            power.symbol.resize(code);
    return money;
}

} // namespace

bool names_product(const Unit& unit)
{
    return std::ranges::any_of(unit.dimension, [](const Power& power) { return power.symbol == "unit"; });
}

Conversion table_conversion(const Unit& from, const Unit& to)
{
    static const Unit year = unit("a");
    static const auto persons = unit("cap").dimension;
    const auto amount = without_price_year(from);
    // 万 without a unit, where persons are counted.
    if (from.dimension.empty() && from.spelling.empty() && from.multiplier.value() > 1 && to.dimension == persons)
        return conversion(from * unit("cap"), to);
    if (same_dimension(amount, to)) return conversion(amount, to);
    if (same_dimension(amount / year, to)) return conversion(amount / year, to);
    if (names_product(to)) {
        const auto own = fraction(from.text()), ours = fraction(to.text());
        if (own && ours && names_product(ours->second) && same_dimension(own->first, ours->first))
            return conversion(own->first, ours->first);
        if (ours && names_product(ours->first)) return {}; // capacities and outputs in units of the product
    }
    const auto per_time = [](const Unit& one) {
        return std::ranges::any_of(one.dimension, [](const Power& power) { return power.symbol == "s"; });
    };
    return conversion(per_time(to) && !per_time(amount) ? amount / year : amount,
                      to); // throws, with the hint that fits
}

TablePlan read_table(Keys& keys, const std::map<std::string, std::string>& paths, const std::vector<FormulaName>& names)
{
    TablePlan table;
    table.id = keys.required("id");
    table.position = keys.at("id");
    table.title = keys.bilingual("title");
    table.file = with_paths(keys.required("file"), paths, keys.at("file"), keys.faults());
    table.table = keys.text_or("table");
    table.where = keys.text_or("where");
    table.encoding = keys.text_or("encoding", "auto");
    table.zones = keys.texts("zones");
    table.key = keys.text_or("key");
    table.x = keys.text_or("x");
    table.y = keys.text_or("y");
    if (table.x.empty() != table.y.empty())
        keys.fault(table.x.empty() ? "x" : "y", text("positions need both columns, x and y"));
    table.crs = keys.text("crs");
    if (!table.x.empty() && !table.crs)
        keys.fault("crs", text("positions need their coordinate system"), text("crs = \"EPSG:4490\""));
    if (table.key.empty() && table.x.empty())
        keys.missing("key", text("the key 'key' is missing"),
                     text("the column that says which zone a row belongs to: its key, code or name; or x and y"));
    read_year(keys, table);
    read_columns(keys, table, names);
    table.standing = read_standing(keys);
    table.source = keys.text_or("source");
    table.complete = keys.flag("complete").value_or(false);
    table.secrecy = read_secrecy(keys);
    table.warnings = keys.notes("warnings");
    keys.finish();
    return table;
}

void read_zone_list(Keys& keys, ZonesPlan& zones)
{
    zones.x = keys.text_or("x");
    zones.y = keys.text_or("y");
    if (zones.x.empty() != zones.y.empty())
        keys.fault(zones.x.empty() ? "x" : "y", text("positions need both columns, x and y"));
    if (!zones.x.empty() && !zones.crs)
        keys.fault("crs", text("positions need their coordinate system"), text("crs = \"EPSG:4490\""));
    if (keys.is_table("radius")) {
        auto radius = keys.table("radius");
        zones.radius.column = radius->required("column");
        radius->finish();
    } else if (const auto radius = keys.length("radius")) {
        zones.radius.value = number(radius->metres()) + " m";
    }
    const bool has_radius = !zones.radius.value.empty() || !zones.radius.column.empty();
    if (has_radius && zones.x.empty())
        keys.fault("radius", text("a radius needs a position"), text("x and y: the columns that hold it"));
    zones.proposer = keys.text_or("proposer");
    if (keys.is_table("official_area")) {
        auto area = keys.table("official_area");
        zones.official_area = area->required("column");
        zones.official_area_unit = area->unit("unit");
        if (zones.official_area_unit && !same_dimension(*zones.official_area_unit, unit("km2")))
            area->fault("unit", text("'{}' is no area", zones.official_area_unit->text()), text("km2, 公顷, 亩, 万亩"));
        area->finish();
    } else {
        zones.official_area = keys.text_or("official_area");
    }
    if (auto attributes = keys.table("attributes"))
        for (const auto& role : attributes->names()) zones.attributes[role] = attributes->required(role);
}

} // namespace peaksite
