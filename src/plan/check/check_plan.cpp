#include "plan/check/check_plan.hpp"

#include "base/suggest.hpp"
#include "eval/compiler.hpp"
#include "plan/check/check_ids.hpp"
#include "plan/read/read_technology.hpp"
#include "plan/survey_layer.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

std::optional<Symbol> symbol_of(const Layer& layer, int number)
{
    switch (derivation_of(layer).kind) {
    case Derivation::Kind::slope:
        return NumberInput{.input = number, .unit = unit("degree"), .twin = {}};
    case Derivation::Kind::distance:
        return NumberInput{.input = number, .unit = unit("km"), .twin = {}};
    case Derivation::Kind::expression:
        break;
    }
    if (layer.kind == Layer::Kind::absent) return {};
    if (layer.derive) return Definition{.syntax = std::make_shared<const Syntax>(*layer.derive)};
    if (is_condition_layer(layer)) return ConditionInput{.input = number};
    const bool codes_alone = layer.kind == Layer::Kind::raster && layer.classes.empty();
    if (layer.quantity != Quantity::categorical || (layer.classes.empty() && !codes_alone))
        return NumberInput{.input = number, .unit = layer.unit, .twin = {}};
    ClassInput input{.input = number, .classes = {}, .missing = 255};
    for (const auto& one : layer.classes) input.classes.push_back({.code = one.code, .key = one.key});
    return input;
}

template <class Item>
std::vector<std::string> ids_of(const std::vector<Item>& items)
{
    std::vector<std::string> out;
    for (const auto& item : items) out.push_back(item.id);
    return out;
}

// A fault when no item has the id.
template <class Item>
void check_name(const std::vector<Item>& items, const std::string& id, std::string_view what, const Position& position,
                Faults& faults)
{
    const auto known = ids_of(items);
    if (id.empty() || std::ranges::find(known, id) != known.end()) return;
    const auto near = closest(id, known);
    faults.add(position, text("there is no {} '{}' in the plan", what, id),
               near.empty() ? Sentence{} : text("did you mean '{}'?", near));
}

// Calls `use`, which compiles something; what it throws becomes faults at the position.
template <class Use>
void guarded(const Position& position, Faults& faults, Use use)
{
    try {
        use();
    } catch (const UsageError& error) {
        faults.add(position, error);
    }
}

class PlanChecker {
public:
    PlanChecker(const Plan& plan, Faults& faults)
        : m_plan(plan), m_faults(faults), m_symbols(symbols_of(plan)), m_compiler(m_symbols)
    {}

    void run()
    {
        check_ids(m_plan, m_faults);
        if (m_plan.zones.empty())
            m_faults.add({.place = {.file = m_plan.file}, .key = "zones"}, text("the plan has no zones"),
                         text("add a [[zones]] table with id and file"));
        for (const auto& layer : m_plan.layers) check(layer);
        check_grid();
        for (const auto& technology : m_plan.technologies) check(technology);
        for (const auto& table : m_plan.tables)
            for (const auto& zones : table.zones) check_name(m_plan.zones, zones, "zone set", table.position, m_faults);
        for (const auto& statistics : m_plan.statistics) check(statistics);
        for (const auto& raster : m_plan.rasters) check(raster);
        if (m_plan.carbon) check(*m_plan.carbon);
        for (const auto& map : m_plan.maps) check(map);
    }

private:
    // Absent layers make an expression undone, not wrong.
    bool undone(const Syntax& syntax) const
    {
        const auto missing = missing_layer(syntax, m_plan.layers);
        return (missing && !missing->reason.empty()) || rests_on_words(syntax);
    }

    // Classes that are the words of a file are known when it is read. Each derived layer is looked at once.
    bool rests_on_words(const Syntax& syntax) const
    {
        std::set<const Layer*> seen;
        auto open = names_in(syntax);
        while (!open.empty()) {
            const auto* layer = layer_named(m_plan.layers, open.back());
            open.pop_back();
            if (layer == nullptr || !seen.insert(layer).second) continue;
            if (is_survey(*layer) && has_classes(*layer) && layer->classes.empty()) return true;
            if (!layer->derive) continue;
            const auto inner = names_in(*layer->derive);
            open.insert(open.end(), inner.begin(), inner.end());
        }
        return false;
    }

