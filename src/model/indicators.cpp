#include "model/indicators.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

using Kind = Syntax::Kind;

[[noreturn]] void unavailable(std::string reason) { throw Unavailable{std::move(reason)}; }

bool is_zonal(std::string_view function)
{
    constexpr std::array<std::string_view, 8> zonal{"zmean", "zwmean", "zarea", "zsum", "zmin", "gsum", "zpatch", "zlength"};
    return std::ranges::find(zonal, function) != zonal.end();
}

// Whether a formula speaks of "the technology t".
bool is_generic(const Syntax& s)
{
    constexpr std::array<std::string_view, 4> generic{"m_t", "f_t", "st_t", "slope_max_t"};
    if (s.kind == Kind::name && std::ranges::find(generic, s.text) != generic.end()) return true;
    return std::ranges::any_of(s.parts, is_generic);
}

ZonalValue combined(const ZonalValue& a, const ZonalValue& b, double value)
{
    ZonalValue out{.value = {}, .valid_share = std::min(a.valid_share, b.valid_share)};
    if (a.value && b.value && std::isfinite(value)) out.value = value;
    return out;
}

} // namespace

struct IndicatorBook::Scope {
    const Technology* technology = nullptr;
    char letter = 'C';
    std::vector<std::string> open; // indicators being computed, against circles
};

IndicatorBook::IndicatorBook(std::vector<IndicatorEntry> entries, const FormulaNames& names, const std::set<char>& letters, bool facilities)
    : m_entries(std::move(entries)), m_names(names), m_facilities(facilities)
{
    for (const auto& one : m_entries) m_formulas.emplace(one.id, parse(one.formula));
    for (const auto& one : m_entries) {
        std::vector<const Technology*> technologies{nullptr};
        if (is_generic(m_formulas.at(one.id))) {
            technologies.clear();
            for (const auto& technology : names.plan().technologies) technologies.push_back(&technology);
        }
        for (const auto* technology : technologies) {
            const auto id = technology == nullptr ? one.id : one.id + "." + technology->id;
            std::string reason = "for other pilot types";
            std::set<char> possible;
            for (const char letter : letters) {
                if (one.pilot_types.find(letter) == std::string::npos) continue;
                const auto missing = unavailable_for(one, technology, letter);
                if (missing.empty()) possible.insert(letter);
                else reason = missing;
            }
            if (possible.empty()) m_missing.push_back({.id = id, .reason = reason});
            else {
                m_columns.push_back({.id = id, .entry = one, .technology = technology});
                m_letters[id] = possible;
            }
        }
    }
}

std::string IndicatorBook::unavailable_for(const IndicatorEntry& entry, const Technology* technology, char letter)
{
    try {
        plan(m_formulas.at(entry.id), {.technology = technology, .letter = letter, .open = {entry.id}});
        return {};
    } catch (const Unavailable& missing) {
        return missing.reason;
    }
}

const IndicatorEntry* IndicatorBook::entry(std::string_view id) const
{
    const auto found = std::ranges::find(m_entries, id, &IndicatorEntry::id);
    return found == m_entries.end() ? nullptr : &*found;
}

// The expression of a case for a pilot type.
std::optional<Syntax> IndicatorBook::branch(const Syntax& call, char letter) const
{
    for (const auto& part : call.parts)
        if (part.kind == Kind::branch && part.text.find(letter) != std::string::npos) return part.parts.at(0);
    return {};
}

std::string IndicatorBook::call_key(const Syntax& s, const Scope& scope) const
{
    return written(s) + (scope.technology == nullptr ? "" : "@" + scope.technology->id);
}

void IndicatorBook::plan(const Syntax& s, const Scope& scope)
{
    switch (s.kind) {
    case Kind::number: return;
    case Kind::call: return plan_call(s, scope);
    case Kind::unary:
    case Kind::binary:
        for (const auto& part : s.parts) plan(part, scope);
        return;
    case Kind::name: break;
    case Kind::text:
    case Kind::list:
    case Kind::branch: unavailable("a formula that this version does not read");
    }
    if (s.text == "zone_area" || m_names.parameter(s.text, scope.technology)) return;
    const auto* other = entry(s.text);
    if (other == nullptr) unavailable(s.text.find('.') == std::string::npos ? "no value for " + s.text : "no table " + s.text.substr(0, s.text.find('.')));
    if (std::ranges::find(scope.open, s.text) != scope.open.end()) unavailable("defined in a circle: " + s.text);
    if (other->pilot_types.find(scope.letter) == std::string::npos) unavailable(s.text + " is for other pilot types");
    auto inner = scope;
    inner.open.push_back(s.text);
    plan(m_formulas.at(s.text), inner);
}

