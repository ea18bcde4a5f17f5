#include "report/book/indicator_pages.hpp"
#include "report/book/zone_cells.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace peaksite {

namespace {

constexpr Digits share_digits{.significant = 15, .decimals = 1};

// Of the area of a zone, and of what says how much data there is, nothing is missing.
Digits digits_of(const StatisticRow& row)
{
    return row.of_extent ? area_digits(*row.value) : deserved_digits(row.unit, row.valid_share);
}

// A line for each zone, a column for each statistic of a layer and class; before them, how much of the zone has data.
class StatisticsPage {
public:
    explicit StatisticsPage(const BookContext& context) : m_context(context), m_rows(context.results.statistics)
    {
        std::size_t zones = 0;
        for (const auto& set : context.results.sets) {
            m_line_of_set.push_back(zones);
            zones += set.zones.size();
        }
        m_lines.resize(zones);
        m_asked.resize(zones);
        for (const auto& row : m_rows) put(row);
    }

    void write()
    {
        auto page = m_context.page({.zh = "分区统计", .en = "Zonal statistics"});
        heads(page);
        for (std::size_t line = 0; line < m_lines.size(); ++line)
            if (const auto any = std::ranges::find_if(m_asked[line], [](const auto* row) { return row != nullptr; });
                any != m_asked[line].end())
                cells(page, line, **any);
        if (m_not_asked)
            page.remark(m_context.voice.line({.zh = "注：“—”无批注的，该组单元未要求此项统计。",
                                              .en = "Note: “—” without a comment was not asked for of that set."}));
        if (m_left_out)
            page.remark(m_context.voice.line(
                {.zh = "其余各项见 statistics.csv。", .en = "The other statistics are in statistics.csv."}));
        page.finish(frozen_zone_columns, m_context.footer());
    }

private:
    using Line = std::vector<const StatisticRow*>; // by column, or by statistic; none where nobody asked

    // Columns of a layer whose rows rest on the same shares of data.
    struct Group {
        std::size_t layer = 0; // of the page, one that is counted on the grid is another
        std::vector<std::size_t> columns{};
        std::vector<std::optional<double>> shares{}; // by zone
    };

    void put(const StatisticRow& row)
    {
        constexpr std::size_t most = 990; // with shares, what QGIS reads of a sheet: 2,000 columns
        const auto number = m_line_of_set[row.set] + row.zone;
        const auto statistic =
            m_statistics.try_emplace({row.layer, row.on_grid, row.stat.word}, m_statistics.size()).first->second;
        place(row, m_asked[number], statistic);
        const auto key = std::tuple{row.layer, row.on_grid, row.stat.word, row.class_code(), row.unit};
        auto found = m_place.find(key);
        if (found == m_place.end()) {
            if (m_columns.size() == most) {
                m_left_out = true;
                return;
            }
            found = m_place.emplace(key, m_columns.size()).first;
            m_columns.push_back(&row);
            m_statistic.push_back(statistic);
        }
        place(row, m_lines[number], found->second);
    }

    static void place(const StatisticRow& row, Line& line, std::size_t at)
    {
        if (line.size() <= at) line.resize(at + 1);
        line[at] = &row;
    }

    std::vector<Group> groups() const
    {
        std::vector<Group> out;
        std::map<std::pair<std::string, bool>, std::size_t> order; // of layers
        for (std::size_t column = 0; column < m_columns.size(); ++column) {
            const auto& first = *m_columns[column];
            const auto of_layer = order.try_emplace({first.layer, first.on_grid}, order.size()).first->second;
            auto group = std::ranges::find_if(
                out, [&](const Group& one) { return one.layer == of_layer && has_shares(one, column); });
            if (group == out.end()) {
                out.push_back({.layer = of_layer, .shares = std::vector<std::optional<double>>(m_lines.size())});
                group = std::prev(out.end());
            }
            group->columns.push_back(column);
            for (std::size_t line = 0; line < m_lines.size(); ++line)
                if (const auto* row = asked(line, column)) group->shares[line] = row->valid_share;
        }
        std::ranges::stable_sort(out, {}, &Group::layer);
        return out;
    }

    bool has_shares(const Group& group, std::size_t column) const
    {
        for (std::size_t line = 0; line < m_lines.size(); ++line)
            if (const auto* row = asked(line, column);
                row != nullptr && group.shares[line] && *group.shares[line] != row->valid_share)
                return false;
        return true;
    }

