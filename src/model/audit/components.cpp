#include "model/audit/group.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace peaksite {

namespace {

std::set<std::string> left_out(const Results& results, const std::string& indicator, std::size_t set, std::size_t zone)
{
    const auto& zones = results.sets[set];
    const char letter = pilot_letter(zones.zones[zone].kind);
    std::set<std::string> out;
    for (const auto& row : results.provenance)
        if (row.role == ProvenanceRow::Role::left_out && row.indicator == indicator && row.letter == letter &&
            (row.zones.empty() || std::ranges::find(row.zones, zones.id) != row.zones.end()))
            out.insert(row.name);
    return out;
}

} // namespace

std::vector<std::string> components_apart(const Results& results, const AuditSubject& subject, const Whole& whole)
{
    if (subject.table != AuditSubject::Table::indicators || whole.parts.empty()) return {};
    const auto mine = left_out(results, subject.of, whole.set, whole.zone),
               theirs = left_out(results, subject.of, whole.part_set, whole.parts.front());
    std::vector<std::string> out;
    std::ranges::set_symmetric_difference(mine, theirs, std::back_inserter(out));
    return out;
}

} // namespace peaksite
