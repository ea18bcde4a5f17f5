#include "base/error.hpp"
#include "eval/syntax.hpp"
#include "geo/true_area.hpp"
#include "model/audit/group.hpp"

#include <algorithm>
#include <map>

namespace peaksite {

namespace {

// Areas counted on cells of another size differ by what the coarser ones take; on cells in degrees a zone of few rows
// differs from its boundary by up to half a cell times the tangent of the latitude.
constexpr double other_cells = 1e-2;

// The statistics of one layer in one zone.
struct ZoneStatistics {
    std::map<std::string, const StatisticRow*> numbers;          // by the plan's word; the last where a plan asks twice
    std::map<std::string, const StatisticRow*> fractions, areas; // by class

    void add(const StatisticRow& row)
    {
        const auto code = row.class_code();
        if (row.stat.stat == Stat::fractions)
            fractions[code] = &row;
        else if (row.stat.stat == Stat::class_area)
            areas[code] = &row;
        else
            numbers[row.stat.word] = &row;
    }

    std::optional<double> number(Stat stat) const
    {
        const auto found =
            std::ranges::find_if(numbers, [&](const auto& one) { return one.second->stat.stat == stat; });
        return found == numbers.end() ? std::nullopt : found->second->value;
    }

    // Least, quantiles as they rise, most: those there are.
    std::vector<double> rising() const
    {
        std::map<double, double> quantiles;
        for (const auto& [word, row] : numbers)
            if (row->value && row->stat.stat == Stat::quantile) quantiles[row->stat.quantile] = *row->value;
        std::vector<double> out;
        if (const auto least = number(Stat::min)) out.push_back(*least);
        for (const auto& [share, value] : quantiles) out.push_back(value);
        if (const auto most = number(Stat::max)) out.push_back(*most);
        return out;
    }
};

// zmean(x), or zarea(x)/zone_area: the mean of what x names over the whole zone.
bool is_mean(const std::string& formula)
{
    if (formula.empty()) return false;
    const auto syntax = parse(formula);
    const auto of_name = [](const Syntax& s, std::string_view function) {
        return s.kind == Syntax::Kind::call && s.text == function && s.parts.size() == 1 &&
               s.parts[0].kind == Syntax::Kind::name;
    };
    const bool share = syntax.kind == Syntax::Kind::binary && syntax.text == "/" && of_name(syntax.parts[0], "zarea") &&
                       syntax.parts[1].kind == Syntax::Kind::name && syntax.parts[1].text == "zone_area";
    return share || of_name(syntax, "zmean");
}

class Statistics {
public:
    Statistics(const Results& results, std::vector<AuditRow>& rows) : m_results(results), m_rows(rows) {}

    void check()
    {
        std::map<Counted, Zones> all;
        for (const auto& row : m_results.statistics) all[{row.set, row.layer, row.on_grid}][row.zone].add(row);
        for (std::size_t set = 0; set < m_results.sets.size(); ++set) boundaries(set);
        for (const auto& [of, zones] : all) {
            shares(of, zones);
            areas(of, zones);
            order(of, zones);
        }
        for (std::size_t set = 0; set < m_results.sets.size(); ++set)
            for (std::size_t i = 0; i < m_results.indicators.size(); ++i) indicator(set, i);
    }

private:
    using Zones = std::map<std::size_t, ZoneStatistics>;
    // A layer in a set of zones, on its own cells or on those of the grid.
    struct Counted {
        std::size_t set = 0;
        std::string layer;
        bool on_grid = false;
        auto operator<=>(const Counted&) const = default;
    };

    AuditGroup group(Identity identity, const Counted& of, std::string unit) const
    {
        return {identity,
                m_results.sets[of.set].id,
                {.table = AuditSubject::Table::statistics, .of = of.layer, .on_grid = of.on_grid},
                std::move(unit)};
    }

    void boundaries(std::size_t set)
    {
        const auto& zones = m_results.sets[set];
        AuditGroup check{Identity::area_as_boundary, zones.id, {.table = AuditSubject::Table::area}, "km2"};
        for (std::size_t zone = 0; zone < zones.zones.size(); ++zone) {
            const auto& one = zones.zones[zone];
            const double inside = m_results.by_set[set].inside_share[zone];
            if (!one.has_boundary() || inside <= 0) continue;
            if (one.boundary_km2)
                check.equal(audit_place(m_results, set, zone), m_results.by_set[set].area_km2[zone],
                            *one.boundary_km2 * inside, other_cells);
            else
                check.lacking(audit_place(m_results, set, zone),
                              text("the boundary reaches beyond what its coordinate system covers"));
        }
        check.finish(m_rows);
    }

