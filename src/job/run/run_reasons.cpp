#include "job/run/run_reasons.hpp"

#include "base/error.hpp"
#include "io/tables/sheet.hpp"

namespace peaksite {

std::vector<RunReason> reasons_in_run(const std::filesystem::path& folder, const std::string& indicator)
{
    const auto path = folder / "reasons.csv";
    if (!std::filesystem::exists(folder / "manifest.json"))
        throw UsageError{text("'{}' is no finished run: it has no manifest.json", folder.string())};
    if (!std::filesystem::exists(path))
        throw UsageError{text("the run '{}' kept no reasons; run it again with this version", folder.string())};
    std::vector<RunReason> out;
    for (const auto& row : read_sheet({.file = path.string(), .table = {}}).rows) {
        constexpr std::size_t indicator_at = 3, reason_at = 4;
        const auto id = row.cell(indicator_at), reason = row.cell(reason_at);
        if (reason.empty() || (id != indicator && !id.starts_with(indicator + "."))) continue;
        out.push_back({.zones = row.cell(0), .key = row.cell(1), .name = row.cell(2), .reason = reason});
    }
    return out;
}

} // namespace peaksite
