#include "plan/read/read_facilities.hpp"

#include "base/suggest.hpp"
#include "plan/read/read_layer.hpp"
#include "plan/read/read_sections.hpp"

namespace peaksite {

namespace {

void read_amounts(Keys& keys, FacilitiesPlan& facilities)
{
    if (keys.is_table("emission"))
        facilities.emission = read_value_or_column(keys, "emission", &facilities.unit);
    else if (keys.has("emission"))
        keys.fault("emission", text("an emission is a column with a unit"),
                   text("write a table with column = \"…\" and unit = \"t CO2/a\""));
    if (!same_dimension(facilities.unit, unit("t CO2/a")))
        keys.fault("emission", text("'{}' is no amount of CO2 per year", facilities.unit.text()),
                   text("t C and t CO2 differ: 1 t C = 44/12 t CO2"));
    if (!keys.has("capacity")) return;
    facilities.capacity = read_value_or_column(keys, "capacity", &facilities.capacity_unit).column;
    if (facilities.capacity.empty())
        keys.fault("capacity", text("a capacity is a column with a unit"),
                   text("write a table with column = \"…\" and unit = \"MW\""));
    else if (!same_dimension(facilities.capacity_unit, unit("MW")))
        keys.fault("capacity", text("'{}' is no power", facilities.capacity_unit.text()));
}

// What a list of the plan and an entry of the catalogue have in common, over what `facilities` already says.
void read_facility_facts(Keys& keys, FacilitiesPlan& facilities)
{
    const auto over = [&](std::string_view key, std::string& value) {
        if (keys.has(key)) value = keys.text_or(key);
    };
    if (keys.has("title")) facilities.title = keys.bilingual("title");
    over("table", facilities.table);
    over("x", facilities.x);
    over("y", facilities.y);
    if (facilities.x.empty() != facilities.y.empty())
        keys.fault(facilities.x.empty() ? "x" : "y", text("positions need both columns, x and y"));
    if (keys.has("crs")) facilities.crs = keys.text("crs");
    over("name", facilities.name);
    over("where", facilities.where);
    over("encoding", facilities.encoding);
    if (keys.has("sector")) facilities.sector = read_value_or_column(keys, "sector", nullptr);
    read_amounts(keys, facilities);
    over("source", facilities.source);
    over("citation", facilities.citation);
    over("licence", facilities.licence);
    if (keys.has("year")) facilities.year = keys.whole("year");
    if (const auto stated = read_secrecy(keys)) facilities.secrecy = stated;
    for (auto& warning : keys.notes("warnings")) facilities.warnings.push_back(std::move(warning));
}

FacilitiesPlan unset()
{
    FacilitiesPlan out;
    out.unit = unit("t CO2/a");
    out.capacity_unit = unit("MW");
    return out;
}

FacilitiesPlan defaults_of(Keys& keys, const Catalogue& catalogue)
{
    const auto use = keys.text("use");
    if (!use) return unset();
    if (auto entry = catalogue.facilities(*use)) return *entry;
    const auto known = catalogue.facility_lists();
    const auto near = closest(*use, known);
    keys.fault("use", text("the catalogue has no list of facilities '{}'", *use),
               near.empty() ? text("it has: {}", joined(known, ", ")) : text("did you mean '{}'?", near));
    return unset();
}

} // namespace

FacilitiesPlan read_facilities_entry(Keys& keys, const std::string& id)
{
    auto facilities = unset();
    facilities.id = facilities.use = id;
    facilities.position = keys.here();
    keys.choice("entry", {"facilities"});
    if (keys.has("certainty"))
        facilities.certainty = keys.choice("certainty", {"found", "derived", "memory", "default"});
    read_facility_facts(keys, facilities);
    keys.finish();
    return facilities;
}

FacilitiesPlan read_facilities(Keys& keys, const Catalogue& catalogue, const std::map<std::string, std::string>& paths)
{
    auto facilities = defaults_of(keys, catalogue);
    facilities.id = keys.required("id");
    facilities.position = keys.at("id");
    facilities.file = with_paths(keys.required("file"), paths, keys.at("file"), keys.faults());
    read_facility_facts(keys, facilities);
    keys.finish();
    return facilities;
}

} // namespace peaksite
