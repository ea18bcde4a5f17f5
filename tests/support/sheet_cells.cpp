#include "support/sheet_cells.hpp"

#include "support/workbook_reader.hpp"

#include <algorithm>
#include <map>
#include <regex>

namespace peaksite {

namespace {

std::string plain(std::string xml)
{
    for (const auto& [from, to] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
        for (auto at = xml.find(from); at != std::string::npos; at = xml.find(from, at + 1))
            xml.replace(at, std::string{from}.size(), to);
    return xml;
}

// Calls use(attributes, content) for every element of the name, in order; content is "" of an empty one.
template <class Use>
void each(const std::string& xml, const std::string& element, Use use)
{
    const auto open = "<" + element, close = "</" + element + ">";
    for (auto at = xml.find(open); at != std::string::npos; at = xml.find(open, at + 1)) {
        const char next = xml[at + open.size()];
        if (next != ' ' && next != '>' && next != '/') continue;
        const auto end = xml.find('>', at);
        const auto attributes = xml.substr(at + open.size(), end - at - open.size());
        if (attributes.ends_with("/")) {
            use(attributes, std::string{});
            continue;
        }
        const auto last = xml.find(close, end);
        use(attributes, xml.substr(end + 1, last - end - 1));
    }
}

std::string attribute(const std::string& attributes, const std::string& name)
{
    const auto at = attributes.find(" " + name + "=\"");
    if (at == std::string::npos) return {};
    const auto from = at + name.size() + 3;
    return plain(attributes.substr(from, attributes.find('"', from) - from));
}

std::string texts_in(const std::string& xml)
{
    std::string out;
    each(xml, "t", [&](const std::string&, const std::string& words) { out += plain(words); });
    return out;
}

// What all sheets share.
struct Book {
    std::vector<std::string> strings, formats; // formats by style
};

Book shared_parts(const ReadWorkbook& book)
{
    Book out;
    each(book.part("xl/sharedStrings.xml"), "si",
         [&](const std::string&, const std::string& xml) { out.strings.push_back(texts_in(xml)); });
    const auto styles = book.part("xl/styles.xml");
    std::map<std::string, std::string> codes{{"0", ""}, {"9", "0%"}};
    each(styles, "numFmt", [&](const std::string& at, const std::string&) {
        codes[attribute(at, "numFmtId")] = attribute(at, "formatCode");
    });
    each(styles, "cellXfs", [&](const std::string&, const std::string& all) {
        each(all, "xf", [&](const std::string& at, const std::string&) {
            out.formats.push_back(codes[attribute(at, "numFmtId")]);
        });
    });
    return out;
}

std::size_t column_of(const std::string& address)
{
    std::size_t out = 0;
    for (const char c : address)
        if (c >= 'A' && c <= 'Z') out = out * 26 + static_cast<std::size_t>(c - 'A' + 1);
    return out - 1;
}

using Rows = std::map<std::size_t, std::map<std::size_t, OutputCell>>;

OutputCell cell_of(const Book& book, const std::string& attributes, const std::string& content)
{
    OutputCell out;
    each(content, "v", [&](const std::string&, const std::string& value) { out.text = value; });
    if (out.text.empty()) return out;
    if (attribute(attributes, "t") == "s")
        out.text = out.shown = book.strings.at(std::stoul(out.text));
    else {
        const auto style = attribute(attributes, "s");
        out.number = std::stod(out.text);
        out.shown = shown_in(*out.number, style.empty() ? "" : book.formats.at(std::stoul(style)));
    }
    return out;
}

std::map<std::string, std::string> comments_of(const ReadWorkbook& book, std::size_t sheet)
{
    static const std::regex target{"comments\\d+\\.xml"};
    const auto relations = book.part("xl/worksheets/_rels/sheet" + std::to_string(sheet) + ".xml.rels");
    std::map<std::string, std::string> out;
    std::smatch found;
    if (!std::regex_search(relations, found, target)) return out;
    each(book.part("xl/" + found.str()), "comment",
         [&](const std::string& at, const std::string& xml) { out[attribute(at, "ref")] = texts_in(xml); });
    return out;
}

Rows cells_of(const ReadWorkbook& workbook, const Book& book, std::size_t sheet)
{
    const auto comments = comments_of(workbook, sheet);
    Rows out;
    each(workbook.part("xl/worksheets/sheet" + std::to_string(sheet) + ".xml"), "row",
         [&](const std::string& at, const std::string& row) {
             const auto number = std::stoul(attribute(at, "r"));
             each(row, "c", [&](const std::string& cell, const std::string& content) {
                 const auto address = attribute(cell, "r");
                 auto made = cell_of(book, cell, content);
                 if (const auto found = comments.find(address); found != comments.end()) made.note = found->second;
                 out[number][column_of(address)] = made;
             });
         });
    return out;
}

bool filled(const std::map<std::size_t, OutputCell>& row)
{
    return std::ranges::count_if(row, [](const auto& pair) { return !pair.second.text.empty(); }) > 0;
}

// Rows of ours: 1 title, 2 about it, 3 heads, in the book of indicators 4 units.
OutputTable table_of(const Rows& rows, bool has_units)
{
    OutputTable out{.form = OutputTable::Form::sheet, .file = {}, .heads = {}, .rows = {}};
    constexpr std::size_t head = 3;
    const auto found = rows.find(head);
    if (found == rows.end()) return out;
    const auto below = rows.find(head + 1);
    for (const auto& [column, cell] : found->second) {
        out.heads.push_back(cell.text);
        out.comments.push_back(cell.note);
        const bool unit = has_units && below != rows.end() && below->second.contains(column);
        out.units.push_back(unit ? below->second.at(column).text : "");
    }
    for (auto number = head + (has_units ? 2 : 1);; ++number) {
        const auto row = rows.find(number);
        if (row == rows.end() || !filled(row->second)) return out;
        auto& cells = out.rows.emplace_back();
        for (std::size_t column = 0; column < out.heads.size(); ++column)
            cells.push_back(row->second.contains(column) ? row->second.at(column) : OutputCell{});
    }
}

} // namespace

std::vector<OutputTable> sheets_of(const std::filesystem::path& path, const std::string& name)
{
    const ReadWorkbook workbook{path};
    const auto book = shared_parts(workbook);
    std::vector<OutputTable> out;
    for (std::size_t i = 0; i < workbook.names.size(); ++i) {
        // Only where a table is frozen below two rows of heads, the second holds units.
        const auto xml = workbook.part("xl/worksheets/sheet" + std::to_string(i + 1) + ".xml");
        auto& table =
            out.emplace_back(table_of(cells_of(workbook, book, i + 1), xml.find("ySplit=\"4\"") != std::string::npos));
        table.file = name;
        table.part = workbook.names[i];
    }
    return out;
}

} // namespace peaksite
