#include "plan/read/read_cost.hpp"

namespace peaksite {

void read_budget(Keys& keys, PilotPlan& out)
{
    if (!keys.is_text("budget")) {
        out.budget = keys.number("budget");
        return;
    }
    const auto given = keys.measure("budget");
    if (!given) return;
    out.budget = given->value;
    if (!given->unit.is_dimensionless()) out.budget_unit = given->unit;
}

void read_cost(Keys& keys, PilotPlan& out)
{
    if (!keys.is_table("cost")) {
        out.cost = keys.text_or("cost");
        return;
    }
    auto table = keys.table("cost");
    out.cost = table->required("attribute", text("the role of the attribute that holds the cost of a candidate"));
    if (table->has("unit")) out.cost_unit = table->unit("unit");
    table->finish();
}

} // namespace peaksite
