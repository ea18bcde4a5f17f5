#include "plan/read/read_layer.hpp"

#include "base/suggest.hpp"
#include "plan/read/read_sections.hpp"
#include "plan/row_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

const std::vector<std::string> quantities{"intensive", "extensive", "categorical"};
const std::vector<std::string> resamplings{"automatic", "nearest", "bilinear", "average", "majority"};

std::size_t index_of(const std::vector<std::string>& words, const std::string& word)
{
    return static_cast<std::size_t>(std::ranges::find(words, word) - words.begin());
}

// { 1 = "forest" } where { forest = 1 } is meant would count other cells than its writer thinks.
void check_class_names(Keys& table, const std::vector<ClassEntry>& classes)
{
    for (const auto& key : table.names()) {
        const bool number = key.find_first_not_of("0123456789") == std::string::npos;
        const bool own = std::ranges::any_of(classes, [&](const ClassEntry& one) {
            return one.key == key && (one.text_code.empty() ? std::to_string(one.code) : one.text_code) == key;
        });
        if (number && !own)
            table.fault(key, text("'{}' stands where the name of a class is expected", key),
                        text("the name comes first: {}", "{ forest = " + key + " }"));
    }
}

// { water = 0, forest = [1, 2] } in a plan.
std::vector<ClassEntry> read_class_codes(Keys& table)
{
    std::vector<ClassEntry> out;
    const auto add = [&](const std::string& key, int code, const std::string& word) {
        out.push_back({.code = code, .key = key, .name = {.zh = key, .en = key}, .color = {}, .text_code = word});
    };
    for (const auto& key : table.names()) {
        if (table.holds_texts(key))
            for (const auto& word : table.texts(key)) add(key, 0, word);
        else if (table.is_list(key))
            for (const double code : table.numbers(key)) {
                constexpr double most = 1e9;
                if (code != std::round(code) || std::fabs(code) > most)
                    table.fault(key, text("a whole number is needed here"));
                else
                    add(key, static_cast<int>(code), {});
            }
        else if (const auto one = table.whole(key))
            add(key, *one, {});
    }
    check_class_names(table, out);
    table.finish();
    return out;
}

ClassEntry read_class(Keys& keys)
{
    ClassEntry one;
    if (!keys.has("code"))
        keys.missing("code", text("the key 'code' is missing"));
    else if (keys.is_text("code"))
        one.text_code = keys.required("code");
    else
        one.code = keys.whole("code").value_or(-1);
    one.key = keys.required("key");
    one.name = {.zh = keys.text_or("zh"), .en = keys.text_or("en")};
    one.color = keys.text_or("color");
    keys.finish();
    return one;
}

// Classes by text codes are numbered by their place; a layer has codes of one sort.
void number_classes(Keys& keys, std::vector<ClassEntry>& classes)
{
    const auto by_text = static_cast<std::size_t>(
        std::ranges::count_if(classes, [](const ClassEntry& one) { return !one.text_code.empty(); }));
    if (by_text == 0) {
        std::ranges::stable_sort(classes, {}, &ClassEntry::code);
        const auto twice = std::ranges::adjacent_find(classes, {}, &ClassEntry::code);
        if (twice != classes.end()) keys.fault("classes", text("code {} has two classes", twice->code));
        return;
    }
    if (by_text != classes.size())
        keys.fault("classes", text("some codes are texts and some are numbers"), text("write all of them in quotes"));
    std::ranges::stable_sort(classes, {}, &ClassEntry::text_code);
    const auto twice = std::ranges::adjacent_find(classes, {}, &ClassEntry::text_code);
    if (twice != classes.end()) keys.fault("classes", text("code {} has two classes", twice->text_code));
    for (std::size_t i = 0; i < classes.size(); ++i) {
        classes[i].code = static_cast<int>(i);
        if (is_class_row(classes[i].text_code))
            keys.fault("classes",
                       text("the code '{}' is what ledger.csv and statistics.csv call land that is not of one class",
                            classes[i].text_code),
                       text("leave it out: what is of no class is unclassified"));
    }
}

