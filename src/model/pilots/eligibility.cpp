#include "model/pilots/eligibility.hpp"

#include "base/error.hpp"
#include "base/parse_number.hpp"

#include <algorithm>
#include <variant>

namespace peaksite {

namespace {

using State = RuleFinding::State;
using Value = std::variant<std::monostate, double, std::string, State>;

State negated(State state)
{
    return state == State::unknown ? state : state == State::holds ? State::fails : State::holds;
}
State of_bool(bool holds) { return holds ? State::holds : State::fails; }

bool all_digits(const std::string& text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_code(const std::string& key)
{
    constexpr std::size_t county = 6, town = 9, village = 12;
    return all_digits(key) && (key.size() == county || key.size() == town || key.size() == village);
}

// A rule that asks for things that cannot be compared is wrong, not unknown.
[[noreturn]] void fail(const RulePlan& rule, const Sentence& what)
{
    throw UsageError{std::vector<Fault>{rule.position.fault(text("the rule '{}': {}", rule.id, what))}};
}

class Judge {
public:
    Judge(const PilotPlan& plan, const PilotData& data, const PilotCandidate& candidate)
        : m_plan(plan), m_data(data), m_candidate(candidate)
    {}

    RuleFinding find(std::size_t number)
    {
        m_rule = &m_plan.rules[number];
        m_missing.clear();
        RuleFinding out{.rule = number, .state = condition(m_rule->require), .missing = {}};
        if (out.state == State::unknown) out.missing = m_missing;
        return out;
    }

private:
    State condition(const Syntax& s)
    {
        const auto value = evaluated(s);
        if (const auto* state = std::get_if<State>(&value)) return *state;
        if (std::holds_alternative<std::monostate>(value)) return State::unknown;
        fail(*m_rule, text("'{}' is no condition", written(s)));
    }

    Value evaluated(const Syntax& s)
    {
        switch (s.kind) {
        case Syntax::Kind::number:
            return s.value;
        case Syntax::Kind::text:
            return s.text;
        case Syntax::Kind::name:
            return named(s.text);
        case Syntax::Kind::unary:
            return s.text == "not" ? Value{negated(condition(s.parts[0]))} : negative(s);
        case Syntax::Kind::binary:
            return binary(s);
        case Syntax::Kind::call:
        case Syntax::Kind::list:
        case Syntax::Kind::branch:
            break;
        }
        fail(*m_rule, text("'{}' is not possible in a rule", written(s)));
    }

    Value negative(const Syntax& s)
    {
        const auto value = evaluated(s.parts[0]);
        if (const auto* x = std::get_if<double>(&value)) return -*x;
        return value;
    }

    Value binary(const Syntax& s)
    {
        if (s.text == "and" || s.text == "or") {
            const auto a = condition(s.parts[0]), b = condition(s.parts[1]);
            const auto decided = s.text == "and" ? State::fails : State::holds;
            if (a == decided || b == decided) return decided;
            return a == State::unknown || b == State::unknown ? State::unknown : a;
        }
        const auto left = in_units_of(s.parts[0], s.parts[1]);
        if (s.text == "in") return contained(left, s.parts[1]);
        const auto right = in_units_of(s.parts[1], s.parts[0]);
        if (std::holds_alternative<std::monostate>(left) || std::holds_alternative<std::monostate>(right)) return {};
        if (s.text == "==" || s.text == "!=") return of_bool(same(left, right) == (s.text == "=="));
        return arithmetic(s, left, right);
    }

    // "area >= (500 ha)": a number with a unit in the unit of what it is compared with.
    Value in_units_of(const Syntax& s, const Syntax& other)
    {
        if (s.kind != Syntax::Kind::number || !s.unit || s.unit->is_dimensionless()) return evaluated(s);
        const auto wanted = other.kind == Syntax::Kind::name ? unit_of(other.text) : std::nullopt;
        if (!wanted || !same_dimension(*s.unit, *wanted))
            fail(*m_rule, text("'{}' does not go with '{}', which is {}", written(s), written(other),
                               wanted ? wanted->text() : std::string{"a plain number"}));
        return convert(s.value, *s.unit, *wanted);
    }

    std::optional<Unit> unit_of(const std::string& name) const
    {
        if (name == "area") return unit("km2");
        if (const auto own = unit_of_attribute(name)) return own;
        const auto found = std::ranges::find(m_data.indicators, name, &PilotIndicator::id);
        return found == m_data.indicators.end() ? std::nullopt : std::optional{unit(found->unit)};
    }

    Value contained(const Value& value, const Syntax& list)
    {
        if (std::holds_alternative<std::monostate>(value)) return {};
        return of_bool(std::ranges::any_of(list.parts, [&](const Syntax& one) { return same(value, evaluated(one)); }));
    }

    // A text that reads as a number equals that number.
    static bool same(const Value& a, const Value& b)
    {
        const auto x = as_number(a), y = as_number(b);
        return x && y ? *x == *y : a == b;
    }

    static std::optional<double> as_number(const Value& value)
    {
        if (const auto* x = std::get_if<double>(&value)) return *x;
        if (const auto* word = std::get_if<std::string>(&value)) return parse_number(*word);
        return {};
    }

    Value arithmetic(const Syntax& s, const Value& left, const Value& right)
    {
        const auto a = as_number(left), b = as_number(right);
        if (!a || !b) { // an attribute that should be a number and is none
            m_missing.push_back({.name = written(s), .word = {}});
            return {};
        }
        if (s.text == "<") return of_bool(*a < *b);
        if (s.text == "<=") return of_bool(*a <= *b);
        if (s.text == ">") return of_bool(*a > *b);
        if (s.text == ">=") return of_bool(*a >= *b);
        if (s.text == "+") return *a + *b;
        if (s.text == "-") return *a - *b;
        if (s.text == "*") return *a * *b;
        return *b == 0 ? Value{} : Value{*a / *b};
    }

    Value named(const std::string& name)
    {
        if (const auto value = attribute(name)) return *value;
        if (name == "kind") return m_candidate.kind;
        if (name == "set") return m_candidate.set;
        if (name == "key") return m_candidate.key;
        if (name == "name") return m_candidate.name;
        if (name == "proposer" && !m_candidate.proposer.empty()) return m_candidate.proposer;
        if (name == "area" && m_candidate.area_km2) return *m_candidate.area_km2;
        if (const auto value = indicator(name)) return *value;
        if (const auto others = m_plan.policy.instead.find(name); others != m_plan.policy.instead.end())
            for (const auto& other : others->second)
                if (const auto value = indicator(other)) return *value;
        if (name == "level" && m_candidate.kind == "city")
            if (const auto level = level_of_code(m_candidate.key)) return *level;
        m_missing.push_back({.name = name, .word = {}});
        return {};
    }

    std::optional<Value> attribute(const std::string& name)
    {
        const auto found = m_candidate.attributes.find(name);
        if (found == m_candidate.attributes.end()) return {};
        const std::string word{trimmed(found->second)};
        if (says_missing(word)) return {};
        const auto words = m_plan.policy.words.find(name);
        if (words == m_plan.policy.words.end()) return in_the_rules_unit(name, word);
        for (const auto& [meaning, spellings] : words->second)
            if (word == meaning || std::ranges::find(spellings, word) != spellings.end()) return Value{meaning};
        m_missing.push_back({.name = name, .word = word});
        return Value{};
    }

    std::optional<Unit> unit_of_attribute(const std::string& name) const
    {
        if (const auto standard = rules_unit(name)) return standard;
        const auto found = m_candidate.attribute_units.find(name);
        return found == m_candidate.attribute_units.end() ? std::nullopt : std::optional{unit(found->second)};
    }

    // The unit in which rules speak of an attribute: of the indicator that stands in for it; a yearly amount is stated
    // without its year. Nothing where none stands in, or the head states none or one of another quantity.
    std::optional<Unit> rules_unit(const std::string& name) const
    {
        const auto head = m_candidate.attribute_units.find(name);
        const auto others = m_plan.policy.instead.find(name);
        if (head == m_candidate.attribute_units.end() || others == m_plan.policy.instead.end()) return {};
        const auto stated = unit(head->second);
        for (const auto& other : others->second) {
            const auto found = std::ranges::find(m_data.indicators, other, &PilotIndicator::id);
            if (found == m_data.indicators.end()) continue;
            const auto standard = unit(found->unit);
            for (const auto& wanted : {standard, standard * unit("a")})
                if (same_dimension(wanted, stated)) return wanted;
        }
        return {};
    }

    // "1.2" of a column headed 万吨标准煤, where rules speak of tonnes.
    Value in_the_rules_unit(const std::string& name, const std::string& word) const
    {
        const auto wanted = rules_unit(name);
        const auto amount = parse_number(word);
        if (!wanted || !amount) return Value{word};
        return convert(*amount, unit(m_candidate.attribute_units.at(name)), *wanted);
    }

    std::optional<Value> indicator(const std::string& name) const
    {
        const auto found = std::ranges::find(m_data.indicators, name, &PilotIndicator::id);
        if (found == m_data.indicators.end()) return {};
        const auto& value = m_candidate.values[static_cast<std::size_t>(found - m_data.indicators.begin())];
        if (!value.value || !value.shown) return {};
        return Value{*value.value};
    }

    const PilotPlan& m_plan;
    const PilotData& m_data;
    const PilotCandidate& m_candidate;
    const RulePlan* m_rule = nullptr;
    std::vector<Unjudged> m_missing;
};

} // namespace

std::vector<RuleFinding> rule_findings(const PilotPlan& plan, const PilotData& data, const PilotCandidate& candidate)
{
    Judge judge{plan, data, candidate};
    std::vector<RuleFinding> out;
    for (std::size_t i = 0; i < plan.rules.size(); ++i) {
        const auto& types = plan.rules[i].types;
        if (types.empty() || std::ranges::find(types, candidate.kind) != types.end()) out.push_back(judge.find(i));
    }
    return out;
}

std::optional<std::string> level_of_code(const std::string& key)
{
    constexpr std::size_t county = 6;
    if (!all_digits(key) || key.size() != county) return {};
    if (key.ends_with("0000")) return "provincial";
    if (key.ends_with("00")) return "prefecture";
    return "county";
}

std::string region_of(const PilotCandidate& candidate, const std::string& role)
{
    if (const auto found = candidate.attributes.find(role);
        found != candidate.attributes.end() && !says_missing(found->second))
        return std::string{trimmed(found->second)};
    constexpr std::size_t prefecture_digits = 4;
    return is_code(candidate.key) ? candidate.key.substr(0, prefecture_digits) : std::string{};
}

} // namespace peaksite
