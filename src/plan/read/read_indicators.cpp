#include "plan/read/read_indicators.hpp"

#include "base/error.hpp"
#include "base/parse_number.hpp"
#include "plan/catalogue/catalogue.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace peaksite {

namespace {

const std::vector<std::string> kind_words{"other",  "potential", "stock",  "sink",
                                          "change", "emission",  "energy", "project"};
const std::vector<std::string> inventory_words{"total", "grid", "list"}; // none is not written

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
    one.inventory = read_inventory(keys);
    if (keys.has("alike")) one.alike = keys.choice("alike", {"institution", "product"});
    keys.finish();
    return one;
}

std::map<std::string, double> read_numbers_of(Keys& keys, std::string_view name)
{
    std::map<std::string, double> out;
    if (auto table = keys.table(name)) {
        for (const auto& key : table->names()) out[key] = table->number(key).value_or(0);
        table->finish();
    }
    return out;
}

std::optional<std::array<double, 2>> read_range(Keys& keys, std::string_view name)
{
    const auto ends = keys.numbers(name);
    if (ends.size() == 2 && ends[0] < ends[1]) return std::array{ends[0], ends[1]};
    if (keys.has(name)) keys.fault(name, text("a range is two numbers, the lower first"));
    return {};
}

FormulaName read_formula_name(Keys& keys)
{
    FormulaName name;
    name.name = keys.required("name");
    name.unit = keys.text_or("unit");
    name.checked_as = keys.text_or("checked_as");
    name.per = keys.text_or("per");
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
    name.by_technology = read_numbers_of(keys, "by_technology");
    name.by_name = read_numbers_of(keys, "by_name");
    if (auto table = keys.table("words")) {
        for (const auto& word : table->names()) name.words[word] = table->texts(word);
        table->finish();
    }
    name.open_words = keys.flag("open_words").value_or(false);
    name.usual = read_range(keys, "usual");
    name.possible = read_range(keys, "possible");
    if (auto table = keys.table("possible_per")) {
        for (const auto& measure : table->names())
            if (const auto range = read_range(*table, measure)) name.possible_per.emplace(measure, *range);
        table->finish();
    }
    if (name.possible || !name.possible_per.empty()) name.because = keys.bilingual("because");
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
    table.kinds = keys.texts("kinds");
    table.amount = keys.text_or("amount");
    keys.finish();
    return table;
}

std::map<int, double> by_year(Keys& keys, std::string_view name)
{
    std::map<int, double> out;
    for (const auto& [key, value] : read_numbers_of(keys, name)) {
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

} // namespace

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

IndicatorKind read_kind(Keys& keys)
{
    if (!keys.has("kind")) return IndicatorKind::other;
    const auto found = std::ranges::find(kind_words, keys.choice("kind", kind_words));
    return found == kind_words.end() ? IndicatorKind::other : static_cast<IndicatorKind>(found - kind_words.begin());
}

Inventory read_inventory(Keys& keys)
{
    if (!keys.has("inventory")) return Inventory::none;
    const auto found = std::ranges::find(inventory_words, keys.choice("inventory", inventory_words));
    return found == inventory_words.end() ? Inventory::none
                                          : static_cast<Inventory>(found - inventory_words.begin() + 1);
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

void check_province_factors(const IndicatorCatalogue& catalogue)
{
    for (const auto& factor : catalogue.factors) {
        const auto* name = catalogue.name(factor.parameter);
        if (name == nullptr || !name->possible) continue;
        for (const auto& [year, value] : factor.by_year)
            if (value < name->possible->front() || value > name->possible->back())
                throw UsageError{text("the catalogue has {} {} as {} of province {} in {}, and only from {} to {} is "
                                      "possible ({}); correct the file of factors",
                                      number(value), name->unit, factor.parameter, factor.province,
                                      std::to_string(year), number(name->possible->front()),
                                      number(name->possible->back()), sentence_of(name->because))};
    }
}

std::optional<Statement> statement_of(IndicatorKind kind)
{
    switch (kind) {
    case IndicatorKind::potential:
        return Statement::potential;
    case IndicatorKind::sink:
        return Statement::sink;
    case IndicatorKind::emission:
    case IndicatorKind::energy:
        return Statement::emissions;
    case IndicatorKind::other:
    case IndicatorKind::stock:
    case IndicatorKind::change:
    case IndicatorKind::project:
        break;
    }
    return {};
}

std::string text_id(Statement statement)
{
    switch (statement) {
    case Statement::potential:
        return "potential";
    case Statement::sink:
        return "sink";
    case Statement::emissions:
        break;
    }
    return "emissions";
}

} // namespace peaksite
