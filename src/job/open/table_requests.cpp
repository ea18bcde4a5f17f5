#include "job/open/table_requests.hpp"

#include "job/open/table_fields.hpp"

namespace peaksite {

namespace {

template <class Plan>
TableRequest request_of(const Plan& plan)
{
    return {.file = plan.file,
            .table = plan.table,
            .where = plan.where,
            .encoding = plan.encoding,
            .heads = {plan.x, plan.y},
            .crs = plan.crs};
}

} // namespace

TableRequest table_request(const ZonesPlan& plan)
{
    auto out = request_of(plan);
    out.names = {plan.key, plan.name};
    out.heads.insert(out.heads.end(), {plan.kind.column, plan.radius.column, plan.proposer, plan.official_area});
    for (const auto& [role, column] : plan.attributes) out.heads.push_back(column);
    return out;
}

TableRequest table_request(const FacilitiesPlan& plan)
{
    auto out = request_of(plan);
    out.names = {plan.name};
    out.heads.insert(out.heads.end(), {plan.sector.column, plan.emission.column, plan.capacity});
    out.geometries = plan.x.empty();
    out.may_be_empty = true;
    return out;
}

TableRequest table_request(const TablePlan& plan, const std::vector<FormulaName>& names)
{
    auto out = request_of(plan);
    out.names = {plan.key};
    out.year = plan.year_column;
    out.heads.push_back(plan.year_column);
    for (auto& head : wanted_heads(plan, names)) out.heads.push_back(std::move(head));
    return out;
}

} // namespace peaksite
