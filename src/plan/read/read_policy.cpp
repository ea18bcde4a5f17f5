#include "plan/read/read_policy.hpp"

#include "base/suggest.hpp"
#include "plan/read/stated_once.hpp"

#include <algorithm>

namespace peaksite {

namespace {

void check_type(Keys& keys, std::string_view key, const std::string& word)
{
    const auto& known = pilot_types();
    if (word.empty() || std::ranges::find(known, word) != known.end()) return;
    const auto near = closest(word, known);
    keys.fault(key, text("'{}' is no pilot type; they are: {}", word, joined(known, ", ")),
               near.empty() ? Sentence{} : text("did you mean '{}'?", near));
}

PolicyDate read_date(Keys& keys)
{
    PolicyDate out{.what = keys.bilingual("what"), .date = keys.required("date"), .source = keys.text_or("source")};
    keys.finish();
    return out;
}

// [words.level] prefecture = ["地级", …]
void read_words(Keys& keys, Policy& policy)
{
    for (const auto& role : keys.names()) {
        auto meanings = keys.table(role);
        if (!meanings) continue;
        for (const auto& meaning : meanings->names()) policy.words[role][meaning] = meanings->texts(meaning);
        meanings->finish();
    }
    keys.finish();
}

void read_criteria(Keys& keys, Policy& policy)
{
    for (const auto& type : keys.names()) {
        check_type(keys, type, type);
        for (auto& one : keys.tables(type)) policy.criteria[type].push_back(read_criterion(one));
    }
    keys.finish();
}

} // namespace

const std::vector<std::string>& pilot_types()
{
    static const std::vector<std::string> types{"city", "park", "village", "community", "institution", "enterprise"};
    return types;
}

std::string read_type(Keys& keys, std::string_view key, bool any)
{
    const auto word =
        any ? keys.text_or(key, "any") : keys.required(key, text("one of: {}", joined(pilot_types(), ", ")));
    if (any && word == "any") return {};
    check_type(keys, key, word);
    return word;
}

namespace {

// One threshold that a form needs; those it does not need are unknown keys.
double read_threshold(Keys& keys, std::string_view key, bool above_zero)
{
    const auto value = keys.number(key);
    if (!value)
        keys.fault(key, text("this form of preference needs '{}'", key),
                   text("a difference in the unit of the indicator: {} = 5", key));
    else if (*value < 0 || (above_zero && *value == 0))
        keys.fault(key, text("a threshold of preference cannot be negative, and 0 only for q"));
    return value.value_or(1);
}

Preference read_preference(Keys& keys)
{
    using Form = Preference::Form;
    const std::vector<std::string> forms{"usual", "u_shape", "v_shape", "level", "linear", "gaussian"};
    Preference out;
    const auto word = keys.choice("form", forms);
    if (const auto found = std::ranges::find(forms, word); found != forms.end())
        out.form = static_cast<Form>(found - forms.begin());
    const bool two = out.form == Form::level || out.form == Form::linear;
    if (two || out.form == Form::u_shape) out.q = read_threshold(keys, "q", false);
    if (two || out.form == Form::v_shape) out.p = read_threshold(keys, "p", true);
    if (out.form == Form::gaussian) out.s = read_threshold(keys, "s", true);
    if (two && keys.has("q") && keys.has("p") && !(out.q < out.p))
        keys.fault("q", text("the threshold q lies below p"));
    keys.finish();
    return out;
}

} // namespace

CriterionPlan read_criterion(Keys& keys)
{
    CriterionPlan out;
    out.position = keys.here();
    out.indicator = keys.required("indicator", text("the id of an indicator"));
    out.weight = keys.number("weight");
    if (out.weight && *out.weight < 0) keys.fault("weight", text("a weight cannot be negative"));
    if (keys.has("direction")) out.direction = keys.choice("direction", {"+", "-", "target"});
    out.target = keys.number("target");
    if (out.target && out.direction.empty()) out.direction = "target";
    if ((out.direction == "target") != out.target.has_value())
        keys.fault("target", text("a target value and direction = \"target\" go together"));
    if (keys.has("bounds")) {
        const auto ends = keys.numbers("bounds");
        if (ends.size() == 2 && ends[0] < ends[1])
            out.bounds = {ends[0], ends[1]};
        else
            keys.fault("bounds", text("bounds are [low, high] in the unit of the indicator"));
    }
    out.cap = keys.number("cap");
    if (auto preference = keys.table("preference")) out.preference = read_preference(*preference);
    out.certainty = keys.text_or("certainty");
    keys.finish();
    return out;
}

RulePlan read_rule(Keys& keys)
{
    RulePlan out;
    out.id = keys.required("id");
    out.position = keys.at("id");
    out.types = keys.texts("types");
    for (const auto& type : out.types) check_type(keys, "types", type);
    out.hard = keys.flag("hard").value_or(true);
    if (!keys.has("require"))
        keys.missing("require", text("the key 'require' is missing"),
                     text("a condition such as \"level in ['national', 'provincial']\""));
    else if (auto condition = keys.expression("require"))
        out.require = std::move(*condition);
    out.written = keys.text_or("require");
    out.clause = keys.bilingual("clause");
    if (out.clause.empty())
        keys.fault("clause", text("the rule '{}' has no clause", out.id),
                   text("quote the words that it rests on: clause = \"…\""));
    out.source = keys.text_or("source");
    keys.finish();
    return out;
}

QuotaPlan read_quota(Keys& keys)
{
    QuotaPlan out;
    out.position = keys.here();
    out.type = read_type(keys, "type", true);
    out.min = keys.whole("min");
    out.max = keys.whole("max");
    out.soft = keys.flag("soft").value_or(false);
    out.source = keys.text_or("source");
    if (!out.min && !out.max) keys.fault("max", text("a quota needs 'min' or 'max'"));
    const int least = out.min.value_or(0), most = out.max.value_or(std::max(least, 0));
    if (least < 0 || most < least)
        keys.fault("min", text("the quota goes from {} to {}", least, most), text("0 or more, and min not above max"));
    keys.finish();
    return out;
}

CapPlan read_cap(Keys& keys)
{
    CapPlan out;
    out.position = keys.here();
    out.by = keys.choice("by", {"region", "proposer"});
    const auto most = keys.whole("max");
    if (!most && !keys.has("max")) keys.missing("max", text("the key 'max' is missing"));
    if (most && *most < 0) keys.fault("max", text("a cap cannot be negative"));
    out.max = most.value_or(1);
    out.only = keys.text_or("only");
    keys.finish();
    return out;
}

std::string told_by(const RulePlan& rule) { return rule.id; }

std::string told_by(const QuotaPlan& quota) { return quota.type.empty() ? "any" : quota.type; }

std::string told_by(const CapPlan& cap) { return cap.only.empty() ? cap.by : cap.by + " " + cap.only; }

namespace {

template <class Item>
std::vector<Item> read_list(Keys& keys, std::string_view list, Item (*read)(Keys&))
{
    std::vector<Item> out;
    StatedOnce own{keys.faults()};
    for (auto& table : keys.tables(list)) {
        auto one = read(table);
        if (own.first(told_by(one), one.position)) out.push_back(std::move(one));
    }
    return out;
}

} // namespace

Policy read_policy_entry(Keys& keys, const std::string& id)
{
    Policy out;
    out.id = id;
    keys.choice("entry", {"policy"});
    out.title = keys.bilingual("title");
    out.document = keys.text_or("document");
    out.date = keys.text_or("date");
    out.note = keys.text_or("note");
    out.types = keys.texts("types");
    if (out.types.empty())
        keys.missing("types", text("the key 'types' is missing"), text("one of: {}", joined(pilot_types(), ", ")));
    for (const auto& type : out.types) check_type(keys, "types", type);
    out.rules = read_list(keys, "rules", read_rule);
    out.quotas = read_list(keys, "quotas", read_quota);
    out.caps = read_list(keys, "caps", read_cap);
    for (auto& one : keys.tables("dates")) out.dates.push_back(read_date(one));
    out.targets = keys.texts("targets");
    if (auto words = keys.table("words")) read_words(*words, out);
    if (auto instead = keys.table("instead")) {
        for (const auto& name : instead->names()) out.instead[name] = instead->texts(name);
        instead->finish();
    }
    if (auto criteria = keys.table("criteria")) read_criteria(*criteria, out);
    keys.finish();
    return out;
}

} // namespace peaksite
