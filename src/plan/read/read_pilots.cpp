#include "plan/read/read_pilots.hpp"

#include "base/constants.hpp"

#include "base/suggest.hpp"
#include "plan/read/read_cost.hpp"
#include "plan/read/read_layer.hpp"
#include "plan/read/read_policy.hpp"
#include "plan/read/read_sections.hpp"
#include "plan/read/read_weights.hpp"
#include "plan/read/stated_once.hpp"

#include <algorithm>

namespace peaksite {

namespace {

template <class Enum>
std::optional<Enum> read_word(Keys& keys, std::string_view key, const std::vector<std::string>& words)
{
    if (!keys.has(key)) return {};
    const auto word = keys.choice(key, words);
    return static_cast<Enum>(std::ranges::find(words, word) - words.begin());
}

std::optional<RankMethod> read_method(Keys& keys)
{
    return read_word<RankMethod>(keys, "method", {"wlc", "topsis", "geometric", "owa", "vikor", "promethee"});
}

// VIKOR's weight of the group against the single regret.
std::optional<double> read_vikor(Keys& keys)
{
    const auto v = keys.number("vikor_v");
    if (v && !(*v >= 0 && *v <= 1)) keys.fault("vikor_v", text("a share lies between 0 and 1"));
    return v;
}

ExpertPlan read_expert(Keys& keys, const std::map<std::string, std::string>& paths)
{
    ExpertPlan out;
    out.position = keys.here();
    out.file = with_paths(keys.required("file", text("a table with the columns 专家, 候选, 项目, 分数")), paths,
                          keys.at("file"), keys.faults());
    out.table = keys.text_or("table");
    out.trim = keys.whole("trim");
    if (out.trim && *out.trim < 0) keys.fault("trim", text("the number of scores left out cannot be negative"));
    out.share = keys.number("share").value_or(0);
    if (!(out.share >= 0 && out.share <= 1)) keys.fault("share", text("a share lies between 0 and 1"));
    out.lowest = keys.number("lowest").value_or(0);
    out.highest = keys.number("highest").value_or(100);
    out.gaps = read_word<ExpertPlan::Gaps>(keys, "gaps", {"missing", "others"}).value_or(out.gaps);
    if (!(out.lowest < out.highest)) keys.fault("highest", text("the highest score must be above the lowest"));
    keys.finish();
    return out;
}

PilotTypePlan read_type_plan(Keys& keys, const std::map<std::string, std::string>& paths)
{
    PilotTypePlan out;
    out.position = keys.here();
    out.type = read_type(keys, "type", false);
    out.method = read_method(keys);
    out.weights = read_weight_source(keys, "weights");
    out.vikor_v = read_vikor(keys);
    if (auto combine = keys.table("combine")) out.combine = read_combination(*combine);
    for (auto& one : keys.tables("criteria")) out.criteria.push_back(read_criterion(one));
    out.owa = keys.numbers("owa");
    if (auto ahp = keys.table("ahp")) out.ahp = read_ahp(*ahp);
    if (auto expert = keys.table("expert")) out.expert = read_expert(*expert, paths);
    keys.finish();
    return out;
}

LockPlan read_lock(Keys& keys)
{
    LockPlan out;
    out.position = keys.here();
    out.set = keys.text_or("set");
    out.key = keys.required("key", text("the key of a candidate"));
    if (!keys.has("state"))
        keys.missing("state", text("the key 'state' is missing"), text("\"chosen\" or \"left_out\""));
    out.chosen = keys.choice("state", {"chosen", "left_out"}) == "chosen";
    out.reason = keys.text_or("reason");
    out.by = keys.text_or("by");
    out.date = keys.text_or("date");
    if (trimmed(out.reason).empty())
        keys.fault("reason", text("the decision on '{}' has no reason", out.key),
                   text("say why: reason = \"…\"; it is printed in the lists"));
    keys.finish();
    return out;
}

Policy read_policy(Keys& keys, const Catalogue& catalogue)
{
    const auto id = keys.text_or("policy");
    if (id.empty()) return {};
    if (const auto found = catalogue.policy(id)) return *found;
    const auto known = catalogue.policies();
    const auto near = closest(id, known);
    keys.fault("policy", text("there is no policy '{}' in the catalogue; it has: {}", id, joined(known, ", ")),
               near.empty() ? Sentence{} : text("did you mean '{}'?", near));
    return {};
}

std::string told_by(const PilotTypePlan& type) { return type.type; }

// What the plan says of a thing, which it says once, takes the place of what the policy does.
template <class Item>
void put(std::vector<Item>& items, Item item, StatedOnce& own)
{
    const auto name = told_by(item);
    if (!own.first(name, item.position)) return;
    const auto found = std::ranges::find(items, name, [](const Item& other) { return told_by(other); });
    if (found == items.end())
        items.push_back(std::move(item));
    else
        *found = std::move(item);
}

template <class Item>
std::vector<Item> merged(std::vector<Item> of_policy, Keys& keys, std::string_view list, Item (*read)(Keys&))
{
    StatedOnce own{keys.faults()};
    for (auto& one : keys.tables(list)) put(of_policy, read(one), own);
    return of_policy;
}

void read_lists(Keys& keys, PilotPlan& out)
{
    out.rules = merged(out.policy.rules, keys, "rules", read_rule);
    out.quotas = merged(out.policy.quotas, keys, "quotas", read_quota);
    out.caps = merged(out.policy.caps, keys, "caps", read_cap);
    for (auto& one : keys.tables("locks")) out.locks.push_back(read_lock(one));
}

// In the order of the policy; without one, of the plan.
void read_types(Keys& keys, PilotPlan& out, const std::map<std::string, std::string>& paths)
{
    for (const auto& type : out.policy.types) {
        auto& one = out.types.emplace_back();
        one.type = type;
        one.position = out.position;
        if (const auto found = out.policy.criteria.find(type); found != out.policy.criteria.end())
            one.criteria = found->second;
    }
    StatedOnce own{keys.faults()};
    for (auto& table : keys.tables("types")) {
        auto one = read_type_plan(table, paths);
        if (!out.policy.id.empty() && out.type(one.type) == nullptr)
            table.fault("type", text("the policy '{}' knows no pilots of type '{}'", out.policy.id, one.type),
                        text("it knows: {}", joined(out.policy.types, ", ")));
        const auto* base = out.type(one.type);
        if (one.criteria.empty() && base != nullptr) one.criteria = base->criteria;
        put(out.types, std::move(one), own);
    }
    for (auto& one : out.types) {
        // Nobody states a weight that is to be ignored: where some are stated, those that are not are faults.
        const bool given = std::ranges::any_of(
            one.criteria, [](const CriterionPlan& criterion) { return criterion.weight.has_value(); });
        if (!one.weights)
            one.weights = out.weights_stated ? out.weights : given ? WeightSource::given : WeightSource::equal;
    }
    if (out.types.empty())
        keys.fault("types", text("[siting] names neither a policy nor types"),
                   text("policy = \"ningxia\", or [[siting.types]] with criteria"));
}

void read_numbers(Keys& keys, PilotPlan& out)
{
    const auto within = [&](const char* key, int least, int most, int& value) {
        value = keys.whole(key).value_or(value);
        if (value < least || value > most) keys.fault(key, text("'{}' lies between {} and {}", key, least, most));
    };
    within("draws", 100, 10'000'000, out.draws);
    within("selection_draws", 0, 100'000, out.selection_draws);
    within("alternatives", 0, 1000, out.alternatives);
    int seed = static_cast<int>(out.seed);
    within("seed", 0, 1'000'000'000, seed);
    out.seed = static_cast<std::uint64_t>(seed);
    out.coverage = keys.number("coverage").value_or(out.coverage);
    if (!(out.coverage > 0 && out.coverage <= 1)) keys.fault("coverage", text("a share lies between 0 and 1"));
    read_budget(keys, out);
    out.cost_penalty = keys.number("cost_penalty").value_or(0);
    out.representativeness = keys.number("representativeness").value_or(0);
    for (const auto& [key, value] : {std::pair{"budget", out.budget.value_or(0)},
                                     {"cost_penalty", out.cost_penalty},
                                     {"representativeness", out.representativeness}})
        if (value < 0) keys.fault(key, text("'{}' cannot be negative", key));
}

void read_spread(Keys& keys, PilotPlan& out)
{
    if (auto spacing = keys.table("spacing")) {
        if (const auto least = spacing->length("least"))
            out.spacing_km = least->metres() / metres_per_km;
        else if (!spacing->has("least"))
            spacing->missing("least", text("the key 'least' is missing"), text("such as \"30 km\""));
        spacing->finish();
    }
    if (auto overlap = keys.table("overlap")) {
        out.exclude_overlap = overlap->flag("exclude").value_or(true);
        out.overlap_across_types = overlap->flag("across_types").value_or(false);
        overlap->finish();
    }
    if (auto diversity = keys.table("diversity")) {
        out.bonus = diversity->number("bonus").value_or(0);
        if (out.bonus < 0) diversity->fault("bonus", text("'{}' cannot be negative", "bonus"));
        out.least_classes = diversity->whole("least_classes");
        diversity->finish();
    }
}

} // namespace

PilotPlan read_pilots(Keys& keys, const Catalogue& catalogue, const std::map<std::string, std::string>& paths)
{
    PilotPlan out;
    out.position = keys.here();
    out.policy = read_policy(keys, catalogue);
    out.zones = keys.texts("zones");
    out.year = keys.whole("year");
    out.objective = read_word<PilotObjective>(keys, "objective", {"score", "expected", "acceptability"})
                        .value_or(PilotObjective::score);
    out.method = read_method(keys).value_or(RankMethod::wlc);
    if (const auto weights = read_weight_source(keys, "weights")) {
        out.weights = *weights;
        out.weights_stated = true;
    }
    out.vikor_v = read_vikor(keys).value_or(out.vikor_v);
    if (auto combine = keys.table("combine")) out.combine = read_combination(*combine);
    out.region = keys.text_or("region", "region");
    read_cost(keys, out);
    out.secrecy = read_secrecy(keys).value_or(Secrecy::internal);
    read_numbers(keys, out);
    read_spread(keys, out);
    read_types(keys, out, paths);
    read_lists(keys, out);
    if (out.budget && out.cost.empty())
        keys.fault("budget", text("a budget needs 'cost'"),
                   text("the role of the attribute that holds the cost of a candidate"));
    keys.finish();
    return out;
}

} // namespace peaksite
