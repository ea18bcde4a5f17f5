#include "plan/read/read_indicators.hpp"

#include "base/parse_number.hpp"
#include "base/suggest.hpp"
#include "plan/catalogue/catalogue.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <tuple>

namespace peaksite {

namespace {

const std::vector<std::string> kind_words{"other",  "potential", "stock",  "sink",
                                          "change", "emission",  "energy", "project"};

IndicatorKind read_kind(Keys& keys)
{
    if (!keys.has("kind")) return IndicatorKind::other;
    const auto found = std::ranges::find(kind_words, keys.choice("kind", kind_words));
    return found == kind_words.end() ? IndicatorKind::other : static_cast<IndicatorKind>(found - kind_words.begin());
}

IndicatorEntry read_indicator(Keys& keys, const std::string& group)
{
    IndicatorEntry one;
    one.id = keys.required("id");
    one.position = keys.at("id");
    one.group = group;
    one.name = keys.bilingual("name");
    one.pilot_types = keys.required("pilot_types");
    one.unit = keys.text_or("unit", "-");
    one.direction = keys.choice("direction", {"+", "-", "ctx"});
    one.formula = keys.required("formula");
    one.factor_unit = keys.text_or("factor_unit");
    one.clause = keys.text_or("clause");
    one.availability = keys.choice(
        "availability", {"derived", "needs_user_layer", "needs_user_table", "rarely_available", "not_computed"});
    one.unit_gov = keys.text_or("unit_gov", "-");
    one.scale_gov = keys.number("scale_gov").value_or(1);
    one.headline = keys.text_or("headline");
    one.note = keys.text_or("note");
    one.never_negative = keys.flag("never_negative").value_or(false);
    one.display_only = keys.flag("display_only").value_or(false);
    one.kind = read_kind(keys);
    if (keys.has("alike")) one.alike = keys.choice("alike", {"institution", "product"});
    keys.finish();
    return one;
}

// Numbers by key; texts such as "600 kg CO2/MWh" in the unit that is asked for.
std::map<std::string, double> read_measures(Keys& keys, std::string_view name, const std::string& wanted)
{
    std::map<std::string, double> out;
    auto table = keys.table(name);
    if (!table) return out;
    for (const auto& key : table->names()) {
        if (!table->is_text(key)) {
            out[key] = table->number(key).value_or(0);
            continue;
        }
        const auto given = table->measure(key);
        if (!given) continue;
        try {
            out[key] = convert(given->value, given->unit, unit(wanted));
        } catch (const UsageError& error) {
            table->faults().add(table->at(key), error);
        }
    }
    table->finish();
    return out;
}

std::map<std::string, double> read_numbers(Keys& keys, std::string_view name)
{
    std::map<std::string, double> out;
    if (auto table = keys.table(name)) {
        for (const auto& key : table->names()) out[key] = table->number(key).value_or(0);
        table->finish();
    }
    return out;
}

FormulaName read_formula_name(Keys& keys)
{
    FormulaName name;
    name.name = keys.required("name");
    name.unit = keys.text_or("unit");
    name.checked_as = keys.text_or("checked_as");
    name.supply = keys.text_or("supply");
    name.meaning = keys.bilingual("meaning");
    name.value = keys.number("value");
    name.word = keys.text_or("word");
    name.stated_for = keys.text_or("stated_for");
    name.needs = keys.text_or("needs");
    name.otherwise = keys.number("otherwise");
    name.classes = keys.texts("classes");
    if (keys.has("of_rule")) name.of_rule = keys.choice("of_rule", {"slope"});
    name.shared_by = keys.text_or("shared_by");
    name.by_technology = read_numbers(keys, "by_technology");
    name.by_name = read_numbers(keys, "by_name");
    if (auto table = keys.table("words")) {
        for (const auto& word : table->names()) name.words[word] = table->texts(word);
        table->finish();
    }
    name.open_words = keys.flag("open_words").value_or(false);
    if (const auto usual = keys.numbers("usual"); usual.size() == 2 && usual[0] < usual[1])
        name.usual = std::array{usual[0], usual[1]};
    else if (keys.has("usual"))
        keys.fault("usual", text("a range is two numbers, the lower first"));
    if (keys.has("asks")) name.asks = keys.bilingual("asks");
    name.certainty = keys.text_or("certainty");
    name.source = keys.text_or("source");
    keys.finish();
    return name;
}

FormulaTable read_formula_table(Keys& keys)
{
    FormulaTable table;
    table.id = keys.required("id");
    table.title = keys.bilingual("title");
    table.several = keys.choice("rows", {"one", "several"}) == "several";
    table.none_is_zero = keys.flag("none_is_zero").value_or(false);
    table.optional_for = keys.text_or("optional_for");
    keys.finish();
    return table;
}

std::map<int, double> by_year(Keys& keys, std::string_view name)
{
    std::map<int, double> out;
    for (const auto& [key, value] : read_numbers(keys, name)) {
        const auto year = parse_number(key);
        if (!year || *year < 1900 || *year > 2200)
            keys.fault(name, text("'{}' is no year", key));
        else
            out[static_cast<int>(*year)] = value;
    }
    return out;
}

ProvinceFactor read_factor(Keys& keys)
{
    ProvinceFactor factor;
    factor.parameter = keys.required("parameter");
    factor.province = keys.required("province");
    factor.name = keys.bilingual("name");
    factor.by_year = by_year(keys, "by_year");
    factor.certainty = keys.text_or("certainty");
    factor.source = keys.text_or("source");
    keys.finish();
    return factor;
}

TargetEntry read_target(Keys& keys)
{
    TargetEntry target;
    target.position = keys.here();
    target.number = keys.whole("number").value_or(0);
    target.quantity = keys.bilingual("quantity");
    target.indicator = keys.text_or("indicator");
    target.year = keys.whole("year");
    target.base_year = keys.whole("base_year");
    if (!keys.has("value")) keys.fault("value", text("the target has no value"));
    target.value = keys.number("value").value_or(0);
    target.unit = keys.required("unit");
    target.relation = keys.choice("relation", {"at_least", "about", "at_most"});
    target.document = keys.required("document");
    target.scope = keys.required("scope");
    target.note = keys.text_or("note");
    target.types = keys.text_or("types");
    target.el_conv = keys.text_or("el_conv");
    keys.finish();
    return target;
}

DoubtfulClass read_doubtful(Keys& keys)
{
    DoubtfulClass out;
    out.entry = keys.required("of");
    out.code = keys.whole("code").value_or(0);
    out.key = keys.required("key");
    out.name = keys.bilingual("name");
    out.why = keys.bilingual("why");
    keys.finish();
    return out;
}

template <class Item, class Id>
void add_new(std::vector<Item>& items, Item item, Id id)
{
    if (std::ranges::find(items, std::invoke(id, item), id) == items.end()) items.push_back(std::move(item));
}

// "600 kg CO2/MWh" in the unit of the name; a bare number is in it already.
std::optional<double> read_value(Keys& keys, const FormulaName& name)
{
    if (!keys.is_text(name.name)) return keys.number(name.name);
    const auto given = keys.measure(name.name);
    if (!given) return {};
    try {
        return convert(given->value, given->unit, unit(name.unit));
    } catch (const UsageError& error) {
        keys.faults().add(keys.at(name.name), error);
        return {};
    }
}

// One of the words that the catalogue knows, in any language.
std::string read_word(Keys& keys, const FormulaName& name)
{
    const auto given = keys.text_or(name.name);
    std::vector<std::string> known;
    for (const auto& [word, others] : name.words) {
        if (given == word || std::ranges::find(others, given) != others.end()) return word;
        known.push_back(word);
    }
    if (!known.empty())
        keys.fault(name.name, text("'{}' is no {}", given, name.name), text("one of {}", joined(known, ", ")));
    return given;
}

ParameterPlan read_parameter(Keys& keys, const FormulaName& name)
{
    ParameterPlan out;
    out.name = name.name;
    out.position = keys.at(name.name);
    const bool word = !name.word.empty() || !name.stated_for.empty();
    if (keys.is_table(name.name))
        out.by_key = read_measures(keys, name.name, name.unit);
    else if (keys.is_list(name.name) || !name.classes.empty())
        out.classes = keys.texts(name.name);
    else if (word)
        out.word = read_word(keys, name);
    else
        out.value = read_value(keys, name);
    return out;
}

std::string province_of(Keys& keys)
{
    const auto code = keys.text_or("province");
    if (code.empty()) return {};
    const bool digits = code.size() >= 2 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits)
        keys.fault("province", text("'{}' is no code of a province", code),
                   text("two or six digits of GB/T 2260, \"64\" or \"640000\""));
    return code.substr(0, 2);
}

} // namespace

