#include "base/excerpt.hpp"
#include "base/listed.hpp"
#include "base/suggest.hpp"
#include "base/utf8.hpp"
#include "io/tables/read_office_table.hpp"
#include "job/check/check_groups.hpp"
#include "job/open/open_zone_list.hpp"
#include "job/open/table_requests.hpp"
#include "job/open/zone_kinds.hpp"

#include <algorithm>
#include <map>

namespace peaksite {

namespace {

std::string first_few(std::vector<std::string> words)
{
    constexpr std::size_t shown = 5;
    const auto count = words.size();
    if (count > shown) words.resize(shown);
    return joined(words, ", ") + (count > shown ? " …" : "");
}

// Chinese bytes read as Latin letters, or letters that were lost.
bool mojibake(std::string_view word)
{
    std::size_t latin = 0, letters = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto byte = static_cast<unsigned char>(word[i]);
        if ((byte & 0xC0U) == 0x80U) continue;
        ++letters;
        if (word.substr(i).starts_with("\xEF\xBF\xBD")) return true;
        if (byte == 0xC2U || byte == 0xC3U) ++latin; // U+0080 to U+00FF
    }
    return latin >= 2 && 2 * latin > letters;
}

// The columns a table should have: those that are not there, each with the nearest that is. Columns of boundaries are
// found by their `exact` names only.
void check_columns(Checkup& checkup, const Position& at, const OfficeTable& table, bool exact,
                   const std::vector<std::pair<std::string, std::string>>& wanted)
{
    const auto heads = table.sheet.texts();
    if (heads.empty()) return; // a file without rows, which opening has told
    const auto is_there = [&](const std::string& column) {
        return exact ? std::ranges::find(heads, column_head(column).text) != heads.end()
                     : !table.sheet.columns(column).empty();
    };
    for (const auto& [key, column] : wanted) {
        if (column.empty() || is_there(column)) continue;
        const auto near = closest(column, heads);
        checkup.error({.place = at.place, .key = at.key + "." + key},
                      text("file '{}' has no column '{}'; it has: {}", table.file, column, listed(heads)),
                      near.empty() ? Sentence{} : text("did you mean '{}'?", near));
    }
}

// The table again, as opening read it; nothing when it cannot be read at all, which opening has told.
std::optional<OfficeTable> table_of(TableRequest request)
{
    request.may_be_empty = true;
    try {
        return read_office_table(std::move(request));
    } catch (const std::exception&) {
        return {};
    }
}

// What is found in the file takes the place of what opening told: the same column, key or kind would come twice.
template <class Look>
void look_again(Checkup& checkup, const Position& at, Look look)
{
    const auto before = static_cast<std::ptrdiff_t>(checkup.findings.size());
    look();
    std::vector<Finding> own{checkup.findings.begin() + before, checkup.findings.end()};
    if (own.empty()) return;
    checkup.findings.erase(checkup.findings.begin() + before, checkup.findings.end());
    std::erase_if(checkup.findings, [&](const Finding& one) {
        return one.severity == Severity::error && one.fault.place == at.place && one.fault.key == at.key;
    });
    checkup.findings.insert(checkup.findings.end(), own.begin(), own.end());
}

void check_keys_and_kinds(Checkup& checkup, const Position& at, const OfficeTable& table, const ZonesPlan& plan)
{
    const bool list = is_zone_list(plan);
    const auto one_column = [&](const std::string& head) {
        const auto found = head.empty() ? std::vector<std::size_t>{} : table.sheet.columns(head);
        return found.size() == 1 ? std::optional{found.front()} : std::nullopt;
    };
    const auto key = one_column(plan.key), kind = one_column(plan.kind.column);
    std::map<std::string, std::size_t> seen;
    std::vector<std::string> blank, twice, strange;
    for (std::size_t i = 0; i < table.sheet.rows.size(); ++i) {
        const auto& row = table.sheet.rows[i];
        if (list && (table.marks[i].total || table.marks[i].repeats)) continue; // as opening leaves them out
        const auto number = list ? row.line : static_cast<std::int64_t>(i) + 1;
        if (key && row.cell(*key).empty())
            blank.push_back(std::to_string(number));
        else if (key && ++seen[row.cell(*key)] == 2)
            twice.push_back(row.cell(*key));
        if (kind && !zone_kind(row.cell(*kind)))
            strange.push_back("'" + excerpt(row.cell(*kind)) + "' (row " + std::to_string(number) + ")");
    }
    if (!blank.empty())
        checkup.error({.place = at.place, .key = at.key + ".key"},
                      text("file '{}': {} rows have no key in column '{}': {}", plan.file, blank.size(), plan.key,
                           first_few(blank)),
                      text("fill it in, choose another column, or leave the rows out: where = \"…\""));
    if (!twice.empty())
        checkup.error(
            {.place = at.place, .key = at.key + ".key"},
            text("file '{}': the keys of column '{}' are not unique: {}", plan.file, plan.key, first_few(twice)),
            text("choose another column, or unite the features first"));
    if (!strange.empty())
        checkup.error({.place = at.place, .key = at.key + ".kind"},
                      text("file '{}': {} rows whose kind is none: {}", plan.file, strange.size(), first_few(strange)),
                      text("use city, park, village, community, institution, enterprise or area"));
}

void look_at_file(Checkup& checkup, const ZonesPlan& plan)
{
    auto request = table_request(plan);
    const bool boundaries = request.geometries = !is_zone_list(plan);
    const auto table = table_of(std::move(request));
    if (!table) return;
    const auto at = place_in_plan("zones", plan);
    look_again(checkup, at, [&] {
        check_columns(checkup, at, *table, boundaries,
                      {{"key", plan.key}, {"name", plan.name}, {"kind", plan.kind.column}});
        check_keys_and_kinds(checkup, at, *table, plan);
    });
}

void look_at_file(Checkup& checkup, const FacilitiesPlan& plan)
{
    const auto table = table_of(table_request(plan));
    if (!table) return;
    const auto at = place_in_plan("facilities", plan);
    look_again(checkup, at, [&] {
        check_columns(checkup, at, *table, false,
                      {{"x", plan.x},
                       {"y", plan.y},
                       {"name", plan.name},
                       {"sector", plan.sector.column},
                       {"emission", plan.emission.column},
                       {"capacity", plan.capacity}});
    });
}

void look_at_names(Checkup& checkup, const ZoneSet& set, const ZonesPlan& plan)
{
    const Position at{.place = plan.position.place, .key = "zones." + plan.id + ".name"};
    std::vector<std::string> blank, garbled, twice;
    std::map<std::string, std::size_t> seen;
    for (const auto& zone : set.zones) {
        if (zone.name.empty())
            blank.push_back(zone.key);
        else if (++seen[zone.name] == 2)
            twice.push_back(zone.name);
        if (mojibake(zone.name)) garbled.push_back(zone.name);
    }
    if (!blank.empty())
        checkup.warning(at, text("zones '{}': {} without a name: {}", set.id, blank.size(), first_few(blank)),
                        text("fill the column '{}' in, or choose another one", plan.name));
    if (!garbled.empty())
        checkup.warning(
            at,
            text("zones '{}': names look garbled, as if read in the wrong encoding: {}", set.id, first_few(garbled)),
            text("encoding = \"GB18030\", or \"UTF-8\""));
    if (!twice.empty() && !plan.name.empty() && plan.name != plan.key)
        checkup.note(at, text("zones '{}': names that occur more than once: {}", set.id, first_few(twice)));
}

} // namespace

