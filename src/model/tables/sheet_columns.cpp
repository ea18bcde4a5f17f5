#include "model/tables/head_index.hpp"
#include "model/tables/headed_sheet.hpp"
#include "model/tables/year_pattern.hpp"

#include <optional>

namespace peaksite {

namespace {

std::optional<int> year_of(const PlainHead& head, const PlainHead& pattern)
{
    for (const auto* name : {&head.text, &head.name})
        for (const auto* form : {&pattern.text, &pattern.name})
            if (const auto year = year_in(*name, *form)) return year;
    return {};
}

std::vector<std::size_t> columns_of(const std::vector<ColumnHead>& heads, const std::string& wanted)
{
    std::vector<std::size_t> whole, named;
    const PlainHead plain{column_head(wanted)};
    for (std::size_t i = 0; i < heads.size(); ++i) {
        if (heads[i].text.empty()) continue;
        if (plain_name(heads[i].text) == plain.text)
            whole.push_back(i);
        else if (plain_name(heads[i].name) == plain.name)
            named.push_back(i);
    }
    return whole.empty() ? named : whole;
}

} // namespace

std::vector<std::size_t> HeadedSheet::columns(const std::string& head) const
{
    auto out = columns_of(heads, head);
    return out.empty() ? columns_of(lowest, head) : out;
}

std::map<int, std::vector<std::size_t>> HeadedSheet::series(const std::string& pattern) const
{
    const PlainHead form{column_head(pattern)};
    const bool states_unit = form.text != form.name;
    std::map<int, std::vector<std::size_t>> out, named;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const PlainHead head{heads[i]};
        if (const auto whole = year_in(head.text, form.text))
            out[*whole].push_back(i);
        else if (const auto year = year_of(head, form))
            (states_unit ? named : out)[*year].push_back(i);
    }
    out.merge(named); // where the whole head is there, it is meant
    return out;
}

std::vector<std::string> HeadedSheet::texts() const
{
    std::vector<std::string> out;
    for (const auto& head : heads)
        if (!head.text.empty()) out.push_back(head.text);
    return out;
}

} // namespace peaksite
