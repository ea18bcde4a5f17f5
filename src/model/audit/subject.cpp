#include "model/audit/audit.hpp"

#include <array>

namespace peaksite {

std::string subject_words(const AuditSubject& subject)
{
    constexpr std::array<const char*, 11> tables{"area",        "technologies", "waterfall",  "statistics",
                                                 "ledger",      "emissions",    "indicators", "published",
                                                 "capacity of", "ranking",      "selection"};
    std::string out = tables.at(static_cast<std::size_t>(subject.table));
    const auto stat = subject.stat ? std::string{stat_word(*subject.stat)} : "";
    for (const auto& part : {subject.of, subject.item, stat, subject.code, subject.column})
        if (!part.empty()) out += " " + part;
    if (subject.on_grid) out += " on the grid";
    if (subject.year) out += " " + std::to_string(*subject.year);
    if (!subject.within.empty()) out += " in " + subject.within;
    if (!subject.against.empty()) out += ", " + subject.against;
    if (!subject.parts.empty()) out += " by " + subject.parts;
    return out;
}

} // namespace peaksite
