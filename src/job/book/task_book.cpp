#include "job/book/task_book.hpp"

#include "io/files/encoding.hpp"
#include "io/tables/sheet.hpp"
#include "io/tables/table_names.hpp"
#include "job/book/book_reader.hpp"
#include "job/book/book_rows.hpp"
#include "job/open/place_file.hpp"
#include "report/files/task_book.hpp"

#include <algorithm>
#include <set>

namespace peaksite {

namespace {

namespace fs = std::filesystem;

class Places {
public:
    explicit Places(const DraftText& text) : m_text(text)
    {
        std::size_t begin = 0;
        for (std::size_t end = text.toml.find('\n'); end != std::string::npos; end = text.toml.find('\n', begin)) {
            m_lines.push_back(text.toml.substr(begin, end - begin));
            begin = end + 1;
        }
    }

    // The cell of a line; of a key that is not there, the cell where it would be written.
    Place cell(const Fault& fault) const
    {
        const auto line = line_of(fault.place);
        if (line == 0 || line > m_lines.size()) return fault.place;
        const auto key = fault.key.substr(fault.key.rfind('.') + 1);
        const auto& cells = m_text.cells[line - 1];
        // A formula is told at the id of its layer.
        const bool formula = key == "id" && cells.contains("derive") && lines_of_table(line, "derive") != 0 &&
                             fault.kind != FaultKind::bad_id;
        if (formula) return cells.at("derive");
        const bool head = m_lines[line - 1].starts_with("[");
        if (head && cells.contains(key)) return cells.at(key);
        return m_text.origins[line - 1].empty() ? fault.place : m_text.origins[line - 1];
    }
    Place cell(const Position& position) const { return cell(position.fault({})); }

    // What is wrong with a file is told at the cell that names it.
    Place file_cell(const Position& position) const
    {
        const auto line = lines_of_table(line_of(position.place), "file");
        return line == 0 || m_text.origins[line - 1].empty() ? cell(position) : m_text.origins[line - 1];
    }

private:
    static std::size_t line_of(const Place& place) { return static_cast<std::size_t>(place.line); }

    // The line of a key in the table that a line belongs to, from there on; 0 when it has none.
    std::size_t lines_of_table(std::size_t line, std::string_view key) const
    {
        for (; line > 0 && line <= m_lines.size() && !m_lines[line - 1].empty(); ++line)
            if (m_lines[line - 1].starts_with(key)) return line;
        return 0;
    }