    void check(const Layer& layer)
    {
        check_survey(layer);
        const auto derivation = derivation_of(layer);
        if (derivation.kind != Derivation::Kind::expression) {
            check_name(m_plan.layers, derivation.layer, "layer", layer.position, m_faults);
            const auto* from = m_plan.layer(derivation.layer);
            if (from == nullptr || from->kind == Layer::Kind::absent) return;
            const bool slope = derivation.kind == Derivation::Kind::slope;
            if (slope && (from->kind != Layer::Kind::raster || from->quantity == Quantity::categorical))
                m_faults.add(layer.position, text("slope({}) needs a raster of elevations", derivation.layer));
            else if (slope && !same_dimension(from->unit, unit("m")))
                m_faults.add(layer.position,
                             text("slope({}) needs elevations, but the layer's unit is '{}'", derivation.layer,
                                  from->unit.text()),
                             text("unit = \"m\""));
            if (!slope && from->kind != Layer::Kind::vector)
                m_faults.add(layer.position, text("distance({}) needs a vector layer", derivation.layer));
            return;
        }
        if (!layer.derive || undone(*layer.derive)) return;
        guarded(layer.position, m_faults, [&] {
            try {
                m_compiler.value(*layer.derive);
            } catch (const UsageError& as_number) {
                // A derived layer may also be a condition.
                try {
                    m_compiler.condition(*layer.derive);
                } catch (const UsageError&) {
                    throw as_number;
                }
            }
        });
    }

    void check_survey(const Layer& layer)
    {
        if (layer.class_column.empty() && layer.value_column.empty()) return;
        if (layer.kind == Layer::Kind::absent) return;
        if (layer.kind != Layer::Kind::vector)
            m_faults.add(layer.position,
                         text("layer '{}' is no vector layer, so that it has no column of classes or values", layer.id),
                         text("leave out class and value; or is the file another one?"));
        else if (!layer.class_column.empty() && !layer.value_column.empty())
            m_faults.add(layer.position, text("layer '{}' has class and value; a layer has one of them", layer.id),
                         text("make two layers of the same file"));
        else if (!layer.value_column.empty() && layer.quantity == Quantity::categorical)
            m_faults.add(layer.position,
                         text("layer '{}' has numbers as values; they are intensive or extensive", layer.id),
                         text("quantity = \"intensive\", or class = \"{}\"", layer.value_column));
    }

    void check_grid()
    {
        const auto& grid = m_plan.grid;
        const Position position{.place = {.file = m_plan.file}, .key = "grid"};
        const auto raster = [&](const std::string& id) {
            check_name(m_plan.layers, id, "layer", position, m_faults);
            const auto* layer = m_plan.layer(id);
            if (layer != nullptr && layer->kind != Layer::Kind::raster)
                m_faults.add(position, text("layer '{}' has no cells to take the grid from", id));
        };
        if (grid.crs_layer) raster(*grid.crs_layer);
        if (grid.cell && std::holds_alternative<FromLayer>(*grid.cell)) raster(std::get<FromLayer>(*grid.cell).layer);
        if (const auto* from = std::get_if<FromLayer>(&grid.extent))
            check_name(m_plan.layers, from->layer, "layer", position, m_faults);
    }

    void check(const Technology& technology)
    {
        if (technology.share) check_share(technology);
        if (technology.yield && !undone(*technology.yield)) check_yield(technology);
        if (!technology.density)
            m_faults.add(technology.position, text("technology '{}' has no density", technology.id),
                         text("density = \"45 MW/km2\", or use = a technology of the catalogue"));
        for (const auto& rule : technology.exclusions)
            if (rule.where && rule.unchecked.empty() && !rests_on_words(*rule.where))
                guarded(rule.position, m_faults, [&] { m_compiler.condition(*rule.where); });
    }

    void check_yield(const Technology& technology)
    {
        guarded(technology.position, m_faults, [&] {
            const auto constant = m_compiler.constant(*technology.yield);
            if (!constant) {
                m_compiler.value(*technology.yield, unit("h/a"));
                return;
            }
            const double hours = convert(constant->value, constant->unit, unit("h/a"));
            if (!(hours >= 0 && hours <= longest_year_hours))
                m_faults.add(technology.position,
                             text("the yield of technology '{}' is {} h/a; full-load hours lie between 0 and {}",
                                  technology.id, number(hours), number(longest_year_hours)),
                             text("such as yield = \"1300 h/a\""));
        });
    }

