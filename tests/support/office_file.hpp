#pragma once

#include <cpl_conv.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// A cell to write: words, a number with the code of its format and what a spreadsheet then shows, or a formula without
/// result.
struct OfficeCell {
    std::string words{};
    std::optional<double> number{};
    std::string format{};
    std::string shown{}; ///< of the number; empty: its digits
    std::string formula{};

    OfficeCell() = default;
    OfficeCell(const char* text) : words(text) {}
    OfficeCell(std::string text) : words(std::move(text)) {}
    OfficeCell(double value, std::string code = {}, std::string seen = {})
        : number(value), format(std::move(code)), shown(std::move(seen))
    {}
    static OfficeCell unsolved(std::string formula)
    {
        OfficeCell out;
        out.formula = std::move(formula);
        return out;
    }
    std::string text() const
    {
        return !formula.empty() ? "" : !number ? words : shown.empty() ? fmt::format("{}", *number) : shown;
    }
};
using OfficeRows = std::vector<std::vector<OfficeCell>>;

struct OfficeSheet {
    std::string name = "表";
    OfficeRows rows;
    bool hidden = false;
};

/// Parts of a zip by name.
using ZipContent = std::vector<std::pair<std::string, std::string>>;

inline void write_zip(const std::filesystem::path& path, const ZipContent& parts)
{
    std::filesystem::remove(path);
    void* zip = CPLCreateZip(path.c_str(), nullptr);
    for (const auto& [name, content] : parts) {
        CPLCreateFileInZip(zip, name.c_str(), nullptr);
        CPLWriteFileInZip(zip, content.data(), static_cast<int>(content.size()));
        CPLCloseFileInZip(zip);
    }
    CPLCloseZip(zip);
}

inline std::string xml_text(const std::string& words)
{
    std::string out;
    for (const char c : words) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : c == '"' ? "&quot;" : std::string{c};
    return out;
}

/// The parts of an XLSX workbook, as Excel writes them; `book` stands among the properties of the workbook.
inline ZipContent xlsx_parts(const std::vector<OfficeSheet>& sheets, const std::string& book = {})
{
    constexpr const char* office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    std::map<std::string, std::size_t> styles{{"", 0}};
    std::vector<std::string> codes{""};
    ZipContent out;
    std::string names, relations;
    for (std::size_t s = 0; s < sheets.size(); ++s) {
        std::string rows;
        for (std::size_t r = 0; r < sheets[s].rows.size(); ++r) {
            rows += fmt::format("<row r=\"{}\">", r + 1);
            for (std::size_t c = 0; c < sheets[s].rows[r].size(); ++c) {
                const auto& cell = sheets[s].rows[r][c];
                const auto address = fmt::format("{}{}", static_cast<char>('A' + c), r + 1);
                const auto [style, fresh] = styles.emplace(cell.format, codes.size());
                if (fresh) codes.push_back(cell.format);
                if (!cell.formula.empty())
                    rows += fmt::format("<c r=\"{}\"><f>{}</f></c>", address, xml_text(cell.formula));
                else if (cell.number)
                    rows += fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", address, style->second, *cell.number);
                else if (!cell.words.empty())
                    rows += fmt::format("<c r=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                                        address, xml_text(cell.words));
            }
            rows += "</row>";
        }
        out.emplace_back(fmt::format("xl/worksheets/sheet{}.xml", s + 1),
                         "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        names += fmt::format("<sheet name=\"{}\" sheetId=\"{}\"{} r:id=\"rId{}\"/>", xml_text(sheets[s].name), s + 1,
                             sheets[s].hidden ? " state=\"hidden\"" : "", s + 1);
        relations += fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/worksheet\" Target=\"worksheets/sheet{}.xml\"/>",
                                 s + 1, office, s + 1);
    }
    std::string formats, cells;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (i > 0) formats += fmt::format("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", 164 + i, xml_text(codes[i]));
        cells += fmt::format("<xf numFmtId=\"{}\"/>", i == 0 ? 0 : 164 + i);
    }
    out.emplace_back("xl/styles.xml",
                     "<styleSheet><numFmts>" + formats + "</numFmts><cellXfs>" + cells + "</cellXfs></styleSheet>");
    out.emplace_back("xl/workbook.xml",
                     fmt::format("<workbook xmlns:r=\"{}\">{}<sheets>{}</sheets></workbook>", office, book, names));
    out.emplace_back("xl/_rels/workbook.xml.rels",
                     fmt::format("<Relationships>{}<Relationship Id=\"rIdStyles\" Type=\"{}/styles\" "
                                 "Target=\"styles.xml\"/></Relationships>",
                                 relations, office));
    out.emplace_back("_rels/.rels", fmt::format("<Relationships><Relationship Id=\"rId1\" Type=\"{}/officeDocument\" "
                                                "Target=\"xl/workbook.xml\"/></Relationships>",
                                                office));
    return out;
}