void read_classes(Keys& keys, Layer& layer)
{
    if (keys.is_table("classes")) {
        auto table = keys.table("classes");
        layer.classes = read_class_codes(*table);
    } else {
        auto list = keys.tables("classes");
        if (!list.empty()) layer.classes.clear();
        for (auto& entry : list) layer.classes.push_back(read_class(entry));
    }
    number_classes(keys, layer.classes);
    constexpr std::size_t most = 254;
    if (layer.classes.size() > most)
        keys.fault("classes", text("a layer may have at most {} classes, not {}", most, layer.classes.size()));
}

void read_note(Keys& keys, SourceNote& note)
{
    if (keys.has("source")) note.source = keys.text_or("source");
    if (keys.has("citation")) note.citation = keys.text_or("citation");
    if (keys.has("licence")) note.licence = keys.text_or("licence");
    if (const auto open = keys.flag("public")) note.not_public = !*open;
    if (keys.has("year")) note.year = keys.whole("year");
    if (keys.has("certainty")) note.certainty = keys.choice("certainty", {"found", "derived", "memory", "default"});
    for (auto& warning : keys.notes("warnings")) note.warnings.push_back(std::move(warning));
}

bool looks_like_vector(const std::string& file)
{
    constexpr std::array<std::string_view, 19> endings{".gpkg", ".xls", ".ods",  ".zip",    ".shp", ".geojson", ".json",
                                                       ".kml",  ".kmz", ".gdb",  ".dxf",    ".csv", ".fgb",     ".tab",
                                                       ".mif",  ".txt", ".xlsx", ".sqlite", ".gml"};
    const auto name = lower(file);
    return std::ranges::any_of(endings, [&](auto ending) { return name.ends_with(ending); });
}

} // namespace

std::string with_paths(const std::string& source, const std::map<std::string, std::string>& paths,
                       const Position& position, Faults& faults)
{
    std::string out;
    std::size_t at = 0;
    while (at < source.size()) {
        const auto open = source.find("${", at);
        const auto close = open == std::string::npos ? open : source.find('}', open);
        if (close == std::string::npos) break;
        out.append(source, at, open - at);
        const auto name = source.substr(open + 2, close - open - 2);
        const auto found = paths.find(name);
        if (found == paths.end())
            faults.add(position, text("the path named '{}' is not given", name),
                       text("write it in [paths], or run with --set {}=FOLDER", name));
        else
            out += found->second;
        at = close + 1;
    }
    return out.append(source, at);
}

void read_layer_facts(Keys& keys, Layer& layer)
{
    if (keys.has("title")) layer.title = keys.bilingual("title");
    if (keys.has("provides")) layer.provides = keys.text_or("provides");
    if (keys.has("quantity"))
        layer.quantity = static_cast<Quantity>(index_of(quantities, keys.choice("quantity", quantities)));
    if (const auto unit = keys.unit("unit")) {
        layer.unit = *unit;
        layer.unit_stated = true;
    }
    if (keys.has("nodata")) layer.nodata = keys.marker("nodata");
    if (keys.has("scale")) layer.scale = keys.number("scale");
    if (keys.has("offset")) layer.offset = keys.number("offset");
    if (layer.scale && (!std::isfinite(*layer.scale) || *layer.scale == 0))
        keys.fault("scale", text("a scale is a finite number other than 0"));
    if (layer.offset && !std::isfinite(*layer.offset)) keys.fault("offset", text("an offset is a finite number"));
    if (keys.has("range")) {
        const auto range = keys.numbers("range");
        if (range.size() == 2 && range[0] < range[1])
            layer.range = {range[0], range[1]};
        else
            keys.fault("range", text("a range is two numbers, the lower first"));
    }
    if (keys.has("valid")) {
        const auto valid = keys.numbers("valid");
        if (valid.size() == 2 && valid[0] < valid[1])
            layer.valid = {valid[0], valid[1]};
        else
            keys.fault("valid", text("valid raw numbers are given as two numbers, the lower first"));
    }
    if (keys.has("resampling"))
        layer.resampling = static_cast<LayerResampling>(index_of(resamplings, keys.choice("resampling", resamplings)));
    if (keys.has("crs")) layer.crs = keys.text("crs");
    if (keys.has("band")) {
        layer.band = keys.whole("band").value_or(1);
        if (layer.band < 1) keys.fault("band", text("bands are counted from 1"));
    }
    if (keys.has("variable")) layer.variable = keys.text_or("variable");
    if (keys.has("table")) layer.table = keys.text_or("table");
    if (keys.has("where")) layer.where = keys.text_or("where");
    if (keys.has("encoding")) layer.encoding = keys.text_or("encoding", "auto");
    if (keys.has("class")) layer.class_column = keys.text_or("class");
    if (keys.has("value")) layer.value_column = keys.text_or("value");
    if (const auto secrecy = read_secrecy(keys)) layer.secrecy = secrecy;
    if (keys.has("classes")) read_classes(keys, layer);
    if ((!layer.classes.empty() || keys.has("class")) && !keys.has("quantity")) layer.quantity = Quantity::categorical;
    read_note(keys, layer.note);
}

