#include "plan/read/read_technology.hpp"

#include "base/suggest.hpp"
#include "plan/read/stated_once.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

// The first name of a layer that is missing, each layer looked at once: definitions may share others, and those in a
// circle are told elsewhere.
std::optional<MissingLayer> missing_behind(const Syntax& syntax, const std::vector<Layer>& layers)
{
    std::set<const Layer*> seen;
    auto open = names_in(syntax); // the next name last
    std::ranges::reverse(open);
    while (!open.empty()) {
        const auto name = open.back();
        open.pop_back();
        const auto* layer = layer_named(layers, name);
        if (layer == nullptr) return MissingLayer{.name = name, .reason = {}};
        if (layer->kind == Layer::Kind::absent) return MissingLayer{.name = layer->id, .reason = layer->absent};
        if (!layer->derive || !seen.insert(layer).second) continue;
        const auto inner = names_in(*layer->derive);
        open.insert(open.end(), inner.rbegin(), inner.rend());
    }
    return {};
}

Exclusion read_exclusion(Keys& keys)
{
    Exclusion rule;
    rule.id = keys.required("id");
    rule.position = keys.at("id");
    rule.title = keys.bilingual("title");
    rule.layer = keys.text_or("layer");
    rule.where = keys.expression("where");
    rule.buffer = keys.length("buffer").value_or(Length{});
    rule.active = keys.flag("active").value_or(true);
    rule.clause = keys.text_or("clause");
    rule.source = keys.text_or("source");
    if (keys.has("certainty")) rule.certainty = keys.choice("certainty", {"found", "derived", "memory", "default"});
    if (!rule.where && !rule.layer.empty()) {
        Syntax inside;
        inside.kind = Syntax::Kind::name;
        inside.text = rule.layer;
        rule.where = inside;
    }
    if (!rule.where && keys.has("where")) rule.unchecked = "it cannot be read"; // a fault already
    if (rule.title.empty()) rule.title = {.zh = rule.id, .en = rule.id};
    return rule;
}

// No unit anywhere in what makes its value: conditions do not count.
bool is_bare(const Syntax& value)
{
    if (value.kind == Syntax::Kind::number) return !value.unit;
    const bool made = value.kind == Syntax::Kind::unary || value.kind == Syntax::Kind::binary ||
                      (value.kind == Syntax::Kind::call && !value.parts.empty());
    const std::ptrdiff_t condition = value.kind == Syntax::Kind::call && value.text == "if" ? 1 : 0;
    return made && std::all_of(value.parts.begin() + condition, value.parts.end(), is_bare);
}

// A bare number takes the unit of the other side.
Syntax in_hours(Syntax value)
{
    if (!is_bare(value)) return value;
    if (value.kind == Syntax::Kind::number) {
        value.unit = unit("h/a");
        return value;
    }
    Syntax hour, out;
    hour.value = 1;
    hour.unit = unit("h/a");
    out.kind = Syntax::Kind::binary;
    out.text = "*";
    out.position = value.position;
    out.parts = {std::move(value), std::move(hour)};
    return out;
}

void read_yield(Keys& keys, std::vector<Syntax>& candidates)
{
    if (!keys.has("yield")) return;
    candidates.clear();
    if (!keys.is_list("yield")) {
        if (auto one = keys.expression("yield")) candidates.push_back(in_hours(std::move(*one)));
        return;
    }
    for (const auto& source : keys.texts("yield")) {
        try {
            candidates.push_back(in_hours(parsed_expression(source)));
        } catch (const UsageError& error) {
            keys.faults().add(keys.at("yield"), error);
        }
    }
}

std::optional<Measure> read_density(Keys& keys, std::string_view name)
{
    const auto density = keys.measure(name);
    if (!density) return {};
    if (!same_dimension(density->unit, unit("MW/km2")))
        keys.fault(name, text("a capacity per area is needed here"), text("such as \"45 MW/km2\""));
    else if (density->value < 0)
        keys.fault(name, text("a density cannot be negative"));
    return density;
}

void read_facts(Keys& keys, Technology& technology, std::vector<Syntax>& yields)
{
    if (keys.has("title")) technology.title = keys.bilingual("title");
    if (keys.has("symbol")) technology.symbol = keys.text_or("symbol");
    if (keys.has("density")) technology.density = read_density(keys, "density");
    if (keys.has("highest_density")) technology.highest_density = read_density(keys, "highest_density");
    if (keys.has("share")) technology.share = keys.expression("share");
    read_yield(keys, yields);
    if (keys.has("sites")) {
        static_cast<void>(keys.table("sites"));
        keys.fault("sites", text("this version does not leave out small patches yet"),
                   text("take [technologies.sites] out of the plan"));
    }
}

// A rule of the plan with the id of one of the catalogue changes what it says; others come after.
void merge_exclusion(Technology& technology, Exclusion rule, const Keys& said)
{
    const auto same = std::ranges::find(technology.exclusions, rule.id, &Exclusion::id);
    if (same == technology.exclusions.end()) {
        technology.exclusions.push_back(std::move(rule));
        return;
    }
    auto& old = *same;
    old.active = rule.active;
    old.position = rule.position;
    if (rule.where) {
        old.where = rule.where;
        old.layer = rule.layer;
        old.layer_may_lack = false;
    }
    if (said.has("buffer")) old.buffer = rule.buffer;
    if (said.has("title")) old.title = rule.title;
    if (said.has("clause")) old.clause = rule.clause;
    if (said.has("source")) old.source = rule.source;
    if (said.has("certainty")) old.certainty = rule.certainty;
}

