#include "model/pilots/integer_program.hpp"

#include "base/error.hpp"

#include <CbcModel.hpp>
#include <Cbc_C_Interface.h>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

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

double row_sum(const ProgramRow& row, const std::vector<int>& values)
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

// The variables as whole numbers and what they gain. InputError where they break a row.
void read_answer(const double* values, const IntegerProgram& program, ProgramAnswer& out)
{
    for (std::size_t i = 0; i < program.variables.size(); ++i) {
        out.values.push_back(static_cast<int>(std::lround(values[i])));
        out.gain += program.variables[i].gain * out.values.back();
    }
    for (const auto& row : program.rows)
        if (!holds(row, row_sum(row, out.values)))
            throw InputError{
                text("the solver returned a set that breaks a rule by {:.3g}; scale costs and limits to similar sizes",
                     std::max(row.low - row_sum(row, out.values), row_sum(row, out.values) - row.high))};
}

void load(const IntegerProgram& program, OsiClpSolverInterface& out)
{
    CoinPackedMatrix matrix{false, 0, 0};
    matrix.setDimensions(0, static_cast<int>(program.variables.size()));
    std::vector<double> low, high, gain, row_low, row_high;
    for (const auto& v : program.variables) {
        low.push_back(v.low);
        high.push_back(v.high);
        gain.push_back(static_cast<double>(v.gain));
    }
    for (const auto& row : program.rows) {
        if (row.terms.empty()) continue;
        CoinPackedVector terms;
        for (const auto& [variable, factor] : row.terms) terms.insert(static_cast<int>(variable), factor);
        matrix.appendRow(terms);
        row_low.push_back(std::max(row.low, -COIN_DBL_MAX));
        row_high.push_back(std::min(row.high, COIN_DBL_MAX));
    }
    out.messageHandler()->setLogLevel(0);
    out.loadProblem(matrix, low.data(), high.data(), gain.data(), row_low.data(), row_high.data());
    out.setObjSense(-1);
    for (std::size_t i = 0; i < program.variables.size(); ++i) out.setInteger(static_cast<int>(i));
}

bool is_whole(const double* values, std::size_t count)
{
    constexpr double whole_tolerance = 1e-7;
    return std::all_of(values, values + count,
                       [](double value) { return std::fabs(value - std::round(value)) < whole_tolerance; });
}

// Branch and bound over plain relaxations: what selections among tens of candidates need, at a tenth of the time of
// the whole solver with its preparations. Nothing where that does not settle it in a few nodes.
std::optional<ProgramAnswer> settled_quickly(const IntegerProgram& program, int node_limit)
{
    constexpr int few_nodes = 200;
    OsiClpSolverInterface relaxed;
    load(program, relaxed);
    relaxed.initialSolve();
    ProgramAnswer out{.state = ProgramAnswer::State::infeasible, .values = {}};
    if (relaxed.isProvenPrimalInfeasible()) return out;
    if (!relaxed.isProvenOptimal()) return std::nullopt;
    out.state = ProgramAnswer::State::optimal;
    if (is_whole(relaxed.getColSolution(), program.variables.size())) {
        read_answer(relaxed.getColSolution(), program, out);
        out.bound = out.gain;
        return out;
    }
    CbcModel model{relaxed};
    model.setLogLevel(0);
    model.setMaximumNodes(std::min(node_limit, few_nodes));
    model.branchAndBound();
    if (model.isProvenInfeasible()) return ProgramAnswer{.state = ProgramAnswer::State::infeasible, .values = {}};
    if (!model.isProvenOptimal() || model.bestSolution() == nullptr) return std::nullopt;
    read_answer(model.bestSolution(), program, out);
    out.bound = out.gain;
    return out;
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

    if (auto settled = settled_quickly(program, node_limit)) return *settled;
    const auto model = model_of(program, node_limit);
    Cbc_solve(model.get());
    if (Cbc_isProvenInfeasible(model.get()) != 0) {
        out.state = ProgramAnswer::State::infeasible;
        return out;
    }
    if (Cbc_bestSolution(model.get()) == nullptr) return out;
    read_answer(Cbc_bestSolution(model.get()), program, out);
    const bool proven = Cbc_isProvenOptimal(model.get()) != 0;
    out.state = proven ? ProgramAnswer::State::optimal : ProgramAnswer::State::limited;
    const auto best = std::floor(Cbc_getBestPossibleObjValue(model.get()) + row_tolerance);
    out.bound = proven ? out.gain : std::max(out.gain, static_cast<std::int64_t>(best));
    return out;
}

} // namespace peaksite
