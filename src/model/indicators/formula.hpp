#pragma once

#include "model/indicators/indicator_value.hpp"
#include "model/indicators/zonal_terms.hpp"
#include "model/tables/table_store.hpp"

#include <set>
#include <string>
#include <vector>

namespace peaksite {

/// A node of an indicator's formula with every name resolved against a run: what is left is arithmetic.
struct Formula {
    enum class Op : std::uint8_t {
        number,
        assumed,    ///< a number that stands for an amount nobody gave
        parameter,  ///< text: its name
        area,       ///< km² of the unit
        zonal,      ///< sums over cells
        cell,       ///< of a table: of the unit and year, or of the row at hand
        sum_rows,   ///< parts: what is summed, and a condition
        count_rows, ///< parts: a condition, or nothing
        indicator,  ///< at: its planned formula
        negate,
        plus,
        minus,
        times,
        over,
        power,
        least,
        greatest,
        gamma,
        equal,
        unequal,
        less,
        less_equal,
        more,
        more_equal,
        among,
        both,
        either,
        no,
        base, ///< in the base year
        theil_sen,
        mk_z,
        cagr,
        mean_y,
        tapio,
        uncertainty,
        most_of,
        least_of, ///< of twelve months
        correlation,
        mix_cv,        ///< of two series
        series,        ///< parts: twelve months; or the rows of a table column
        component_sum, ///< parts: the components of a typesum
        index          ///< parts: the inputs of wlc
    } op = Op::number;
    double value = 0;
    std::string text;                ///< as written, for reasons
    FieldPlace place;                ///< of cell and series; table of sum_rows, count_rows
    bool by_row = false;             ///< a cell of the row at hand
    std::optional<double> otherwise; ///< of a cell that is not given; of a parameter where it is one number for all
    std::size_t at = 0; ///< of indicator: its planned formula; of component_sum, index: its number among these
    ZonalCall::Join join = ZonalCall::Join::single;
    std::vector<std::size_t> terms;
    std::vector<std::string> words; ///< of among
    bool fewer = false;             ///< of component_sum: the run cannot have some component that others may well have
    std::vector<Formula> parts;
};

/// The formula of an indicator for one pilot type, or why there is none.
struct PlannedFormula {
    const IndicatorEntry* entry = nullptr;
    const Technology* technology = nullptr;
    char letter = 'C';
    Sentence reason; ///< empty: it can be computed
    Formula formula;
    std::set<std::size_t> terms; ///< what it stands on, that of other indicators included
    std::set<FieldPlace> fields;
    std::set<std::string> parameters;
    std::vector<std::size_t> uses;          ///< planned formulas it names
    std::vector<MissingIndicator> left_out; ///< components and inputs that the run cannot have
};

} // namespace peaksite
