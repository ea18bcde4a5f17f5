#include "base/error.hpp"
#include "base/figures.hpp"
#include "report/book/workbook.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace peaksite {

namespace {

lxw_row_t row_number(int row) { return static_cast<lxw_row_t>(row); }
lxw_col_t col_number(int col) { return static_cast<lxw_col_t>(col); }

constexpr double number_room = 2; // characters beside a number

// The format, with more decimals where it would cut off the first digit of the number: "0.03%" instead of "0%".
std::string showing(double value, const std::string& format)
{
    if (value == 0 || format.empty()) return format;
    const bool percent = format.ends_with('%');
    const auto point = format.find('.');
    const auto decimals = point == std::string::npos ? 0 : static_cast<int>(format.find_last_of("0#") - point);
    const int first = static_cast<int>(std::floor(std::log10(significant(std::fabs(value) * (percent ? 100 : 1), 1))));
    constexpr int most = 30; // decimals that spreadsheets take
    if (first >= -decimals) return format;
    const auto needed = static_cast<std::size_t>(std::min(most, -first));
    return "0." + std::string(needed, '0') + (percent ? "%" : "");
}

} // namespace

void BookSheet::seen(int row, int col, double characters)
{
    // Heads are remembered one by one, long columns by what their rows need together.
    constexpr int heads = 16;
    auto& needed = m_needed[{col, std::min(row, heads)}];
    needed = std::max(needed, characters);
}

double BookSheet::body_width(int col, int from_row) const
{
    double widest = 0;
    for (auto one = m_needed.lower_bound({col, from_row}); one != m_needed.end() && one->first.first == col; ++one)
        widest = std::max(widest, one->second);
    return widest;
}

void BookSheet::text(int row, int col, std::string_view text, const CellLook& look)
{
    const auto clean = cell_text(text);
    worksheet_write_string(&m_sheet, row_number(row), col_number(col), clean.c_str(), m_book.format(look));
    seen(row, col, characters_across(clean) * (look.bold ? 1.1 : 1));
}

void BookSheet::number(int row, int col, double value, const CellLook& wished)
{
    if (!std::isfinite(value)) return blank(row, col, wished);
    auto look = wished;
    look.number_format = showing(value, wished.number_format);
    worksheet_write_number(&m_sheet, row_number(row), col_number(col), value, m_book.format(look));
    const auto point = look.number_format.find('.');
    const auto decimals = point == std::string::npos ? 0
                          : look.number_format.find_first_not_of("0#", point + 1) == std::string::npos
                              ? look.number_format.size() - point
                              : 3;
    seen(row, col,
         static_cast<double>(fmt::formatted_size("{:.0f}", value)) * 4 / 3 + static_cast<double>(decimals) +
             number_room);
}

void BookSheet::blank(int row, int col, const CellLook& look)
{
    worksheet_write_blank(&m_sheet, row_number(row), col_number(col), m_book.format(look));
}

void BookSheet::merged(int row, int col, int last_row, int last_col, std::string_view text, const CellLook& look)
{
    const auto clean = cell_text(text);
    if (row == last_row && col == last_col)
        worksheet_write_string(&m_sheet, row_number(row), col_number(col), clean.c_str(), m_book.format(look));
    else
        worksheet_merge_range(&m_sheet, row_number(row), col_number(col), row_number(last_row), col_number(last_col),
                              clean.c_str(), m_book.format(look));
}

void BookSheet::note(int row, int col, std::string_view text)
{
    constexpr double line = 30, pixels_per_character = 8, pixels_per_line = 19, margin = 14;
    const auto clean = cell_text(text);
    double lines = 0;
    for (std::size_t from = 0; from <= clean.size();) {
        const auto to = std::min(clean.find('\n', from), clean.size());
        lines += std::max(1.0, std::ceil(characters_across(std::string_view{clean}.substr(from, to - from)) / line));
        from = to + 1;
    }
    std::string author = m_book.m_facts.program, font = m_book.m_facts.font;
    lxw_comment_options options{};
    options.author = author.data();
    options.font_name = font.data();
    options.font_size = 9;
    options.width = static_cast<std::uint16_t>(line * pixels_per_character);
    options.height = static_cast<std::uint16_t>(std::min(600.0, lines * pixels_per_line + margin));
    worksheet_write_comment_opt(&m_sheet, row_number(row), col_number(col), clean.c_str(), &options);
}

