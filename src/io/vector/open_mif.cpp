#include "base/error.hpp"
#include "base/parse_number.hpp"
#include "io/files/limits.hpp"
#include "io/vector/open_vector.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

class Lines {
public:
    Lines(const std::string& content, const std::string& file) : m_content(content), m_file(file) {}

    bool next()
    {
        if (m_at >= m_content.size()) return false;
        const auto end = m_content.find_first_of("\r\n", m_at);
        const auto stop = std::min(end, m_content.size());
        if (stop - m_at > limits().line_bytes)
            throw InputError{
                text("file '{}', line {}: a line of {} characters is no part of a MIF; copy the file again", m_file,
                     number + 1, stop - m_at)};
        line = trimmed(std::string_view{m_content}.substr(m_at, stop - m_at));
        ended = end != std::string::npos;
        m_at = stop + 1;
        if (ended && m_content[end] == '\r' && m_at < m_content.size() && m_content[m_at] == '\n') ++m_at;
        ++number;
        return true;
    }
    std::string_view line;
    std::size_t number = 0;
    bool ended = false; ///< the line has an end, as all have in a whole file

private:
    const std::string& m_content;
    const std::string& m_file;
    std::size_t m_at = 0;
};

std::vector<std::string> words_of(std::string_view line)
{
    std::vector<std::string> out;
    constexpr std::string_view blanks = " \t,";
    for (auto at = line.find_first_not_of(blanks); at != std::string_view::npos;
         at = line.find_first_not_of(blanks, at)) {
        const auto end = std::min(line.find_first_of(blanks, at), line.size());
        out.emplace_back(line.substr(at, end - at));
        at = end;
    }
    return out;
}

bool is_one_of(const std::string& word, std::span<const std::string_view> words)
{
    return std::ranges::find(words, word) != words.end();
}

// The part after DATA: counts objects, and the coordinates of each.
class WholeMif {
public:
    WholeMif(const std::string& content, const std::string& file) : m_lines(content, file), m_file(file) {}

    std::size_t objects()
    {
        while (m_lines.next())
            if (lower(m_lines.line) == "data") break;
        while (m_lines.next()) take();
        if (m_missing > 0 || m_cut) fail();
        return m_objects;
    }

private:
    [[noreturn]] void fail() const
    {
        throw InputError{text("file '{}' is cut short: coordinates are missing after line {}; copy it again", m_file,
                              m_lines.number)};
    }

    void take()
    {
        const auto words = words_of(m_lines.line);
        if (words.empty()) return;
        constexpr std::array<std::string_view, 11> styles{"pen",     "brush",   "symbol", "smooth", "center", "font",
                                                          "spacing", "justify", "angle",  "label",  "\""};
        constexpr std::array<std::string_view, 7> placed{"point",   "line", "rect", "roundrect",
                                                         "ellipse", "arc",  "text"};
        constexpr std::array<std::string_view, 3> counted{"region", "pline", "multipoint"};
        const auto what = lower(words.front());
        if (is_one_of(what, styles) || what.front() == '"') return;
        m_cut = false;
        if (is_one_of(what, placed) || what == "none")
            begin({words.begin() + 1, words.end()}, what == "text");
        else if (what == "collection")
            begin_collection(words);
        else if (is_one_of(what, counted))
            begin_counted(what, words);
        else
            take_numbers(words);
    }

    void begin(const std::vector<std::string>& numbers, bool text)
    {
        if (m_missing > 0) fail();
        count_object();
        m_parts = 0;
        if (text) return; // its words follow, in quotes
        for (const auto& one : numbers) number_of(one);
        m_cut = !numbers.empty() && !m_lines.ended;
    }

    // An object of its own, or a part of the collection before it.
    void count_object()
    {
        if (m_collected > 0)
            --m_collected;
        else
            ++m_objects;
    }

