#include "model/indicators/indicator_evaluator.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace peaksite {

namespace {

constexpr std::uint64_t of_parameter = std::uint64_t{1} << 63U;
constexpr double rough = 30; // %: above it first-order propagation is rough (domain 3.9.7)

std::uint64_t cell_source(const FieldPlace& place, std::size_t row)
{
    return (std::uint64_t{place.table} << 48U) | (std::uint64_t{row} << 16U) | place.field;
}

// Rows that state the same number of the same thing mean one factor: its error is theirs together, in all sectors and
// years.
std::uint64_t factor_source(const std::string& name, const std::string& word, double value)
{
    const auto hash =
        std::hash<std::string>{}(name + "\x1f" + word + "\x1f" + std::to_string(std::bit_cast<std::uint64_t>(value)));
    return of_parameter | (hash >> 1U);
}

void add_uncertainty(Estimate& estimate, std::uint64_t source, double percent)
{
    if (!estimate.value || !(percent > 0) || *estimate.value == 0) return;
    estimate.errors.emplace_back(source, *estimate.value * percent / 100);
    if (percent > rough) estimate.mark(Remark::rough_interval);
}

// That of the year; between two years along the straight line, so that no step stands in a trend; beyond them that of
// the nearest. Without a year the latest.
double at_year(const std::map<int, double>& by_year, std::optional<int> year)
{
    if (!year) return by_year.rbegin()->second;
    const auto after = by_year.lower_bound(*year);
    if (after == by_year.end()) return by_year.rbegin()->second;
    if (after->first == *year || after == by_year.begin()) return after->second;
    const auto before = std::prev(after);
    const double share = static_cast<double>(*year - before->first) / (after->first - before->first);
    return before->second + share * (after->second - before->second);
}

Estimate of_year(const std::map<int, double>& by_year, std::optional<int> year)
{
    auto out = exactly(at_year(by_year, year));
    if (!year || by_year.contains(*year)) return out;
    const bool between = by_year.begin()->first < *year && *year < by_year.rbegin()->first;
    out.mark(between ? Remark::interpolated : Remark::estimated);
    return out;
}

std::map<int, double> years_among(const std::map<std::string, double>& by_key)
{
    std::map<int, double> out;
    for (const auto& [key, value] : by_key)
        if (key.size() == 4 && key.find_first_not_of("0123456789") == std::string::npos) out[std::stoi(key)] = value;
    return out;
}

} // namespace

double IndicatorEvaluator::relative_uncertainty(const std::string& name) const
{
    if (const auto* given = m_book.names().plan().parameters.find("factor_u"); given != nullptr)
        if (const auto found = given->by_key.find(name); found != given->by_key.end()) return found->second;
    const auto* declared = m_book.names().declared("factor_u");
    if (declared == nullptr) return 0;
    const auto found = declared->by_name.find(name);
    return found == declared->by_name.end() ? 0 : found->second;
}

Estimate IndicatorEvaluator::by_province(const std::string& name, const At& at) const
{
    const auto& here = zone(at);
    if (here.province.empty())
        return missing(
            text("the province of the unit is not known: no {}; state province or {} in [parameters]", name, name));
    for (const auto& factor : m_book.names().catalogue().factors)
        if (factor.parameter == name && factor.province == here.province && !factor.by_year.empty())
            return of_year(factor.by_year, at.when.year);
    return missing(text("no {} for province {}; state {} in [parameters]", name, here.province, name));
}

Estimate IndicatorEvaluator::parameter(const Formula& f, const At& at) const
{
    const auto& name = f.text;
    const auto* given = m_book.names().plan().parameters.find(name);
    const auto years = given == nullptr ? std::map<int, double>{} : years_among(given->by_key);
    const auto value = f.otherwise;
    auto out = !years.empty() ? of_year(years, at.when.year) : value ? exactly(*value) : by_province(name, at);
    add_uncertainty(out, of_parameter | (std::hash<std::string>{}(name) >> 1U), relative_uncertainty(name));
    return out;
}

std::uint64_t IndicatorEvaluator::source_of(const FieldPlace& place, std::size_t row) const
{
    const auto& stored = m_book.tables().at(place.table);
    const auto name = stored.table.id + "." + stored.table.fields[place.field].name;
    const auto* declared = m_book.names().declared(name);
    const auto number = stored.cells.number(place.field, row);
    if (declared == nullptr || declared->shared_by.empty() || !number) return cell_source(place, row);
    const auto of = std::ranges::find(stored.table.fields, declared->shared_by, &TableField::name);
    const auto word = of == stored.table.fields.end()
                          ? std::string{}
                          : stored.cells.word(static_cast<std::size_t>(of - stored.table.fields.begin()), row);
    return factor_source(name, word, *number);
}

Estimate IndicatorEvaluator::cell_value(const FieldPlace& place, std::size_t row) const
{
    const auto& stored = m_book.tables().at(place.table);
    Estimate out;
    out.basis = Basis::given;
    out.value = stored.cells.number(place.field, row);
    out.word = stored.cells.word(place.field, row);
    out.year = stored.cells.year(row);
    const auto name = stored.table.id + "." + stored.table.fields[place.field].name;
    if (stored.cells.missing(place.field, row))
        out.reason = text("{} has no value (line {})", name, stored.cells.line(row));
    else if (!out.value)
        out.reason = text("{} is a word: {}", name, out.word);
    const int own = stored.uncertainty[place.field];
    const auto stated = own < 0 ? std::nullopt : stored.cells.number(static_cast<std::size_t>(own), row);
    add_uncertainty(out, source_of(place, row), stated ? *stated : relative_uncertainty(name));
    return out;
}

} // namespace peaksite
