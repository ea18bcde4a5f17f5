#include "plan/read/read_sections.hpp"

#include "grid/tiling.hpp"
#include "plan/read/read_layer.hpp"
#include "plan/read/read_tables.hpp"

#include <algorithm>

namespace peaksite {

namespace {

std::optional<std::string> layer_of(const std::string& value)
{
    constexpr std::string_view prefix = "layer:";
    if (!value.starts_with(prefix)) return {};
    return value.substr(prefix.size());
}

const std::vector<std::string> zone_kinds{"area", "city", "park", "village", "community", "institution", "enterprise"};

} // namespace

ValueOrColumn read_value_or_column(Keys& keys, std::string_view key, Unit* unit)
{
    if (!keys.is_table(key)) return {.value = keys.text_or(key), .column = {}};
    auto table = keys.table(key);
    ValueOrColumn out{.value = {}, .column = table->required("column")};
    if (unit != nullptr) {
        if (const auto stated = table->unit("unit"))
            *unit = *stated;
        else if (!table->has("unit"))
            table->missing("unit", text("the unit of column '{}' is missing", out.column), text("unit = \"Mt CO2/a\""));
    }
    table->finish();
    return out;
}

GridPlan read_grid(Keys& keys)
{
    GridPlan grid;
    if (const auto crs = keys.text("crs")) {
        if (const auto layer = layer_of(*crs))
            grid.crs_layer = *layer;
        else
            grid.crs = *crs;
    }
    if (keys.is_text("cell") && layer_of(keys.text_or("cell")))
        grid.cell = FromLayer{*layer_of(keys.text_or("cell"))};
    else if (const auto cell = keys.measure("cell")) {
        grid.cell = *cell;
        const bool fits = same_dimension(cell->unit, unit("m")) || same_dimension(cell->unit, unit("deg"));
        if (!fits)
            keys.fault("cell", text("a cell size has a length, or degrees on a longitude/latitude grid"),
                       text("such as \"100 m\" or \"0.01 deg\""));
        else if (!(cell->value > 0))
            keys.fault("cell", text("a cell size must be positive"));
    } else if (!grid.crs_layer && !keys.has("cell")) {
        keys.missing("cell", text("the key 'cell' is missing"),
                     text("such as \"100 m\", or \"layer:ID\" for the cells of a layer"));
    }
    if (keys.is_list("extent")) {
        const auto box = keys.numbers("extent");
        if (box.size() == 4 && box[0] < box[2] && box[1] < box[3])
            grid.extent = Box{.xmin = box[0], .ymin = box[1], .xmax = box[2], .ymax = box[3]};
        else
            keys.fault("extent", text("an extent is [xmin, ymin, xmax, ymax] in the grid's coordinate system"));
    } else if (const auto extent = keys.text("extent")) {
        if (const auto layer = layer_of(*extent))
            grid.extent = FromLayer{*layer};
        else if (*extent != "zones")
            keys.fault("extent", text("'{}' is no extent", *extent),
                       text("\"zones\", \"layer:ID\" or [xmin, ymin, xmax, ymax]"));
    }
    if (const auto margin = keys.length("margin")) {
        grid.margin = *margin;
        if (!std::holds_alternative<std::monostate>(grid.extent) && *margin > Length{})
            keys.fault("margin", text("a margin goes with extent = \"zones\" only"));
    }
    grid.tile = keys.whole("tile").value_or(512);
    constexpr int largest = 8192;
    if (grid.tile < lattice_step || grid.tile > largest || grid.tile % lattice_step != 0)
        keys.fault("tile", text("a tile has a multiple of {} cells a side, at most {}", lattice_step, largest));
    keys.finish();
    return grid;
}

ZonesPlan read_zones(Keys& keys, const std::map<std::string, std::string>& paths)
{
    ZonesPlan zones;
    zones.id = keys.required("id");
    zones.position = keys.at("id");
    zones.title = keys.bilingual("title");
    zones.file = with_paths(keys.required("file"), paths, keys.at("file"), keys.faults());
    zones.table = keys.text_or("table");
    zones.key = keys.text_or("key");
    zones.name = keys.text_or("name");
    zones.where = keys.text_or("where");
    zones.encoding = keys.text_or("encoding", "auto");
    zones.crs = keys.text("crs");
    zones.secrecy = read_secrecy(keys);
    zones.warnings = keys.notes("warnings");
    read_zone_list(keys, zones);
    if (keys.has("kind")) zones.kind = read_value_or_column(keys, "kind", nullptr);
    if (zones.kind.column.empty() && std::ranges::find(zone_kinds, zones.kind.value) == zone_kinds.end())
        keys.fault("kind", text("'{}' is not one of: {}", zones.kind.value, joined(zone_kinds, ", ")));
    keys.finish();
    return zones;
}

CarbonPlan read_carbon(Keys& keys, const Catalogue& catalogue, const std::map<std::string, std::string>& paths)
{
    CarbonPlan carbon;
    carbon.position = keys.here();
    carbon.landcover = keys.texts("landcover");
    if (carbon.landcover.empty())
        keys.missing("landcover", text("the key 'landcover' is missing"), text("the id of a layer of classes"));
    carbon.table = with_paths(keys.required("table", text("a table of the catalogue, or a pools CSV")), paths,
                              keys.at("table"), keys.faults());
    carbon.of_catalogue = catalogue.has_carbon_table(carbon.table);
    keys.finish();
    return carbon;
}

StatisticsPlan read_statistics(Keys& keys)
{
    StatisticsPlan statistics;
    statistics.layer = keys.required("layer");
    statistics.position = keys.at("layer");
    statistics.zones = keys.texts("zones");
    for (const auto& word : keys.texts("stats")) {
        if (const auto stat = stat_of(word))
            statistics.stats.push_back(*stat);
        else
            keys.fault("stats", text("'{}' is no statistic", word),
                       text("mean, sum, integral, min, max, stdev, count, p10 … p90, area, valid_share, fractions, "
                            "class_area"));
    }
    if (!keys.has("stats"))
        keys.missing("stats", text("the key 'stats' is missing"), text("stats = [\"mean\", \"valid_share\"]"));
    if (keys.has("on")) statistics.on_grid = keys.choice("on", {"own", "grid"}) == "grid";
    keys.finish();
    return statistics;
}

RasterPlan read_raster(Keys& keys)
{
    RasterPlan raster;
    raster.id = keys.required("id");
    raster.position = keys.at("id");
    raster.everywhere = keys.flag("everywhere").value_or(false);
    auto value = keys.expression("value");
    if (!keys.has("value"))
        keys.missing("value", text("the key 'value' is missing"),
                     text("an expression, state(technology) or capacity(technology)"));
    if (value) {
        const bool of_technology =
            value->kind == Syntax::Kind::call && (value->text == "state" || value->text == "capacity");
        if (of_technology) {
            raster.kind = value->text == "state" ? RasterPlan::Kind::state : RasterPlan::Kind::capacity;
            if (value->parts.size() == 1 && value->parts[0].kind == Syntax::Kind::name)
                raster.technology = value->parts[0].text;
            else
                keys.fault("value", text("{} takes the id of one technology", value->text));
        }
        raster.value = std::move(*value);
    }
    keys.finish();
    return raster;
}

MapPlan read_map(Keys& keys)
{
    MapPlan map;
    map.position = keys.here();
    map.sheet = keys.choice("sheet", {"a4-landscape", "a4-portrait", "siting"});
    map.indicator = keys.text_or("indicator");
    map.zones = keys.text_or("zones");
    map.background = keys.text_or("background");
    map.facilities = keys.text_or("facilities");
    map.title = keys.bilingual("title");
    map.base_map_number = keys.text_or("base_map_number");
    map.review_number = keys.text_or("review_number");
    keys.finish();
    return map;
}

std::optional<Secrecy> read_secrecy(Keys& keys)
{
    if (!keys.has("secrecy")) return {};
    const auto word = keys.choice("secrecy", {"internal", "public", "secret"});
    return word == "public" ? Secrecy::open : word == "secret" ? Secrecy::secret : Secrecy::internal;
}

OutputPlan read_output(Keys& keys)
{
    OutputPlan output;
    output.units = keys.choice("units", {"si", "gov"}) == "gov" ? OfficeUnits::gov : OfficeUnits::si;
    output.lang = keys.choice("lang", {"zh", "en", "both"});
    output.secrecy = read_secrecy(keys).value_or(Secrecy::internal);
    output.least_valid_share = keys.number("least_valid_share").value_or(0.8);
    if (!(output.least_valid_share >= 0 && output.least_valid_share <= 1))
        keys.fault("least_valid_share", text("a share lies between 0 and 1"));
    keys.finish();
    return output;
}

} // namespace peaksite
