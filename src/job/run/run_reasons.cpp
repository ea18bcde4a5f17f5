#include "job/run/run_reasons.hpp"

#include "base/error.hpp"
#include "plan/read/read_text.hpp"

#include <utility>

namespace peaksite {

namespace {

// Rows of a CSV file of ours: quotes around cells that need them, doubled inside.
std::vector<std::vector<std::string>> rows_of(const std::string& content)
{
    std::vector<std::vector<std::string>> rows;
    std::vector<std::string> row{""};
    bool quoted = false;
    for (std::size_t i = 0; i < content.size(); ++i) {
        const char c = content[i];
        if (quoted && c == '"' && i + 1 < content.size() && content[i + 1] == '"')
            row.back() += '"', ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (quoted)
            row.back() += c;
        else if (c == ',')
            row.emplace_back();
        else if (c == '\n')
            rows.push_back(std::exchange(row, {""}));
        else if (c != '\r')
            row.back() += c;
    }
    return rows;
}

} // namespace

std::vector<RunReason> reasons_in_run(const std::filesystem::path& folder, const std::string& indicator)
{
    const auto path = folder / "reasons.csv";
    if (!std::filesystem::exists(folder / "manifest.json"))
        throw UsageError{text("'{}' is no finished run: it has no manifest.json", folder.string())};
    if (!std::filesystem::exists(path))
        throw UsageError{text("the run '{}' kept no reasons; run it again with this version", folder.string())};
    std::vector<RunReason> out;
    for (const auto& row : rows_of(read_text(path))) {
        constexpr std::size_t indicator_at = 3, reason_at = 4;
        if (row.size() <= reason_at || row[reason_at].empty()) continue;
        const auto& id = row[indicator_at];
        if (id != indicator && !id.starts_with(indicator + ".")) continue;
        out.push_back({.zones = row[0], .key = row[1], .name = row[2], .reason = row[reason_at]});
    }
    return out;
}

} // namespace peaksite