/// The parts of an ODS workbook, as LibreOffice writes them.
inline ZipContent ods_parts(const std::vector<OfficeSheet>& sheets)
{
    std::string tables;
    for (const auto& sheet : sheets) {
        tables += fmt::format("<table:table table:name=\"{}\" table:style-name=\"{}\">", xml_text(sheet.name),
                              sheet.hidden ? "ta2" : "ta1");
        for (const auto& row : sheet.rows) {
            tables += "<table:table-row>";
            for (const auto& cell : row) {
                const bool percent = cell.format.ends_with('%') && !cell.format.ends_with("_%"),
                           date = cell.format.find("yy") != std::string::npos;
                auto iso = cell.shown;
                for (auto& c : iso) c = c == '/' ? '-' : c;
                if (!cell.formula.empty())
                    tables += fmt::format("<table:table-cell table:formula=\"of:={}\"/>", xml_text(cell.formula));
                else if (cell.number && date)
                    tables += fmt::format("<table:table-cell office:value-type=\"date\" "
                                          "office:date-value=\"{}\"><text:p>{}</text:p></table:table-cell>",
                                          iso, cell.shown);
                else if (cell.number)
                    tables += fmt::format("<table:table-cell office:value-type=\"{}\" "
                                          "office:value=\"{}\"><text:p>{}</text:p></table:table-cell>",
                                          percent ? "percentage" : "float", *cell.number, cell.text());
                else if (cell.words.empty())
                    tables += "<table:table-cell/>";
                else
                    tables += fmt::format(
                        "<table:table-cell office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
                        xml_text(cell.words));
            }
            tables += "</table:table-row>";
        }
        tables += "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell "
                  "table:number-columns-repeated=\"16384\"/></table:table-row></table:table>";
    }
    return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
            {"content.xml",
             "<office:document-content xmlns:office=\"o\" xmlns:style=\"s\" xmlns:table=\"t\" "
             "xmlns:text=\"x\"><office:automatic-styles><style:style style:name=\"ta1\"><style:table-properties "
             "table:display=\"true\"/></style:style><style:style style:name=\"ta2\"><style:table-properties "
             "table:display=\"false\"/></style:style></office:automatic-styles>"
             "<office:body><office:spreadsheet>" +
                 tables + "</office:spreadsheet></office:body></office:document-content>"}};
}

/// The bytes of an XLS workbook of Excel 97, up to 60 kB, by the format's description ([MS-XLS], [MS-CFB]).
class XlsWriter {
public:
    explicit XlsWriter(const std::vector<OfficeSheet>& sheets) : m_sheets(sheets)
    {
        for (const auto& sheet : sheets)
            for (const auto& row : sheet.rows)
                for (const auto& cell : row)
                    if (!cell.format.empty()) m_formats.emplace(cell.format, 1 + m_formats.size());
    }

