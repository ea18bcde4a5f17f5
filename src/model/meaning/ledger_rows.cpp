#include "model/meaning/ledger_rows.hpp"

#include "base/constants.hpp"

#include "base/row_warnings.hpp"
#include "model/meaning/unclassified_area.hpp"
#include "plan/check/class_match.hpp"

#include <fmt/format.h>

namespace peaksite {

namespace {

// The rows of one layer, zone by zone.
class Ledger {
public:
    Ledger(const Layer& layer, Results& results) : m_layer(layer), m_results(results) {}

    void add(std::size_t set, std::optional<std::size_t> zone, const ZoneTally& here)
    {
        m_row = {.set = set,
                 .zone = zone,
                 .layer = m_layer.id,
                 .class_code = {},
                 .class_name = {},
                 .area_km2 = 0,
                 .parcels = 0,
                 .share = {}};
        double all = 0;
        int parcels = 0;
        for (std::size_t i = 0; i <= m_layer.classes.size(); ++i) {
            all += here.moments(i).area();
            parcels += static_cast<int>(here.moments(i).count());
        }
        m_whole = zone ? here.area() : all;
        if (m_whole <= 0) return;
        for (std::size_t i = 0; i <= m_layer.classes.size(); ++i) {
            const auto& moments = here.moments(i);
            if (moments.empty()) continue;
            const auto count = static_cast<int>(moments.count());
            if (i < m_layer.classes.size()) {
                const auto& one = m_layer.classes[i];
                push(ClassRow::of_class, code_text(one), one.name, moments.area(), count);
            } else
                push(ClassRow::unclassified, {.zh = "未识别地类", .en = unclassified}, moments.area(), count);
        }
        const double rest = m_whole - all, doubt = 1e-9 * m_whole + 1;
        if (zone && rest > doubt)
            push(ClassRow::uncovered, {.zh = "未覆盖", .en = "not covered by the layer"}, rest, 0);
        if (rest < -doubt)
            m_claimed.push_back(fmt::format("{} ({:.6g} km²)", zone ? m_results.sets[set].zones[*zone].label() : "",
                                            -rest / square_metres_per_km2));
        push(ClassRow::total, {.zh = "合计", .en = "total"}, all, parcels);
    }

    void warn(std::size_t set)
    {
        RowWarnings{m_results.sets[set].id, m_results.warnings}.add(
            m_claimed, "zones '{}': in {} the polygons of a layer overlap, so that they claim more land than there is; "
                       "ledger.csv keeps the areas of the survey: {}");
        m_claimed.clear();
    }

private:
    void push(ClassRow kind, Bilingual name, double square_metres, int parcels)
    {
        push(kind, row_word(kind), std::move(name), square_metres, parcels);
    }
    void push(ClassRow kind, std::string code, Bilingual name, double square_metres, int parcels)
    {
        auto row = m_row;
        row.kind = kind;
        row.class_code = std::move(code);
        row.class_name = std::move(name);
        row.area_km2 = square_metres / square_metres_per_km2;
        row.parcels = parcels;
        row.share = square_metres / m_whole;
        m_results.ledger.push_back(std::move(row));
    }

    const Layer& m_layer;
    Results& m_results;
    LedgerRow m_row;
    double m_whole = 0;
    std::vector<std::string> m_claimed;
};

} // namespace

void add_ledger_rows(const Meaning& meaning, const StudyTally& tally, Results& results)
{
    for (std::size_t number = 1; number < meaning.passes.size(); ++number) {
        const auto& pass = meaning.passes[number];
        if (!pass.survey || !pass.classes) continue;
        Ledger ledger{*meaning.plan.layer(pass.name), results};
        for (std::size_t set = 0; set < meaning.sets.size(); ++set) {
            for (std::size_t zone = 0; zone < meaning.sets[set].zones.size(); ++zone)
                ledger.add(set, zone, tally[number][meaning.zone_number(set, zone)]);
            ledger.add(set, {}, tally[number][pass.outside_of[set]]);
            ledger.warn(set);
        }
    }
}

} // namespace peaksite
