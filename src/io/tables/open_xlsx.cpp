#include "base/error.hpp"
#include "base/parse_number.hpp"
#include "io/files/limits.hpp"
#include "io/tables/workbook.hpp"
#include "io/tables/xlsx_text.hpp"
#include "io/tables/xml_reader.hpp"
#include "io/tables/zip_parts.hpp"
#include "io/vector/cell_collector.hpp"
#include "io/vector/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace peaksite {

namespace {

std::optional<std::size_t> index_in(std::string_view digits)
{
    std::size_t out = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    return error == std::errc{} && end == digits.data() + digits.size() && !digits.empty() ? std::optional{out}
                                                                                           : std::nullopt;
}

bool is_true(std::string_view word) { return word == "1" || word == "true"; }

// Formats of numbers by style.
struct Styles {
    std::map<std::size_t, std::string> codes;
    std::vector<std::size_t> of_style;
    std::string_view code(std::size_t style) const
    {
        if (style >= of_style.size()) return {};
        const auto own = codes.find(of_style[style]);
        return own != codes.end() ? std::string_view{own->second} : built_in_format(static_cast<int>(of_style[style]));
    }
};

struct Sheet {
    SheetEntry entry;
    std::string part;
};

class Xlsx final : public WorkbookReader {
public:
    explicit Xlsx(const std::string& file) : m_parts(file)
    {
        read_book(document());
        for (auto& sheet : m_sheets) {
            sheet.entry.empty = is_empty(sheet);
            m_entries.push_back(sheet.entry);
        }
    }

    const std::vector<SheetEntry>& sheets() const override { return m_entries; }
    SheetCells read(std::size_t sheet) const override;

private:
    friend class SheetReader;

    void read_part(const std::string& part, XmlHandlers& handlers) const
    {
        read_xml([&](const auto& take) { m_parts.read(part, take); }, handlers, m_parts.file(), part);
    }

    // Targets of the relationships of a part, by id; the kind is the last word of their type.
    struct Relation {
        std::string kind, target;
    };
    std::map<std::string, Relation> relations(const std::string& part) const
    {
        const auto slash = part.rfind('/') == std::string::npos ? 0 : part.rfind('/') + 1;
        const auto folder = part.substr(0, slash);
        const auto file = folder + "_rels/" + part.substr(slash) + ".rels";
        std::map<std::string, Relation> out;
        XmlHandlers handlers;
        handlers.begin = [&](std::string_view name, const XmlAttributes& attributes) {
            if (name != "Relationship") return;
            const std::string type{attributes["Type"]}, target{attributes["Target"]};
            out[std::string{attributes["Id"]}] = {.kind = type.substr(type.rfind('/') + 1),
                                                  .target =
                                                      target.starts_with('/') ? target.substr(1) : folder + target};
        };
        if (m_parts.has(file)) read_part(file, handlers);
        return out;
    }

    std::string document() const
    {
        for (const auto& [id, relation] : relations(""))
            if (relation.kind == "officeDocument" && m_parts.has(relation.target)) return relation.target;
        throw InputError{text("file '{}' is no XLSX workbook, or damaged: it names no document; open it in an office "
                              "program and save it as XLSX",
                              m_parts.file())};
    }

    void read_book(const std::string& document)
    {
        const auto related = relations(document);
        XmlHandlers handlers;
        handlers.begin = [&](std::string_view name, const XmlAttributes& attributes) {
            if (name == "workbookPr") m_from_1904 = is_true(attributes["date1904"]);
            if (name == "calcPr") m_to_be_computed = is_true(attributes["fullCalcOnLoad"]);
            if (name != "sheet") return;
            const auto found = related.find(std::string{attributes["id"]});
            if (found == related.end() || found->second.kind != "worksheet") return; // a chart
            const auto state = attributes["state"];
            m_sheets.push_back(
                {.entry = {.name = std::string{attributes["name"]}, .hidden = !state.empty() && state != "visible"},
                 .part = found->second.target});
        };
        read_part(document, handlers);
        for (const auto& [id, relation] : related) {
            if (relation.kind == "styles") read_styles(relation.target);
            if (relation.kind == "sharedStrings") m_texts_part = relation.target;
        }
    }

    void read_styles(const std::string& part)
    {
        XmlHandlers handlers;
        bool formats = false;
        handlers.begin = [&](std::string_view name, const XmlAttributes& attributes) {
            if (name == "cellXfs") formats = true;
            const auto id = index_in(attributes["numFmtId"]);
            if (name == "numFmt" && id) m_styles.codes[*id] = attributes["formatCode"];
            if (name == "xf" && formats) m_styles.of_style.push_back(id.value_or(0));
        };
        handlers.end = [&](std::string_view name) { formats = formats && name != "cellXfs"; };
        read_part(part, handlers);
    }

    bool is_empty(const Sheet& sheet) const
    {
        bool filled = false;
        XmlHandlers handlers;
        handlers.begin = [&](std::string_view name, const XmlAttributes&) {
            filled = handlers.enough = name == "v" || name == "t" || name == "f";
        };
        read_part(sheet.part, handlers);
        return !filled;
    }