    std::string bytes() const
    {
        std::string body;
        std::vector<std::size_t> places(m_sheets.size(), 0);
        const auto begin = head(places).size();
        for (std::size_t i = 0; i < m_sheets.size(); ++i) {
            places[i] = begin + body.size();
            body += sheet(m_sheets[i]);
        }
        auto stream = head(places) + body;
        stream.resize(std::max<std::size_t>(4096, (stream.size() + 511) / 512 * 512), '\0');
        const auto sectors = stream.size() / 512;
        std::string table = number(0xFFFFFFFD, 4) + number(0xFFFFFFFE, 4);
        for (std::size_t i = 0; i < sectors; ++i) table += number(i + 1 == sectors ? 0xFFFFFFFE : i + 3, 4);
        table.resize(512, '\xFF');
        auto folder = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry("Workbook", 2, 2, stream.size(), 0xFFFFFFFF);
        folder.resize(512, '\0');
        auto header = std::string{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"} + std::string(16, '\0') + number(0x3E, 2) +
                      number(3, 2) + number(0xFFFE, 2) + number(9, 2) + number(6, 2) + std::string(10, '\0') +
                      number(1, 4) + number(1, 4) + number(0, 4) + number(4096, 4) + number(0xFFFFFFFE, 4) +
                      number(0, 4) + number(0xFFFFFFFE, 4) + number(0, 4) + number(0, 4);
        header.resize(512, '\xFF');
        return header + table + folder + stream;
    }

private:
    static std::string number(std::uint64_t value, int bytes)
    {
        std::string out;
        for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
        return out;
    }
    static std::string record(int type, const std::string& content)
    {
        return number(static_cast<std::uint64_t>(type), 2) + number(content.size(), 2) + content;
    }
    static std::string begin(int kind)
    {
        return record(0x809, number(0x600, 2) + number(static_cast<std::uint64_t>(kind), 2) + number(0x07CC0DBB, 4) +
                                 number(0, 4) + number(6, 4));
    }
    // UTF-16, its length in `bytes` before it.
    static std::string words(const std::string& utf8, int bytes)
    {
        std::string out;
        for (std::size_t i = 0; i < utf8.size();) {
            const auto lead = static_cast<unsigned char>(utf8[i]);
            const auto next = [&](std::size_t k) {
                return static_cast<unsigned>(static_cast<unsigned char>(utf8[i + k]) & 63U);
            };
            const unsigned code = lead < 0x80   ? lead
                                  : lead < 0xE0 ? (lead & 31U) << 6U | next(1)
                                                : (lead & 15U) << 12U | next(1) << 6U | next(2);
            out += number(code, 2);
            i += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
        }
        return number(out.size() / 2, bytes) + number(1, 1) + out;
    }
    static std::string entry(const std::string& name, int kind, std::uint64_t sector, std::size_t size,
                             std::uint64_t child)
    {
        std::string out;
        for (const char c : name) out += number(static_cast<unsigned char>(c), 2);
        const auto length = out.size() + 2;
        out.resize(64, '\0');
        return out + number(length, 2) + number(static_cast<std::uint64_t>(kind), 1) + number(1, 1) +
               number(0xFFFFFFFF, 4) + number(0xFFFFFFFF, 4) + number(child, 4) + std::string(36, '\0') +
               number(sector, 4) + number(size, 4) + number(0, 4);
    }
    std::string head(const std::vector<std::size_t>& places) const
    {
        auto out = begin(5) + record(0x42, number(1200, 2));
        for (const auto& [code, place] : m_formats) out += record(0x41E, number(163 + place, 2) + words(code, 2));
        std::vector<std::size_t> styles(1 + m_formats.size(), 0);
        for (const auto& [code, place] : m_formats) styles[place] = 163 + place;
        for (const auto format : styles) out += record(0xE0, number(0, 2) + number(format, 2) + std::string(16, '\0'));
        for (std::size_t i = 0; i < places.size(); ++i)
            out += record(0x85, number(places[i], 4) + number(m_sheets[i].hidden ? 1 : 0, 1) + number(0, 1) +
                                    words(m_sheets[i].name, 1));
        return out + record(0x0A, "");
    }
    std::string sheet(const OfficeSheet& sheet) const
    {
        std::size_t width = 0;
        std::string cells;
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            width = std::max(width, sheet.rows[r].size());
            for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
                const auto& cell = sheet.rows[r][c];
                const auto place =
                    number(r, 2) + number(c, 2) + number(cell.format.empty() ? 0 : m_formats.at(cell.format), 2);
                std::uint64_t bits = 0;
                if (cell.number) std::memcpy(&bits, &*cell.number, sizeof bits);
                if (cell.number)
                    cells += record(0x203, place + number(bits, 8));
                else if (!cell.words.empty())
                    cells += record(0x204, place + words(cell.words, 2));
            }
        }
        return begin(0x10) +
               record(0x200,
                      number(0, 4) + number(sheet.rows.size(), 4) + number(0, 2) + number(width, 2) + number(0, 2)) +
               cells + record(0x0A, "");
    }

    const std::vector<OfficeSheet>& m_sheets;
    std::map<std::string, std::size_t> m_formats; // place among the styles
};

/// The first sheet as delimited text, cells as a spreadsheet shows them.
inline std::string delimited_text(const std::vector<OfficeSheet>& sheets, char separator)
{
    std::string out;
    for (const auto& row : sheets.front().rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            auto text = row[c].text();
            if (text.find_first_of(std::string{"\"\n,;\t"}) != std::string::npos) text = "\"" + text + "\"";
            out += (c > 0 ? std::string{separator} : "") + text;
        }
        out += "\n";
    }
    return out;
}

/// Writes an XLSX, ODS or XLS workbook, or delimited text, by the ending of the path.
inline void write_office_file(const std::filesystem::path& path, const std::vector<OfficeSheet>& sheets,
                              char separator = ',')
{
    if (path.extension() == ".xlsx")
        write_zip(path, xlsx_parts(sheets));
    else if (path.extension() == ".ods")
        write_zip(path, ods_parts(sheets));
    else if (path.extension() == ".xls")
        std::ofstream{path, std::ios::binary} << XlsWriter{sheets}.bytes();
    else
        std::ofstream{path, std::ios::binary} << delimited_text(sheets, separator);
}

} // namespace peaksite
