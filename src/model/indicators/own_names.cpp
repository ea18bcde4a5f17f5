#include "model/indicators/own_names.hpp"

#include "base/error.hpp"
#include "eval/compiler.hpp"
#include "plan/check/check_plan.hpp"

#include <algorithm>

namespace peaksite {

namespace {

class OwnNames {
public:
    explicit OwnNames(IndicatorCatalogue catalogue) : m_out(std::move(catalogue)) {}

    void add_layers(const Plan& plan)
    {
        const auto symbols = symbols_of(plan);
        Compiler compiler{symbols};
        for (const auto& layer : plan.layers) add(layer.id, "layer", unit_of(layer, compiler));
    }

    void add_columns(const TablePlan& plan, const std::vector<UnitTable>& tables)
    {
        const auto found = std::ranges::find(tables, plan.id, &UnitTable::id);
        if (found != tables.end())
            for (const auto& field : found->fields)
                add(plan.id + "." + field.name, "table", field.words ? Stated{} : Stated{unit(field.unit)});
        else
            for (const auto& column : plan.columns) add(plan.id + "." + column.name, "table", column.unit);
    }

    IndicatorCatalogue take() { return std::move(m_out); }

private:
    using Stated = std::optional<Unit>;

    // Classes and conditions have none, nor has a layer that rests on one that is absent.
    static Stated unit_of(const Layer& layer, Compiler& compiler)
    {
        Syntax name;
        name.kind = Syntax::Kind::name;
        name.text = layer.id;
        try {
            return compiler.unit_of(name);
        } catch (const UsageError&) {
            return {};
        }
    }

    static std::string spelled(const Stated& stated)
    {
        if (!stated) return {};
        if (stated->zero != 0) return "degC";
        const auto written = stated->text();
        return written.empty() ? "1" : written;
    }

    void add(const std::string& name, const std::string& supply, const Stated& stated)
    {
        if (name.empty() || m_out.name(name) != nullptr) return;
        FormulaName one;
        one.name = name;
        one.unit = spelled(stated);
        one.supply = supply;
        one.own = true;
        m_out.names.push_back(std::move(one));
    }

    IndicatorCatalogue m_out;
};

} // namespace

IndicatorCatalogue with_own_names(IndicatorCatalogue catalogue, const Plan& plan, const std::vector<UnitTable>& tables)
{
    OwnNames names{std::move(catalogue)};
    names.add_layers(plan);
    for (const auto& table : plan.tables) names.add_columns(table, tables);
    return names.take();
}

} // namespace peaksite