void BookSheet::picture(int row, int col, const std::filesystem::path& png, double scale)
{
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(png, ignored))
        throw InputError{peaksite::text("the picture '{}' is not there", png.string())};
    lxw_image_options options{};
    options.x_scale = scale;
    options.y_scale = scale;
    const auto error = worksheet_insert_image_opt(&m_sheet, row_number(row), col_number(col), png.c_str(), &options);
    if (error != LXW_NO_ERROR)
        throw InputError{peaksite::text("the picture '{}' cannot be put into a workbook: {}", png.string(),
                                        std::string{lxw_strerror(error)})};
}

void BookSheet::column_width(int col, double characters)
{
    m_width[col] = characters;
    worksheet_set_column(&m_sheet, col_number(col), col_number(col), characters, nullptr);
}

void BookSheet::row_height(int row, double points) { worksheet_set_row(&m_sheet, row_number(row), points, nullptr); }

void BookSheet::fit_columns(double least, double most)
{
    constexpr double margin = 2;
    for (auto one = m_needed.begin(); one != m_needed.end();
         one = m_needed.upper_bound({one->first.first, std::numeric_limits<int>::max()}))
        column_width(one->first.first, std::clamp(body_width(one->first.first, 0) + margin, least, most));
}

double BookSheet::width_of(int col) const
{
    constexpr double usual = 8.43;
    const auto found = m_width.find(col);
    return found == m_width.end() ? usual : found->second;
}

void BookSheet::freeze(int row, int col) { worksheet_freeze_panes(&m_sheet, row_number(row), col_number(col)); }

void BookSheet::filter(int row, int col, int last_row, int last_col)
{
    worksheet_autofilter(&m_sheet, row_number(row), col_number(col), row_number(std::max(row, last_row)),
                         col_number(last_col));
}

void BookSheet::choices(int row, int col, int last_row, int last_col, const std::vector<std::string>& words)
{
    std::vector<std::string> clean;
    for (const auto& word : words) clean.push_back(cell_text(word));
    std::vector<char*> list;
    for (auto& word : clean) list.push_back(word.data());
    list.push_back(nullptr);
    lxw_data_validation rule{};
    rule.validate = LXW_VALIDATION_TYPE_LIST;
    rule.value_list = list.data();
    worksheet_data_validation_range(&m_sheet, row_number(row), col_number(col), row_number(last_row),
                                    col_number(last_col), &rule);
}

void BookSheet::page(bool landscape, int head_rows, std::string_view footer)
{
    constexpr std::uint8_t a4 = 9, a3 = 8;
    constexpr double most_on_a4 = 150, most_on_a3 = 230; // characters that can still be read
    double across = 0;
    for (const auto& [col, width] : m_width) across += width;
    const bool large = landscape && across > most_on_a4;
    worksheet_set_paper(&m_sheet, large ? a3 : a4);
    if (landscape) worksheet_set_landscape(&m_sheet);
    worksheet_fit_to_pages(&m_sheet,
                           large ? static_cast<std::uint16_t>(std::ceil(across / most_on_a3)) : std::uint16_t{1}, 0);
    if (across > most_on_a3) worksheet_repeat_columns(&m_sheet, 0, 1); // code and name on every page
    if (head_rows > 0) worksheet_repeat_rows(&m_sheet, 0, row_number(head_rows - 1));
    constexpr std::size_t most = 200; // of 255 bytes a footer may have
    const auto doubled = [](std::string_view text) {
        std::string out;
        for (const char c : text) out += c == '&' ? std::string{"&&"} : std::string(1, c);
        return out;
    };
    // What does not fit is left out at the begin: at the end stands how secret the page is.
    const auto plain = cell_text(footer);
    std::size_t from = 0;
    const auto inside_a_sign = [&] {
        return from < plain.size() && (static_cast<unsigned char>(plain[from]) & 0xC0U) == 0x80U;
    };
    while (doubled(plain.substr(from)).size() > most) do
            ++from;
        while (inside_a_sign());
    const auto words = (from > 0 ? "…" : "") + doubled(plain.substr(from));
    worksheet_set_footer(&m_sheet, ("&L" + words + "&R&P / &N").c_str());
}

} // namespace peaksite
