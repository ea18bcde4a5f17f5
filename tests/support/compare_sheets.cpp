#include "support/unit_size.hpp"
#include "support/walked_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace peaksite {

namespace {

// The place of the last digit that is not 0: 12300 has 100, 0.25 has 0.01.
double last_place(double value)
{
    const auto digits = fmt::format("{:.14e}", std::fabs(value));
    auto mantissa = digits.substr(0, digits.find('e'));
    mantissa.erase(mantissa.find_last_not_of('0') + 1);
    const auto decimals = mantissa.size() < 2 ? 0 : static_cast<int>(mantissa.size()) - 2;
    return std::pow(10.0, std::stoi(digits.substr(digits.find('e') + 1)) - decimals);
}

bool is_rounding_of(double rounded, double exact)
{
    constexpr double same = 1e-12;
    if (std::fabs(rounded - exact) <= same * std::fabs(exact)) return true;
    if (rounded == 0 || exact == 0) return false;
    return std::fabs(rounded - exact) <= 0.5 * last_place(rounded) * (1 + 1e-9) &&
           std::fabs(rounded - exact) < 0.5 * std::fabs(exact);
}

// Of units: powers of ten, those of 亩 (1.5) and of coal equivalent.
double nearest_scale(double ratio)
{
    double best = 1;
    for (int power = -12; power <= 12; ++power)
        for (const double step : {1.0, 1.5, 3.6 / 2.93076})
            if (const double scale = step * std::pow(10.0, power);
                std::fabs(std::log(ratio / scale)) < std::fabs(std::log(ratio / best)))
                best = scale;
    return best;
}

// A column of a sheet that stands in a table too, and the rows that belong together.
struct Pairing {
    const WalkedTable* table = nullptr;
    WalkedTable::Column column;
    std::vector<std::pair<std::size_t, std::size_t>> rows;
};

bool of_numbers(ColumnKind kind) { return kind != ColumnKind::name && kind != ColumnKind::place; }

const WalkedTable::Column* counterpart(const WalkedTable::Column& column, const WalkedTable& table)
{
    for (const auto& one : table.columns())
        if (column.indicator.empty() ? one.indicator.empty() && one.known.name == column.known.name
                                     : one.indicator == column.indicator)
            return &one;
    return nullptr;
}

// How rows of sheet and table are known to be of one thing; what a row has several of stands in the same order in both.
std::string identity(const WalkedTable& table, std::size_t row, const std::vector<std::string>& names)
{
    std::string out;
    for (const auto& name : names) out += (name == "zones" ? table.zones(row) : table.text(row, name)) + "\x1f";
    return out;
}

std::vector<std::string> names_of_rows(const WalkedTable& sheet, const WalkedTable& table)
{
    std::vector<std::string> out;
    for (const char* name : {"key", "name", "subject"})
        if (sheet.has(name) && table.has(name)) out.emplace_back(name);
    if (!out.empty() && !sheet.table().rows.empty() && !sheet.zones(0).empty()) out.emplace_back("zones");
    return out;
}

std::vector<std::pair<std::size_t, std::size_t>> paired_rows(const WalkedTable& sheet, const WalkedTable& table)
{
    const auto names = names_of_rows(sheet, table);
    if (names.empty()) return {};
    std::map<std::string, std::vector<std::size_t>> places;
    for (std::size_t row = 0; row < table.table().rows.size(); ++row)
        places[identity(table, row, names)].push_back(row);
    std::map<std::string, std::size_t> used;
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (std::size_t row = 0; row < sheet.table().rows.size(); ++row) {
        const auto id = identity(sheet, row, names);
        const auto found = places.find(id);
        if (found == places.end() || used[id] >= found->second.size()) return {};
        out.emplace_back(row, found->second[used[id]++]);
    }
    // A table that has more rows of a zone than the sheet is another table.
    for (const auto& [id, count] : used)
        if (count != places[id].size()) return {};
    return out;
}

// "万吨CO₂" of "万吨CO₂ · 测算值", "MW" of "capacity [MW]" and of capacity_mw.
std::string unit_in_sheet(const OutputTable& sheet, std::size_t column)
{
    const auto line = column < sheet.units.size() ? sheet.units[column] : std::string{};
    return line.substr(0, std::min(line.find(" · "), line.find('\n')));
}

std::string unit_in_table(const WalkedTable& table, const WalkedTable::Column& column)
{
    const auto& head = table.table().heads[column.at];
    const auto open = head.find(" [");
    if (open != std::string::npos && head.ends_with(']')) return head.substr(open + 2, head.size() - open - 3);
    for (const auto& [end, unit] : {std::pair{"_mwh_per_year", "MWh/a"}, {"_km2", "km2"}, {"_mw", "MW"}})
        if (head.ends_with(end)) return unit;
    return {};
}

// By what the two say of their units; nothing where one of them does not.
std::optional<double> stated_scale(const WalkedTable& sheet, const WalkedTable::Column& column, const Pairing& pairing)
{
    const auto shown = size_of_unit(unit_in_sheet(sheet.table(), column.at)),
               exact = size_of_unit(unit_in_table(*pairing.table, pairing.column));
    return shown && exact ? std::optional{*exact / *shown} : std::nullopt;
}

double scale_of(const WalkedTable& sheet, const WalkedTable::Column& column, const Pairing& pairing, OutputWalk& walk)
{
    if (const auto stated = stated_scale(sheet, column, pairing)) {
        ++walk.by_stated_units;
        return *stated;
    }
    double most = 0, scale = 1;
    for (const auto& [row, other] : pairing.rows) {
        const auto shown = sheet.table().rows[row][column.at].number;
        const auto exact = pairing.table->table().rows[other][pairing.column.at].number;
        if (!shown || !exact || *exact == 0 || *shown / *exact <= 0 || std::fabs(*shown) <= most) continue;
        most = std::fabs(*shown);
        scale = nearest_scale(*shown / *exact);
    }
    return scale;
}

void compare(const WalkedTable& sheet, const WalkedTable::Column& column, const Pairing& pairing, OutputWalk& walk)
{
    const double scale = scale_of(sheet, column, pairing, walk);
    for (const auto& [row, other] : pairing.rows) {
        const auto& shown = sheet.table().rows[row][column.at];
        const auto& exact = pairing.table->table().rows[other][pairing.column.at];
        // Words of categories stand in the place of their numbers.
        if (!shown.number && !shown.blank()) continue;
        ++walk.compared;
        if (!shown.number && !exact.number) continue;
        if (shown.number && exact.number && is_rounding_of(*shown.number, *exact.number * scale)) continue;
        walk.faults.push_back(sheet.place(row, column) + ": '" + shown.text + "' is not '" + exact.text + "' x " +
                              fmt::format("{}", scale) + " of " + pairing.table->place(other, pairing.column));
    }
}

// The tables whose rows are those of the sheet, those with most of its columns first.
std::vector<std::pair<const WalkedTable*, std::vector<std::pair<std::size_t, std::size_t>>>>
tables_of(const WalkedTable& sheet, const std::vector<WalkedTable>& tables)
{
    std::vector<std::pair<const WalkedTable*, std::vector<std::pair<std::size_t, std::size_t>>>> out;
    for (const auto& table : tables)
        if (table.table().form == OutputTable::Form::csv)
            if (auto rows = paired_rows(sheet, table); !rows.empty()) out.emplace_back(&table, std::move(rows));
    std::ranges::stable_sort(out, std::ranges::greater{}, [&](const auto& one) {
        return std::ranges::count_if(sheet.columns(),
                                     [&](const auto& column) { return counterpart(column, *one.first) != nullptr; });
    });
    return out;
}

// All numbers of the tables, for sheets whose rows say in words only what they are of.
std::set<double> all_numbers(const std::vector<WalkedTable>& tables)
{
    std::set<double> out;
    for (const auto& table : tables)
        if (table.table().form == OutputTable::Form::csv)
            for (const auto& row : table.table().rows)
                for (const auto& cell : row)
                    if (cell.number) out.insert(*cell.number);
    return out;
}

// Itself, or in the unit that files have where offices print 万 and 亿 of it.
bool stands_among(const std::set<double>& numbers, double printed)
{
    return std::ranges::any_of(std::array{1., 10., 100., 1e3, 1e4, 1e8}, [&](double size) {
        const double number = printed * size, room = 1e-12 * std::fabs(number);
        const auto found = numbers.lower_bound(number - room);
        return found != numbers.end() && *found <= number + room;
    });
}

void compare(const WalkedTable& sheet, const std::vector<WalkedTable>& tables, const std::set<double>& numbers,
             OutputWalk& walk)
{
    const auto candidates = tables_of(sheet, tables);
    for (const auto& column : sheet.columns()) {
        if (!of_numbers(column.known.kind)) continue;
        const auto found = std::ranges::find_if(
            candidates, [&](const auto& one) { return counterpart(column, *one.first) != nullptr; });
        if (found != candidates.end()) {
            compare(sheet, column,
                    {.table = found->first, .column = *counterpart(column, *found->first), .rows = found->second},
                    walk);
            continue;
        }
        for (std::size_t row = 0; row < sheet.table().rows.size(); ++row) {
            const auto& cell = sheet.table().rows[row][column.at];
            if (!cell.number) continue;
            ++walk.compared;
            if (!stands_among(numbers, *cell.number))
                walk.faults.push_back(sheet.place(row, column) + ": '" + cell.text + "' stands in no table");
        }
    }
}

// A sheet of a table of statistics: each number is that of published.csv for unit, field and year.
void compare_joined(const WalkedTable& sheet, const WalkedTable& published, OutputWalk& walk)
{
    struct Stated {
        double number;
        std::string unit;
    };
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<Stated>> known;
    const auto* value = published.find("value");
    for (std::size_t row = 0; row < published.table().rows.size(); ++row)
        if (const auto number = published.table().rows[row][value->at].number)
            known[{published.text(row, "key"), published.text(row, "table") + "." + published.text(row, "field"),
                   published.text(row, "year")}]
                .push_back({*number, published.text(row, "unit")});
    const auto& table = sheet.table();
    constexpr std::size_t zones = 1, year = 2, first_field = 3;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto& label = table.rows[row][zones].text;
        const auto key = label.substr(0, label.find_first_of(" \n"));
        for (std::size_t i = first_field; i < table.heads.size(); ++i) {
            const auto& cell = table.rows[row][i];
            if (cell.blank() && cell.note.empty())
                walk.faults.push_back(table.name() + " row " + std::to_string(row + 1) + " '" + table.heads[i] +
                                      "': a blank without reason");
            if (!cell.number || label == "—") continue;
            ++walk.compared;
            const auto& all = known[{key, table.comments[i], table.rows[row][year].text}];
            // Offices print 亿元 where the file has 万元, 亿千瓦时 for GWh; the unit stands below the head.
            const auto shown = size_of_unit(unit_in_sheet(table, i));
            const auto same = [&](const Stated& one) {
                const auto stated = size_of_unit(one.unit);
                return is_rounding_of(*cell.number, shown && stated ? one.number * (*stated / *shown) : one.number);
            };
            if (std::ranges::none_of(all, same))
                walk.faults.push_back(table.name() + " row " + std::to_string(row + 1) + " '" + table.heads[i] +
                                      "': '" + cell.text + "' stands in no row of " + published.table().name());
        }
    }
}