    void begin_collection(const std::vector<std::string>& words)
    {
        if (m_missing > 0 || words.size() < 2) fail();
        ++m_objects;
        m_collected = static_cast<std::size_t>(number_of(words[1]));
    }

    // "Region 2", "Pline 4", "Pline Multiple 2", "Multipoint 3"; the number of points of a part stands in a line before
    // them.
    void begin_counted(const std::string& what, const std::vector<std::string>& words)
    {
        if (m_missing > 0) fail();
        count_object();
        const bool multiple = words.size() > 1 && lower(words[1]) == "multiple";
        const std::size_t at = multiple ? 2 : 1;
        const auto count = words.size() > at ? static_cast<std::size_t>(number_of(words[at])) : 0;
        const bool parts = what == "region" || multiple;
        m_parts = parts ? count : 0;
        m_points = parts ? 0 : count;
        m_missing = m_parts + m_points;
        if (words.size() <= at) m_parts = m_missing = 1; // "Pline", with its number in the next line
    }

    void take_numbers(const std::vector<std::string>& words)
    {
        for (const auto& one : words) number_of(one);
        if (m_points > 0) {
            --m_points;
            m_cut = !m_lines.ended;
        } else if (m_parts > 0 && words.size() == 1) {
            --m_parts;
            m_points = static_cast<std::size_t>(number_of(words.front()));
        }
        m_missing = m_parts + m_points;
    }

    double number_of(const std::string& word) const
    {
        const auto value = parse_number(word);
        if (!value)
            throw InputError{text("file '{}', line {}: '{}' is no coordinate; correct it, or save the file again",
                                  m_file, m_lines.number, word.substr(0, 40))};
        constexpr double most = 1e15;
        return std::clamp(*value, -most, most);
    }

    Lines m_lines;
    const std::string& m_file;
    std::size_t m_objects = 0, m_collected = 0;
    std::size_t m_parts = 0, m_points = 0, m_missing = 0; // of the object at hand, still to come
    bool m_cut = false;                                   // the last line of coordinates has no end
};

std::string whole_file(const std::string& file)
{
    std::error_code error;
    if (fs::file_size(file, error) == 0 && !error) return {};
    std::string encoding;
    return utf8_content(file, "ISO-8859-1", encoding); // what counts here is ASCII in any encoding
}

// The table beside it, whatever the case of its ending.
std::optional<std::string> table_beside(const std::string& file)
{
    for (const auto* ending : {".mid", ".MID", ".Mid"}) {
        const auto beside = fs::path{file}.replace_extension(ending).string();
        std::error_code ignored;
        if (fs::exists(beside, ignored)) return beside;
    }
    return {};
}

// Rows of a table; quoted texts may hold ends of lines.
std::size_t rows_of(const std::string& content, const std::string& file, std::vector<Sentence>& warnings)
{
    Lines lines{content, file};
    std::size_t rows = 0;
    bool open = false;
    while (lines.next()) {
        const bool starts = !open;
        if (std::ranges::count(lines.line, '"') % 2 == 1) open = !open;
        if (starts && !lines.line.empty()) ++rows;
    }
    if (rows > 0 && !lines.ended)
        warnings.push_back(text("file '{}': its last row has no end of line; is the file whole?", file));
    if (open) throw InputError{text("file '{}' is cut short: a text in quotes does not end; copy it again", file)};
    return rows;
}

} // namespace

OpenedVector open_mif(const VectorRequest& request)
{
    OpenedVector out{.dataset = nullptr};
    out.rows = WholeMif{whole_file(request.file), request.file}.objects();
    const auto table = table_beside(request.file);
    const auto rows = table ? rows_of(whole_file(*table), *table, out.warnings) : 0;
    if (table && rows != *out.rows)
        throw InputError{text("file '{}' has {} objects, and '{}' {} rows: one of them is cut short; copy both again",
                              request.file, *out.rows, *table, rows)};
    out.dataset = open_dataset(request.file, DatasetKind::vector);
    return out;
}

} // namespace peaksite
