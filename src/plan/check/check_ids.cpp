#include "plan/check/check_ids.hpp"

#include "plan/row_words.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace peaksite {

namespace {

// Names of devices on Windows, where the files may be opened.
bool is_device(const std::string& lowered)
{
    static const std::set<std::string, std::less<>> devices{"con", "prn", "aux", "nul"};
    const bool numbered = lowered.size() == 4 && (lowered.starts_with("com") || lowered.starts_with("lpt")) &&
                          lowered[3] >= '1' && lowered[3] <= '9';
    return numbered || devices.contains(lowered);
}

bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// What no id can be, and what to do; nothing where it can.
std::optional<std::pair<Sentence, Sentence>> wrong_with(const std::string& id)
{
    constexpr std::size_t longest = 48; // with what is put before and after it, below any limit of files and tables
    if (id.size() > longest)
        return std::pair{text("an id has at most {} characters, not {}", longest, id.size()),
                         text("put the long name in title")};
    if (!std::ranges::all_of(id, is_plain))
        return std::pair{text("the id '{}' has other characters than letters, digits, _ and -", id),
                         text("ids become names of files and tables; put the name in title")};
    if (id.starts_with('-')) return std::pair{text("the id '{}' begins with -", id), text("begin with a letter")};
    if (is_device(lower(id)))
        return std::pair{text("the id '{}' is the name of a device on some systems", id), text("choose another")};
    return {};
}

void check_id(const std::string& id, const Position& position, Faults& faults)
{
    if (const auto wrong = wrong_with(id))
        faults.all.push_back(position.fault(wrong->first, wrong->second, FaultKind::bad_id));
}

template <class Item>
void check_ids(const std::vector<Item>& items, std::string_view what, Faults& faults)
{
    std::set<std::string> seen;
    for (const auto& item : items) {
        if (item.id.empty()) continue; // a fault already
        check_id(item.id, item.position, faults);
        if (!seen.insert(lower(item.id)).second)
            faults.add(item.position, text("there are two {} '{}'", what, item.id),
                       text("give one of them another id; case does not count"));
    }
}

// waterfall.csv has rules and parts of the land in one column.
void check_rules(const Technology& technology, Faults& faults)
{
    check_ids(technology.exclusions, "rules", faults);
    for (const auto& rule : technology.exclusions)
        if (is_land_row(rule.id))
            faults.all.push_back(rule.position.fault(
                text("the id '{}' of a rule is what waterfall.csv calls a part of the land", rule.id),
                text("choose another"), FaultKind::bad_id));
}

// m_pv of a formula is the land of one technology; of two, one would be left out without a word.
void check_symbols(const Plan& plan, Faults& faults)
{
    std::map<std::string, std::string> taken;
    for (const auto& technology : plan.technologies) {
        const auto [first, fresh] = taken.emplace(technology.symbol, technology.id);
        if (fresh || technology.symbol.empty() || lower(first->second) == lower(technology.id)) continue;
        faults.add(
            technology.position,
            text("technologies '{}' and '{}' have one symbol in formulas, '{}': indicators would count the first "
                 "alone",
                 first->second, technology.id, technology.symbol),
            text("give one of them a symbol of its own (symbol = \"{}\"); the catalogue's indicators of '{}' "
                 "then leave it out",
                 technology.id, technology.symbol));
    }
}

} // namespace

void check_ids(const Plan& plan, Faults& faults)
{
    check_ids(plan.layers, "layers", faults);
    check_ids(plan.zones, "zone sets", faults);
    check_ids(plan.technologies, "technologies", faults);
    check_ids(plan.facilities, "facility lists", faults);
    check_ids(plan.tables, "tables", faults);
    check_ids(plan.rasters, "rasters", faults);
    check_symbols(plan, faults);
    for (const auto& indicator : plan.indicators)
        if (!indicator.id.empty()) check_id(indicator.id, indicator.position, faults);
    for (const auto& technology : plan.technologies) check_rules(technology, faults);
}

} // namespace peaksite
