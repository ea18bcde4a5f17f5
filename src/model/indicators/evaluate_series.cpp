#include "model/indicators/indicator_evaluator.hpp"
#include "model/indicators/trend.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace peaksite {

namespace {

using Op = Formula::Op;

std::vector<YearValue> points(const std::vector<Estimate>& series)
{
    std::vector<YearValue> out;
    for (const auto& one : series) out.push_back({.year = *one.year, .value = *one.value});
    return out;
}

// Values of several years that are compared have no year in common, as it should be.
void of_years_on_purpose(Estimate& out) { out.unmark(Remark::mixed_years); }

// A function of a series: its slopes by each year's value are found by small steps.
Estimate of_series(const std::vector<Estimate>& series,
                   const std::function<std::optional<double>(std::span<const YearValue>)>& function,
                   const Sentence& otherwise)
{
    auto at = points(series);
    const auto value = function(at);
    std::vector<const Estimate*> parts;
    std::vector<double> slopes;
    for (std::size_t i = 0; i < series.size(); ++i) {
        parts.push_back(&series[i]);
        const double here = at[i].value, step = series[i].errors.empty() ? 0 : 1e-6 * std::abs(here);
        double slope = 0;
        if (step > 0) {
            at[i].value = here + step;
            const auto up = function(at);
            at[i].value = here - step;
            const auto down = function(at);
            at[i].value = here;
            if (up && down) slope = (*up - *down) / (2 * step);
        }
        slopes.push_back(slope);
    }
    auto out = combined(parts, value.value_or(std::nan("")), slopes, otherwise);
    out.year = series.back().year;
    if (series.size() > 1) out.from = series.front().year;
    of_years_on_purpose(out);
    return out;
}

double middle(std::span<const YearValue> series)
{
    double sum = 0;
    for (const auto& one : series) sum += one.value;
    return sum / static_cast<double>(series.size());
}

} // namespace

std::set<FieldPlace> IndicatorEvaluator::fields_in(const Formula& f) const
{
    std::set<FieldPlace> out;
    if (f.op == Op::cell) out.insert(f.place);
    if (f.op == Op::indicator) out = m_book.formulas()[f.at].fields;
    for (const auto& part : f.parts) out.merge(fields_in(part));
    return out;
}

// The values of all years that have one, up to the year at hand.
std::vector<Estimate> IndicatorEvaluator::years(const Formula& f, const At& at)
{
    std::set<int> all;
    for (const auto& field : fields_in(f)) all.merge(m_book.tables().years(field, zone(at).set, zone(at).zone));
    std::vector<Estimate> out;
    for (const int year : all) {
        if (at.when.year && year > *at.when.year) continue;
        auto one = evaluated(f, {.zone = at.zone, .when = {.year = year, .strict = true}});
        if (!one.value || one.has(Remark::incomplete)) continue; // a year whose rows lack a number is none
        one.year = year;
        out.push_back(std::move(one));
    }
    const auto partial = [](const Estimate& one) { return one.has(Remark::partial); };
    if (!std::ranges::all_of(out, partial)) std::erase_if(out, partial); // years of other components neither
    return out;
}

Estimate IndicatorEvaluator::over_years(const Formula& f, const At& at)
{
    const auto series = years(f.parts[0], at);
    const bool trend = f.op == Op::theil_sen || f.op == Op::mk_z;
    if (series.empty() && fields_in(f.parts[0]).empty())
        return missing(text("{} comes from layers, which are of one year each", f.parts[0].text));
    if (at.when.year && !series.empty() && series.back().year != at.when.year)
        return missing(
            text("{}: no value of {} that is whole, the year that is compared", f.parts[0].text, *at.when.year));
    const std::size_t least = trend ? least_years : f.op == Op::cagr ? 2 : 1;
    if (series.size() < least)
        return missing(text("{} years of {}, at least {} are needed", series.size(),
                            f.text.substr(f.text.find('(') + 1, f.text.rfind(')') - f.text.find('(') - 1), least));
    switch (f.op) {
    case Op::theil_sen:
        return of_series(series, theil_sen_slope, text("no slope"));
    case Op::mk_z:
        return of_series(series, mann_kendall_z, text("all years are equal"));
    case Op::cagr:
        return of_series(series, compound_growth, text("growth needs values above 0 at both ends"));
    case Op::mean_y:
        return of_series(
            series, [](std::span<const YearValue> all) { return std::optional{middle(all)}; }, text("no mean"));
    default: // no function of years: none comes here
        return missing(text("no number"));
    }
}

int IndicatorEvaluator::base_year() const
{
    return static_cast<int>(m_book.names().parameter("base_year", nullptr).value_or(0));
}

