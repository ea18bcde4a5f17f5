#include "model/pilots/ahp.hpp"

#include "base/error.hpp"
#include "model/pilots/weights.hpp"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

constexpr std::array saaty{0., 0., 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49};
constexpr std::array chinaxiv{0., 0., 0.52, 0.89, 1.12, 1.26, 1.36, 1.41, 1.46, 1.49};
constexpr std::array exponential{0., 0., 0.36, 0.58, 0.72, 0.82, 0.88, 0.93, 0.97, 0.99};
constexpr std::array tables{
    RandomIndexTable{
        .id = "saaty", .source = "Saaty 1980, The Analytic Hierarchy Process", .scale = "1-9", .values = saaty},
    RandomIndexTable{
        .id = "chinaxiv-202004.00061", .source = "ChinaXiv 202004.00061", .scale = "1-9", .values = chinaxiv},
    RandomIndexTable{.id = "exponential-202206.00115",
                     .source = "ChinaXiv 202206.00115",
                     .scale = "exponential",
                     .values = exponential},
};

std::string place_of(std::span<const std::string> ids, std::size_t i, std::size_t j) { return ids[i] + " : " + ids[j]; }

constexpr double hundredth = 0.01;

// Decimals behind the point, and digits, of the shortest decimal that is the number.
struct WrittenDigits {
    int decimals = 0, all = 0;
};

WrittenDigits digits_of(double value)
{
    const auto written = number(value);
    if (written.find('e') != std::string::npos) return {.decimals = 0, .all = std::numeric_limits<double>::digits10};
    const auto point = written.find('.');
    const auto behind = point == std::string::npos ? 0 : static_cast<int>(written.size() - point - 1);
    const auto first = written.find_first_not_of("0.");
    const auto all = std::count_if(written.begin() + static_cast<std::ptrdiff_t>(std::min(first, written.size())),
                                   written.end(), [](char c) { return c != '.'; });
    return {.decimals = behind, .all = static_cast<int>(all)};
}

// Whether it is 1/other as somebody wrote it: to the digits it has, two at least, or near enough.
bool rounds_reciprocal(double value, double other)
{
    constexpr double slack = 1e-9;
    const auto decimals = digits_of(value).decimals;
    const auto off = std::fabs(value - 1 / other);
    return off <= hundredth * value + slack || (decimals >= 2 && off <= 0.5 * std::pow(10., -decimals) + slack);
}

enum class PairState { sound, missing, not_reciprocal };

// Two opposites: what is wanting is filled, what is rounded made exact.
PairState complete_pair(double& given, double& back)
{
    const auto wanting = [](double x) { return std::isnan(x) || x == 0; };
    if (wanting(given) && !wanting(back)) given = 1 / back;
    if (wanting(back) && !wanting(given)) back = 1 / given;
    if (!(given > 0) || !(back > 0) || std::isinf(given) || std::isinf(back)) return PairState::missing;
    if (std::fabs(given * back - 1) <= 1e-9) return PairState::sound;
    const auto a = digits_of(given).all, b = digits_of(back).all;
    const bool keeps_given = a != b ? a < b : given >= back;
    auto &kept = keeps_given ? given : back, &rounded = keeps_given ? back : given;
    if (!rounds_reciprocal(rounded, kept)) return PairState::not_reciprocal;
    rounded = 1 / kept;
    return PairState::sound;
}

void complete_pair_at(CandidateTable& a, std::span<const std::string> ids, std::size_t i, std::size_t j,
                      std::vector<Fault>& faults)
{
    const auto key = place_of(ids, i, j);
    const auto given = a.at(i, j), back = a.at(j, i);
    const auto state = complete_pair(a.at(i, j), a.at(j, i));
    if (state == PairState::missing)
        faults.push_back({.place = {},
                          .key = key,
                          .what = text("the judgement {} is missing or not above 0", key),
                          .hint = text("one of the two opposites is enough")});
    else if (state == PairState::not_reciprocal)
        faults.push_back(
            {.place = {},
             .key = key,
             .what = text("the judgement {} is {}, its opposite {}: not reciprocal", key, number(given), number(back)),
             .hint = text("write {} for the opposite, or \"\" for one of the two", number(1 / given))});
}

void check(const CandidateTable& a, const RandomIndexTable& table)
{
    if (a.rows() > table.values.size())
        throw UsageError{
            text("{} criteria are judged at once; the random-index table '{}' ends at {}: put them in groups", a.rows(),
                 table.id, table.values.size())};
}

Consistency consistency(double index, std::size_t n, const RandomIndexTable& table)
{
    const auto random_index = table.values[n - 1];
    const auto ratio = n <= 2 ? 0 : index / random_index;
    return {.table = std::string{table.id},
            .source = std::string{table.source},
            .random_index = random_index,
            .ratio = ratio,
            .accepted = ratio < consistency_limit};
}

// By Perron, the eigenvalue of largest real part of a positive matrix is real, and its eigenvector of one sign.
void solve(const CandidateTable& a, AhpResult& out)
{
    const auto n = static_cast<Eigen::Index>(a.rows());
    Eigen::MatrixXd matrix(n, n);
    for (std::size_t i = 0; i < a.rows(); ++i)
        for (std::size_t j = 0; j < a.rows(); ++j)
            matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = a.at(i, j);
    const Eigen::EigenSolver<Eigen::MatrixXd> solver{matrix};
    Eigen::Index principal = 0;
    out.lambda = solver.eigenvalues().real().maxCoeff(&principal);
    const Eigen::VectorXd vector = solver.eigenvectors().col(principal).real().cwiseAbs();
    const auto sum = vector.sum();
    for (Eigen::Index i = 0; i < n; ++i) out.weights.push_back(vector[i] / sum);
}