void IndicatorBook::plan_call(const Syntax& s, const Scope& scope)
{
    if (is_zonal(s.text)) {
        const auto key = call_key(s, scope);
        if (m_calls.contains(key)) return;
        std::vector<std::size_t> numbers;
        for (auto& term : m_names.terms(s, scope.technology)) {
            const auto found = std::ranges::find(m_terms, term);
            numbers.push_back(static_cast<std::size_t>(found - m_terms.begin()));
            if (found == m_terms.end()) m_terms.push_back(std::move(term));
        }
        m_calls.emplace(key, std::move(numbers));
        return;
    }
    if (s.text == "min" || s.text == "max" || s.text == "pow") {
        for (const auto& part : s.parts) plan(part, scope);
        return;
    }
    if (s.text == "case") {
        const auto chosen = branch(s, scope.letter);
        if (!chosen) unavailable("for other pilot types");
        return plan(*chosen, scope);
    }
    if (s.text == "psum" && written(s) == "psum(fac.co2)") {
        if (!m_facilities) unavailable("no list of facilities with emissions");
        return;
    }
    unavailable(s.text == "psum" || s.text == "pcount" ? "no table " + s.parts.at(0).text.substr(0, s.parts.at(0).text.find('.')) : s.text + "() is not computed by this version");
}

// Whether a formula, or one it stands on, calls the term; branches for other pilot types count too.
bool IndicatorBook::needs(const Syntax& s, std::size_t term, const Scope& scope) const
{
    if (s.kind == Kind::call && is_zonal(s.text)) {
        const auto found = m_calls.find(call_key(s, scope));
        return found != m_calls.end() && std::ranges::find(found->second, term) != found->second.end();
    }
    if (s.kind == Kind::name && m_formulas.contains(s.text)) {
        if (std::ranges::find(scope.open, s.text) != scope.open.end()) return false;
        auto inner = scope;
        inner.open.push_back(s.text);
        return needs(m_formulas.at(s.text), term, inner);
    }
    return std::ranges::any_of(s.parts, [&](const Syntax& part) { return needs(part, term, scope); });
}

void IndicatorBook::withdraw(std::size_t term, const std::string& reason)
{
    std::erase_if(m_columns, [&](const IndicatorColumn& column) {
        if (!needs(m_formulas.at(column.entry.id), term, {.technology = column.technology, .letter = 'C', .open = {column.entry.id}})) return false;
        m_missing.push_back({.id = column.id, .reason = reason});
        return true;
    });
}

ZonalValue IndicatorBook::value(const IndicatorColumn& column, const ZoneFacts& zone) const
{
    const auto& letters = m_letters.at(column.id);
    if (!letters.contains(zone.letter)) return {.value = {}, .valid_share = 0};
    return evaluated(m_formulas.at(column.entry.id), {.technology = column.technology, .letter = zone.letter, .open = {}}, zone);
}

ZonalValue IndicatorBook::evaluated(const Syntax& s, const Scope& scope, const ZoneFacts& zone) const
{
    switch (s.kind) {
    case Kind::number: return {.value = s.value, .valid_share = 1};
    case Kind::call: return evaluated_call(s, scope, zone);
    case Kind::unary: {
        auto inner = evaluated(s.parts[0], scope, zone);
        if (inner.value) inner.value = -*inner.value;
        return inner;
    }
    case Kind::binary: {
        const auto a = evaluated(s.parts[0], scope, zone), b = evaluated(s.parts[1], scope, zone);
        const double x = a.value.value_or(0), y = b.value.value_or(0);
        return combined(a, b, s.text == "+" ? x + y : s.text == "-" ? x - y : s.text == "*" ? x * y : x / y);
    }
    case Kind::name: break;
    default: return {.value = {}, .valid_share = 0};
    }
    if (s.text == "zone_area") return {.value = zone.area_km2, .valid_share = 1};
    if (const auto value = m_names.parameter(s.text, scope.technology)) return {.value = value, .valid_share = 1};
    return evaluated(m_formulas.at(s.text), scope, zone);
}

ZonalValue IndicatorBook::evaluated_call(const Syntax& s, const Scope& scope, const ZoneFacts& zone) const
{
    if (is_zonal(s.text)) return evaluated_terms(s, scope, zone);
    if (s.text == "case") return evaluated(*branch(s, scope.letter), scope, zone);
    if (s.text == "psum") return {.value = zone.facility_emission, .valid_share = 1};
    auto out = evaluated(s.parts.at(0), scope, zone);
    for (std::size_t i = 1; i < s.parts.size(); ++i) {
        const auto next = evaluated(s.parts[i], scope, zone);
        const double x = out.value.value_or(0), y = next.value.value_or(0);
        out = combined(out, next, s.text == "min" ? std::min(x, y) : s.text == "max" ? std::max(x, y) : std::pow(x, y));
    }
    return out;
}

ZonalValue IndicatorBook::evaluated_terms(const Syntax& s, const Scope& scope, const ZoneFacts& zone) const
{
    const auto& numbers = m_calls.at(call_key(s, scope));
    const auto first = zone.term(numbers.at(0));
    if (numbers.size() == 1) return first;
    const auto second = zone.term(numbers[1]); // a weighted mean: nothing to weigh means no value, not 0
    return combined(first, second, first.value.value_or(0) / second.value.value_or(0));
}

} // namespace peaksite
