#include "model/carbon/carbon.hpp"

#include "base/parse_number.hpp"
#include "plan/check/class_match.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

// Tables by number know "0301" as 301.
bool has_code(const ClassEntry& entry, int code)
{
    if (entry.text_code.empty()) return entry.code == code;
    const auto number = parse_number(entry.text_code);
    return number && *number == code;
}

const CarbonDensity* row_of(const CarbonTable& table, const ClassEntry& entry)
{
    const auto found = std::ranges::find_if(table.rows, [&](const CarbonDensity& row) {
        return row.code ? has_code(entry, *row.code) : row.key == entry.key;
    });
    return found == table.rows.end() ? nullptr : &*found;
}

void warn_of_roots(const CarbonDensity& row, const ClassEntry& entry, std::vector<Sentence>& warnings)
{
    if (!row.above || !row.below) return;
    const bool forest = entry.key.find("forest") != std::string::npos;
    const double most = forest ? 1 : 5;
    if (*row.below > most * *row.above && *row.above > 0 && (forest || entry.key.find("crop") != std::string::npos))
        warnings.push_back(text(
            "carbon table: class '{}' has {} times as much below ground as above; such tables often count soil twice",
            entry.key, number(std::round(10 * *row.below / *row.above) / 10)));
}

} // namespace

ClassDensities class_densities(const CarbonTable& table, const Layer& landcover, std::vector<Sentence>& warnings)
{
    ClassDensities out;
    out.vegetation_known = true;
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    for (const auto& entry : landcover.classes) {
        const auto* row = row_of(table, entry);
        if (row == nullptr) {
            out.lacking.push_back(entry.key + " (" + code_text(entry) + ")");
            out.all.push_back(none);
            out.vegetation.push_back(none);
            continue;
        }
        out.all.push_back(*row->all());
        const auto vegetation = row->vegetation();
        out.vegetation.push_back(vegetation.value_or(none));
        out.vegetation_known = out.vegetation_known && vegetation;
        warn_of_roots(*row, entry, warnings);
    }
    for (const auto& row : table.rows) {
        if (!row.code ||
            std::ranges::any_of(landcover.classes, [&](const ClassEntry& entry) { return has_code(entry, *row.code); }))
            continue;
        out.all_by_code[*row.code] = *row.all();
        out.vegetation_by_code[*row.code] = row.vegetation().value_or(none);
    }
    return out;
}

} // namespace peaksite