// Row geometric means; λ is what the matrix stretches them by, on average.
void solve_by_rows(const CandidateTable& a, AhpResult& out)
{
    const auto n = static_cast<double>(a.rows());
    for (std::size_t i = 0; i < a.rows(); ++i) {
        double logs = 0;
        for (const double judgement : a.row(i)) logs += std::log(judgement);
        out.weights.push_back(std::exp(logs / n));
    }
    out.weights = scaled_weights(std::move(out.weights));
    for (std::size_t i = 0; i < a.rows(); ++i) {
        double stretched = 0;
        for (std::size_t j = 0; j < a.rows(); ++j) stretched += a.at(i, j) * out.weights[j];
        out.lambda += stretched / out.weights[i] / n;
    }
}

OddJudgement oddest(const CandidateTable& a, std::span<const double> weights)
{
    OddJudgement out;
    double worst = -1;
    for (std::size_t i = 0; i < a.rows(); ++i)
        for (std::size_t j = i + 1; j < a.rows(); ++j) {
            const auto implied = weights[i] / weights[j];
            const auto off = std::fabs(std::log(a.at(i, j) / implied));
            if (off <= worst) continue;
            worst = off;
            out = {.row = i, .column = j, .given = a.at(i, j), .implied = implied};
        }
    return out;
}

} // namespace

const RandomIndexTable& random_index_table(std::string_view id)
{
    const auto found = std::ranges::find(tables, id, &RandomIndexTable::id);
    if (found != tables.end()) return *found;
    std::vector<std::string> known;
    for (const auto& table : tables) known.emplace_back(table.id);
    throw UsageError{std::vector<Fault>{{.place = {},
                                         .key = "random_index",
                                         .what = text("there is no random-index table '{}'", id),
                                         .hint = text("known are: {}", joined(known, ", "))}}};
}

CandidateTable completed_judgements(const CandidateTable& judgements, std::span<const std::string> ids)
{
    const auto n = judgements.rows();
    if (n != judgements.columns() || n != ids.size() || n == 0)
        throw UsageError{
            text("the judgements form {} rows of {} for {} criteria", n, judgements.columns(), ids.size())};
    auto out = judgements;
    std::vector<Fault> faults;
    for (std::size_t i = 0; i < n; ++i) {
        auto& diagonal = out.at(i, i);
        if (std::isnan(diagonal) || diagonal == 0) diagonal = 1;
        if (std::fabs(diagonal - 1) > 1e-9)
            faults.push_back({.place = {},
                              .key = place_of(ids, i, i),
                              .what = text("the judgement {} is {}: what is compared with itself is 1",
                                           place_of(ids, i, i), number(diagonal)),
                              .hint = {}});
        for (std::size_t j = i + 1; j < n; ++j) complete_pair_at(out, ids, i, j, faults);
    }
    if (!faults.empty()) throw UsageError{std::move(faults)};
    return out;
}

AhpResult ahp(const CandidateTable& given, std::span<const std::string> ids, const RandomIndexTable& table,
              AhpPlan::By by)
{
    const auto judgements = completed_judgements(given, ids);
    check(judgements, table);
    const auto n = judgements.rows();
    AhpResult out;
    if (by == AhpPlan::By::geometric_mean)
        solve_by_rows(judgements, out);
    else
        solve(judgements, out);
    // Rounding may leave λ a little below n, where it cannot be.
    out.index = n <= 2 ? 0 : std::max(0., (out.lambda - static_cast<double>(n)) / static_cast<double>(n - 1));
    out.verdict = consistency(out.index, n, table);
    for (const auto& other : tables) {
        if (other.id == table.id || other.scale != table.scale) continue;
        out.others.push_back(consistency(out.index, n, other));
        out.depends_on_table = out.depends_on_table || out.others.back().accepted != out.verdict.accepted;
    }
    out.oddest = oddest(judgements, out.weights);
    return out;
}

std::vector<double> accepted_weights(const AhpResult& result, std::span<const std::string> ids)
{
    if (result.verdict.accepted) return result.weights;
    const auto& [row, column, given, implied] = result.oddest;
    throw UsageError{std::vector<Fault>{
        {.place = {},
         .key = "judgements",
         .what = text("the judgements contradict each other: CR = {:.4f} by the table '{}', it must be below {}",
                      result.verdict.ratio, result.verdict.table, number(consistency_limit)),
         .hint = text("look first at {}: given {:.4g}, the others imply {:.4g}", place_of(ids, row, column), given,
                      implied)}}};
}

CandidateTable group_judgement(std::span<const CandidateTable> people)
{
    assert(!people.empty());
    CandidateTable out{people.front().rows(), people.front().columns()};
    for (std::size_t i = 0; i < out.rows(); ++i)
        for (std::size_t j = 0; j < out.columns(); ++j) {
            double logs = 0;
            for (const auto& person : people) logs += std::log(person.at(i, j));
            out.at(i, j) = i == j ? 1 : std::exp(logs / static_cast<double>(people.size()));
        }
    return out;
}

} // namespace peaksite
