#include "geo/parcel_cells.hpp"

#include "geo/cover.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace peaksite {

namespace {

// Cells of a row of which a parcel has the same share.
struct Item {
    int begin = 0;
    int end = 0;
    std::size_t parcel = 0;
    double share = 0;
};

// The items of one row after another; the coverage of a parcel is held from its first row to its last.
class RowItems {
public:
    RowItems(std::span<const Shape> parcels, int rows, int cols) : m_parcels(parcels), m_rows(rows), m_cols(cols)
    {
        for (std::size_t i = 0; i < parcels.size(); ++i) {
            const auto box = bounds(Shape{.polygons = parcels[i].polygons, .lines = {}, .points = {}});
            if (box && box->ymax > 0 && box->ymin < rows && box->xmax > 0 && box->xmin < cols)
                m_waiting.emplace_back(static_cast<int>(std::max(0.0, std::floor(box->ymin))), i);
        }
        std::ranges::sort(m_waiting);
    }

    const std::vector<Item>& row(int row)
    {
        for (; m_next < m_waiting.size() && m_waiting[m_next].first <= row; ++m_next)
            m_active.push_back({.parcel = m_waiting[m_next].second,
                                .coverage = cover(m_parcels[m_waiting[m_next].second], m_rows, m_cols)});
        std::erase_if(m_active,
                      [&](const Active& one) { return one.coverage.empty() || one.coverage.end_row().value <= row; });
        m_items.clear();
        for (const auto& one : m_active) {
            const auto here = one.coverage.row(Row{row});
            for (const auto& run : here.full)
                m_items.push_back({.begin = run.begin, .end = run.end, .parcel = one.parcel, .share = 1});
            for (const auto& cell : here.edge)
                m_items.push_back({.begin = cell.col, .end = cell.col + 1, .parcel = one.parcel, .share = cell.share});
        }
        std::ranges::sort(m_items, [](const Item& a, const Item& b) {
            return std::pair{a.begin, a.parcel} < std::pair{b.begin, b.parcel};
        });
        return m_items;
    }

private:
    struct Active {
        std::size_t parcel = 0;
        Coverage coverage;
    };
    std::span<const Shape> m_parcels;
    int m_rows, m_cols;
    std::vector<std::pair<int, std::size_t>> m_waiting; // first row, parcel
    std::size_t m_next = 0;
    std::vector<Active> m_active;
    std::vector<Item> m_items;
};

// Calls use(begin, end, items) for stretches of a row that the same parcels share alike, parcels in their order.
template <class Use>
void each_stretch(const std::vector<Item>& items, std::vector<Item>& here, Use use)
{
    here.clear();
    std::size_t next = 0;
    int at = 0;
    while (next < items.size() || !here.empty()) {
        std::erase_if(here, [&](const Item& item) { return item.end <= at; });
        if (here.empty()) {
            if (next == items.size()) return;
            at = items[next].begin;
        }
        bool grown = false;
        for (; next < items.size() && items[next].begin <= at; ++next, grown = true) here.push_back(items[next]);
        if (grown) std::ranges::sort(here, {}, &Item::parcel);
        int end = next < items.size() ? items[next].begin : here.front().end;
        for (const auto& item : here) end = std::min(end, item.end);
        use(at, end, here);
        at = end;
    }
}

constexpr double nothing = 1e-9;

double share_sum(const std::vector<Item>& items)
{
    return std::accumulate(items.begin(), items.end(), 0.0,
                           [](double sum, const Item& item) { return sum + item.share; });
}

template <class Decide>
ParcelCells decided(std::span<const Shape> parcels, int rows, int cols, Decide decide)
{
    ParcelCells out;
    RowItems source{parcels, rows, cols};
    std::vector<CellRun> runs;
    std::vector<Item> here;
    for (int row = 0; row < rows; ++row) {
        runs.clear();
        each_stretch(source.row(row), here, [&](int begin, int end, const std::vector<Item>& items) {
            const double covered = share_sum(items);
            if (covered > 1 + nothing) out.overlap += (covered - 1) * (end - begin);
            const auto value = decide(items);
            if (!value) return;
            if (!runs.empty() && runs.back().end == begin && runs.back().value == *value)
                runs.back().end = end;
            else
                runs.push_back({.begin = begin, .end = end, .value = *value});
        });
        out.runs.add_row(runs);
    }
    return out;
}

// Adds up the shares of each class that occurs.
class ClassShares {
public:
    explicit ClassShares(std::span<const int> class_of) : m_class_of(class_of) {}

    const std::vector<std::pair<int, double>>& of(const std::vector<Item>& items)
    {
        m_shares.clear();
        for (const auto& item : items) {
            const int one = m_class_of[item.parcel];
            if (one < 0) continue;
            auto found = std::ranges::lower_bound(m_shares, one, {}, &std::pair<int, double>::first);
            if (found == m_shares.end() || found->first != one) found = m_shares.insert(found, {one, 0.0});
            found->second += item.share;
        }
        return m_shares;
    }

private:
    std::span<const int> m_class_of;
    std::vector<std::pair<int, double>> m_shares;
};

} // namespace

void CellRuns::add_row(std::span<const CellRun> runs)
{
    m_runs.insert(m_runs.end(), runs.begin(), runs.end());
    m_end.push_back(m_runs.size());
}

std::span<const CellRun> CellRuns::row(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    if (row < 0 || at >= m_end.size()) return {};
    const auto begin = at == 0 ? 0 : m_end[at - 1];
    return std::span{m_runs}.subspan(begin, m_end[at] - begin);
}

ParcelCells largest_class(std::span<const Shape> parcels, std::span<const int> class_of, int rows, int cols)
{
    ClassShares shares{class_of};
    return decided(parcels, rows, cols, [&](const std::vector<Item>& items) -> std::optional<double> {
        double best = 0, all = 0;
        int winner = -1;
        for (const auto& [one, share] : shares.of(items)) {
            all += share;
            // Shares that differ by rounding are equal.
            if (share > best + nothing) best = share, winner = one;
        }
        if (winner < 0 || 1 - all > best + nothing) return {};
        return winner;
    });
}

ParcelCells mean_value(std::span<const Shape> parcels, std::span<const double> values, int rows, int cols)
{
    return decided(parcels, rows, cols, [&](const std::vector<Item>& items) -> std::optional<double> {
        double sum = 0, all = 0;
        for (const auto& item : items) {
            const double value = values[item.parcel];
            if (value != value) continue;
            sum += item.share * value;
            all += item.share;
        }
        constexpr double least = 0.5;
        if (all < least - nothing) return {};
        return items.size() == 1 ? values[items.front().parcel] : sum / all;
    });
}

ParcelCells summed_value(std::span<const Shape> parcels, std::span<const double> values, int rows, int cols)
{
    return decided(parcels, rows, cols, [&](const std::vector<Item>& items) -> std::optional<double> {
        double sum = 0;
        bool any = false;
        for (const auto& item : items) {
            const double value = values[item.parcel];
            if (value != value) continue;
            sum += item.share * value;
            any = true;
        }
        return any ? std::optional{sum} : std::nullopt;
    });
}

} // namespace peaksite
