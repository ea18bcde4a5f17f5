#pragma once

#include "model/indicators/technology_name.hpp"
#include "model/renewables/land_use.hpp"
#include "plan/catalogue/catalogue.hpp"
#include "plan/plan.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace peaksite {

/// The state that a formula calls by a word, st_t == 'excluded'; nothing where there is none of the word.
std::optional<LandState> land_state(std::string_view word);
/// The words that a name of formulas can be: states of land, or those of a column or parameter of words; empty where
/// it may be any, or is no word at all.
std::vector<std::string> words_of(const std::string& name, const IndicatorCatalogue& catalogue);

/// What technologies define by a name, m_pv or f_t. Nothing where catalogue or plan have a layer or column called so:
/// d_road. Everybody who reads names of formulas asks here. `declared`: the name as they have it, or null.
std::optional<TechnologyName> technology_part(std::string_view name, const FormulaName* declared);

/// A sum over the cells of a zone that an indicator needs. Values are plain numbers in the units of the catalogue's
/// names.
struct ZonalTerm {
    enum class Kind : std::uint8_t {
        sum,           ///< Σ area · value over cells with data, km²
        mean,          ///< that over the area with data
        minimum,       ///< the least value
        eligible,      ///< Σ area · value over land that is eligible for `technology`
        eligible_mean, ///< that over the eligible area with data
        classes,       ///< Σ area of a class · weight, over the classes of `layer`
        mass,          ///< Σ coverage · amount of an extensive `layer`, on its own cells
        state          ///< km² of land in a state for `technology`
    } kind = Kind::sum;
    Syntax value;                                   ///< of sum, mean, minimum, eligible, eligible_mean
    double factor = 1;                              ///< by which what is found for the value is multiplied
    bool condition = false;                         ///< the value is a condition: 1, 0 or no data
    std::string technology;                         ///< id
    std::string layer;                              ///< id
    std::vector<std::optional<double>> weights;     ///< by class of the layer; nothing where the table has no row
    bool complete{false};                           ///< every code that occurs must have a weight: densities
    std::map<int, std::optional<double>> by_code{}; ///< weights of codes that are no class of the layer
    LandState state = LandState::eligible;          ///< of state

    bool operator==(const ZonalTerm&) const = default;
};

/// A zonal function of a formula: one term, or two.
struct ZonalCall {
    enum class Join : std::uint8_t {
        single,
        ratio,     ///< the first over the second: a weighted mean; nothing to weigh means no value, not 0
        difference ///< the first less the second
    } join = Join::single;
    std::vector<ZonalTerm> terms;
};

/// A formula that cannot be computed in this run, and why.
struct Unavailable {
    Sentence reason;
};
/// That a formula compares a name with a word that it never is.
Sentence stray_word(const std::string& word, const std::string& name, const std::vector<std::string>& known);
[[noreturn]] inline void unavailable(Sentence reason) { throw Unavailable{std::move(reason)}; }

/// Throws Unavailable unless the call has as many arguments.
void demand_arguments(const Syntax& call, std::size_t least, std::size_t most);

/// What formulas may refer to in a run.
class FormulaNames {
public:
    FormulaNames(const Plan& plan, const IndicatorCatalogue& catalogue, const CarbonTable* carbon);

    /// The zonal function call of a formula as terms: zmean, zmin, zsum, zarea, gsum; zwmean gives two, to be divided.
    /// `technology`: what m_t, f_t, st_t stand for. Throws Unavailable.
    ZonalCall terms(const Syntax& call, const Technology* technology) const;

    /// A parameter as the plan, else the catalogue, states it; nothing if the name is none.
    std::optional<double> parameter(std::string_view name, const Technology* technology) const;
    /// A list of classes as the plan, else the catalogue, states it.
    std::optional<std::vector<std::string>> class_list(std::string_view name) const;
    /// A name of the catalogue; months of a name ("sunshine_days_07") are the name.
    const FormulaName* declared(std::string_view name) const;
    /// Whether a formula speaks of "the technology t": it is one for every technology.
    bool speaks_of_technology(const Syntax& formula) const;
    const Plan& plan() const { return m_plan; }
    const IndicatorCatalogue& catalogue() const { return m_catalogue; }

private:
    struct Rewriting {
        const Technology* given = nullptr; ///< for names that end in _t
        const Technology* gate = nullptr;  ///< of m_X or f_X met on the way
    };
    Syntax rewritten(const Syntax& syntax, Rewriting& rewriting) const;
    std::optional<Syntax> parameter_comparison(const Syntax& syntax, const Rewriting& rewriting) const;
    Syntax named(const Syntax& name, Rewriting& rewriting) const;
    Syntax hours_of(const TechnologyName& name, const Technology* given) const;
    std::optional<double> slope_limit(const Technology& technology) const;
    std::optional<TechnologyName> technology_part(std::string_view word) const
    {
        return peaksite::technology_part(word, declared(word));
    }
    Syntax density_of_cells(const Syntax& call) const;
    const Technology* technology_with(std::string_view symbol) const;
    const Technology* technology_of(const TechnologyName& name, const Technology* given) const;
    ZonalTerm term(ZonalTerm::Kind kind, const Syntax& value, const Technology* technology) const;
    const Layer& cover(std::string_view name) const;
    std::optional<ZonalTerm> class_term(const Syntax& value) const;
    std::optional<ZonalCall> class_difference(const Syntax& value) const;
    std::optional<ZonalTerm> eligible_mean(const Syntax& value, const Syntax& weight,
                                           const Technology* technology) const;
    std::optional<ZonalTerm> state_term(const Syntax& value, const Technology* technology) const;
    const Layer& layer(std::string_view name) const;

    const Plan& m_plan;
    const IndicatorCatalogue& m_catalogue;
    std::unordered_map<std::string_view, const FormulaName*> m_declared; // those of the catalogue: asked for often
    const CarbonTable* m_carbon;
};

} // namespace peaksite
