#pragma once

#include "plan/layer.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// What an indicator is an amount of, where outputs say something of all of that kind.
enum class IndicatorKind : std::uint8_t {
    other,
    potential, ///< 技术可开发: what could be built
    stock,     ///< carbon that is there; an estimate
    sink,      ///< carbon that is taken up, and what is reckoned with it; an estimate
    change,    ///< of a stock; an estimate
    emission,  ///< reckoned from tables and lists
    energy,    ///< likewise
    project    ///< 规划: what is to be built
};
/// Stocks, sinks and their changes are estimates: printed with three digits at most.
inline bool is_estimate(IndicatorKind kind)
{
    return kind == IndicatorKind::stock || kind == IndicatorKind::sink || kind == IndicatorKind::change;
}
/// What outputs with indicators of some kinds carry, in the order in which they carry them.
enum class Statement : std::uint8_t { potential, sink, emissions };
/// Nothing for kinds that no output says anything of.
std::optional<Statement> statement_of(IndicatorKind kind);
/// The id of its text among those of outputs (layers/texts/outputs.toml).
std::string text_id(Statement statement);

/// Which emissions an indicator counts, where that is not the same for all.
enum class Inventory : std::uint8_t {
    none,  ///< no emissions, or those of whatever its formula names
    total, ///< of all that the unit reports
    grid,  ///< of a gridded inventory
    list   ///< of the facilities of a list
};

/// An indicator as the catalogue or a plan defines it.
struct IndicatorEntry {
    std::string id;
    std::string group;
    Bilingual name;
    std::string pilot_types; ///< letters: C city, P park, V village, S community, I institution, E enterprise
    std::string unit;
    IndicatorKind kind = IndicatorKind::other;
    std::string direction; ///< "+", "-", "ctx"
    std::string formula;
    std::string factor_unit; ///< that the formula's bare numbers carry together, "kW/m3/s" of the 0.49 of wave power;
                             ///< empty: none
    std::string clause;
    std::string availability;
    std::string unit_gov;
    double scale_gov = 1;
    std::string headline;
    std::string note;
    std::string
        alike; ///< compared only among candidates of the same: "institution" (its kind), "product"; empty: among all
    Inventory inventory = Inventory::none;
    bool never_negative = false; ///< an amount of which there is none or some: its interval ends at 0
    bool display_only = false;   ///< refused as a criterion
    bool own = false;            ///< of the plan
    Position position;

    bool rarely_available() const { return availability == "rarely_available"; }
};

/// A name that indicator formulas use, with its unit.
struct FormulaName {
    std::string name;
    std::string unit;
    std::string checked_as; ///< unit for the check of formulas, where every table row has its own ("unit/a" of fuel.ad)
    std::string per{};      ///< of a factor: the amounts it is multiplied with ("fuel.ad" of fuel.ncv)
    std::string supply;
    Bilingual meaning;
    std::optional<double> value; ///< of a parameter
    std::string word;            ///< of a parameter that is a word: "calorific"
    std::string stated_for;      ///< letters of pilot types for which the plan must state it: the default does not hold
    std::string needs;           ///< a parameter that must hold where the name is used
    std::optional<double> otherwise;  ///< of a table column that is not given: counted as this, with a flag
    std::vector<std::string> classes; ///< of a list of classes
    std::string shared_by; ///< column of words of the same table: rows that agree in it state one and the same number
    std::string of_rule;   ///< "slope": of a technology that has a rule on it, the limit of that rule
    std::map<std::string, double> by_technology;           ///< of a parameter that differs by technology symbol
    std::map<std::string, double> by_name;                 ///< of a parameter that differs by formula name: "fuel.ad"
    std::map<std::string, std::vector<std::string>> words; ///< of a column of words: what tables write for "coal"
    bool open_words{false}; ///< of such a column: other words are words too (sectors); else nobody knows what they mean
    std::optional<std::array<double, 2>> usual{}; ///< of a layer: between which the middle of its values lies on land
    std::optional<std::array<double, 2>> possible{}; ///< of a parameter or a column of a table: outside of it no value
                                                     ///< can be right; 0 in a table is none
    /// Of a factor per unit of product (GJ/unit): by measure of what a row is counted in ("GJ/t"), between which it
    /// lies.
    std::map<std::string, std::array<double, 2>> possible_per{};
    Bilingual because{};   ///< why not
    Bilingual asks{};      ///< of a layer: what it must be, beyond its unit; then its id alone does not say so
    std::string certainty; ///< found, memory, default
    std::string source;
    bool own{false}; ///< a layer or column that the plan itself names so; its unit is empty where any will do
};

/// How the rows of a table are read.
struct FormulaTable {
    std::string id;
    Bilingual title;
    bool several = false;             ///< several rows of a unit and year belong together (fuels, plants)
    bool none_is_zero = false;        ///< a list: a unit without a row has none of it; else it did not report
    std::string optional_for;         ///< letters of pilot types that may lack the whole table: nothing is counted
    std::vector<std::string> kinds{}; ///< columns of words that tell its rows apart: a kind without a row counts as 0
    std::string amount{};             ///< column of what adds up; without it no row that is missing is told
};

/// Numbers of a parameter by province and year: grid emission factors.
struct ProvinceFactor {
    std::string parameter;
    std::string province; ///< two digits of GB/T 2260
    Bilingual name;
    std::map<int, double> by_year;
    std::string certainty;
    std::string source;
};

/// A target of a policy document.
struct TargetEntry {
    int number = 0;
    Bilingual quantity;
    std::string indicator; ///< it is compared with; empty: no indicator measures it
    std::optional<int> year;
    std::optional<int> base_year;
    double value = 0;
    std::string unit;
    std::string relation; ///< at_least, about, at_most
    std::string document;
    std::string scope; ///< national, or the place
    std::string types; ///< letters of pilot types it speaks of; empty: all
    std::string
        el_conv; ///< convention of electricity of the published figure ("equivalent"); empty: it does not rest on one
    std::string note;
    Position position;
};

/// A value that a plan gives to a parameter of the formulas.
struct ParameterPlan {
    std::string name;
    std::optional<double> value; ///< in the unit of the name
    std::string word;
    std::vector<std::string> classes;
    std::map<std::string, double> by_key; ///< by year, technology symbol or formula name
    Position position;
};

/// [parameters] of a plan.
struct ParametersPlan {
    std::optional<int> year;  ///< of the statistics; nothing: the latest that all tables have
    std::string province;     ///< two digits; empty: of each zone's code
    std::vector<int> targets; ///< numbers of targets that are the zones' own
    std::vector<ParameterPlan> values;

    const ParameterPlan* find(std::string_view name) const;
};

/// A class of a land-cover entry whose land may well be of another class.
struct DoubtfulClass {
    std::string entry; ///< of the catalogue: "mcd12q1"
    int code = 0;
    std::string key; ///< of the class in the entry; a plan that gives the code another has decided
    Bilingual name;
    Bilingual why;
};

/// The indicators of the catalogue with all that their formulas refer to.
struct IndicatorCatalogue {
    std::vector<IndicatorEntry> entries;
    std::vector<FormulaName> names;
    std::vector<FormulaTable> tables;
    std::vector<ProvinceFactor> factors;
    std::vector<TargetEntry> targets;
    std::vector<DoubtfulClass> doubtful{};

    const IndicatorEntry* entry(std::string_view id) const;
    const FormulaName* name(std::string_view id) const;
    /// Ids of all indicators, for suggestions.
    std::vector<std::string> ids() const;
};

} // namespace peaksite
