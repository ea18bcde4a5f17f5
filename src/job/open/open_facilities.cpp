#include "base/row_warnings.hpp"
#include "io/tables/read_office_table.hpp"
#include "job/open/open_layers.hpp"
#include "job/open/row_places.hpp"
#include "job/open/table_requests.hpp"
#include "model/tables/amounts.hpp"

namespace peaksite {

namespace {

class FacilityReader {
public:
    FacilityReader(const FacilitiesPlan& plan, std::vector<Sentence>& warnings)
        : m_plan(plan), m_warnings(warnings), m_table(read_office_table(table_request(plan)))
    {}

    FacilityList read()
    {
        FacilityList list{.id = m_plan.id,
                          .title = m_plan.title,
                          .source = m_plan.source,
                          .year = m_plan.year,
                          .crs = {},
                          .facilities = {}};
        if (list.title.empty()) list.title = {.zh = m_plan.id, .en = m_plan.id};
        find_columns();
        if (m_table.sheet.rows.empty())
            m_warnings.push_back(text("facilities '{}': file '{}' has no rows that pass", m_plan.id, m_plan.file));
        list.crs = m_places.crs;
        if (!list.crs.china_offset().empty())
            m_warnings.push_back(text("facilities '{}': positions are taken off China's map offset; this undoes a "
                                      "confidentiality step and may be restricted",
                                      m_plan.id));
        m_facilities.reserve(m_table.sheet.rows.size());
        for (std::size_t i = 0; i < m_table.sheet.rows.size(); ++i) {
            add(i);
            m_table.sheet.rows[i].cells = {}; // long lists are not held twice
        }
        list.facilities = std::move(m_facilities);
        report();
        return list;
    }

private:
    struct AmountColumn {
        std::size_t at;
        Amounts amounts;
    };

    void find_columns()
    {
        static const Unit tonnes = unit("t CO2/a"), megawatts = unit("MW");
        const auto x = column(m_plan.x), y = column(m_plan.y);
        m_name = column(m_plan.name);
        m_sector = column(m_plan.sector.column);
        m_emission = amounts(m_plan.emission.column, m_plan.unit, tonnes);
        m_capacity = amounts(m_plan.capacity, m_plan.capacity_unit, megawatts);
        m_places = row_places(m_table, x, y);
    }

    // Of several columns with the same head the first, which is told.
    std::optional<std::size_t> column(const std::string& head)
    {
        const auto found = head.empty() ? std::vector<std::size_t>{} : m_table.sheet.columns(head);
        if (found.size() < 2) return m_table.column(head);
        m_warnings.push_back(text("facilities '{}': file '{}' has {} columns headed '{}', of which the first was taken",
                                  m_plan.id, m_plan.file, found.size(), head));
        return found.front();
    }

    // The unit of the plan is used; that a head says another one, or one that nobody knows, is told.
    std::optional<AmountColumn> amounts(const std::string& head, const Unit& stated, const Unit& asked)
    {
        const auto at = column(head);
        if (!at) return {};
        if (unit_of_column(m_table.sheet, *at, stated, {}).overruled)
            m_overruled.push_back(m_table.sheet.heads[*at].text + " (" + stated.text() + ")");
        if (m_table.sheet.heads[*at].unit.unknown() != nullptr)
            m_unknown.push_back(m_table.sheet.heads[*at].text + " (" + stated.text() + ")");
        return AmountColumn{.at = *at, .amounts = {conversion(stated, asked), asked}};
    }

    // What is neither a number nor says that there is none is reported.
    std::optional<double> amount(const SheetRow& row, const std::optional<AmountColumn>& column)
    {
        if (!column) return {};
        const auto content = row.cell(column->at);
        const auto out = column->amounts.read(content);
        if (out.strange) m_strange.push_back(quoted(content, row));
        if (out.value && *out.value < 0)
            m_negative.push_back(m_table.sheet.heads[column->at].text + " " + quoted(content, row));
        return out.value;
    }

    void add(std::size_t at)
    {
        const auto& row = m_table.sheet.rows[at];
        const auto& mark = m_table.marks[at];
        const auto label = row_label(row, row.first());
        if (mark.total) return m_totals.push_back(label);
        if (mark.repeats) m_repeated.push_back(label);
        auto& one = m_facilities.emplace_back();
        one.row = row.line;
        if (m_name) one.name = row.cell(*m_name);
        one.sector = m_sector ? row.cell(*m_sector) : m_plan.sector.value;
        one.emission = amount(row, m_emission);
        one.capacity = amount(row, m_capacity);
        const auto& place = m_places.rows[at];
        one.place = place.at;
        if (!place.at) (place.nowhere ? m_nowhere : m_placeless).push_back(row_label(row, one.name));
    }

    void report()
    {
        RowWarnings rows{m_plan.id, m_warnings};
        rows.add(m_places.strange, "facilities '{}': {} coordinates are no numbers: {}");
        rows.add(m_placeless, "facilities '{}': {} rows have no usable position and belong to no zone: {}");
        rows.add(m_nowhere,
                 "facilities '{}': {} positions are nowhere on earth and belong to no zone; are x and y exchanged? {}");
        rows.add(m_strange, "facilities '{}': {} amounts are no numbers and count as not stated: {}");
        rows.add(m_negative, "facilities '{}': {} amounts are negative and lessen the sums: {}");
        rows.add(m_repeated, "facilities '{}': {} rows repeat a whole row above and count again: {}");
        rows.add(m_totals, "facilities '{}': {} rows of totals were left out: {}");
        rows.add(m_overruled, "facilities '{}': {} columns state another unit than the plan, whose unit was used: {}");
        rows.add(m_unknown,
                 "facilities '{}': {} columns state a unit that is not known; that of the plan was used: {}");
        m_warnings.insert(m_warnings.end(), m_table.sheet.warnings.begin(), m_table.sheet.warnings.end());
        for (const auto& warning : m_plan.warnings)
            m_warnings.push_back(text("facilities '{}': {}", m_plan.id, sentence_of(warning)).as_remark());
        const auto& encoding = m_table.sheet.encoding;
        if (encoding != "UTF-8")
            m_warnings.push_back(
                text("facilities '{}': texts of '{}' were read as {}", m_plan.id, m_plan.file, encoding).as_remark());
    }

    const FacilitiesPlan& m_plan;
    std::vector<Sentence>& m_warnings;
    OfficeTable m_table;
    RowPlaces m_places;
    std::vector<Facility> m_facilities;
    std::optional<std::size_t> m_name, m_sector;
    std::optional<AmountColumn> m_emission, m_capacity;
    std::vector<std::string> m_placeless, m_nowhere, m_strange, m_negative, m_totals, m_overruled, m_unknown,
        m_repeated;
};

} // namespace

FacilityList open_facilities(const FacilitiesPlan& plan, std::vector<Sentence>& warnings)
{
    return FacilityReader{plan, warnings}.read();
}

} // namespace peaksite
