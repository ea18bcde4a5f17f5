#include "plan/read/read_weights.hpp"

#include <algorithm>

namespace peaksite {

namespace {

const std::vector<std::string> sources{"given", "equal", "ahp", "entropy", "critic", "combined"};

WeightSource source_of(const std::string& word)
{
    return static_cast<WeightSource>(std::ranges::find(sources, word) - sources.begin());
}

// `matrix` of one person, or `judges`, a list of them.
std::vector<JudgementMatrix> read_judges(Keys& keys)
{
    std::vector<JudgementMatrix> out;
    if (keys.has("judges")) out = keys.matrices("judges");
    if (keys.has("matrix")) {
        if (!out.empty()) keys.fault("matrix", text("give either 'matrix' or 'judges'"));
        out.push_back(keys.matrix("matrix"));
    }
    return out;
}

// One triangle with the diagonal: rows of 1, 2, … n (below it) or n, n-1, … 1 (above it). The other is left at 0, which
// stands for the reciprocals. Other forms stay as they are.
void complete_triangle(JudgementMatrix& matrix)
{
    const auto n = matrix.size();
    const auto has = [&](const auto& length) {
        for (std::size_t i = 0; i < n; ++i)
            if (matrix[i].size() != length(i)) return false;
        return n > 1;
    };
    if (has([](std::size_t i) { return i + 1; }))
        for (auto& row : matrix) row.resize(n, 0);
    else if (has([&](std::size_t i) { return n - i; }))
        for (auto& row : matrix) row.insert(row.begin(), n - row.size(), 0);
}

// Judgements are square or a triangle, one row for each thing judged.
void check_judges(Keys& keys, const std::vector<std::string>& order, std::vector<JudgementMatrix>& judges)
{
    if (judges.empty() && order.size() > 1)
        keys.missing("matrix", text("the key 'matrix' is missing"),
                     text("rows of judgements such as [[1, 3], [\"1/3\", 1]]"));
    for (auto& matrix : judges) {
        complete_triangle(matrix);
        const bool square = matrix.size() == order.size() &&
                            std::ranges::all_of(matrix, [&](const auto& row) { return row.size() == order.size(); });
        if (!square && !matrix.empty())
            keys.fault("matrix",
                       text("a matrix of {} by {} is needed, one row and column for each of: {}", order.size(),
                            order.size(), joined(order, ", ")),
                       text("or one triangle of it with the diagonal, such as [[1, 3], [1]]"));
    }
}

AhpGroupPlan read_group(Keys& keys)
{
    AhpGroupPlan out;
    out.position = keys.here();
    out.id = keys.required("id");
    out.order = keys.texts("order");
    out.judges = read_judges(keys);
    check_judges(keys, out.order, out.judges);
    keys.finish();
    return out;
}

// Groups that no other group holds.
std::vector<std::string> outermost(const std::vector<AhpGroupPlan>& groups)
{
    std::vector<std::string> out;
    for (const auto& group : groups)
        if (std::ranges::none_of(groups, [&](const AhpGroupPlan& other) {
                return std::ranges::find(other.order, group.id) != other.order.end();
            }))
            out.push_back(group.id);
    return out;
}

} // namespace

std::optional<WeightSource> read_weight_source(Keys& keys, std::string_view key)
{
    if (!keys.has(key)) return {};
    return source_of(keys.choice(key, sources));
}

AhpPlan read_ahp(Keys& keys)
{
    AhpPlan out;
    out.position = keys.here();
    for (auto& one : keys.tables("groups")) out.groups.push_back(read_group(one));
    out.order = keys.texts("order");
    if (!keys.has("order")) {
        if (out.groups.empty())
            keys.missing("order", text("the key 'order' is missing"),
                         text("the ids of the indicators, in the order of the rows"));
        out.order = outermost(out.groups);
    }
    out.judges = read_judges(keys);
    check_judges(keys, out.order, out.judges);
    out.table = keys.text_or("table", "saaty");
    if (keys.has("weights_by") && keys.choice("weights_by", {"eigenvector", "geometric_mean"}) == "geometric_mean")
        out.by = AhpPlan::By::geometric_mean;
    keys.finish();
    return out;
}

CombinationPlan read_combination(Keys& keys)
{
    CombinationPlan out;
    out.position = keys.here();
    for (const auto& word : keys.texts("parts")) {
        if (std::ranges::find(sources, word) != sources.end() && word != "combined")
            out.parts.push_back(source_of(word));
        else
            keys.fault("parts", text("'{}' are no weights that can be combined", word),
                       text("one of: {}", joined({sources.begin(), sources.end() - 1}, ", ")));
    }
    if (out.parts.size() == 1) keys.fault("parts", text("weights are combined of two parts or more"));
    if (keys.has("by")) {
        const auto word = keys.choice("by", {"sum", "product", "geometric_mean"});
        out.by = word == "product"          ? CombinationPlan::By::product
                 : word == "geometric_mean" ? CombinationPlan::By::geometric_mean
                                            : CombinationPlan::By::sum;
    }
    out.shares = keys.numbers("shares");
    const bool sound = out.shares.size() == parts_of(out).size() &&
                       std::ranges::all_of(out.shares, [](double share) { return share > 0; });
    if (!out.shares.empty() && !sound)
        keys.fault("shares", text("a share above 0 is needed for each of the {} parts", parts_of(out).size()));
    if (!out.shares.empty() && out.by == CombinationPlan::By::product)
        keys.fault("shares", text("a product has no shares"), text("by = \"geometric_mean\" takes them as exponents"));
    keys.finish();
    return out;
}

} // namespace peaksite
