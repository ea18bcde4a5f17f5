#include "job/overlap/overlap_sheet.hpp"

#include "base/constants.hpp"
#include "geo/china_zones.hpp"
#include "geo/projection.hpp"
#include "geo/transform.hpp"
#include "job/version.hpp"
#include "plan/catalogue/catalogue.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace peaksite {

namespace {

class OverlapDrawer {
public:
    OverlapDrawer(const OverlapTable& table, const OverlapGround& ground, const Catalogue& catalogue)
        : m_table(table), m_ground(ground), m_catalogue(catalogue)
    {}

    Sheet make()
    {
        m_sheet.crs = plane();
        m_sheet.title = m_table.boundaries.size() == 1 ? Bilingual{.zh = m_table.boundaries.front().name + "压占分析图",
                                                                   .en = m_table.boundaries.front().name}
                                                       : Bilingual{.zh = "压占分析图", .en = "Occupied land"};
        m_sheet.program = std::string{"peaksite "} + program_version;
        m_sheet.theme = {
            .name = {.zh = "用地范围", .en = "Boundaries"}, .unit = {}, .zones = {}, .caveat = {}, .plain = true};
        boundaries();
        m_sheet.patches_name = {.zh = "压占图层（范围外部分以浅色表示）",
                                .en = "Occupied layers (faint outside the boundaries)"};
        patches();
        words_of_layers();
        official_texts();
        return std::move(m_sheet);
    }

private:
    Crs plane() const
    {
        constexpr double widest = 4; // degrees: a zone of 3 and a little
        std::optional<Box> all;
        for (const auto& one : m_ground.boundaries)
            if (const auto box = bounds(one.shape)) {
                const auto degrees = longitude_latitude_box(one.crs, *box);
                all = all ? united(*all, degrees) : degrees;
            }
        const Point middle{.x = (all->xmin + all->xmax) / 2, .y = (all->ymin + all->ymax) / 2};
        const bool china = middle.x > 73.5 && middle.x < 135 && middle.y > 3 && middle.y < 54;
        if (china && all->xmax - all->xmin <= widest)
            if (const auto code = epsg_of({.datum = ChinaDatum::china_2000,
                                           .degrees = 3,
                                           .zone = zone_of_3_degrees(middle.x),
                                           .prefix = false}))
                return Crs::parse(*code);
        return Crs::local_equal_area(middle);
    }

    Shape on_sheet(const OverlapGround::Figure& figure) const
    {
        constexpr double tolerance = 0.1;
        return projected(figure.shape, Transform{figure.crs, m_sheet.crs}, tolerance, 1).shape;
    }

    void boundaries()
    {
        std::optional<Box> all;
        for (const auto& one : m_ground.boundaries) {
            auto shape = on_sheet(one);
            if (const auto box = bounds(shape)) all = all ? united(*all, *box) : *box;
            m_sheet.theme.zones.push_back(
                {.name = m_table.boundaries[one.of].name, .shape = std::move(shape), .value = {}});
        }
        if (!all) throw InputError{text("the boundaries have no place on a map; check their coordinate system")};
        constexpr double around = 0.12;
        const double more = around * std::max(all->xmax - all->xmin, all->ymax - all->ymin);
        m_sheet.extent = {
            .xmin = all->xmin - more, .ymin = all->ymin - more, .xmax = all->xmax + more, .ymax = all->ymax + more};
    }

    double occupied(std::size_t layer) const
    {
        double out = 0;
        for (const auto& row : m_table.rows)
            if (row.layer == layer) out += row.square_metres.value_or(0);
        return out;
    }

    void patches()
    {
        for (std::size_t layer = 0; layer < m_table.layers.size(); ++layer) {
            const auto& title = m_table.layers[layer].title;
            const double hectares = occupied(layer) / square_metres_per_hectare,
                         mu = occupied(layer) / square_metres_per_mu;
            SheetPatches out{.name = {.zh = title.in("zh") + fmt::format("　{:.2f}亩（{:.4f}公顷）", mu, hectares),
                                      .en = title.in("en") + fmt::format(" {:.4f} ha", hectares)},
                             .shapes = {}};
            for (const auto& parcel : m_ground.parcels)
                if (parcel.of == layer) out.shapes.push_back(on_sheet(parcel));
            if (!out.shapes.empty()) m_sheet.patches.push_back(std::move(out));
        }
    }

    // Which layers were laid over and left alone, and which nobody supplied: nothing is known about those.
    void words_of_layers()
    {
        Bilingual alone, absent, without_area;
        std::map<std::string, Bilingual> sources; // names by source
        const auto add = [](Bilingual& list, const Bilingual& title) {
            list.zh += (list.zh.empty() ? "" : "、") + title.in("zh");
            list.en += (list.en.empty() ? "" : "; ") + title.in("en");
        };
        for (std::size_t layer = 0; layer < m_table.layers.size(); ++layer) {
            const auto& facts = m_table.layers[layer];
            const auto laid = std::ranges::find_if(m_table.rows, [&](const OverlapRow& row) {
                return row.layer == layer && row.square_metres.has_value();
            });
            if (laid == m_table.rows.end()) {
                add(facts.file.empty() ? absent : without_area, facts.title);
                continue;
            }
            if (occupied(layer) <= 0) add(alone, facts.title);
            if (!facts.source.empty()) add(sources[facts.source], facts.title);
        }
        for (const auto& [source, names] : sources)
            m_sheet.sources.push_back({.zh = names.zh + "：" + source, .en = names.en + ": " + source});
        if (!alone.empty())
            m_sheet.notes.push_back({.zh = "未压占：" + alone.zh + "。", .en = "Not occupied: " + alone.en + "."});
        if (!without_area.empty())
            m_sheet.notes.push_back({.zh = "无面状要素，未分析：" + without_area.zh + "。",
                                     .en = "Without polygons, not analysed: " + without_area.en + "."});
        if (!absent.empty())
            m_sheet.notes.push_back(
                {.zh = "未提供，未分析：" + absent.zh + "。", .en = "Not supplied, not analysed: " + absent.en + "."});
    }

    void official_texts()
    {
        m_sheet.notes.push_back(m_catalogue.output_text(text_id(Statement::potential)));
        m_sheet.not_reviewed = m_catalogue.output_text("not_reviewed");
        m_sheet.base_map.name = m_catalogue.output_text("base_map_number");
        m_sheet.review.name = m_catalogue.output_text("review_number");
        m_sheet.secrecy = words::secrecy(m_table.secrecy);
    }

    const OverlapTable& m_table;
    const OverlapGround& m_ground;
    const Catalogue& m_catalogue;
    Sheet m_sheet;
};

} // namespace

Sheet overlap_sheet(const OverlapTable& table, const OverlapGround& ground, const Catalogue& catalogue)
{
    return OverlapDrawer{table, ground, catalogue}.make();
}

} // namespace peaksite
