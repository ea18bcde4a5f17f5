#include "support/walked_table.hpp"

#include <algorithm>

namespace peaksite {

namespace {

bool holds_numbers(const OutputTable& table, std::size_t column)
{
    return std::ranges::any_of(table.rows, [&](const auto& row) { return row[column].number.has_value(); });
}

std::string without_unit(const std::string& head)
{
    const auto at = head.find(" [");
    return at == std::string::npos ? head : head.substr(0, at);
}

// Numbers of a JSON file, by their paths.
void check_paths(const OutputTable& table, std::vector<std::string>& faults)
{
    std::set<std::string> unknown;
    for (const auto& row : table.rows)
        if (!known_column(row.front().text)) unknown.insert(row.front().text);
    for (const auto& path : unknown)
        faults.push_back(table.name() + ": nobody has said what the numbers of '" + path +
                         "' are; see column_kinds.cpp");
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

} // namespace

OutputNames::OutputNames(const std::vector<OutputTable>& tables)
{
    for (const auto& table : tables) {
        const auto at = std::ranges::find(table.heads, "indicator");
        const auto has = [&](const char* head) { return std::ranges::find(table.heads, head) != table.heads.end(); };
        if (at != table.heads.end() && has("key") && has("value"))
            for (const auto& row : table.rows)
                indicators.insert(row[static_cast<std::size_t>(at - table.heads.begin())].text);
        if (table.form != OutputTable::Form::package || !table.part.starts_with("zones_")) continue;
        const auto id = table.part.substr(std::string{"zones_"}.size());
        set_of_title[table.title] = set_of_title[id] = id;
    }
}

WalkedTable::WalkedTable(const OutputTable& table, const OutputNames& names, std::vector<std::string>& faults)
    : m_table(&table), m_names(&names)
{
    for (const auto& wish : {table.title, table.part})
        if (const auto found = names.set_of_title.find(wish); found != names.set_of_title.end()) m_set = found->second;
    if (is_joined() || is_of_statistics()) return;
    if (table.form == OutputTable::Form::json && table.part.empty()) {
        check_paths(table, faults);
        return;
    }
    for (std::size_t i = 0; i < table.heads.size(); ++i)
        if (auto one = column(i, faults)) m_columns.push_back(std::move(*one));
}

// Its columns bear the names that the plan gives them; published.csv says them all.
bool WalkedTable::is_joined() const
{
    return m_table->form == OutputTable::Form::sheet && !m_table->heads.empty() &&
           (m_table->heads.front() == "表内名称" || m_table->heads.front() == "Name in the file");
}

bool WalkedTable::is_of_statistics() const
{
    return m_table->form == OutputTable::Form::sheet &&
           (m_table->part == "分区统计" || m_table->part == "Zonal statistics");
}

std::optional<WalkedTable::Column> WalkedTable::column(std::size_t at, std::vector<std::string>& faults) const
{
    const auto head = without_unit(m_table->heads[at]);
    const auto id = m_table->comments.size() > at ? first_line(m_table->comments[at]) : std::string{};
    const bool may_be_indicator = !m_set.empty() || m_table->form == OutputTable::Form::csv;
    for (const auto& one : {id, head})
        if (may_be_indicator && m_names->indicators.contains(one))
            return Column{.at = at, .known = {.name = "value", .kind = ColumnKind::amount}, .indicator = one};
    if (const auto known = known_column(head)) return Column{.at = at, .known = *known};
    if (holds_numbers(*m_table, at))
        faults.push_back(m_table->name() + ": nobody has said what the numbers of column '" + m_table->heads[at] +
                         "' are; see column_kinds.cpp");
    return {};
}

const WalkedTable::Column* WalkedTable::find(const std::string& name) const
{
    const auto found = std::ranges::find_if(
        m_columns, [&](const Column& one) { return one.known.name == name && one.indicator.empty(); });
    return found == m_columns.end() ? nullptr : &*found;
}

std::string WalkedTable::text(std::size_t row, const std::string& name) const
{
    const auto* column = find(name);
    return column == nullptr ? "" : m_table->rows[row][column->at].text;
}

std::string WalkedTable::zones(std::size_t row) const
{
    const auto text = this->text(row, "zones");
    if (text.empty()) return m_set;
    const auto found = m_names->set_of_title.find(text);
    return found == m_names->set_of_title.end() ? text : found->second;
}

NumberOf WalkedTable::number_of(std::size_t row, const Column& column) const
{
    NumberOf out{.zones = zones(row), .key = text(row, "key"), .of = {}, .column = column.known.name};
    for (const char* name : {"indicator", "layer", "stat", "technology", "criterion", "facilities", "sector", "table",
                             "field", "year", "type", "rule", "what", "row", "target"})
        if (const auto words = text(row, name); !words.empty()) out.of[name] = words;
    if (const auto code = text(row, has("class_code") ? "class_code" : "class"); !code.empty()) out.of["class"] = code;
    constexpr std::string_view lists = "facilities_";
    if (m_table->part.starts_with(lists)) out.of["facilities"] = m_table->part.substr(lists.size());
    if (!column.indicator.empty()) out.of["indicator"] = column.indicator;
    if (out.of.contains("indicator")) out.of.erase("year");
    return out;
}

std::string WalkedTable::place(std::size_t row, const Column& column) const
{
    return m_table->name() + " row " + std::to_string(row + 1) + " '" + m_table->heads[column.at] + "' (" +
           number_of(row, column).words() + ")";
}

} // namespace peaksite