    std::vector<std::string> m_lines;
    const DraftText& m_text;
};

template <class Items>
void relocate(Items& items, const Places& places)
{
    for (auto& item : items) item.position.place = places.file_cell(item.position);
}

void relocate(ReadPlan& read, const Places& places)
{
    for (auto& fault : read.faults) fault.place = places.cell(fault);
    if (!read.plan) return;
    auto& plan = *read.plan;
    relocate(plan.zones, places);
    relocate(plan.layers, places);
    relocate(plan.facilities, places);
    relocate(plan.tables, places);
    for (auto& technology : plan.technologies) technology.position.place = places.cell(technology.position);
    for (auto& statistics : plan.statistics) statistics.position.place = places.cell(statistics.position);
    for (auto& map : plan.maps) map.position.place = places.cell(map.position);
    if (plan.carbon) plan.carbon->position.place = places.cell(plan.carbon->position);
}

// The row of a cell; that of a place which is no cell is none.
std::optional<std::pair<std::string, std::int64_t>> row_of(const Place& place)
{
    return place.cell ? std::optional{std::pair{place.sheet, place.cell->row}} : std::nullopt;
}

// A row whose cell is at fault already is not told again by the plan's reader: the same cell, or a key it lacks for it.
void drop_consequences(std::vector<Fault>& faults, const std::vector<Finding>& cells)
{
    std::set<Place> told;
    std::set<std::optional<std::pair<std::string, std::int64_t>>> rows;
    for (const auto& one : cells) {
        told.insert(one.fault.place);
        rows.insert(row_of(one.fault.place));
    }
    std::erase_if(faults, [&](const Fault& fault) {
        return told.contains(fault.place) || (fault.kind == FaultKind::missing && rows.contains(row_of(fault.place)));
    });
}

// Who made a workbook and when it was changed, as it says itself; those that nobody changed since all say the same.
std::string facts_of_book(const fs::path& book)
{
    try {
        std::string encoding;
        return utf8_content("/vsizip/{" + fs::absolute(book).string() + "}/docProps/core.xml", "UTF-8", encoding);
    } catch (const InputError&) {
        return {};
    }
}

} // namespace

bool is_task_book(const std::string& file) { return lower(file).ends_with(".xlsx"); }

BookPlan read_task_book(const std::string& file, const fs::path& folder, const Catalogue& catalogue)
{
    std::map<std::string, SheetCells> sheets;
    for (const auto& name : table_names(file))
        sheets[name] = read_sheet({.file = file, .table = name, .encoding = "auto"});
    const auto book = fs::absolute(file);
    const auto target = fs::absolute(folder);
    const auto path_of = [&](const std::string& path) {
        const auto whole = path.empty()                   ? book
                           : fs::path{path}.is_absolute() ? fs::path{path}
                                                          : book.parent_path() / path;
        const auto relative = fs::proximate(whole.lexically_normal(), target);
        return relative.generic_string();
    };
    const auto table_of_carbon = [&](const std::string& table) {
        return catalogue.has_carbon_table(table) ? table : path_of(table);
    };
    BookReader reader{fs::path{file}.filename().string(), std::move(sheets), path_of, table_of_carbon};
    auto draft = reader.read();
    return {.text = written(draft.tables), .findings = std::move(draft.findings)};
}

void write_new_book(const fs::path& path, const std::vector<DraftTable>& tables)
{
    write_task_book(path, book_rows(tables));
}

fs::path give_back(const std::string& book, const std::vector<Finding>& findings,
                   const std::function<std::string(const Sentence&)>& say)
{
    std::vector<BookSheetCells> sheets;
    for (const auto& name : table_names(book)) {
        auto& cells = sheets.emplace_back(BookSheetCells{.name = name, .rows = {}});
        for (const auto& row : read_sheet({.file = book, .table = name, .encoding = "auto"}).rows)
            cells.rows.emplace_back(row.line, std::vector<std::string>{row.cells.begin(), row.cells.end()});
    }
    const fs::path from{book};
    for (int number = 1;; ++number) {
        const auto out = from.parent_path() /
                         (from.stem().string() + "_检查" + (number == 1 ? "" : "_" + std::to_string(number)) + ".xlsx");
        const FilePlace place{out};
        write_checked_book(place.draft(), sheets, findings, say);
        if (fs::exists(out) && facts_of_book(out) != facts_of_book(place.draft())) continue;
        place.publish(true);
        return out;
    }
}

ReadPlan read_source_with_faults(const PlanSource& source)
{
    if (!is_task_book(source.file)) return read_plan_with_faults(source.file, source.catalogue, source.settings);
    if (!fs::exists(source.file))
        throw UsageError{text("the task book '{}' is not there; check the path", source.file)};
    auto folder = fs::path{source.file}.parent_path();
    if (folder.empty()) folder = ".";
    const auto book = read_task_book(source.file, folder, source.catalogue);
    auto read = read_plan_text_with_faults(book.text.toml, source.file, source.catalogue, source.settings);
    relocate(read, Places{book.text});
    drop_consequences(read.faults, book.findings);
    for (const auto& one : book.findings) read.faults.push_back(one.fault);
    return read;
}

Plan read_source(const PlanSource& source)
{
    auto read = read_source_with_faults(source);
    if (!read.faults.empty() || !read.plan) throw UsageError{std::move(read.faults)};
    return std::move(*read.plan);
}

} // namespace peaksite
