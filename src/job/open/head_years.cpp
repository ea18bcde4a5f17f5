#include "job/open/head_years.hpp"

#include "base/excerpt.hpp"
#include "base/letters.hpp"
#include "base/row_warnings.hpp"
#include "model/tables/stated_years.hpp"
#include "model/tables/year_pattern.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

std::string without(std::string text, std::span<const std::string_view> words)
{
    for (const auto word : words)
        for (auto at = text.find(word); at != std::string::npos; at = text.find(word)) text.erase(at, word.size());
    return text;
}

std::vector<std::string> of_another_year(const TablePlan& plan, const HeadedSheet& sheet,
                                         const std::vector<SheetField>& fields)
{
    std::vector<std::string> out;
    for (const auto& field : fields) {
        const auto year = field.year ? field.year : plan.year;
        if (!field.column || !year) continue;
        const auto& head = sheet.heads[*field.column].text;
        const auto named = stated_years(head);
        if (named.size() == 1 && *named.begin() != *year) out.push_back(head + " (" + std::to_string(*year) + ")");
    }
    return out;
}

void tell_title(const TablePlan& plan, const HeadedSheet& sheet, const std::vector<SheetField>& fields,
                std::vector<Sentence>& warnings)
{
    const auto of_plan = [](const SheetField& field) { return field.column && !field.year; };
    if (!plan.year || std::ranges::none_of(fields, of_plan)) return;
    std::set<int> named;
    std::string title;
    for (const auto& one : sheet.titles) {
        const auto years = stated_years(one);
        if (title.empty() && !years.empty()) title = one;
        named.insert(years.begin(), years.end());
    }
    if (named.size() == 1 && *named.begin() != *plan.year)
        warnings.push_back(text("table '{}': the title '{}' names the year {}, and the plan says that its numbers are "
                                "of {}; correct the year, or choose another sheet",
                                plan.id, excerpt(title), std::to_string(*named.begin()), std::to_string(*plan.year)));
}

// Without the year, brackets and signs.
std::string form_of(const std::string& head, int year)
{
    constexpr std::array<std::string_view, 9> signs{"(", ")", ",", "，", "、", "/", ":", "单位", "人民币"};
    auto plain = plain_name(head);
    const auto digits = std::to_string(year);
    if (const auto at = plain.find(digits); at != std::string::npos) plain.erase(at, digits.size());
    return without(std::move(plain), signs);
}

std::vector<std::string> unlike_heads(const HeadedSheet& sheet, const std::vector<SheetField>& fields)
{
    std::vector<std::string> out;
    for (const auto& field : fields) {
        std::map<std::string, std::string> forms;
        for (const auto& [year, column] : field.series)
            forms.try_emplace(form_of(sheet.heads[column].text, year), sheet.heads[column].text);
        if (forms.size() < 2) continue;
        std::vector<std::string> heads;
        for (const auto& [form, head] : forms) heads.push_back(head);
        out.push_back(field.field.name + ": " + joined(heads, " / "));
    }
    return out;
}

// What a head speaks of: without brackets, numbers and words of years.
std::string subject_of(const ColumnHead& head)
{
    constexpr std::array<std::string_view, 7> words{year_mark, "年", "末", "底", "度", "的", "全"};
    auto plain = plain_name(head.name);
    for (auto open = plain.find('('); open != std::string::npos; open = plain.find('(')) {
        const auto close = plain.find(')', open);
        plain.erase(open, close == std::string::npos ? close : close - open + 1);
    }
    plain = without(std::move(plain), words);
    std::erase_if(plain, is_digit);
    return plain;
}

std::vector<std::string> left_aside(const HeadedSheet& sheet, const std::vector<SheetField>& fields)
{
    std::set<std::size_t> taken;
    std::set<std::string> subjects;
    for (const auto& field : fields) {
        if (field.column) taken.insert(*field.column);
        for (const auto& [year, column] : field.series) taken.insert(column);
        if (!field.series.empty()) subjects.insert(subject_of(column_head(field.head)));
    }
    subjects.erase("");
    std::vector<std::string> out;
    for (std::size_t column = 0; column < sheet.heads.size(); ++column) {
        const auto& head = sheet.heads[column];
        const bool numbered = std::ranges::any_of(plain_name(head.name), is_digit);
        if (numbered && !taken.contains(column) && subjects.contains(subject_of(head))) out.push_back(head.text);
    }
    return out;
}

} // namespace

void tell_head_years(const TablePlan& plan, const OfficeTable& table, const std::vector<SheetField>& fields,
                     std::vector<Sentence>& warnings)
{
    const auto& sheet = table.sheet;
    RowWarnings rows{plan.id, warnings};
    rows.add(of_another_year(plan, sheet, fields),
             "table '{}': {} columns name another year in their heads than the one in brackets, which the plan gives "
             "them; correct the year or the column: {}");
    tell_title(plan, sheet, fields, warnings);
    rows.add(unlike_heads(sheet, fields),
             "table '{}': {} series take columns whose heads differ in more than the year, and may not be compared "
             "with each other; give them like heads, or name the column of each year in the plan: {}");
    rows.add(left_aside(sheet, fields),
             "table '{}': {} columns look like years of a series, but their heads do not follow its pattern, and were "
             "left out: {}");
}

} // namespace peaksite
