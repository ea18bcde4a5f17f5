#include "io/vector/format_section.hpp"

#include "base/parse_number.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace peaksite {

std::size_t end_of_word(std::string_view code, std::size_t at)
{
    const char c = code[at];
    if (c == '"' || c == '[') {
        const auto end = code.find(c == '"' ? '"' : ']', at + 1);
        return end == std::string_view::npos ? code.size() - 1 : end;
    }
    return c == '\\' || c == '!' || c == '_' || c == '*' ? std::min(at + 1, code.size() - 1) : at;
}

namespace {

std::vector<std::string_view> sections_of(std::string_view code)
{
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < code.size(); ++at) {
        if (code[at] == ';') {
            out.push_back(code.substr(begin, at - begin));
            begin = at + 1;
        } else
            at = end_of_word(code, at);
    }
    out.push_back(code.substr(begin));
    return out;
}

// "[>=100]0.0": whether the value is one of those; nothing without a condition.
std::optional<bool> condition(std::string_view section, double value)
{
    for (auto open = section.find('['); open != std::string_view::npos; open = section.find('[', open + 1)) {
        const auto inner = section.substr(open + 1, section.find(']', open) - open - 1);
        const auto sign = inner.find_first_not_of("<>=");
        if (sign == 0 || sign == std::string_view::npos) continue;
        const auto limit = parse_number(inner.substr(sign));
        if (!limit) continue;
        const auto how = inner.substr(0, sign);
        return how == "<"    ? value < *limit
               : how == "<=" ? value <= *limit
               : how == ">"  ? value > *limit
               : how == ">=" ? value >= *limit
               : how == "="  ? value == *limit
                             : value != *limit;
    }
    return {};
}

} // namespace

std::string_view section_for(std::string_view code, double value)
{
    const auto sections = sections_of(code);
    bool conditions = false;
    for (const auto section : sections) {
        const auto holds = condition(section, value);
        if (holds && *holds) return section;
        conditions = conditions || holds;
    }
    if (conditions) return sections[std::min<std::size_t>(sections.size() - 1, condition(sections[0], value) ? 1 : 0)];
    if (value < 0 && sections.size() > 1) return sections[1];
    if (value == 0 && sections.size() > 2) return sections[2];
    return sections[0];
}

} // namespace peaksite
