#include "report/files/findings_json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace peaksite {

namespace {

const char* word(Severity severity)
{
    switch (severity) {
    case Severity::error:
        return "error";
    case Severity::warning:
        return "warning";
    case Severity::note:
        return "note";
    }
    return "";
}

} // namespace

std::string findings_json(const std::vector<Finding>& findings, std::string (*say)(const Sentence&))
{
    const auto count = [&](Severity severity) { return std::ranges::count(findings, severity, &Finding::severity); };
    nlohmann::ordered_json out{{"errors", count(Severity::error)},
                               {"warnings", count(Severity::warning)},
                               {"notes", count(Severity::note)},
                               {"findings", nlohmann::ordered_json::array()}};
    for (const auto& one : findings)
        out["findings"].push_back({{"severity", word(one.severity)},
                                   {"of", one.of_request ? "plan" : "data"},
                                   {"place", one.fault.place.text()},
                                   {"key", one.fault.key},
                                   {"what", say(one.fault.what)},
                                   {"hint", one.fault.hint.empty() ? "" : say(one.fault.hint)}});
    constexpr int indent = 2;
    // Bytes of file names that are no UTF-8 are replaced, not thrown over.
    return out.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace peaksite
