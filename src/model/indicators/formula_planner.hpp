#pragma once

#include "model/indicators/indicators.hpp"

namespace peaksite {

/// Resolves the names of one indicator's formula for one pilot type; what it stands on is noted in `out`.
class FormulaPlanner {
public:
    /// `open`: indicators whose formulas are being resolved, against circles.
    FormulaPlanner(IndicatorBook& book, PlannedFormula& out, std::vector<std::string> open)
        : m_book(book), m_out(out), m_open(std::move(open))
    {}

    /// Throws Unavailable.
    Formula plan(const Syntax& syntax);

private:
    Formula plan_name(const Syntax& name);
    Formula plan_indicator(const Syntax& name, const IndicatorEntry& entry);
    Formula plan_cell(const Syntax& name);
    bool lacks_table(const std::string& name) const;
    Formula plan_call(const Syntax& call);
    Formula plan_rows(const Syntax& call);
    Formula plan_zonal(const Syntax& call);
    Formula plan_series_function(Formula::Op op, const Syntax& call, std::size_t arguments);
    Formula plan_months(Formula::Op op, const Syntax& argument);
    Formula plan_series(const Syntax& argument);
    Formula plan_components(const Syntax& call);
    Formula plan_inputs(const Syntax& call);
    Formula plan_fold(Formula::Op op, const Syntax& call);
    Formula plan_operator(const Syntax& syntax);
    Formula plan_among(const Syntax& syntax);
    bool is_zero_parameter(const Syntax& syntax);
    void require(const std::string& name);
    void require_needed(const std::string& name);
    std::size_t table_with(const std::vector<std::string>& names) const;
    const Syntax& branch(const Syntax& call) const;

    IndicatorBook& m_book;
    PlannedFormula& m_out;
    std::vector<std::string> m_open;
    std::optional<std::size_t> m_table; ///< whose row is at hand
};

Formula formula_node(Formula::Op op, std::string text = {}, std::vector<Formula> parts = {});
Formula number_node(double value);
/// "energy" of "energy.ad".
inline std::string table_of(std::string_view name) { return std::string{name.substr(0, name.find('.'))}; }

} // namespace peaksite