const ParameterPlan* ParametersPlan::find(std::string_view name) const
{
    const auto found = std::ranges::find(values, name, &ParameterPlan::name);
    return found == values.end() ? nullptr : &*found;
}

const IndicatorEntry* IndicatorCatalogue::entry(std::string_view id) const
{
    const auto found = std::ranges::find(entries, id, &IndicatorEntry::id);
    return found == entries.end() ? nullptr : &*found;
}

const FormulaName* IndicatorCatalogue::name(std::string_view id) const
{
    const auto found = std::ranges::find(names, id, &FormulaName::name);
    return found == names.end() ? nullptr : &*found;
}

std::vector<std::string> IndicatorCatalogue::ids() const
{
    std::vector<std::string> out;
    for (const auto& one : entries) out.push_back(one.id);
    return out;
}

void read_indicator_file(Keys& keys, IndicatorCatalogue& out)
{
    keys.choice("entry", {"indicators", "factors", "targets"});
    const auto group = keys.text_or("group");
    for (auto& table : keys.tables("indicator"))
        add_new(out.entries, read_indicator(table, group), &IndicatorEntry::id);
    for (auto& table : keys.tables("name")) add_new(out.names, read_formula_name(table), &FormulaName::name);
    for (auto& table : keys.tables("table")) add_new(out.tables, read_formula_table(table), &FormulaTable::id);
    const auto place = [](const ProvinceFactor& one) { return one.parameter + one.province; };
    for (auto& table : keys.tables("factor")) add_new(out.factors, read_factor(table), place);
    const auto target = [](const TargetEntry& one) { return std::tuple{one.number, one.year, one.indicator}; };
    const auto class_of = [](const DoubtfulClass& one) { return std::tuple{one.entry, one.code}; };
    for (auto& table : keys.tables("doubtful_class")) add_new(out.doubtful, read_doubtful(table), class_of);
    for (auto& table : keys.tables("target")) add_new(out.targets, read_target(table), target);
    keys.finish();
}

