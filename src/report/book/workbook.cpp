#include "report/book/workbook.hpp"

#include "base/error.hpp"

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <utility>

namespace peaksite {

namespace {

lxw_color_t color_of(const std::string& hex)
{
    constexpr int base = 16;
    return static_cast<lxw_color_t>(std::strtoul(hex.c_str() + (hex.starts_with('#') ? 1 : 0), nullptr, base));
}

// "2026-11-20" at noon, as seconds since 1970; the calendar's rule, without time zones.
time_t seconds_of(const std::string& date)
{
    const auto part = [&](std::size_t from, std::size_t length) {
        return from < date.size() ? std::atoi(date.substr(from, length).c_str()) : 1;
    };
    std::tm when{};
    constexpr int since = 1900, noon = 12;
    when.tm_year = std::max(part(0, 4), 1980) - since;
    when.tm_mon = std::clamp(part(5, 2), 1, 12) - 1;
    when.tm_mday = std::clamp(part(8, 2), 1, 31);
    when.tm_hour = noon;
    return timegm(&when);
}

bool is_forbidden_in_names(char c)
{
    return std::string_view{"[]:*?/\\"}.find(c) != std::string_view::npos || static_cast<unsigned char>(c) < 0x20;
}

// At most so many characters (as UTF-16 counts them) of a text.
std::string shortened(const std::string& text, std::size_t most)
{
    std::string out;
    std::size_t units = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
        units += bytes == 4 ? 2 : 1;
        if (units > most) break;
        out += text.substr(i, bytes);
        i += bytes;
    }
    return out;
}

} // namespace

Workbook::Workbook(std::filesystem::path path, const WorkbookFacts& facts) : m_path(std::move(path)), m_facts(facts)
{
    m_book = workbook_new(m_path.c_str());
    if (m_book == nullptr) fail("not enough memory");
    auto title = cell_text(facts.title), subject = cell_text(facts.subject), program = cell_text(facts.program),
         comments = cell_text(facts.comments);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.author = program.data();
    properties.comments = comments.data();
    properties.created = seconds_of(facts.date);
    workbook_set_properties(m_book, &properties);
}

Workbook::~Workbook()
{
    if (m_book != nullptr) lxw_workbook_free(m_book);
}

void Workbook::fail(const std::string& why) const
{
    throw InputError{text("file '{}' cannot be written: {}; is the disk full?", m_path.string(), why)};
}

std::string Workbook::free_name(std::string_view wish) const
{
    constexpr std::size_t most = 31, room = 4;
    std::string clean = cell_text(wish);
    std::ranges::replace_if(clean, is_forbidden_in_names, '_');
    clean = shortened(clean, most);
    while (clean.ends_with('\'')) clean.pop_back();
    while (clean.starts_with('\'')) clean.erase(0, 1);
    if (trimmed(clean).empty() || lower(clean) == "history") clean = "Sheet";
    const auto taken = [&](const std::string& name) {
        return std::ranges::any_of(m_sheets, [&](const auto& sheet) { return lower(sheet->name()) == lower(name); });
    };
    if (!taken(clean)) return clean;
    for (int n = 2;; ++n)
        if (const auto name = shortened(clean, most - room) + "(" + std::to_string(n) + ")"; !taken(name)) return name;
}

BookSheet& Workbook::sheet(std::string_view name)
{
    const auto free = free_name(name);
    auto* sheet = workbook_add_worksheet(m_book, free.c_str());
    if (sheet == nullptr) fail("the sheet '" + free + "' cannot be made");
    m_sheets.push_back(std::unique_ptr<BookSheet>{new BookSheet{*this, *sheet, free}});
    return *m_sheets.back();
}

void Workbook::close()
{
    // The library talks to stderr about files it cannot make: they are found out before.
    if (!std::ofstream{m_path, std::ios::binary}) fail("it cannot be made");
    auto* book = std::exchange(m_book, nullptr); // the library frees it, whatever happens
    if (const auto error = workbook_close(book); error != LXW_NO_ERROR) fail(lxw_strerror(error));
}

lxw_format* Workbook::format(const CellLook& look)
{
    auto& format = m_formats[look];
    if (format != nullptr) return format;
    format = workbook_add_format(m_book);
    if (format == nullptr) fail("not enough memory");
    format_set_font_name(format, m_facts.font.c_str());
    format_set_font_size(format, look.points > 0 ? look.points : m_facts.points);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (look.bold) format_set_bold(format);
    if (look.italic) format_set_italic(format);
    if (look.wrap) format_set_text_wrap(format);
    if (look.border) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, 0xB0B0B0);
    }
    if (look.align == CellLook::Align::left) format_set_align(format, LXW_ALIGN_LEFT);
    if (look.align == CellLook::Align::centre) format_set_align(format, LXW_ALIGN_CENTER);
    if (look.align == CellLook::Align::right) format_set_align(format, LXW_ALIGN_RIGHT);
    if (!look.number_format.empty()) format_set_num_format(format, look.number_format.c_str());
    if (!look.fill.empty()) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, color_of(look.fill));
    }
    if (!look.color.empty()) format_set_font_color(format, color_of(look.color));
    return format;
}

} // namespace peaksite