void check_zone_files(Checkup& checkup)
{
    for (const auto& plan : checkup.open.plan.zones) {
        const bool opened = std::ranges::find(checkup.open.sets, plan.id, &ZoneSet::id) != checkup.open.sets.end();
        if (!opened && !plan.file.empty()) look_at_file(checkup, plan);
    }
    for (const auto& plan : checkup.open.plan.facilities) {
        const bool opened =
            std::ranges::find(checkup.open.facilities, plan.id, &FacilityList::id) != checkup.open.facilities.end();
        if (!opened && !plan.file.empty()) look_at_file(checkup, plan);
    }
}

void check_zones(Checkup& checkup)
{
    for (const auto& set : checkup.open.sets)
        if (const auto* plan = checkup.open.plan.zone_set(set.id)) look_at_names(checkup, set, *plan);
}

void check_joins(Checkup& checkup)
{
    for (const auto& table : checkup.open.tables) {
        const auto plan = std::ranges::find(checkup.open.plan.tables, table.id, &TablePlan::id);
        const auto at = plan == checkup.open.plan.tables.end() ? Position{} : place_in_plan("tables", *plan);
        const auto& join = table.join;
        const auto matched = join.by_key + join.by_code + join.by_name + join.by_place,
                   rows = matched + join.unmatched_rows.size();
        if (rows == 0) continue;
        if (matched == 0)
            checkup.warning(at, text("table '{}': none of its {} rows belongs to a zone", table.id, rows),
                            text("choose the column that holds keys, codes or names of the zones: key = \"…\""));
        else
            checkup.note(
                at,
                text("table '{}': {} of {} rows found their zones ({} by key, {} by code, {} by name, {} by position)",
                     table.id, matched, rows, join.by_key, join.by_code, join.by_name, join.by_place));
    }
}

} // namespace peaksite