namespace {

// What one of the indicator's unit is in the unit of offices; nothing where that is no unit of the same dimension.
std::optional<double> office_scale(const IndicatorEntry& one)
{
    try {
        const auto from = unit(one.unit), to = unit(one.unit_gov);
        return same_dimension(from, to) ? std::optional{factor(from, to)} : std::nullopt;
    } catch (const UsageError&) {
        return {};
    }
}

// The scale follows from the units; stated, it has to agree with them.
void read_office_unit(Keys& keys, IndicatorEntry& one)
{
    one.unit_gov = keys.text_or("unit_gov", one.unit);
    const auto stated = keys.number("scale_gov");
    const auto scale = office_scale(one);
    one.scale_gov = stated.value_or(scale.value_or(1));
    constexpr double tolerance = 1e-3;
    if (stated && scale && std::abs(*stated / *scale - 1) > tolerance)
        keys.fault("scale_gov", text("1 {} is {} {}, not {}", one.unit, number(*scale), one.unit_gov, number(*stated)),
                   text("leave scale_gov out: it follows from the units"));
    if (!stated && !scale)
        keys.fault("unit_gov", text("'{}' is no unit that '{}' can be brought to", one.unit_gov, one.unit),
                   text("state scale_gov: how many of it are one {}", one.unit));
}

} // namespace

IndicatorEntry read_own_indicator(Keys& keys)
{
    IndicatorEntry one;
    one.own = true;
    one.id = keys.required("id");
    one.position = keys.at("id");
    one.group = "own";
    one.name = keys.bilingual("name");
    one.unit = keys.text_or("unit", "-");
    one.formula = keys.required("formula");
    one.position = keys.at("formula");
    one.direction = keys.has("direction") ? keys.choice("direction", {"+", "-", "ctx"}) : "ctx";
    one.pilot_types = keys.text_or("types", "CPVSIE");
    if (one.pilot_types.empty() || one.pilot_types.find_first_not_of("CPVSIE") != std::string::npos)
        keys.fault("types", text("'{}' names no pilot types", one.pilot_types),
                   text("letters of C city, P park, V village, S community, I institution, E enterprise"));
    one.factor_unit = keys.text_or("factor_unit");
    one.clause = keys.text_or("clause");
    one.note = keys.text_or("note");
    read_office_unit(keys, one);
    one.availability = "derived";
    one.never_negative = keys.flag("never_negative").value_or(false);
    one.kind = read_kind(keys);
    if (keys.has("alike")) one.alike = keys.choice("alike", {"institution", "product"});
    keys.finish();
    return one;
}

ParametersPlan read_parameters(Keys& keys, const IndicatorCatalogue& catalogue)
{
    ParametersPlan out;
    out.year = keys.whole("year");
    out.province = province_of(keys);
    for (const double number : keys.numbers("targets")) {
        constexpr double most = 1e9;
        if (number != std::round(number) || std::fabs(number) > most)
            keys.fault("targets", text("a whole number is needed here"));
        else
            out.targets.push_back(static_cast<int>(number));
    }
    std::vector<std::string> known;
    for (const auto& one : catalogue.names)
        if (one.supply == "parameter") known.push_back(one.name);
    for (const auto& key : keys.names()) {
        if (key == "year" || key == "province" || key == "targets") continue;
        const auto* name = catalogue.name(key);
        if (name != nullptr && name->supply == "parameter") {
            out.values.push_back(read_parameter(keys, *name));
            continue;
        }
        static_cast<void>(keys.has(key));
        const auto near = closest(key, known);
        keys.fault(key, text("no formula has a parameter '{}'", key),
                   near.empty() ? Sentence{} : text("did you mean '{}'?", near));
    }
    keys.finish();
    return out;
}

std::string statement_of(IndicatorKind kind)
{
    switch (kind) {
    case IndicatorKind::potential:
        return "potential";
    case IndicatorKind::sink:
        return "sink";
    case IndicatorKind::emission:
    case IndicatorKind::energy:
        return "emissions";
    default:
        return {};
    }
}

} // namespace peaksite
