#include "job/open/table_findings.hpp"

#include "base/row_warnings.hpp"

namespace peaksite {

void tell_findings(const TableFindings& found, const std::string& table, const JoinReport& join,
                   std::vector<Sentence>& warnings)
{
    RowWarnings rows{table, warnings};
    rows.add(join.unmatched_rows, "table '{}': {} rows belong to no zone of the sets that the table speaks of: {}");
    rows.add(join.totals,
             "table '{}': {} rows of totals, or of parts beside what they are parts of, were left out: {}");
    rows.add(found.lone_parts, "table '{}': {} rows are called parts of others that are not there, and count: {}");
    rows.add(found.less_than_parts, "table '{}': {} sums count, and what is listed as parts of them is more "
                                    "together; are the parts in several ways, or is a number wrong? {}");
    rows.add(found.filled, "table '{}': {} rows without a zone take that of the row above, as merged cells do: {}");
    rows.add(found.strange, "table '{}': {} cells are no numbers and count as missing: {}");
    rows.add(found.no_unit, "table '{}': {} numbers are in no unit that is known and fits, and count as missing: {}");
    rows.add(found.unknown_words, "table '{}': {} words are known to no formula, so that nothing counts their rows as "
                                  "one kind or another: {}");
}

void tell_places(const TableFindings& found, const std::string& table, std::vector<Sentence>& warnings)
{
    RowWarnings rows{table, warnings};
    rows.add(found.no_place, "table '{}': {} rows have no usable position: {}");
    rows.add(found.nowhere, "table '{}': {} positions are nowhere on earth; are x and y exchanged? {}");
}

void tell_zones_without_rows(const UnitTable& table, const std::vector<ZoneSet>& sets, std::vector<Sentence>& warnings)
{
    for (std::size_t set = 0; set < sets.size(); ++set) {
        std::vector<std::string> labels;
        for (const auto zone : table.join.zones_without[set]) labels.push_back(sets[set].zones[zone].label());
        if (!labels.empty())
            warnings.push_back(text("table '{}': {} zones of '{}' have no row: {}", table.id, labels.size(),
                                    sets[set].id, some_of(labels)));
    }
}

void tell_file(const TablePlan& plan, const HeadedSheet& sheet, bool off_china_map, std::vector<Sentence>& warnings)
{
    if (off_china_map)
        warnings.push_back(text("table '{}': positions are taken off China's map offset; this undoes a confidentiality "
                                "step and may be restricted",
                                plan.id));
    warnings.insert(warnings.end(), sheet.warnings.begin(), sheet.warnings.end());
    if (sheet.encoding != "UTF-8")
        warnings.push_back(text("table '{}': texts of '{}' were read as {}", plan.id, plan.file, sheet.encoding));
}

} // namespace peaksite
