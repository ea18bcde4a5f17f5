#include "base/error.hpp"
#include "base/formula.hpp"
#include "io/files/encoding.hpp"
#include "io/vector/write_formats.hpp"

namespace peaksite {

namespace {

// As text, quoted where it must be; what a spreadsheet would run gets an apostrophe in front, and is counted.
std::string cell(const std::string& given, std::size_t& guarded)
{
    const bool formula = looks_like_formula(given);
    if (formula) ++guarded;
    const auto value = (formula ? "'" : "") + given;
    if (value.find_first_of(",\"\r\n") == std::string::npos && trimmed(value) == value) return value;
    std::string out = "\"";
    for (const char c : value) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

} // namespace

std::vector<Sentence> write_csv(const FeatureTable& given, const WriteRequest& request)
{
    std::vector<Sentence> notes;
    const auto table = with_geometry_columns(given, request.wkt, notes);
    std::string content;
    std::vector<std::string> cells;
    std::size_t guarded = 0;
    for (const auto& column : table.columns) cells.push_back(cell(column, guarded));
    content += joined(cells, ",") + "\r\n";
    for (const auto& feature : table.features) {
        cells.clear();
        for (const auto& value : feature.values) cells.push_back(value ? cell(*value, guarded) : "");
        content += joined(cells, ",") + "\r\n";
    }
    if (guarded > 0)
        notes.push_back(
            text("{} texts that a spreadsheet would take for formulas have an apostrophe in front", guarded));
    if (request.encoding == "UTF-8") {
        content.insert(0, "\xEF\xBB\xBF"); // so that Excel reads it as what it is
    } else {
        std::size_t lost = 0;
        content = encoded(content, request.encoding, [&](std::string_view) {
                      return ++lost, std::optional<std::string>{"?"};
                  }).value_or("");
        if (lost > 0)
            notes.push_back(
                text("{} characters are not in {} and became '?'; write UTF-8 or GB18030", lost, request.encoding));
    }
    write_bytes(request.file, content);
    return notes;
}

} // namespace peaksite