    void check_share(const Technology& technology)
    {
        if (rests_on_words(*technology.share)) return;
        if (undone(*technology.share)) {
            m_faults.add(technology.position,
                         text("the share of technology '{}' needs layer '{}', which is absent", technology.id,
                              missing_layer(*technology.share, m_plan.layers)->name),
                         text("leave the share out, or give a number"));
            return;
        }
        guarded(technology.position, m_faults, [&] {
            const auto constant = m_compiler.constant(*technology.share);
            if (!constant) {
                m_compiler.value(*technology.share, Unit::dimensionless());
                return;
            }
            const double share = convert(constant->value, constant->unit, Unit::dimensionless());
            if (!(share >= 0 && share <= 1))
                m_faults.add(technology.position,
                             text("the share of technology '{}' is {}; a share lies between 0 and 1", technology.id,
                                  number(share)));
        });
    }

    void check(const StatisticsPlan& statistics)
    {
        check_name(m_plan.layers, statistics.layer, "layer", statistics.position, m_faults);
        for (const auto& zones : statistics.zones)
            check_name(m_plan.zones, zones, "zone set", statistics.position, m_faults);
        const auto* layer = m_plan.layer(statistics.layer);
        if (layer == nullptr || layer->kind == Layer::Kind::absent) return;
        const bool classes = has_classes(*layer);
        for (const auto& stat : statistics.stats) {
            const bool neutral = stat.stat == Stat::area || stat.stat == Stat::valid_share;
            const bool of_classes = stat.stat == Stat::fractions || stat.stat == Stat::class_area;
            if (classes && !neutral && !of_classes)
                m_faults.add(statistics.position,
                             text("'{}' of the classes of layer '{}' means nothing", stat.word, layer->id),
                             text("use \"fractions\" or \"class_area\""));
            if (!classes && of_classes)
                m_faults.add(statistics.position, text("layer '{}' has no classes for '{}'", layer->id, stat.word),
                             text("name them: classes = … or use = a catalogue entry"));
        }
    }

    void check(const RasterPlan& raster)
    {
        if (raster.kind != RasterPlan::Kind::value) {
            check_name(m_plan.technologies, raster.technology, "technology", raster.position, m_faults);
            return;
        }
        if (rests_on_words(raster.value)) return;
        if (undone(raster.value)) {
            m_faults.add(raster.position, text("raster '{}' needs layer '{}', which is absent", raster.id,
                                               missing_layer(raster.value, m_plan.layers)->name));
            return;
        }
        guarded(raster.position, m_faults, [&] { m_compiler.value(raster.value); });
    }

    void check(const CarbonPlan& carbon)
    {
        for (const auto& id : carbon.landcover) {
            check_name(m_plan.layers, id, "layer", carbon.position, m_faults);
            const auto* layer = m_plan.layer(id);
            if (layer == nullptr || layer->kind == Layer::Kind::absent) continue;
            if (!has_classes(*layer))
                m_faults.add(carbon.position, text("layer '{}' has no classes to look up carbon densities for", id),
                             text("use = a catalogue entry, or classes = …"));
        }
        constexpr std::size_t supported = 1;
        if (carbon.landcover.size() > supported)
            m_faults.add(carbon.position, text("carbon of several years is not computed by this version"),
                         text("give one land cover"));
    }

    void check(const MapPlan& map)
    {
        check_name(m_plan.zones, map.zones, "zone set", map.position, m_faults);
        check_name(m_plan.layers, map.background, "layer", map.position, m_faults);
        check_name(m_plan.facilities, map.facilities, "facility list", map.position, m_faults);
    }

    const Plan& m_plan;
    Faults& m_faults;
    Symbols m_symbols;
    Compiler m_compiler;
};

} // namespace

Derivation derivation_of(const Layer& layer)
{
    if (!layer.derive || layer.derive->kind != Syntax::Kind::call) return {};
    const auto& call = *layer.derive;
    const bool one_name = call.parts.size() == 1 && call.parts[0].kind == Syntax::Kind::name;
    if (!one_name) return {};
    if (call.text == "slope") return {.kind = Derivation::Kind::slope, .layer = call.parts[0].text};
    if (call.text == "distance") return {.kind = Derivation::Kind::distance, .layer = call.parts[0].text};
    return {};
}

Symbols symbols_of(const Plan& plan)
{
    Symbols symbols;
    for (std::size_t i = 0; i < plan.layers.size(); ++i)
        if (auto symbol = symbol_of(plan.layers[i], static_cast<int>(i)))
            symbols.try_emplace(plan.layers[i].id, std::move(*symbol));
    // What a layer provides is its second name.
    for (const auto& layer : plan.layers) {
        const auto own = symbols.find(layer.id);
        if (own != symbols.end() && !layer.provides.empty()) symbols.try_emplace(layer.provides, own->second);
    }
    return symbols;
}

void check_plan(const Plan& plan, Faults& faults) { PlanChecker{plan, faults}.run(); }

} // namespace peaksite
