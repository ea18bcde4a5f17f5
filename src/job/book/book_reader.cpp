#include "job/book/book_reader.hpp"

#include "base/suggest.hpp"
#include "base/utf8.hpp"
#include "model/tables/amounts.hpp"

#include <algorithm>
#include <cctype>

namespace peaksite {

BookReader::BookReader(std::string file, std::map<std::string, SheetCells> sheets,
                       std::function<std::string(const std::string&)> path_of,
                       std::function<std::string(const std::string&)> table_of_carbon)
    : m_file(std::move(file)), m_sheets(std::move(sheets)), m_path_of(std::move(path_of)),
      m_table_of_carbon(std::move(table_of_carbon))
{}

BookDraft BookReader::read()
{
    m_settings.push_back({.head = {}, .remarks = {}, .keys = {{.key = "schema", .value = 1}}, .origin = {}});
    for (const auto& [name, cells] : m_sheets)
        for (const auto& cell : cells.unsolved)
            fault({.file = m_file, .line = 0, .sheet = name, .cell = cell}, text("a formula without a stored result"),
                  text("open the workbook in an office program and save it, or write the value"));
    read_settings();
    for (const auto& plan : book_sheets()) {
        if (plan.table == "siting.types.criteria")
            read_weights(plan);
        else
            read_rows(plan);
        if (plan.table == "zones") {
            read_candidates();
            read_statistics();
        }
    }
    // Sub-tables of [siting] come behind it.
    m_out.tables = std::move(m_settings);
    m_out.tables.insert(m_out.tables.end(), m_tables.begin(), m_tables.end());
    const bool siting =
        std::ranges::any_of(m_tables, [](const DraftTable& one) { return one.head.starts_with("[[siting."); });
    const auto own = std::ranges::find(m_out.tables, "[siting]", &DraftTable::head);
    if (siting && own == m_out.tables.end())
        m_out.tables.insert(m_out.tables.begin() + 1, {.head = "[siting]", .remarks = {}, .keys = {}, .origin = {}});
    return std::move(m_out);
}

void BookReader::fault(const Place& place, Sentence what, Sentence hint)
{
    m_out.findings.push_back({.severity = Severity::error,
                              .of_request = true,
                              .fault = {.place = place, .key = {}, .what = std::move(what), .hint = std::move(hint)}});
}

// Lines count from 1, as in files.
Place BookReader::cell(const std::string& sheet, std::int64_t line, std::size_t column) const
{
    return {.file = m_file, .line = 0, .sheet = sheet, .cell = CellAddress{.row = line - 1, .column = column}};
}

Place BookReader::at(const Table& table, const Row& row, const std::string& head) const
{
    const auto column = table.columns.find(head);
    return cell(table.sheet, row.line, column == table.columns.end() ? 0 : column->second);
}

namespace {

// Of any width, without the blanks and line breaks that people put in for looks.
std::string head_text(std::string_view cell)
{
    auto out = half_width(cell);
    std::erase_if(out, [](unsigned char c) { return std::isspace(c) != 0; });
    return out;
}

} // namespace

// Finds the head: the row that holds most of the known ones. Rows below it are data, blank ones are passed over.
std::optional<BookReader::Table> BookReader::table_of(const BookSheetPlan& plan, bool needed, bool open_heads)
{
    const auto sheet = m_sheets.find(plan.name);
    if (sheet == m_sheets.end()) {
        std::vector<std::string> names;
        for (const auto& [name, content] : m_sheets) names.push_back(name);
        const auto near = closest(plan.name, names);
        if (needed || !near.empty())
            fault({.file = m_file},
                  text("the sheet '{}' is not there; the workbook has: {}", plan.name, joined(names, ", ")),
                  near.empty() ? Sentence{} : text("did you mean '{}'?", near));
        return {};
    }
    std::vector<std::string> heads;
    for (const auto& column : plan.columns) heads.push_back(column.head);
    const auto known = [&](std::string_view cell) { return std::ranges::find(heads, head_text(cell)) != heads.end(); };
    Table out{.sheet = plan.name, .head_line = 0, .columns = {}, .rows = {}};
    std::ptrdiff_t most = 0;
    const SheetRow* head = nullptr;
    for (const auto& row : sheet->second.rows) {
        const auto count = std::ranges::count_if(row.cells, known);
        if (count > most) most = count, head = &row;
    }
    if (head == nullptr) {
        if (!sheet->second.rows.empty())
            fault(cell(plan.name, 1, 0),
                  text("the sheet '{}' has none of the heads: {}", plan.name, joined(heads, ", ")),
                  text("write a new task book with 'peaksite init --xlsx' and compare"));
        return {};
    }
    out.head_line = head->line;
    for (std::size_t i = 0; i < head->cells.size(); ++i) {
        const auto name = head_text(head->cells[i]);
        if (name.empty()) continue;
        if (!out.columns.emplace(open_heads && !known(name) ? std::string{trimmed(head->cells[i])} : name, i).second)
            fault(cell(plan.name, head->line, i), text("the head '{}' is there twice", name),
                  text("keep one of the columns"));
        if (known(name) || open_heads) continue;
        const auto near = closest(name, heads);
        fault(cell(plan.name, head->line, i), text("the head '{}' is not known here", name),
              near.empty() ? text("take the column out; known are: {}", joined(heads, ", "))
                           : text("did you mean '{}'?", near));
    }
    for (const auto& column : plan.columns)
        if (column.required && !out.columns.contains(column.head))
            fault(cell(plan.name, head->line, 0), text("the column '{}' is missing", column.head),
                  text("heads are: {}", joined(heads, ", ")));
    for (const auto& from : sheet->second.rows) {
        if (from.line <= head->line || from.blank()) continue;
        Row row{.line = from.line, .cells = {}};
        for (const auto& [name, column] : out.columns)
            if (const auto cell = from.cell(column); !cell.empty()) row.cells[name] = cell;
        if (!row.cells.empty()) out.rows.push_back(std::move(row));
    }
    return out;
}

// An id that is there twice is told at the second cell.
void BookReader::check_twice(const Table& table, const std::string& head)
{
    std::map<std::string, std::int64_t> seen;
    for (const auto& row : table.rows) {
        const auto cell = row.cells.find(head);
        if (cell == row.cells.end()) continue;
        const auto [first, fresh] = seen.emplace(cell->second, row.line);
        if (!fresh)
            fault(at(table, row, head), text("'{}' is there already in row {}", cell->second, first->second),
                  text("give each its own"));
    }
}

void BookReader::read_rows(const BookSheetPlan& plan)
{
    const auto table = table_of(plan, false, false);
    if (!table) return;
    if (table->columns.contains("编号")) check_twice(*table, "编号");
    for (const auto& row : table->rows) m_tables.push_back(draft_of(plan, *table, row));
}

// One [[siting.types]] for every type, with its criteria behind it.
void BookReader::read_weights(const BookSheetPlan& plan)
{
    const auto table = table_of(plan, false, false);
    if (!table) return;
    std::vector<std::pair<DraftValue, std::vector<DraftTable>>> types;
    for (const auto& row : table->rows) {
        auto draft = draft_of(plan, *table, row);
        const auto type = std::ranges::find(draft.keys, "type", &DraftKey::key);
        if (type == draft.keys.end()) continue;
        const auto word = type->value;
        draft.keys.erase(type);
        auto group = std::ranges::find(types, word, [](const auto& one) { return one.first; });
        if (group == types.end()) {
            types.emplace_back(
                word,
                std::vector<DraftTable>{
                    {.head = "[[siting.types]]",
                     .remarks = {},
                     .keys = {{.key = "type", .value = word, .remark = {}, .origin = at(*table, row, "试点类型")}},
                     .origin = draft.origin}});
            group = types.end() - 1;
        }
        group->second.push_back(std::move(draft));
    }
    for (auto& [type, drafts] : types) m_tables.insert(m_tables.end(), drafts.begin(), drafts.end());
}

void BookReader::read_settings()
{
    const auto& plan = book_settings();
    const BookSheetPlan heads{.name = plan.name,
                              .table = {},
                              .title = {},
                              .columns = {{.head = "项目", .key = "item", .value = BookValue::text, .required = true},
                                          {.head = "填写", .key = "value", .value = BookValue::text, .required = true},
                                          {.head = "说明", .key = "note"}}};
    const auto table = table_of(heads, true, false);
    if (!table) return;
    std::map<std::string, DraftTable> sections;
    for (const auto& row : table->rows) {
        const auto item = row.cells.find("项目"), value = row.cells.find("填写");
        if (item == row.cells.end()) continue;
        const auto column = std::ranges::find(plan.columns, item->second, &BookColumn::head);
        if (column == plan.columns.end()) {
            std::vector<std::string> known;
            for (const auto& one : plan.columns) known.push_back(one.head);
            const auto near = closest(item->second, known);
            fault(at(*table, row, "项目"), text("'{}' is no setting; they are: {}", item->second, joined(known, ", ")),
                  near.empty() ? Sentence{} : text("did you mean '{}'?", near));
            continue;
        }
        const auto place = at(*table, row, "填写");
        if (value == row.cells.end()) {
            if (column->required) fault(place, text("'{}' is not filled in", column->head), text("{}", column->note));
            continue;
        }
        auto draft_value = value_of(*column, value->second, place);
        if (!draft_value) continue;
        const auto dot = column->key.find('.');
        if (dot == std::string::npos) {
            m_settings.front().keys.push_back(
                {.key = column->key, .value = *draft_value, .remark = {}, .origin = place});
            continue;
        }
        const auto section = column->key.substr(0, dot), key = column->key.substr(dot + 1);
        auto& draft = sections[section];
        draft.head = section == "maps" ? "[[maps]]" : "[" + section + "]";
        if (column->key == "carbon.table") draft_value = DraftValue{m_table_of_carbon(value->second)};
        draft.keys.push_back({.key = key, .value = *draft_value, .remark = {}, .origin = place});
    }
    for (auto& [name, draft] : sections) m_settings.push_back(std::move(draft));
}

void BookReader::read_candidates()
{
    const auto& plan = book_candidates();
    const auto table = table_of(plan, false, false);
    if (!table || table->rows.empty()) return;
    check_twice(*table, "编号");
    for (const auto& row : table->rows)
        for (const auto& column : plan.columns) static_cast<void>(key_of(column, *table, row, plan));
    const auto origin = cell(table->sheet, table->head_line, 0);
    DraftTable draft{.head = "[[zones]]", .remarks = {}, .keys = {}, .origin = origin};
    const auto add = [&](const char* key, DraftValue value) {
        draft.keys.push_back({.key = key, .value = std::move(value), .remark = {}, .origin = origin});
    };
    add("id", "candidates");
    add("title", plan.name);
    add("file", m_path_of(""));
    add("table", plan.name);
    add("key", "编号");
    add("name", "名称");
    add("kind", column_of("类型"));
    if (table->columns.contains("推荐单位")) add("proposer", "推荐单位");
    DraftValue::Table roles;
    for (const auto& [head, role] : {std::pair{"级别", "level"}, {"所属地区", "region"}})
        if (table->columns.contains(head)) roles.emplace_back(role, head);
    if (!roles.empty()) add("attributes", roles);
    m_tables.push_back(std::move(draft));
}

void BookReader::read_statistics()
{
    const auto& plan = book_statistics();
    const auto table = table_of(plan, false, true);
    if (!table || table->rows.empty()) return;
    DraftValue::Table columns;
    for (const auto& [head, column] : table->columns) {
        if (std::ranges::find(plan.columns, head, &BookColumn::head) != plan.columns.end()) continue;
        const auto name = half_width(head).substr(0, half_width(head).find('('));
        std::vector<std::string> known;
        for (const auto& one : book_statistic_heads()) known.emplace_back(one.head);
        const auto found = std::ranges::find(known, std::string{trimmed(name)});
        if (found == known.end()) {
            const auto near = closest(name, known);
            fault(cell(table->sheet, table->head_line, column), text("the head '{}' is not known here", head),
                  near.empty() ? text("known are: {}", joined(known, ", ")) : text("did you mean '{}'?", near));
            continue;
        }
        const Amounts amounts{{}, Unit::dimensionless()}; // percentages, too
        for (const auto& row : table->rows)
            if (const auto cell = row.cells.find(head); cell != row.cells.end() && amounts.read(cell->second).strange)
                fault(at(*table, row, head), text("'{}' is no number", cell->second),
                      text("write digits only, without a unit"));
        columns.emplace_back(book_statistic_heads()[static_cast<std::size_t>(found - known.begin())].name, head);
    }
    for (const auto& row : table->rows)
        for (const auto& column : plan.columns) static_cast<void>(key_of(column, *table, row, plan));
    if (columns.empty()) return;
    const auto origin = cell(table->sheet, table->head_line, 0);
    DraftTable draft{.head = "[[tables]]", .remarks = {}, .keys = {}, .origin = origin};
    for (const auto& [key, value] : {std::pair<std::string, DraftValue>{"id", "stats"},
                                     {"title", plan.name},
                                     {"file", m_path_of("")},
                                     {"table", plan.name},
                                     {"key", "编号"},
                                     {"year", column_of("年份")},
                                     {"columns", columns}})
        if (key != "year" || table->columns.contains("年份"))
            draft.keys.push_back({.key = key, .value = value, .remark = {}, .origin = origin});
    m_tables.push_back(std::move(draft));
}

} // namespace peaksite
