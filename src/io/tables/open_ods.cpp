#include "base/error.hpp"
#include "base/office_number.hpp"
#include "base/parse_number.hpp"
#include "base/text.hpp"
#include "io/files/limits.hpp"
#include "io/tables/workbook.hpp"
#include "io/tables/xml_reader.hpp"
#include "io/tables/zip_parts.hpp"
#include "io/vector/cell_collector.hpp"
#include "io/vector/number_format.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>

namespace peaksite {

namespace {

// A count of repetitions: 1 where nothing else stands.
std::int64_t count_in(std::string_view digits)
{
    std::int64_t out = 1;
    std::from_chars(digits.data(), digits.data() + digits.size(), out);
    constexpr std::int64_t most = std::int64_t{1} << 30U; // beyond any sheet
    return std::clamp<std::int64_t>(out, 1, most);
}

// "2023-12-31T12:30:00" as "2023/12/31 12:30:00"
std::string date_text(std::string_view iso)
{
    std::string out{iso};
    std::ranges::replace(out, '-', '/');
    std::ranges::replace(out, 'T', ' ');
    return out;
}

// "PT12H30M00S" as "12:30:00"
std::string time_text(std::string_view iso)
{
    std::string out;
    for (const char c : iso) {
        if (c == 'H' || c == 'M')
            out += ':';
        else if (c != 'P' && c != 'T' && c != 'S')
            out += c;
    }
    return out;
}

// Paragraphs of a cell, one a line; notes and drawings are none of its text.
class CellText {
public:
    void begin(std::string_view name, const XmlAttributes& attributes)
    {
        if (is_beside(name)) ++m_notes;
        if (m_notes > 0) return;
        if (name == "p" && m_paragraphs++ > 0) m_text += '\n';
        if (name == "p") m_open = true;
        constexpr std::int64_t most_blanks = 1000;
        if (name == "s") m_text.append(static_cast<std::size_t>(std::min(count_in(attributes["c"]), most_blanks)), ' ');
        if (name == "tab" || name == "line-break") m_text += name == "tab" ? '\t' : '\n';
    }
    void end(std::string_view name)
    {
        if (is_beside(name)) --m_notes;
        if (name == "p") m_open = false;
    }
    void add(std::string_view words)
    {
        if (m_open && m_notes == 0) m_text += words;
    }
    void clear()
    {
        m_text.clear();
        m_paragraphs = 0;
    }
    const std::string& text() const { return m_text; }

private:
    static bool is_beside(std::string_view name)
    {
        return name == "annotation" || name == "frame" || name == "custom-shape";
    }

    std::string m_text;
    int m_notes = 0, m_paragraphs = 0;
    bool m_open = false;
};

// Walks through the tables of content.xml; `wanted` is the one whose cells are kept.
class Content {
public:
    Content(const ZipParts& parts, std::size_t wanted) : m_parts(parts), m_wanted(wanted) {}

    SheetCells read()
    {
        walk();
        return std::move(m_out);
    }
    std::vector<SheetEntry> entries()
    {
        walk();
        return std::move(m_entries);
    }

private:
    void walk()
    {
        XmlHandlers handlers;
        handlers.begin = [this](std::string_view name, const XmlAttributes& attributes) { begin(name, attributes); };
        handlers.end = [this](std::string_view name) { end(name); };
        handlers.words = [this](std::string_view words) {
            if (m_in_cell) m_text.add(words);
        };
        read_xml([&](const auto& take) { m_parts.read("content.xml", take); }, handlers, m_parts.file(), "content.xml");
    }

    bool kept() const { return m_entries.size() == m_wanted + 1; }

    void begin(std::string_view name, const XmlAttributes& attributes)
    {
        if (name == "style") m_style = attributes["name"];
        if (name == "table-properties" && attributes["display"] == "false") m_hidden_styles.insert(m_style);
        if (name == "table" && attributes.has("name")) begin_table(attributes);
        if (!m_cells) return;
        if (name == "table-row") {
            m_times = count_in(attributes["number-rows-repeated"]);
            const auto seen = attributes["visibility"];
            m_cells->begin_row(m_line, seen == "collapse" || seen == "filter");
            m_column = 0;
        } else if (name == "table-cell" || name == "covered-table-cell")
            begin_cell(attributes, name != "table-cell");
        else if (m_in_cell)
            m_text.begin(name, attributes);
    }

    void begin_table(const XmlAttributes& attributes)
    {
        m_entries.push_back({.name = std::string{attributes["name"]},
                             .hidden = m_hidden_styles.contains(std::string{attributes["style-name"]}),
                             .empty = true});
        m_cells.emplace(m_parts.file(), m_entries.back().name);
        m_line = 1;
    }

    void begin_cell(const XmlAttributes& attributes, bool covered)
    {
        m_in_cell = true;
        m_covered = covered;
        m_text.clear();
        m_columns = count_in(attributes["number-columns-repeated"]);
        m_type = attributes["value-type"];
        m_formula = attributes.has("formula");
        m_value = m_type == "string"    ? attributes["string-value"]
                  : m_type == "date"    ? attributes["date-value"]
                  : m_type == "time"    ? attributes["time-value"]
                  : m_type == "boolean" ? attributes["boolean-value"]
                                        : attributes["value"];
    }

    void end(std::string_view name)
    {
        if (!m_cells) return;
        if (m_in_cell) m_text.end(name);
        if (name == "table-cell" || name == "covered-table-cell") end_cell();
        if (name == "table-row") {
            if (kept()) m_cells->end_row(m_cells->row_is_empty() ? 1 : m_times);
            m_line += m_times;
        }
        if (name != "table") return;
        if (kept()) m_out = m_cells->finish();
        m_cells.reset();
    }

