#include "base/unit_hint.hpp"

#include "base/suggest.hpp"
#include "base/unit_signs.hpp"
#include "base/unit_table.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

struct Hint {
    std::string_view about;
    const char* sentence;

    Sentence said() const { return {sentence, {}}; }
};

constexpr std::array unknown_names{
    Hint{"C", "carbon is a mass: write 't C'"},
    Hint{"CO2", "carbon dioxide is a mass: write 't CO2'"},
    Hint{"CO2e", "carbon dioxide equivalent is a mass: write 't CO2e'"},
    Hint{"ce", "coal equivalent is written 'tce' or 'kgce'"},
    Hint{"RMB", "write 'CNY', for constant prices with the year: 'CNY2020'"},
    Hint{"度", "write 'kWh' for electricity and 'deg' for an angle"},
};

// Two units are confused when their quotient, or its inverse, has the dimension of the first column. Coal equivalent is
// 7000 kcal/kg; 0.7143 and 0.1229 are the calorific values of raw coal and electricity in GB/T 2589.
constexpr std::array confusions{
    Hint{"t C/t CO2", "carbon and carbon dioxide are different units: 1 t C makes 44/12 t CO2"},
    Hint{"t C/t CO2e", "carbon and carbon dioxide are different units: 1 t C makes 44/12 t CO2"},
    Hint{"t CO2/t CO2e", "CO2e counts all greenhouse gases by their warming potential, CO2 counts one"},
    Hint{"t/t C", "a mass is not the carbon in it: multiply by the carbon content in t C/t"},
    Hint{"t/t CO2", "a mass is not its emission: multiply by a factor in t CO2/t, or write 't CO2' for a mass of CO2"},
    Hint{"t/t CO2e",
         "a mass is not its emission: multiply by a factor in t CO2e/t, or write 't CO2e' for a mass of CO2e"},
    Hint{"t/tce",
         "a tonne of fuel is not a tonne of coal equivalent: multiply by its factor, for raw coal 0.7143 tce/t"},
    Hint{"t CO2/tce", "energy is not its emission: multiply by a factor in t CO2/tce"},
    Hint{"t/GJ_fuel", "a mass of fuel is not its heat: multiply by the calorific value in GJ_fuel/t"},
    Hint{"GJ/GJ_fuel",
         "electricity and the heat content of fuel are different units: an efficiency leads from one to the other"},
    Hint{"tce/GJ_fuel", "coal equivalent is a unit of its own: 1 tce is 29.3076 GJ_fuel"},
    Hint{"tce/GJ", "name the convention: 0.1229 kgce/kWh (calorific value), or the equivalent value of the year"},
    Hint{"t CO2/GJ", "energy is not its emission: multiply by a factor, for electricity in kg CO2/kWh"},
    Hint{"J/(kg m2 s-2)", "energy is a unit of its own: 1 kg m2/s2 is 1 J"},
};

// Of two units whose quotient is a power of one base unit, one is a rate.
constexpr std::array rates{
    Hint{"a", "one of them is per time: multiply or divide by a time"},
    Hint{"m2", "one of them is per area: multiply or divide by an area"},
    Hint{"cap", "one of them is per person: multiply or divide by the number of persons"},
};

constexpr Hint persons{"cap",
                       "persons are counted in '人' or 'cap'; '人次' counts visits, a plain number counts anything"};

constexpr Hint prices{"CNY",
                      "prices of different years are different units: a price index leads from one to the other"};
constexpr Hint currencies{"CNY", "currencies are different units: an exchange rate leads from one to the other"};

// Base units of currencies, and only those, begin with three capitals.
bool is_currency(std::string_view symbol)
{
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    return symbol.size() >= 3 && std::ranges::all_of(symbol.substr(0, 3), is_capital);
}

Sentence currency_hint(const std::vector<Power>& quotient)
{
    if (quotient.size() != 2 || quotient[0].exponent != -quotient[1].exponent) return {};
    const std::string_view a = quotient[0].symbol, b = quotient[1].symbol;
    if (!is_currency(a) || !is_currency(b)) return {};
    return (a.substr(0, 3) == b.substr(0, 3) ? prices : currencies).said();
}

int exponent_of(const Unit& unit, std::string_view symbol)
{
    const auto found = std::ranges::find(unit.dimension, symbol, &Power::symbol);
    return found == unit.dimension.end() ? 0 : found->exponent;
}

// Whether people read "per" in it: "h/a" is per time though it is a plain number, "MW" is energy per time.
bool is_per(const Unit& unit, std::string_view symbol)
{
    return std::ranges::any_of(unit.spelling, [&](const Power& power) {
        const auto known = named_unit(power.symbol);
        return known && exponent_of(*known, symbol) * power.exponent < 0;
    });
}

// A number of persons and a plain number are no rate and its amount; a depth and a volume are.
bool is_rate(const Unit& from, const Unit& to, std::string_view symbol)
{
    return std::min(exponent_of(from, symbol), exponent_of(to, symbol)) != 0 || is_per(from, symbol) ||
           is_per(to, symbol);
}

Sentence rate_hint(const Unit& from, const Unit& to)
{
    const auto there = (from / to).dimension, back = (to / from).dimension;
    for (const auto& hint : rates) {
        const auto rate = unit(hint.about).dimension;
        if ((rate == there || rate == back) && is_rate(from, to, rate.front().symbol)) return hint.said();
    }
    const auto counted = unit(persons.about).dimension;
    const bool heads = from.dimension == counted || to.dimension == counted;
    return heads && (from.is_dimensionless() || to.is_dimensionless()) ? persons.said() : Sentence{};
}

} // namespace

Sentence unknown_unit_hint(std::string_view name)
{
    const auto* special = std::ranges::find(unknown_names, name, &Hint::about);
    if (special != unknown_names.end()) return special->said();
    const auto word = without_exponent(name);
    const auto best = closest(word, unit_names());
    // Every letter is one edit away from some unit: short words must differ in case only.
    const bool is_guess = word.size() < 3 && lower(best) != lower(word);
    return best.empty() || is_guess ? Sentence{} : text("did you mean '{}'?", best);
}

Sentence confusion_hint(const Unit& from, const Unit& to)
{
    const auto there = (from / to).dimension, back = (to / from).dimension;
    const bool amounts = !from.is_dimensionless() && !to.is_dimensionless(); // a plain number is taken for no other
    for (const auto& hint : confusions) {
        const auto confused = unit(hint.about).dimension;
        if (amounts && (confused == there || confused == back)) return hint.said();
    }
    const auto rate = rate_hint(from, to);
    return rate.empty() ? currency_hint(there) : rate;
}

} // namespace peaksite