void settle_yield(Technology& technology, const std::vector<Syntax>& candidates, const std::vector<Layer>& layers,
                  bool only_this)
{
    std::vector<std::string> lacking;
    for (const auto& candidate : candidates) {
        const auto missing = missing_layer(candidate, layers);
        // The only yield, with a name that is nothing: the check of expressions tells it.
        const bool misspelt = missing && missing->reason.empty() && only_this;
        if (!missing || misspelt) {
            technology.yield = candidate;
            return;
        }
        lacking.push_back(missing->name);
    }
    technology.yield_missing = candidates.empty() ? "no yield is given" : "no layer for " + joined(lacking, ", ");
}

// All names that a yield of the catalogue or of a plan may stand on.
std::vector<std::string> known_names(const Catalogue& catalogue, const std::vector<Layer>& layers)
{
    std::vector<std::string> out;
    for (const auto& layer : layers) {
        out.push_back(layer.id);
        out.push_back(layer.provides);
    }
    for (const auto& one : catalogue.indicators().names) out.push_back(one.name);
    for (const auto& id : catalogue.layers()) {
        out.push_back(id);
        if (const auto layer = catalogue.layer(id)) out.push_back(layer->provides);
    }
    return out;
}

// A list is for names that the catalogue knows and the plan may lack: those that nobody knows are misspelt, and another
// yield of the list would be taken without a word.
void check_names(const std::vector<Syntax>& yields, const std::vector<Layer>& layers, const Catalogue& catalogue,
                 Keys& keys)
{
    std::vector<std::string> known;
    for (const auto& yield : yields)
        for (const auto& name : names_in(yield)) {
            if (layer_named(layers, name) != nullptr) continue;
            if (known.empty()) known = known_names(catalogue, layers);
            if (std::ranges::find(known, name) != known.end()) continue;
            const auto near = closest(name, known);
            keys.fault("yield", text("there is no layer '{}', neither in the plan nor in the catalogue", name),
                       near.empty() ? Sentence{} : text("did you mean '{}'?", near));
        }
}

void settle_exclusion(Exclusion& rule, const std::vector<Layer>& layers, Keys& keys)
{
    if (!rule.where && !rule.unchecked.empty()) return;
    if (!rule.where) {
        keys.faults().add(rule.position, text("the rule '{}' says nothing to test", rule.id),
                          text("where = \"an expression\""));
        return;
    }
    const auto missing = missing_layer(*rule.where, layers);
    if (!missing) return;
    const bool ours = rule.layer_may_lack || layer_named(layers, missing->name) != nullptr;
    if (!ours) return; // an unknown name in the plan's own rule: the check of expressions tells it
    rule.unchecked = missing->reason.empty() ? "not in the plan" : missing->reason;
    if (rule.layer.empty()) rule.layer = missing->name;
}

} // namespace

const Layer* layer_named(const std::vector<Layer>& layers, std::string_view name)
{
    auto found = std::ranges::find(layers, name, &Layer::id);
    if (found == layers.end()) found = std::ranges::find(layers, name, &Layer::provides);
    if (found == layers.end()) found = std::ranges::find(layers, name, &Layer::use);
    return found == layers.end() ? nullptr : &*found;
}

std::optional<MissingLayer> missing_layer(const Syntax& syntax, const std::vector<Layer>& layers)
{
    return missing_behind(syntax, layers);
}

Technology read_technology_entry(Keys& keys, const std::string& id)
{
    Technology technology;
    technology.id = technology.use = id;
    technology.position = keys.here();
    keys.choice("entry", {"technology"});
    std::vector<Syntax> yields;
    read_facts(keys, technology, yields);
    keys.text_or("note");
    for (auto& table : keys.tables("exclude")) {
        technology.exclusions.push_back(read_exclusion(table));
        technology.exclusions.back().layer_may_lack = true;
        table.finish();
    }
    keys.finish();
    technology.yields = std::move(yields);
    return technology;
}

Technology read_technology(Keys& keys, const Catalogue& catalogue, const std::vector<Layer>& layers)
{
    Technology technology;
    if (const auto use = keys.text("use")) {
        if (auto entry = catalogue.technology(*use))
            technology = *entry;
        else {
            const auto known = catalogue.technologies();
            const auto near = closest(*use, known);
            keys.fault("use", text("the catalogue has no technology '{}'", *use),
                       near.empty() ? text("it has: {}", joined(known, ", ")) : text("did you mean '{}'?", near));
        }
    }
    technology.id = keys.required("id");
    technology.position = keys.at("id");
    if (technology.title.empty()) technology.title = {.zh = technology.id, .en = technology.id};
    auto yields = technology.yields;
    read_facts(keys, technology, yields);
    if (technology.symbol.empty()) technology.symbol = technology.id;
    StatedOnce stated{keys.faults()};
    for (auto& table : keys.tables("exclude")) {
        auto rule = read_exclusion(table);
        if (stated.first(rule.id, rule.position)) merge_exclusion(technology, std::move(rule), table);
        table.finish();
    }
    if (keys.has("yield") && keys.is_list("yield")) check_names(yields, layers, catalogue, keys);
    settle_yield(technology, yields, layers, keys.has("yield") && !keys.is_list("yield"));
    for (auto& rule : technology.exclusions) settle_exclusion(rule, layers, keys);
    keys.finish();
    return technology;
}

} // namespace peaksite