Layer read_layer_entry(Keys& keys, const std::string& id)
{
    Layer layer;
    layer.band = no_band_named;
    layer.id = layer.use = id;
    keys.choice("entry", {"layer"});
    layer.kind = keys.choice("kind", {"raster", "vector"}) == "vector" ? Layer::Kind::vector : Layer::Kind::raster;
    layer.position = keys.here();
    read_layer_facts(keys, layer);
    if (layer.provides.empty()) layer.provides = id;
    keys.finish();
    return layer;
}

Layer read_layer(Keys& keys, const Catalogue& catalogue, const std::map<std::string, std::string>& paths)
{
    Layer layer;
    layer.band = no_band_named;
    const auto use = keys.text("use");
    bool kind_known = false;
    if (use) {
        if (auto entry = catalogue.layer(*use)) {
            layer = *entry;
            kind_known = true;
        } else {
            const auto known = catalogue.layers();
            const auto near = closest(*use, known);
            keys.fault("use", text("the catalogue has no layer '{}'", *use),
                       near.empty() ? text("'peaksite layers' lists them") : text("did you mean '{}'?", near));
        }
    }
    layer.id = keys.required("id");
    layer.position = keys.at("id");
    for (const auto& file : keys.texts("file"))
        layer.files.push_back(with_paths(file, paths, keys.at("file"), keys.faults()));
    layer.derive = keys.expression("derive");
    layer.absent = keys.text_or("absent");
    if (keys.has("kind")) {
        layer.kind = keys.choice("kind", {"raster", "vector"}) == "vector" ? Layer::Kind::vector : Layer::Kind::raster;
        kind_known = true;
    }
    read_layer_facts(keys, layer);
    if (layer.provides.empty()) layer.provides = layer.id;

    const bool derived = keys.has("derive"); // also where its expression is a fault
    const int ways = (layer.files.empty() ? 0 : 1) + (derived ? 1 : 0) + (layer.absent.empty() ? 0 : 1);
    if (ways != 1)
        keys.missing("id", text("layer '{}' needs exactly one of: file, derive, absent", layer.id),
                     text("absent = \"why it is not at hand\" for a layer that matters but was not supplied"));
    if (!layer.absent.empty())
        layer.kind = Layer::Kind::absent;
    else if (derived)
        layer.kind = Layer::Kind::derived;
    else if (!kind_known && !layer.files.empty() && looks_like_vector(layer.files.front()))
        layer.kind = Layer::Kind::vector;
    if (layer.kind == Layer::Kind::raster && std::ranges::any_of(layer.classes, &ClassEntry::is_text))
        keys.fault(keys.has("classes") ? "classes" : "id",
                   text("the cells of a raster hold numbers; the classes of layer '{}' have texts for codes", layer.id),
                   text("write names and numbers: {}", "classes = { forest = 1, water = [2, 3] }"));
    keys.finish();
    return layer;
}

} // namespace peaksite
