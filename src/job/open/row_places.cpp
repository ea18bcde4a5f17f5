#include "job/open/row_places.hpp"

#include "base/excerpt.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "job/open/stated_crs.hpp"

#include <cmath>

namespace peaksite {

namespace {

class Placer {
public:
    Placer(const OfficeTable& table, std::optional<std::size_t> x, std::optional<std::size_t> y)
        : m_table(table), m_x(x), m_y(y)
    {}

    RowPlaces place()
    {
        RowPlaces out;
        out.rows.reserve(m_table.sheet.rows.size());
        for (std::size_t row = 0; row < m_table.sheet.rows.size(); ++row)
            out.rows.push_back({.at = m_table.marks[row].total ? std::nullopt : stated(row, out.strange)});
        out.crs = stated_crs(m_table.crs, m_table.file, box(out.rows));
        for (auto& row : out.rows) {
            row.nowhere = row.at && is_nowhere(*row.at, out.crs.geographic());
            if (row.nowhere) row.at.reset();
        }
        return out;
    }

private:
    std::optional<Point> stated(std::size_t row, std::vector<std::string>& strange) const
    {
        if (!m_x || !m_y) return row < m_table.geometries.size() ? m_table.geometries[row] : std::nullopt;
        const auto x = coordinate(row, *m_x, strange), y = coordinate(row, *m_y, strange);
        return x && y ? std::optional{Point{.x = *x, .y = *y}} : std::nullopt;
    }

    std::optional<double> coordinate(std::size_t row, std::size_t column, std::vector<std::string>& strange) const
    {
        const auto content = m_table.sheet.rows[row].cell(column);
        const auto out = office_coordinate(content);
        if (!out && !says_missing(content)) strange.push_back(quoted(content, m_table.sheet.rows[row]));
        return out;
    }

    static std::optional<Box> box(const std::vector<RowPlace>& rows)
    {
        std::optional<Box> out;
        for (const auto& row : rows) {
            if (!row.at || !std::isfinite(row.at->x) || !std::isfinite(row.at->y)) continue;
            const Box one{.xmin = row.at->x, .ymin = row.at->y, .xmax = row.at->x, .ymax = row.at->y};
            out = out ? united(*out, one) : one;
        }
        return out;
    }

    static bool is_nowhere(const Point& at, bool degrees)
    {
        constexpr double most_east = 360, most_north = 90;
        return !std::isfinite(at.x) || !std::isfinite(at.y) ||
               (degrees && (std::fabs(at.x) > most_east || std::fabs(at.y) > most_north));
    }

    const OfficeTable& m_table;
    std::optional<std::size_t> m_x, m_y;
};

} // namespace

RowPlaces row_places(const OfficeTable& table, std::optional<std::size_t> x, std::optional<std::size_t> y)
{
    return Placer{table, x, y}.place();
}

std::string quoted(const std::string& content, const SheetRow& row)
{
    return "'" + excerpt(content) + "' (row " + std::to_string(row.line) + ")";
}

} // namespace peaksite
