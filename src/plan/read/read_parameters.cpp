#include "plan/read/read_parameters.hpp"

#include "base/suggest.hpp"
#include "plan/pilot_letters.hpp"
#include "plan/read/read_indicators.hpp"

#include <algorithm>
#include <cmath>

namespace peaksite {

namespace {

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
std::string read_choice(Keys& keys, const FormulaName& name)
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

// "2 is no eta_bio" where that is a share.
void refuse_impossible(Keys& keys, const FormulaName& name, double value)
{
    if (!name.possible || (value >= name.possible->front() && value <= name.possible->back())) return;
    const auto given = number(value) + (name.unit == "1" ? "" : " " + name.unit);
    keys.fault(name.name,
               text("'{}' cannot be {}: from {} to {} is possible", name.name, given, number(name.possible->front()),
                    number(name.possible->back())),
               sentence_of(name.because));
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
        out.word = read_choice(keys, name);
    else
        out.value = read_value(keys, name);
    if (out.value) refuse_impossible(keys, name, *out.value);
    for (const auto& [key, value] : out.by_key) refuse_impossible(keys, name, value);
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

const ParameterPlan* ParametersPlan::find(std::string_view name) const
{
    const auto found = std::ranges::find(values, name, &ParameterPlan::name);
    return found == values.end() ? nullptr : &*found;
}

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
    one.pilot_types = keys.text_or("types", pilot_letters);
    if (one.pilot_types.empty() || one.pilot_types.find_first_not_of(pilot_letters) != std::string::npos)
        keys.fault("types", text("'{}' names no pilot types", one.pilot_types),
                   text("letters of C city, P park, V village, S community, I institution, E enterprise"));
    one.factor_unit = keys.text_or("factor_unit");
    one.clause = keys.text_or("clause");
    one.note = keys.text_or("note");
    read_office_unit(keys, one);
    one.availability = "derived";
    one.never_negative = keys.flag("never_negative").value_or(false);
    one.kind = read_kind(keys);
    one.inventory = read_inventory(keys);
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

} // namespace peaksite