    static const StatisticRow* at(const Line& line, std::size_t column)
    {
        return column < line.size() ? line[column] : nullptr;
    }

    // A row of the column's statistic: of all its classes a zone has the same share.
    const StatisticRow* asked(std::size_t line, std::size_t column) const
    {
        return at(m_asked[line], m_statistic[column]);
    }

    std::string layer(const StatisticRow& row) const
    {
        return m_context.voice(m_context.title(m_context.facts.layers, row.layer));
    }

    void heads(BookPage& page)
    {
        m_groups = groups();
        auto columns = zone_columns(m_context);
        for (const auto& group : m_groups) {
            const auto& first = *m_columns[group.columns.front()];
            const auto counted_on =
                m_context.voice.line(first.on_grid ? Bilingual{.zh = "统计对象：分析格网", .en = "counted on the grid"}
                                                   : Bilingual{.zh = "统计对象：图层自身（像元或图斑）",
                                                               .en = "counted on the layer's own cells or polygons"});
            columns.push_back(
                {.head = layer(first) + "\n" + m_context.voice({.zh = "有效数据占比", .en = "Valid share"}),
                 .unit = "%",
                 .note = first.layer + " valid_share\n" + counted_on});
            for (const auto column : group.columns) columns.push_back(head(*m_columns[column], counted_on));
        }
        page.columns(columns);
    }

    PageColumn head(const StatisticRow& row, const std::string& counted_on) const
    {
        auto out = layer(row) + "\n" + m_context.voice(words::statistic(row.stat)),
             id = row.layer + " " + row.stat.word;
        if (const auto code = row.class_code(); !code.empty()) {
            const auto named = m_context.facts.classes.find({row.layer, code});
            out += "\n" + (named != m_context.facts.classes.end() ? m_context.voice(named->second) : code);
            id += " " + code;
        }
        const auto unit = m_context.unit(row.unit);
        return {.head = out,
                .unit = unit + (unit.empty() ? "" : " · ") + m_context.voice.line({.zh = "测算值", .en = "computed"}),
                .note = id + "\n" + counted_on};
    }

    void cells(BookPage& page, std::size_t number, const StatisticRow& any)
    {
        zone_cells(page, m_context, any.set, any.zone);
        for (const auto& group : m_groups) {
            if (const auto share = group.shares[number])
                page.number(100 * *share, share_digits);
            else
                not_asked(page);
            for (const auto column : group.columns) {
                const auto *row = at(m_lines[number], column), *beside = asked(number, column);
                if (beside == nullptr)
                    not_asked(page);
                else if (row != nullptr && row->value)
                    page.number(*row->value, digits_of(*row));
                else
                    page.missing(why_missing(row != nullptr ? *row : *beside));
            }
        }
        page.end_row();
    }

    // By a row of the statistic that the zone has: where that one has a value, the class has no row.
    std::string why_missing(const StatisticRow& row) const
    {
        if (row.value) return m_context.voice.line({.zh = "本单元无此类别", .en = "none of this class here"});
        return zone_of(m_context, row.set, row.zone).has_boundary() ? no_data(m_context)
                                                                    : no_land(m_context, row.set, row.zone);
    }

    void not_asked(BookPage& page)
    {
        page.missing();
        m_not_asked = true;
    }

    const BookContext& m_context;
    const std::vector<StatisticRow>& m_rows;
    std::vector<std::size_t> m_line_of_set;     // the first
    std::vector<Line> m_lines;                  // by zone of all sets
    std::vector<Line> m_asked;                  // the same: a row of each statistic, of a column that has room or not
    std::vector<const StatisticRow*> m_columns; // a row of each
    std::vector<std::size_t> m_statistic;       // by column: of which it is
    std::map<std::tuple<std::string, bool, std::string>, std::size_t> m_statistics;
    std::map<std::tuple<std::string, bool, std::string, std::string, std::string>, std::size_t> m_place; // of columns
    std::vector<Group> m_groups;
    bool m_not_asked = false, m_left_out = false;
};

} // namespace

void write_statistics_page(const BookContext& context)
{
    if (!context.results.statistics.empty()) StatisticsPage{context}.write();
}

} // namespace peaksite