Estimate IndicatorEvaluator::in_base_year(const Formula& f, const At& at)
{
    auto out = evaluated(f.parts[0], {.zone = at.zone, .when = {.year = base_year(), .strict = true}});
    if (!out.value) out.reason = text("base year {}: {}", base_year(), out.reason);
    if (!out.value) return out;
    const auto present = evaluated(f.parts[0], at);
    if (out.has(Remark::incomplete) || present.has(Remark::incomplete))
        return missing(
            text("{}: rows or their numbers are missing ({}), so that it is not compared with the base year {}",
                 f.parts[0].text, out.has(Remark::incomplete) ? base_year() : present.year.value_or(0), base_year()));
    if (present.year && *present.year <= base_year())
        return missing(text("{}: the base year {} is not before {}, the year compared with it", f.parts[0].text,
                            base_year(), *present.year));
    if (present.value && out.has(Remark::partial) != present.has(Remark::partial))
        return missing(text("{}: the base year {} has other components", f.parts[0].text, base_year()));
    out.year.reset(); // the value's year is that of the other side
    out.from = base_year();
    return out;
}

Estimate IndicatorEvaluator::decoupling(const Formula& f, const At& at)
{
    const auto emissions = years(f.parts[0], at), output = years(f.parts[1], at);
    const auto of = [](const std::vector<Estimate>& series, int year) {
        const auto found = std::ranges::find(series, year, [](const Estimate& one) { return *one.year; });
        return found == series.end() ? nullptr : &*found;
    };
    const auto* start_e = of(emissions, base_year());
    const auto* start_g = of(output, base_year());
    if (start_e == nullptr) return missing(text("base year {}: no value of emissions", base_year()));
    if (start_g == nullptr) return missing(text("base year {}: no value of value added", base_year()));
    int last = base_year();
    for (const auto& one : emissions)
        if (of(output, *one.year) != nullptr) last = std::max(last, *one.year);
    if (at.when.year && *at.when.year > base_year() && last != *at.when.year)
        return missing(text("{}: no value of {} that is whole, the year that is compared",
                            of(emissions, *at.when.year) == nullptr ? f.parts[0].text : f.parts[1].text,
                            *at.when.year));
    if (last == base_year()) return missing(text("no year after {} has both emissions and value added", base_year()));
    const auto &end_e = *of(emissions, last), &end_g = *of(output, last);
    const auto result = tapio_state(*start_e->value, *end_e.value, *start_g->value, *end_g.value);
    if (!result) return missing(text("no decoupling: value added did not change, or a start is not above 0"));
    auto out = standing_on({*start_e, end_e, *start_g, end_g}, static_cast<double>(result->state));
    of_years_on_purpose(out);
    out.year = last;
    out.from = base_year();
    out.word = fmt::format("{} (elasticity {:.4f})", decoupling_word(result->state), result->elasticity);
    return out;
}

Estimate IndicatorEvaluator::uncertainty(const Formula& f, const At& at)
{
    auto out = evaluated(f.parts[0], at);
    if (!out.value) return out;
    if (out.errors.empty()) return missing(text("no uncertainty of any input is known"));
    if (*out.value == 0) return missing(text("the value is 0"));
    out.value = 100 * out.half_width() / std::abs(*out.value);
    out.errors.clear();
    return out;
}

Estimate IndicatorEvaluator::months(const Formula& f, const At& at)
{
    auto out = evaluated(f.parts[0], at);
    for (std::size_t i = 1; i < f.parts.size(); ++i) {
        const auto next = evaluated(f.parts[i], at);
        out = f.op == Op::most_of ? greatest(out, next) : least(out, next);
    }
    return out;
}

// The months or rows of a series; where one has no value, that one alone.
std::vector<Estimate> IndicatorEvaluator::series(const Formula& f, const At& at)
{
    std::vector<Estimate> out;
    const auto add = [&](Estimate one) {
        const bool known = one.value.has_value();
        if (!known) out.clear();
        out.push_back(std::move(one));
        return known;
    };
    if (!f.by_row) {
        for (const auto& month : f.parts)
            if (!add(evaluated(month, at))) break;
        return out;
    }
    Sentence reason;
    const auto rows = rows_of(f.place.table, at, reason);
    for (const auto row : rows)
        if (!add(cell_value(f.place, row))) break;
    if (rows.empty()) out.push_back(missing(reason));
    return out;
}

Estimate IndicatorEvaluator::two_series(const Formula& f, const At& at)
{
    const auto a = series(f.parts[0], at), b = series(f.parts[1], at);
    for (const auto* one : {&a, &b})
        if (!one->back().value) return missing(one->back().reason);
    if (a.size() != b.size())
        return missing(text("{} and {} have {} and {} steps", f.parts[0].text, f.parts[1].text, a.size(), b.size()));
    const auto numbers = [](const std::vector<Estimate>& steps) {
        std::vector<double> out;
        for (const auto& one : steps) out.push_back(*one.value);
        return out;
    };
    const auto value =
        f.op == Op::correlation ? correlation_of(numbers(a), numbers(b)) : least_mix_variation(numbers(a), numbers(b));
    if (!value) return missing(text("a series does not vary or has a mean of 0"));
    auto steps = a;
    steps.insert(steps.end(), b.begin(), b.end());
    return standing_on(steps, *value);
}

} // namespace peaksite
