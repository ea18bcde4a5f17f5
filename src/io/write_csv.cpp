#include "base/error.hpp"
#include "io/encoding.hpp"
#include "io/write_formats.hpp"

namespace peaksite {

namespace {

std::string cell(const std::string& value)
{
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
    for (const auto& column : table.columns) cells.push_back(cell(column));
    content += joined(cells, ",") + "\r\n";
    for (const auto& feature : table.features) {
        cells.clear();
        for (const auto& value : feature.values) cells.push_back(value ? cell(*value) : "");
        content += joined(cells, ",") + "\r\n";
    }
    if (request.encoding == "UTF-8") {
        content.insert(0, "\xEF\xBB\xBF"); // so that Excel reads it as what it is
    } else {
        std::size_t lost = 0;
        content = encoded(content, request.encoding, [&](std::string_view) { return ++lost, std::optional<std::string>{"?"}; }).value_or("");
        if (lost > 0) notes.push_back(text("{} characters are not in {} and became '?'; write UTF-8 or GB18030", lost, request.encoding));
    }
    write_bytes(request.file, content);
    return notes;
}

} // namespace peaksite
