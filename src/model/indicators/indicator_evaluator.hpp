#pragma once

#include "model/indicators/estimate.hpp"
#include "model/indicators/indicators.hpp"

#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <set>

namespace peaksite {

/// What a zone offers to the formulas.
struct ZoneFacts {
    std::size_t set = 0;
    std::size_t zone = 0;
    char letter = 'C';     ///< pilot type
    bool candidate = true; ///< a pilot, not a reporting area
    bool bounded = true;   ///< it has a boundary
    double area_km2 = 0;
    std::optional<double> official_area_km2; ///< stands in for a zone without boundary
    std::string province;                    ///< two digits; empty: unknown
    std::string institution{};               ///< kind of institution, as its list says
    std::string product{};                   ///< of an enterprise, as its list says
    std::function<ZonalValue(std::size_t term)> term;
};

/// Computes the indicators of all zones of a run. Nothing is computed twice: a total that ten indicators and a trend
/// stand on is computed once for each zone and year.
class IndicatorEvaluator {
public:
    /// `least_valid_share`: of the area, for an input of an index. The book must outlive the evaluator.
    IndicatorEvaluator(const IndicatorBook& book, std::vector<ZoneFacts> zones, double least_valid_share);

    /// The value of a column for a zone (its number in `zones`), or why there is none.
    Estimate value(const IndicatorColumn& column, std::size_t zone);
    /// A component of a typesum, or an input of an index, that units do without.
    struct LeftOut : MissingIndicator {
        std::set<std::size_t> sets{}; ///< of the zones; none: of all that have units of the type
    };
    /// Those that zones of the type do without, with reasons; of what was computed.
    std::vector<LeftOut> left_out(const IndicatorColumn& column, char letter) const;

    /// The sets of zones that have units of a pilot type, of candidates or of reporting areas only where that is asked.
    std::set<std::size_t> sets_of(char letter, std::optional<bool> candidate = {}) const;

    /// A zone of which several rows of a table state the same, so that none of them is taken.
    struct Repetition {
        std::size_t table = 0;
        std::size_t zone = 0;
        std::int64_t first = 0, second = 0; ///< lines of the first two
        auto operator<=>(const Repetition&) const = default;
    };
    /// Of what was computed, by table and zone.
    const std::set<Repetition>& repetitions() const { return m_repetitions; }

    /// A zone without rows of the latest year of a table, so that an indicator of all its peers stands on an earlier
    /// one.
    struct Laggard {
        std::size_t table = 0;
        int latest = 0; ///< year that others have
        int taken = 0;
        std::size_t zone = 0;
        auto operator<=>(const Laggard&) const = default;
    };
    /// Of what was computed: the indicators that stand on the earlier year.
    const std::map<Laggard, std::set<std::string>>& laggards() const { return m_laggards; }

private:
    struct When {
        std::optional<int> year; ///< nothing: each table's latest
        bool strict = false;     ///< of a series: what has no year does not count
        auto operator<=>(const When&) const = default;
    };
    struct At {
        std::size_t zone = 0;
        When when;
        std::optional<std::size_t> row = {}; // of a table, while a formula goes through its rows
    };
    // What is compared with each other: all candidates of a type, or the reporting areas of a kind, whatever their
    // sets.
    struct Peers {
        char letter = 'C';
        bool candidate = true;
        auto operator<=>(const Peers&) const = default;
    };
    struct Group {
        std::vector<bool> used;        ///< by component or input
        std::vector<double> low, high; ///< of inputs
        std::vector<MissingIndicator> left_out;
    };

    const ZoneFacts& zone(const At& at) const { return m_zones[at.zone]; }
    static Peers peers_of(const ZoneFacts& zone) { return {.letter = zone.letter, .candidate = zone.candidate}; }
    const Estimate& indicator(std::size_t formula, const At& at);
    Estimate evaluated(const Formula& f, const At& at);
    Estimate greatest_of(const Formula& f, const At& at);
    Estimate condition(const Formula& f, const At& at);
    static Estimate as_truth(const Estimate& estimate);
    Estimate comparison(const Formula& f, const Estimate& a, const Estimate& b) const;
    bool is_known(const Formula& cell, const std::string& word) const;
    static Estimate unknown_word(const Formula& cell, const std::string& word);
    Estimate zonal(const Formula& f, const At& at);
    Estimate area(const At& at) const;
    Estimate parameter(const Formula& f, const At& at) const;
    Estimate by_province(const std::string& name, const At& at) const;
    Estimate cell(const Formula& f, const At& at);
    Estimate cell_value(const FieldPlace& place, std::size_t row) const;
    std::uint64_t source_of(const FieldPlace& place, std::size_t row) const; ///< of its uncertainty
    Estimate rows(const Formula& f, const At& at);
    bool counts_row(const Formula& f, const At& at, std::size_t row);
    void mark_gaps(Estimate& sum, const Formula& f, const At& at, int year);
    Estimate without_rows(std::size_t table, const At& at, const Sentence& reason) const;
    static Estimate no_boundary();
    std::vector<std::size_t> rows_of(std::size_t table, const At& at, Sentence& reason) const;
    std::vector<Estimate> years(const Formula& f, const At& at);
    Estimate over_years(const Formula& f, const At& at);
    Estimate in_base_year(const Formula& f, const At& at);
    Estimate decoupling(const Formula& f, const At& at);
    Estimate uncertainty(const Formula& f, const At& at);
    Estimate months(const Formula& f, const At& at);
    Estimate two_series(const Formula& f, const At& at);
    std::vector<Estimate> series(const Formula& f, const At& at);
    Estimate component_sum(const Formula& f, const At& at);
    Estimate index(const Formula& f, const At& at);
    const Group& components(const Formula& f, const At& at);
    const Group& inputs(const Formula& f, const At& at);
    Estimate comparable_input(const Formula& input, const At& at);
    std::vector<std::vector<Estimate>> values_of_peers(const Formula& f, const At& at);
    std::optional<Sentence> unlikeness(const Formula& input, const At& at);
    std::optional<int> common_year(const PlannedFormula& planned, const Peers& peers) const;
    void note_laggards(const PlannedFormula& planned, const Peers& peers, int taken);
    When now(const PlannedFormula& planned, const Peers& peers);
    std::set<FieldPlace> fields_in(const Formula& f) const;
    int base_year() const;
    double relative_uncertainty(const std::string& name) const;

    const IndicatorBook& m_book;
    std::vector<ZoneFacts> m_zones;
    double m_least_valid_share;
    static constexpr std::size_t not_computed = std::numeric_limits<std::size_t>::max();
    struct Known {
        When when;
        Estimate estimate;
        std::size_t earlier = not_computed; // of the same formula and zone, for another time
    };
    std::deque<Known> m_known;         // where they are put they stay
    std::vector<std::size_t> m_latest; // among them, by zone and formula
    std::set<Repetition> m_repetitions;
    std::map<Laggard, std::set<std::string>> m_laggards;
    std::map<std::tuple<std::size_t, Peers, When>, Group> m_groups; // by number of the typesum or index
    std::map<std::pair<std::size_t, Peers>, When> m_years;          // by number of the formula
};

} // namespace peaksite
