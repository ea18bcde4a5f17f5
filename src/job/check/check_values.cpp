#include "base/constants.hpp"
#include "job/check/check_groups.hpp"
#include "job/check/fill_values.hpp"
#include "job/init/value_guess.hpp"
#include "job/open/named_layers.hpp"
#include "job/open/sample_cells.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

namespace peaksite {

namespace {
constexpr double hardly_any = 0.001, all_but = 0.99, nearly_none = 0.01;

std::string percent(double share)
{
    return fmt::format("{:.{}f} %", 100 * share, share < 0.01 || share > 0.99 ? 1 : 0);
}

class ValueCheck {
public:
    ValueCheck(Checkup& checkup, const Layer& layer, const OpenRaster& raster, const Catalogue& catalogue)
        : m_checkup(checkup), m_layer(layer), m_raster(raster), m_catalogue(catalogue),
          m_at(place_in_plan("layers", layer)),
          m_sample(sample_cells(raster.file.raster, raster.rule.nodata, checkup.zones))
    {}

    void look()
    {
        if (m_sample.present() == 0) {
            m_checkup.warning(
                m_at,
                text("layer '{}': none of the {} cells looked at near the zones has data", m_layer.id, m_sample.cells),
                text("is it the right file, and does nodata = {} mean 'no data'?", nodata()));
            return;
        }
        if (m_layer.quantity == Quantity::categorical)
            look_at_classes();
        else
            look_at_numbers();
    }

private:
    std::string nodata() const { return m_raster.rule.nodata.empty() ? "(none)" : m_raster.rule.nodata.text(); }

    void look_at_classes()
    {
        if (!m_sample.whole) {
            m_checkup.warning(m_at,
                              text("layer '{}' holds classes, but its cells are not whole numbers ({} to {})",
                                   m_layer.id, m_sample.low, m_sample.high),
                              text("quantity = \"intensive\" for numbers, or another file or band"));
            return;
        }
        if (m_layer.classes.empty()) return;
        std::vector<std::string> unknown;
        for (const auto& [code, cells] : m_sample.often)
            if (std::ranges::find(m_layer.classes, static_cast<int>(code), &ClassEntry::code) == m_layer.classes.end())
                unknown.push_back(number(code) + " (" + percent(m_sample.share_of(code)) + ")");
        if (unknown.empty()) return;
        constexpr std::size_t shown = 8;
        const auto count = unknown.size();
        if (unknown.size() > shown) unknown.resize(shown);
        m_checkup.warning(
            m_at,
            text("layer '{}': {} codes of its cells are no class of the layer and count as unclassified: {}",
                 m_layer.id, count, joined(unknown, ", ")),
            hint_for_classes());
    }

    // The entry of the catalogue that knows every code, or what else to do.
    Sentence hint_for_classes() const
    {
        if (m_sample.share_of(0) > 0 && m_sample.share_of(0) < 1 &&
            std::ranges::find(m_layer.classes, 0, &ClassEntry::code) == m_layer.classes.end() && only_unknown(0))
            return text("if 0 means 'no data': nodata = 0");
        if (m_sample.share_of(255) > 0 && only_unknown(255)) return text("if 255 means 'no data': nodata = 255");
        std::vector<std::string> fitting;
        for (const auto& id : m_catalogue.layers()) {
            const auto entry = m_catalogue.layer(id);
            if (id == m_layer.use || !entry || entry->classes.empty() || entry->kind != Layer::Kind::raster) continue;
            const bool all = std::ranges::all_of(m_sample.often, [&](const auto& one) {
                return std::ranges::find(entry->classes, static_cast<int>(one.first), &ClassEntry::code) !=
                       entry->classes.end();
            });
            if (all) fitting.push_back(id);
        }
        if (!fitting.empty())
            return text(
                "the codes are those of these entries of the catalogue: {}; use = the one the file was made for",
                joined(fitting, ", "));
        return text("add them to classes, or choose the catalogue entry the file was made for");
    }

    bool only_unknown(int code) const
    {
        return std::ranges::all_of(m_sample.often, [&](const auto& one) {
            return static_cast<int>(one.first) == code ||
                   std::ranges::find(m_layer.classes, static_cast<int>(one.first), &ClassEntry::code) !=
                       m_layer.classes.end();
        });
    }

    void look_at_numbers()
    {
        look_for_nothing();
        if (m_sample.share_of(0) > all_but && m_layer.unit_stated)
            m_checkup.warning(
                m_at, text("layer '{}': {} of the cells looked at hold 0", m_layer.id, percent(m_sample.share_of(0))),
                text("if 0 means 'no data': nodata = 0; else choose the right file, band or variable"));
        else if (m_sample.low == m_sample.high)
            m_checkup.note(m_at, text("layer '{}': every cell looked at holds {}", m_layer.id, m_sample.low),
                           text("is it the right file and band?"));
        look_at_range();
        look_at_size();
    }

    // Sums are of values times square metres, and of squares for deviations.
    void look_at_size()
    {
        constexpr double most_of_a_sum = 1.4e45;
        const double low = std::max(value(m_sample.low), m_raster.rule.low),
                     high = std::min(value(m_sample.high), m_raster.rule.high),
                     met = std::max(std::fabs(low), std::fabs(high));
        const auto& range = m_layer.range;
        const double declared = range ? std::max(std::fabs((*range)[0]), std::fabs((*range)[1])) : 0,
                     largest = std::max(met, declared), area = square_metres_of_zones();
        const double sum = std::max(largest, largest * area), squares = squared() ? largest * largest * area : 0;
        if (std::max(sum, squares) < most_of_a_sum) return;
        m_checkup.warning(m_at,
                          text("layer '{}': values up to {:.3g} {} over {:.3g} km² can make sums beyond 1.4e45, which "
                               "end the run",
                               m_layer.id, largest, m_layer.unit.text(), area / square_metres_per_km2),
                          text("are unit, scale and range right, and does a large number mean 'no data'?"));
    }