// The sheet of zonal statistics: each number is that of statistics.csv for zone, layer, statistic and class, behind the
// share of data of its row; none of them is left out.
class StatisticsSheet {
public:
    StatisticsSheet(const WalkedTable& sheet, const WalkedTable& statistics, const OutputNames& names, OutputWalk& walk)
        : m_table(sheet.table()), m_statistics(statistics), m_names(names), m_walk(walk)
    {
        const auto *value = statistics.find("value"), *share = statistics.find("valid_share");
        for (std::size_t row = 0; row < statistics.table().rows.size(); ++row) {
            const auto code = statistics.text(row, "class");
            m_asked.insert(place(statistics.zones(row), statistics.text(row, "key"),
                                 statistics.text(row, "layer") + " " + statistics.text(row, "stat")));
            const auto& cells = statistics.table().rows[row];
            m_known[place(statistics.zones(row), statistics.text(row, "key"),
                          statistics.text(row, "layer") + " " + statistics.text(row, "stat") +
                              (code.empty() ? "" : " " + code))] = {.number = cells[value->at].number,
                                                                    .share = cells[share->at].number};
        }
    }

    void compare()
    {
        for (const auto& row : m_table.rows)
            if (!row[1].text.empty()) compare(row); // others are remarks
        for (const auto& [id, exact] : m_known)
            if (!m_met.contains(id)) m_walk.faults.push_back(m_table.name() + " lacks '" + id + "'");
    }

private:
    struct Exact {
        std::optional<double> number, share;
    };

