#include "model/integer_program.hpp"

#include "base/error.hpp"

#include <Cbc_C_Interface.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace peaksite {

namespace {

constexpr double row_tolerance = 1e-6;

struct Deleter {
    void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};
using Model = std::unique_ptr<Cbc_Model, Deleter>;

bool holds(const ProgramRow& row, double sum)
{
    const auto slack = [](double end) { return row_tolerance * std::max(1., std::fabs(end)); };
    return (std::isinf(row.low) || sum >= row.low - slack(row.low)) &&
           (std::isinf(row.high) || sum <= row.high + slack(row.high));
}

double sum_of(const ProgramRow& row, const std::vector<int>& values)
{
    double sum = 0;
    for (const auto& [variable, factor] : row.terms) sum += factor * values[variable];
    return sum;
}

void add_row(Cbc_Model* model, const ProgramRow& row)
{
    std::vector<int> columns;
    std::vector<double> factors;
    for (const auto& [variable, factor] : row.terms) {
        columns.push_back(static_cast<int>(variable));
        factors.push_back(factor);
    }
    const auto add = [&](char sense, double end) {
        Cbc_addRow(model, "", static_cast<int>(columns.size()), columns.data(), factors.data(), sense, end);
    };
    if (row.low == row.high) return add('E', row.low);
    if (!std::isinf(row.low)) add('G', row.low);
    if (!std::isinf(row.high)) add('L', row.high);
}

Model model_of(const IntegerProgram& program, int node_limit)
{
    Model model{Cbc_newModel()};
    Cbc_setLogLevel(model.get(), 0);
    Cbc_setObjSense(model.get(), -1);
    for (const auto& v : program.variables)
        Cbc_addCol(model.get(), "", v.low, v.high, static_cast<double>(v.gain), 1, 0, nullptr, nullptr);
    for (const auto& row : program.rows)
        if (!row.terms.empty()) add_row(model.get(), row);
    Cbc_setMaximumNodes(model.get(), node_limit);
    return model;
}

void read_answer(Cbc_Model* model, const IntegerProgram& program, ProgramAnswer& out)
{
    const auto* const values = Cbc_bestSolution(model);
    for (std::size_t i = 0; i < program.variables.size(); ++i) {
        out.values.push_back(static_cast<int>(std::lround(values[i])));
        out.gain += program.variables[i].gain * out.values.back();
    }
    for (const auto& row : program.rows)
        if (!holds(row, sum_of(row, out.values)))
            throw InputError{
                text("the solver returned a set that breaks a rule by {:.3g}; scale costs and limits to similar sizes",
                     std::max(row.low - sum_of(row, out.values), sum_of(row, out.values) - row.high))};
}

} // namespace

ProgramAnswer maximise(const IntegerProgram& program, int node_limit)
{
    ProgramAnswer out;
    for (const auto& row : program.rows)
        if (row.terms.empty() && !holds(row, 0)) out.state = ProgramAnswer::State::infeasible;
    for (const auto& v : program.variables)
        if (v.low > v.high) out.state = ProgramAnswer::State::infeasible;
    if (out.state == ProgramAnswer::State::infeasible) return out;
    if (program.variables.empty()) return {.state = ProgramAnswer::State::optimal, .values = {}, .gain = 0, .bound = 0};

    const auto model = model_of(program, node_limit);
    Cbc_solve(model.get());
    if (Cbc_isProvenInfeasible(model.get()) != 0) {
        out.state = ProgramAnswer::State::infeasible;
        return out;
    }
    if (Cbc_bestSolution(model.get()) == nullptr) return out;
    read_answer(model.get(), program, out);
    const bool proven = Cbc_isProvenOptimal(model.get()) != 0;
    out.state = proven ? ProgramAnswer::State::optimal : ProgramAnswer::State::limited;
    const auto best = std::floor(Cbc_getBestPossibleObjValue(model.get()) + row_tolerance);
    out.bound = proven ? out.gain : std::max(out.gain, static_cast<std::int64_t>(best));
    return out;
}

} // namespace peaksite