    void shares(const Counted& of, const Zones& zones)
    {
        auto sums = group(Identity::fractions_sum_to_one, of, "1");
        auto valid = group(Identity::valid_share_within_one, of, "1");
        for (const auto& [zone, one] : zones) {
            double sum = 0;
            bool known = !one.fractions.empty();
            for (const auto& [code, row] : one.fractions) {
                known = known && row->value;
                sum += row->value.value_or(0);
            }
            if (known) sums.equal(audit_place(m_results, of.set, zone), sum, 1, computed_twice);
            for (const auto& [word, row] : one.numbers)
                valid.at_most(audit_place(m_results, of.set, zone), row->valid_share, 1, handed_on);
        }
        sums.finish(m_rows);
        valid.finish(m_rows);
    }

    void areas(const Counted& of, const Zones& zones)
    {
        auto classes = group(Identity::classes_fill_valid_area, of, "km2");
        const auto& known = m_results.by_set[of.set];
        for (const auto& [zone, one] : zones) {
            const double inside = zone < known.inside_share.size() ? known.inside_share[zone] : 1;
            if (one.areas.empty() || inside <= 0) continue;
            double sum = 0;
            for (const auto& [code, row] : one.areas) sum += row->value.value_or(0);
            classes.equal(audit_place(m_results, of.set, zone), sum,
                          known.area_km2[zone] * one.areas.begin()->second->valid_share / inside, other_cells);
        }
        classes.finish(m_rows);
    }

    void order(const Counted& of, const Zones& zones)
    {
        std::string unit;
        if (!zones.empty() && !zones.begin()->second.numbers.empty())
            unit = zones.begin()->second.numbers.begin()->second->unit;
        auto check = group(Identity::statistics_in_order, of, unit);
        // Quantiles of large zones are told by buckets of relative width 2^-14.
        constexpr double bucket = 1.3e-4;
        for (const auto& [zone, one] : zones) {
            const auto values = one.rising();
            for (std::size_t i = 1; i < values.size(); ++i)
                check.at_most(audit_place(m_results, of.set, zone), values[i - 1], values[i], bucket);
            const auto mean = one.number(Stat::mean), least = one.number(Stat::min), most = one.number(Stat::max);
            if (mean && least) check.at_most(audit_place(m_results, of.set, zone), *least, *mean, computed_twice);
            if (mean && most) check.at_most(audit_place(m_results, of.set, zone), *mean, *most, computed_twice);
        }
        check.finish(m_rows);
    }

    // The layer of which an indicator is the mean: the only one it stands on.
    const std::string* layer_of(const IndicatorInfo& info) const
    {
        if (!is_mean(info.formula)) return nullptr;
        const std::string* out = nullptr;
        for (const auto& row : m_results.provenance) {
            if (row.indicator != info.id || row.role != ProvenanceRow::Role::layer) continue;
            if (out != nullptr && *out != row.name) return nullptr;
            out = &row.name;
        }
        return out;
    }

    void indicator(std::size_t set, std::size_t number)
    {
        const auto& info = m_results.indicators[number];
        const auto* layer = layer_of(info);
        if (layer == nullptr) return;
        AuditGroup check{Identity::indicator_as_statistic,
                         m_results.sets[set].id,
                         {.table = AuditSubject::Table::indicators, .of = info.id},
                         info.unit};
        for (const auto& row : m_results.statistics) {
            if (row.set != set || row.layer != *layer || row.stat.stat != Stat::mean || row.on_grid || !row.value)
                continue;
            const auto& value = m_results.by_set[set].indicators[row.zone][number].value.value;
            if (const auto mean = in_unit(*row.value, row.unit, info.unit); value && mean)
                check.equal(audit_place(m_results, set, row.zone), *value, *mean, computed_twice);
        }
        check.finish(m_rows);
    }

    const Results& m_results;
    std::vector<AuditRow>& m_rows;
};

} // namespace

void audit_statistics(const Results& results, std::vector<AuditRow>& rows) { Statistics{results, rows}.check(); }

} // namespace peaksite