    std::vector<std::string> texts() const
    {
        std::vector<std::string> out;
        if (m_texts_part.empty()) return out;
        std::size_t bytes = 0;
        RichText rich;
        XmlHandlers handlers;
        handlers.begin = [&](std::string_view name, const XmlAttributes&) { rich.begin(name); };
        handlers.words = [&](std::string_view words) { rich.add(words); };
        handlers.end = [&](std::string_view name) {
            rich.end(name);
            if (name != "si") return;
            out.push_back(rich.take());
            bytes += sizeof(std::string) + out.back().size();
            if (bytes > limits().sheet_bytes)
                throw InputError{text("file '{}' holds more than {} MB of texts; keep the rows and columns that are "
                                      "needed, or save it as CSV",
                                      m_parts.file(), limits().sheet_bytes >> 20U)};
        };
        read_part(m_texts_part, handlers);
        return out;
    }

    ZipParts m_parts;
    std::vector<Sheet> m_sheets;
    std::vector<SheetEntry> m_entries;
    Styles m_styles;
    std::string m_texts_part;
    bool m_from_1904 = false;
    bool m_to_be_computed = false; // results stored are those of a library, 0 where it knew none
};

class SheetReader {
public:
    SheetReader(const Xlsx& book, const Sheet& sheet)
        : m_book(book), m_sheet(sheet), m_texts(book.texts()), m_cells(book.m_parts.file(), sheet.entry.name)
    {}

    SheetCells read()
    {
        XmlHandlers handlers;
        handlers.begin = [this](std::string_view name, const XmlAttributes& attributes) { begin(name, attributes); };
        handlers.end = [this](std::string_view name) { end(name); };
        handlers.words = [this](std::string_view words) {
            if (m_in_value)
                m_value += words;
            else
                m_rich.add(words);
        };
        m_book.read_part(m_sheet.part, handlers);
        return m_cells.finish();
    }

private:
    void begin(std::string_view name, const XmlAttributes& attributes)
    {
        m_rich.begin(name);
        m_in_value = name == "v";
        if (name == "f") m_formula = true;
        if (name == "row") {
            m_line =
                attributes.has("r") ? static_cast<std::int64_t>(index_in(attributes["r"]).value_or(0)) : m_line + 1;
            m_cells.begin_row(m_line, is_true(attributes["hidden"]));
            m_next = 0;
        }
        if (name != "c") return;
        m_column = attributes.has("r") ? column_of(attributes["r"]) : m_next;
        m_next = m_column + 1;
        m_type = attributes["t"];
        m_style = index_in(attributes["s"]).value_or(0);
        m_formula = m_has_value = false;
        m_value.clear();
    }

    void end(std::string_view name)
    {
        m_rich.end(name);
        if (name == "v") m_in_value = false, m_has_value = true;
        if (name == "row") m_cells.end_row();
        if (name != "c") return;
        const bool words = m_type == "str" || m_type == "inlineStr" || m_type == "e" || m_type == "b" || m_type == "s";
        const bool no_number = m_value.empty() || (m_book.m_to_be_computed && m_value == "0");
        const bool unknown = m_formula && (!m_has_value || (!words && no_number));
        auto rich = m_rich.take();
        if (unknown)
            m_cells.add_unsolved(m_column);
        else
            m_cells.add(m_column, content(std::move(rich)));
    }

    std::string content(std::string rich)
    {
        if (m_type == "inlineStr") return rich;
        if (m_type == "s") {
            const auto index = index_in(m_value);
            if (!index || *index >= m_texts.size())
                throw InputError{text("file '{}' is damaged: cell {} of sheet '{}' names a text that is not there; "
                                      "copy it again, or open it in an office program and save it",
                                      m_book.m_parts.file(), CellAddress{.row = m_line - 1, .column = m_column}.text(),
                                      m_sheet.entry.name)};
            return m_texts[*index];
        }
        if (m_type == "b") return is_true(m_value) ? "TRUE" : "FALSE";
        const auto number = m_type.empty() || m_type == "n" ? parse_number(m_value) : std::nullopt;
        if (!number) return m_type == "str" ? unescaped(m_value) : m_value;
        const auto& code = m_book.m_styles.code(m_style);
        const auto scale = *number == 0 ? 0 : shown_scale(code, *number);
        if (scale != 0) m_cells.note_scaled(m_column, code, scale, m_value, scaled_text(code, *number));
        return shown_cell(code, *number, m_book.m_from_1904);
    }

    // The column of "AB12", from 0.
    std::size_t column_of(std::string_view address) const
    {
        constexpr std::size_t letters = 26;
        std::size_t out = 0;
        for (const char c : address) {
            if (c < 'A' || c > 'Z' || out > limits().columns) break;
            out = out * letters + static_cast<std::size_t>(c - 'A') + 1;
        }
        if (out == 0)
            throw InputError{
                text("file '{}' is damaged: '{}' is no cell of sheet '{}'; open it in an office program and save it",
                     m_book.m_parts.file(), std::string{address}, m_sheet.entry.name)};
        return out - 1;
    }

    const Xlsx& m_book;
    const Sheet& m_sheet;
    std::vector<std::string> m_texts;
    CellCollector m_cells;
    RichText m_rich;
    std::int64_t m_line = 0;
    std::size_t m_column = 0, m_next = 0, m_style = 0;
    std::string m_type, m_value;
    bool m_formula = false, m_has_value = false, m_in_value = false;
};

SheetCells Xlsx::read(std::size_t sheet) const { return SheetReader{*this, m_sheets.at(sheet)}.read(); }

} // namespace

std::unique_ptr<WorkbookReader> open_xlsx(const std::string& file) { return std::make_unique<Xlsx>(file); }

} // namespace peaksite