    bool squared() const
    {
        return std::ranges::any_of(m_checkup.open.plan.statistics, [&](const StatisticsPlan& one) {
            return one.layer == m_layer.id &&
                   std::ranges::find(one.stats, Stat::stdev, &StatPlan::stat) != one.stats.end();
        });
    }

    double square_metres_of_zones() const
    {
        if (!m_checkup.zones) return 1;
        constexpr double radius = 6.371e6, degree = std::numbers::pi / 180;
        const auto& box = *m_checkup.zones;
        return radius * radius * degree * (box.xmax - box.xmin) *
               (std::sin(degree * box.ymax) - std::sin(degree * box.ymin));
    }

    double value(double raw) const { return raw * m_raster.rule.scale + m_raster.rule.offset; }
    bool counts_as_missing(double raw) const
    {
        return value(raw) < m_raster.rule.low || value(raw) > m_raster.rule.high;
    }

    void look_for_nothing()
    {
        for (const double raw : {m_sample.low, m_sample.high}) {
            const double share = m_sample.share_of(raw);
            if (share < hardly_any || counts_as_missing(raw) || !looks_like_fill(raw, m_raster.file.raster.info.type))
                continue;
            m_checkup.warning(m_at,
                              text("layer '{}': {} of the cells looked at hold {}, which looks like 'no data' and is "
                                   "not declared as such (declared: {})",
                                   m_layer.id, percent(share), raw, nodata()),
                              text("nodata = {}", raw));
            if (m_sample.low == m_sample.high) return;
        }
    }

    // Values as the layer reads them now, without what looks like "no data".
    std::vector<double> values() const
    {
        std::vector<double> out;
        for (const double raw : m_sample.some)
            if (!looks_like_fill(raw, m_raster.file.raster.info.type)) out.push_back(value(raw));
        return out;
    }

    void look_at_range()
    {
        const auto range = m_layer.range         ? m_layer.range
                           : m_layer.unit_stated ? usual_range(m_layer.unit)
                                                 : std::nullopt;
        const auto all = values();
        if (!range || all.empty()) return;
        const double outside = share_outside(all, *range);
        if (outside == 0) return;
        const auto [low, high] = std::ranges::minmax(all);
        const auto facts =
            text("layer '{}': {} of the cells looked at lie outside {} to {} {}: they hold {:.6g} to {:.6g}",
                 m_layer.id, percent(outside), (*range)[0], (*range)[1], m_layer.unit.text(), low, high);
        if (outside < nearly_none)
            m_checkup.note(m_at, facts, m_layer.range ? text("they count as no data") : Sentence{});
        else
            m_checkup.warning(m_at, facts, hint_for_range(all, *range));
    }

    Sentence hint_for_range(const std::vector<double>& all, const std::array<double, 2>& range) const
    {
        if (m_layer.unit.is_dimensionless() && m_raster.file.raster.info.type == PixelType::u8)
            return text("cells of 8 bits that go to {:g} may be display values (a picture of the data), not the data; "
                        "get the original product, or give scale and offset if they are published",
                        m_sample.high);
        std::vector<std::string> readings;
        for (const auto& one : other_readings(all, m_layer.unit, range))
            readings.push_back(one.key == "scale" ? "scale = " + number(std::stod(one.value) * m_raster.rule.scale)
                                                  : one.key + " = \"" + one.value + "\"");
        if (!readings.empty())
            return text("the values would fit with {}; look it up in the description of the data",
                        joined(readings, " / "));
        return m_layer.range ? text("they count as no data; give the right unit, scale or range, or another file")
                             : text("is the unit right?");
    }

    Checkup& m_checkup;
    const Layer& m_layer;
    const OpenRaster& m_raster;
    const Catalogue& m_catalogue;
    Position m_at;
    CellSample m_sample;
};

// What formulas take layers for: values that the quantity never has, and what only an id says.
void check_names(Checkup& checkup, const IndicatorCatalogue& catalogue)
{
    try {
        for (const auto& one : unusual_layers(checkup.open, catalogue, checkup.zones))
            checkup.warning(place_in_plan("layers", *one.layer), one.what, one.hint);
    } catch (const InputError&) {
        return; // a block that cannot be read is told above
    }
    for (const auto& one : named_layers(checkup.open.plan, catalogue))
        if (one.by_id && one.name->asks.empty() && one.layer->kind != Layer::Kind::derived)
            checkup.note(place_in_plan("layers", *one.layer),
                         text("layer '{}' is taken for {} ({}) by its id alone", one.layer->id, one.name->name,
                              one.name->meaning.in("en")),
                         text("if it is, give it an id of its own and say provides = \"{}\"; else only another id",
                              one.name->name));
}

} // namespace

void check_values(Checkup& checkup)
{
    const auto& catalogue = checkup.open.catalogue;
    for (const auto& layer : checkup.open.plan.layers) {
        const auto raster = checkup.open.rasters.find(layer.id);
        if (raster == checkup.open.rasters.end() || layer.kind != Layer::Kind::raster) continue;
        try {
            ValueCheck{checkup, layer, raster->second, catalogue}.look();
        } catch (const InputError& error) {
            checkup.error(place_in_plan("layers", layer), error.sentence());
        }
    }
    check_names(checkup, catalogue.indicators());
}

} // namespace peaksite