    static std::string place(const std::string& zones, const std::string& key, const std::string& id)
    {
        return zones + " " + key + " " + id;
    }

    void compare(const std::vector<OutputCell>& row)
    {
        constexpr std::size_t first_number = 3;
        const auto title = m_names.set_of_title.find(row[0].text);
        const auto zones = title == m_names.set_of_title.end() ? row[0].text : title->second;
        std::optional<double> share;
        for (std::size_t i = first_number; i < m_table.heads.size(); ++i) {
            const auto id = m_table.comments[i].substr(0, m_table.comments[i].find('\n'));
            if (m_table.units[i] == "%" && id.ends_with(" valid_share"))
                share = row[i].number;
            else
                compare(row[i], share, place(zones, row[1].text, id),
                        place(zones, row[1].text, id.substr(0, id.find(' ', id.find(' ') + 1))));
        }
    }

    // `statistic`: the id without the class.
    void compare(const OutputCell& cell, std::optional<double> share, const std::string& id,
                 const std::string& statistic)
    {
        constexpr double last_digit = 0.05 + 1e-9;
        const auto fault = [&](const std::string& what) {
            m_walk.faults.push_back(m_table.name() + " '" + id + "': '" + cell.text + "' " + what);
        };
        const auto found = m_known.find(id);
        const auto exact = found == m_known.end() ? Exact{} : found->second;
        m_met.insert(id);
        ++m_walk.compared;
        if (cell.number.has_value() != exact.number.has_value() ||
            (cell.number && !is_rounding_of(*cell.number, *exact.number)))
            fault("is not that of " + m_statistics.table().name());
        if (exact.share && (!share || std::fabs(*share - 100 * *exact.share) > last_digit))
            fault("stands behind another share of data");
        const bool asked = m_asked.contains(statistic);
        if (!cell.number && cell.note.empty() == asked)
            fault(asked ? "is a blank without reason" : "was not asked for");
        if (cell.number && *cell.number != 0 && cell.shows_zero()) fault("is shown as 0");
    }

    const OutputTable& m_table;
    const WalkedTable& m_statistics;
    const OutputNames& m_names;
    OutputWalk& m_walk;
    std::map<std::string, Exact> m_known; // by zone and what the column is called
    std::set<std::string> m_asked;        // by zone and statistic
    std::set<std::string> m_met;
};

} // namespace

void compare_sheets(const std::vector<WalkedTable>& tables, const OutputNames& names, OutputWalk& walk)
{
    const auto numbers = all_numbers(tables);
    const auto published = std::ranges::find_if(
        tables, [](const WalkedTable& one) { return one.has("table") && one.has("field") && one.has("value"); });
    const auto statistics = std::ranges::find_if(tables, [](const WalkedTable& one) {
        return one.table().form == OutputTable::Form::csv && one.has("stat") && one.has("class") && one.has("value");
    });
    for (const auto& sheet : tables) {
        if (sheet.table().form != OutputTable::Form::sheet) continue;
        if (sheet.is_of_statistics() && statistics != tables.end())
            StatisticsSheet{sheet, *statistics, names, walk}.compare();
        else if (!sheet.is_joined())
            compare(sheet, tables, numbers, walk);
        else if (published != tables.end())
            compare_joined(sheet, *published, walk);
    }
}

} // namespace peaksite