    void end_cell()
    {
        m_in_cell = false;
        auto shown = content();
        const auto begin = m_column;
        m_column += static_cast<std::size_t>(m_columns);
        const bool unsolved = m_formula && m_type != "string" && shown.empty();
        if (unsolved && kept()) m_cells->add_unsolved(begin);
        if (shown.empty() && !unsolved) return;
        m_entries.back().empty = false;
        if (!kept()) return;
        m_column = std::min(m_column, begin + limits().columns + 1); // told by the collector
        for (auto column = begin; column < m_column; ++column) m_cells->add(column, shown);
    }

    std::string content()
    {
        if (m_covered) return {}; // by a merged cell, which shows its own
        if (m_type == "string") return m_value.empty() ? m_text.text() : m_value;
        if (m_type == "boolean") return m_value == "true" ? "TRUE" : "FALSE";
        if (m_type == "date") return date_text(m_value);
        if (m_type == "time") return time_text(m_value);
        const auto number = parse_number(m_value);
        // An error has no value, only the words it is shown with.
        if (!number || m_type.empty()) return m_text.text();
        if (m_text.text().starts_with("#") || m_text.text().starts_with("Err:")) return m_text.text();
        const bool sign = m_text.text().ends_with('%');
        if (m_type != "percentage" && !sign)
            if (auto shown = shown_with_more(m_text.text(), *number)) return std::move(*shown);
        return shown_number(*number, m_type == "percentage" ? ShownAs::percent
                                     : sign                 ? ShownAs::percent_sign
                                                            : ShownAs::number);
    }

    // Where words of the format say more than the number, zeros stand before it, or a power of ten divides it.
    std::optional<std::string> shown_with_more(const std::string& shown, double value)
    {
        constexpr std::string_view digits = "0123456789";
        const auto first = shown.find_first_of(digits), last = shown.find_last_of(digits);
        if (first == std::string::npos) return {};
        const auto middle = shown.substr(first, last - first + 1);
        const auto before = shown.substr(0, first), behind = shown.substr(last + 1);
        const auto scale = scale_of(middle, value);
        if (!scale) return {}; // shown as 0.00 or in another way: the stored number counts
        const bool more = says_more(before, behind);
        if (*scale > 0) {
            const auto scaled = number(value / std::pow(10.0, *scale));
            if (kept()) m_cells->note_scaled(m_column, "1/10^" + number(*scale), *scale, m_value, scaled);
            return {};
        }
        const bool padded = before.empty() && behind.empty() && middle.size() > 1 && middle.front() == '0' &&
                            middle.find_first_not_of(digits) == std::string::npos;
        const bool minus = value > 0 && trimmed(before) == "-";
        return more || padded || minus ? std::optional{shown} : std::nullopt;
    }

    // The power of ten that makes the value round to the digits that are shown; nothing where none does.
    static std::optional<int> scale_of(std::string_view digits, double value)
    {
        const auto read = office_number(digits);
        const auto decimals = static_cast<int>(digits.size() - 1 - std::min(digits.find('.'), digits.size() - 1));
        constexpr double half = 0.5001, ten = 10, most = 12;
        for (int power = 0; read && power <= (read->value == 0 ? 0 : most); ++power)
            if (std::fabs(std::fabs(value) / std::pow(ten, power) - read->value) <= half * std::pow(ten, -decimals))
                return power;
        return {};
    }

    const ZipParts& m_parts;
    std::size_t m_wanted;
    SheetCells m_out;
    std::vector<SheetEntry> m_entries;
    std::set<std::string> m_hidden_styles;
    std::string m_style;
    std::optional<CellCollector> m_cells; // of the table that is open
    CellText m_text;
    std::string m_type, m_value;
    std::int64_t m_line = 1, m_times = 1, m_columns = 1;
    std::size_t m_column = 0;
    bool m_formula = false, m_in_cell = false, m_covered = false;
};

class Ods final : public WorkbookReader {
public:
    explicit Ods(const std::string& file) : m_parts(file)
    {
        refuse_protected();
        if (!m_parts.has("content.xml"))
            throw InputError{text("file '{}' is no ODS workbook, or damaged: it has no content; open it in an office "
                                  "program and save it again",
                                  file)};
        constexpr auto none = static_cast<std::size_t>(-2);
        m_entries = Content{m_parts, none}.entries();
    }

    const std::vector<SheetEntry>& sheets() const override { return m_entries; }
    SheetCells read(std::size_t sheet) const override { return Content{m_parts, sheet}.read(); }

private:
    void refuse_protected() const
    {
        constexpr const char* manifest = "META-INF/manifest.xml";
        if (!m_parts.has(manifest)) return;
        bool is_protected = false;
        XmlHandlers handlers;
        handlers.begin = [&](std::string_view name, const XmlAttributes&) {
            is_protected = is_protected || name == "encryption-data";
        };
        read_xml([&](const auto& take) { m_parts.read(manifest, take); }, handlers, m_parts.file(), manifest);
        if (is_protected)
            throw InputError{text(
                "file '{}' is protected by a password; take the password off in an office program and save it again",
                m_parts.file())};
    }

    ZipParts m_parts;
    std::vector<SheetEntry> m_entries;
};

} // namespace

std::unique_ptr<WorkbookReader> open_ods(const std::string& file) { return std::make_unique<Ods>(file); }

} // namespace peaksite
