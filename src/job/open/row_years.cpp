#include "job/open/row_years.hpp"

#include "base/parse_number.hpp"
#include "base/row_warnings.hpp"

namespace peaksite {

namespace {

// The first and the last day stand for their year.
bool bounds_a_year(const DayOfYear& day)
{
    return day == DayOfYear{.month = 1, .day = 1} || day == DayOfYear{.month = 12, .day = 31};
}

} // namespace

RowYears::RowYears(const OfficeTable& table, std::optional<std::size_t> column, std::optional<int> of_all)
    : m_column(column), m_of_all(of_all)
{
    if (!column) return;
    std::optional<DayOfYear> first;
    bool within = false; // a year
    for (std::size_t i = 0; i < table.sheet.rows.size(); ++i) {
        const auto cell = table.sheet.rows[i].cell(*column);
        if (table.marks[i].total || says_missing(cell)) continue;
        m_stated = true;
        const auto day = day_of_date(cell);
        if (!first) first = day;
        m_different_days = m_different_days || (day && *day != *first);
        within = within || (day && !bounds_a_year(*day));
        m_some_read = m_some_read || (!day && office_year(cell));
    }
    m_different_days = m_different_days && within;
    m_some_read = m_some_read || (first && !m_different_days);
}

std::optional<int> RowYears::read(const SheetRow& row, bool matters)
{
    if (!m_column) return m_of_all;
    const auto cell = row.cell(*m_column);
    const bool day = m_different_days && day_of_date(cell);
    const auto year = day ? std::nullopt : office_year(cell);
    if (!year && matters) (day ? m_days : m_unread).push_back(row_label(row, cell));
    return year;
}

void RowYears::report(const std::string& table, std::vector<Sentence>& warnings) const
{
    RowWarnings rows{table, warnings};
    rows.add(m_days, "table '{}': {} rows state dates that are not the same day of each year; their numbers are left "
                     "out, and sums of their zones lack them; sum days and months to years first, and write years "
                     "such as 2022: {}");
    if (!m_stated)
        rows.add(m_unread, "table '{}': {} rows state no year: {}");
    else if (m_some_read)
        rows.add(m_unread, "table '{}': {} rows state no year that can be read, beside others that do; their "
                           "numbers are left out, and sums of their zones lack them: {}");
    else
        rows.add(m_unread, "table '{}': {} rows state no year that can be read; their numbers are left out, and sums "
                           "of their zones lack them; write years such as 2022, and sum months and quarters to years "
                           "first: {}");
}

} // namespace peaksite
