#include "cli/print_entry.hpp"

#include "cli/print.hpp"
#include "plan/check/class_match.hpp"
#include "plan/plan.hpp"

#include <fmt/format.h>

namespace peaksite::cli {

namespace {

void entry_line(std::string_view name, const std::string& value)
{
    if (!value.empty()) print(fmt::format("{:<11} {}", name, value));
}

std::string both(const Bilingual& texts) { return texts.zh + " / " + texts.en; }

// What the word of the entry means for who relies on it.
std::string explained(const std::string& certainty)
{
    if (certainty == "found") return "found: as the source states it";
    if (certainty == "derived") return "derived: computed from figures of the source";
    if (certainty == "memory")
        return "memory: written down without the source at hand; compare it with the data's documentation, and correct "
               "a copy in a folder of your own (catalogue in [paths])";
    if (certainty == "default") return "default: an assumption; say in the plan what your data hold";
    return certainty;
}

void print_source(const std::string& source, const std::string& citation, const std::string& licence,
                  const std::string& certainty)
{
    entry_line("source", source);
    entry_line("citation", citation);
    entry_line("licence", licence);
    entry_line("certainty", explained(certainty));
}

void print_warnings(const std::vector<Bilingual>& warnings)
{
    for (const auto& warning : warnings) entry_line("warning", both(warning));
}

std::string span_text(const std::optional<std::array<double, 2>>& span)
{
    return span ? number((*span)[0]) + " to " + number((*span)[1]) : std::string{};
}

void print_numbers(const Layer& layer)
{
    entry_line("unit", layer.unit_stated ? layer.unit.text() : "");
    entry_line("range", span_text(layer.range));
    entry_line("no data", layer.nodata ? number(*layer.nodata) : "");
    if (layer.valid) entry_line("valid", span_text(layer.valid) + " before scaling; other numbers are fill values");
    if (layer.scale) entry_line("scale", number(*layer.scale) + ", once: whether the file states it too or not");
    if (layer.offset) entry_line("offset", number(*layer.offset));
}

void print_layer(const Layer& layer)
{
    const bool vector = layer.kind == Layer::Kind::vector;
    const char* quantities[] = {"intensive: a density or rate, averaged", "extensive: an amount per cell, mass is kept",
                                "categorical: classes"};
    entry_line("kind", vector ? "vector" : "raster");
    if (!vector)
        entry_line("quantity", quantities[static_cast<int>(layer.quantity)]);
    else if (layer.classes.empty())
        entry_line("quantity", "a condition: inside or outside");
    else
        entry_line("quantity", "classes of polygons");
    entry_line("class", layer.class_column.empty() ? "" : "column " + layer.class_column);
    print_numbers(layer);
    entry_line("provides", layer.provides);
    entry_line("where", layer.where);
    entry_line("crs", layer.crs.value_or(""));
    if (layer.secrecy)
        entry_line("secrecy", *layer.secrecy == Secrecy::open       ? "public"
                              : *layer.secrecy == Secrecy::internal ? "internal"
                                                                    : "secret");
    print_source(layer.note.source, layer.note.citation, layer.note.licence, layer.note.certainty);
    print_warnings(layer.note.warnings);
    if (!layer.classes.empty()) entry_line("classes", "code, key, name; carbon tables and indicators go by the key");
    for (const auto& one : layer.classes)
        print(fmt::format("  {:>5}  {:<14} {}", code_text(one), one.key, both(one.name)));
}

void print_facilities(const FacilitiesPlan& list)
{
    const auto amount = [](const std::string& column, const Unit& unit) {
        return column.empty() ? std::string{"not given"} : "column '" + column + "' in " + unit.text();
    };
    entry_line("kind", "list of facilities");
    entry_line("position", list.x.empty() ? "geometry of the file"
                                          : list.x + ", " + list.y + " (" + list.crs.value_or("crs to be given") + ")");
    entry_line("name", list.name);
    entry_line("where", list.where);
    entry_line("sector", list.sector.column.empty() ? list.sector.value : "column '" + list.sector.column + "'");
    entry_line("emission", amount(list.emission.column, list.unit));
    entry_line("capacity", amount(list.capacity, list.capacity_unit));
    print_source(list.source, list.citation, list.licence, list.certainty);
    print_warnings(list.warnings);
}

void print_carbon(const CarbonTable& table)
{
    const auto pool = [](const std::optional<double>& value) { return value ? number(*value) : std::string{"-"}; };
    entry_line("kind", "carbon densities by class, t C/ha");
    print_source(table.note.source, table.note.citation, table.note.licence, table.note.certainty);
    print(fmt::format("  {:<12} {:>8} {:>8} {:>8} {:>8} {:>8}", "class", "above", "below", "soil", "dead", "total"));
    for (const auto& row : table.rows)
        print(fmt::format("  {:<12} {:>8} {:>8} {:>8} {:>8} {:>8}", row.key, pool(row.above), pool(row.below),
                          pool(row.soil), pool(row.dead), fmt::format("{:.2f}", row.all().value_or(0))));
}

void print_technology(const Technology& technology)
{
    entry_line("kind", "technology");
    if (technology.density)
        entry_line("density", number(technology.density->value) + " " + technology.density->unit.text());
    for (const auto& rule : technology.exclusions)
        entry_line("excludes",
                   rule.id + "  " + both(rule.title) + (rule.clause.empty() ? "" : "  [" + rule.clause + "]"));
}

} // namespace

Bilingual title_of(const Catalogue& catalogue, const Catalogue::Listing& entry)
{
    if (entry.kind == "layer") return catalogue.layer(entry.id)->title;
    if (entry.kind == "facilities") return catalogue.facilities(entry.id)->title;
    if (entry.kind == "carbon") return catalogue.carbon_table(entry.id)->title;
    return catalogue.technology(entry.id)->title;
}

std::string words_of(const Catalogue& catalogue, const Catalogue::Listing& entry)
{
    const auto title = title_of(catalogue, entry);
    auto out = entry.id + "\n" + entry.group + "\n" + title.zh + "\n" + title.en;
    if (entry.kind != "layer") return out;
    const auto layer = *catalogue.layer(entry.id);
    out += "\n" + layer.provides + "\n" + layer.note.source + "\n" + layer.note.citation;
    for (const auto& one : layer.classes) out += "\n" + one.key + "\n" + one.name.zh + "\n" + one.name.en;
    return out;
}

void print_entry(const Catalogue& catalogue, const Catalogue::Listing& entry)
{
    print(entry.id + "  " + both(title_of(catalogue, entry)));
    if (entry.kind == "layer")
        print_layer(*catalogue.layer(entry.id));
    else if (entry.kind == "facilities")
        print_facilities(*catalogue.facilities(entry.id));
    else if (entry.kind == "carbon")
        print_carbon(*catalogue.carbon_table(entry.id));
    else
        print_technology(*catalogue.technology(entry.id));
    entry_line("file", entry.group + "/" + catalogue.file(entry.id).filename().string());
}

} // namespace peaksite::cli
