#include "base/listed.hpp"
#include "base/suggest.hpp"
#include "base/utf8.hpp"
#include "io/tables/sheet.hpp"
#include "job/check/check_groups.hpp"
#include "job/open/open_zone_list.hpp"
#include "job/open/read_headed.hpp"
#include "job/open/zone_kinds.hpp"

#include <algorithm>
#include <map>
#include <set>

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

// The columns a table should have: those that are not there, each with the nearest that is.
void check_columns(Checkup& checkup, const Position& at, const FeatureTable& table, const std::string& file,
                   const std::vector<std::pair<std::string, std::string>>& wanted)
{
    for (const auto& [key, column] : wanted) {
        if (column.empty() || std::ranges::find(table.columns, column) != table.columns.end()) continue;
        const auto near = closest(column, table.columns);
        checkup.error({.place = at.place, .key = at.key + "." + key},
                      text("file '{}' has no column '{}'; it has: {}", file, column, listed(table.columns)),
                      near.empty() ? Sentence{} : text("did you mean '{}'?", near));
    }
}

// Reads the table without its filter's complaints; nothing when that is at fault, which opening has told.
std::optional<FeatureTable> table_of(const VectorRequest& request)
{
    try {
        return read_features(request);
    } catch (const std::exception&) {
        return {};
    }
}

// A sheet as a table whose columns have the names the plan calls them by, where their heads say the same.
FeatureTable as_table(const HeadedSheet& sheet, const std::vector<std::string>& wanted)
{
    FeatureTable out;
    out.columns = field_names(sheet);
    for (const auto& head : wanted)
        if (const auto found = sheet.columns(head); !head.empty() && found.size() == 1)
            out.columns[found.front()] = head;
    for (const auto& row : sheet.rows) {
        if (is_total(row)) continue;
        auto& feature = out.features.emplace_back();
        feature.id = row.line;
        for (std::size_t i = 0; i < out.columns.size(); ++i) feature.values.emplace_back(row.cell(i));
    }
    return out;
}

// A list of zones is read as a sheet, with titles above its heads; other files as features.
std::optional<FeatureTable> zone_table(const ZonesPlan& plan)
{
    if (!is_zone_list(plan))
        return table_of(
            {.file = plan.file, .table = plan.table, .where = plan.where, .encoding = plan.encoding, .crs = plan.crs});
    try {
        auto sheet = read_zone_rows(plan);
        std::set<RowCells> seen; // what opening leaves out, too
        std::erase_if(sheet.rows, [&](const SheetRow& row) { return !seen.insert(row.cells).second; });
        return as_table(sheet, {plan.key, plan.name, plan.kind.column});
    } catch (const std::exception&) {
        return {};
    }
}

std::optional<FeatureTable> facility_table(const FacilitiesPlan& plan)
{
    if (!is_sheet_file(plan.file) || plan.x.empty())
        return table_of(
            {.file = plan.file, .table = plan.table, .where = plan.where, .encoding = plan.encoding, .crs = plan.crs});
    const std::vector<std::string> wanted{plan.x,       plan.y, plan.name, plan.sector.column, plan.emission.column,
                                          plan.capacity};
    try {
        return as_table(read_headed({.file = plan.file,
                                     .table = plan.table,
                                     .where = plan.where,
                                     .encoding = plan.encoding,
                                     .key = plan.name,
                                     .may_be_empty = true},
                                    wanted),
                        wanted);
    } catch (const std::exception&) {
        return {};
    }
}

// Told already by opening: the same column, key or kind would come twice.
void drop_first_fault(Checkup& checkup, const Position& at)
{
    std::erase_if(checkup.findings, [&](const Finding& one) {
        return one.severity == Severity::error && one.fault.place == at.place && one.fault.key == at.key;
    });
}

void look_at_file(Checkup& checkup, const ZonesPlan& plan)
{
    const auto at = place_in_plan("zones", plan);
    const auto table = zone_table(plan);
    if (!table) return;
    const auto before = checkup.findings.size();
    check_columns(checkup, at, *table, plan.file, {{"key", plan.key}, {"name", plan.name}, {"kind", plan.kind.column}});
    const auto key = std::ranges::find(table->columns, plan.key),
               kind = std::ranges::find(table->columns, plan.kind.column);
    std::map<std::string, std::size_t> seen;
    std::vector<std::string> blank, twice, strange;
    std::size_t row = 0;
    for (const auto& feature : table->features) {
        row = is_zone_list(plan) ? static_cast<std::size_t>(feature.id) : row + 1;
        if (key != table->columns.end()) {
            const std::string word{
                trimmed(feature.values[static_cast<std::size_t>(key - table->columns.begin())].value_or(""))};
            if (word.empty())
                blank.push_back(std::to_string(row));
            else if (++seen[word] == 2)
                twice.push_back(word);
        }
        if (kind != table->columns.end()) {
            const std::string word{
                trimmed(feature.values[static_cast<std::size_t>(kind - table->columns.begin())].value_or(""))};
            if (!zone_kind_words().contains(is_zone_list(plan) ? plain_name(word) : word))
                strange.push_back("'" + word + "' (row " + std::to_string(row) + ")");
        }
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
    if (checkup.findings.size() == before) return;
    auto own =
        std::vector<Finding>(checkup.findings.begin() + static_cast<std::ptrdiff_t>(before), checkup.findings.end());
    checkup.findings.resize(before);
    drop_first_fault(checkup, at);
    checkup.findings.insert(checkup.findings.end(), own.begin(), own.end());
}

void look_at_file(Checkup& checkup, const FacilitiesPlan& plan)
{
    const auto at = place_in_plan("facilities", plan);
    const auto table = facility_table(plan);
    if (!table) return;
    const auto before = checkup.findings.size();
    check_columns(checkup, at, *table, plan.file,
                  {{"x", plan.x},
                   {"y", plan.y},
                   {"name", plan.name},
                   {"sector", plan.sector.column},
                   {"emission", plan.emission.column},
                   {"capacity", plan.capacity}});
    if (checkup.findings.size() == before) return;
    auto own =
        std::vector<Finding>(checkup.findings.begin() + static_cast<std::ptrdiff_t>(before), checkup.findings.end());
    checkup.findings.resize(before);
    drop_first_fault(checkup, at);
    checkup.findings.insert(checkup.findings.end(), own.begin(), own.end());
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
