#include "support/csv_table.hpp"

#include "support/temporary_folder.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace peaksite {

namespace {

std::vector<std::vector<std::string>> cells_of(const std::string& content)
{
    std::vector<std::vector<std::string>> lines;
    std::vector<std::string> line{""};
    bool quoted = false;
    for (std::size_t i = 0; i < content.size(); ++i) {
        const char c = content[i];
        if (quoted && c == '"' && content.substr(i + 1, 1) == "\"")
            line.back() += content[i++];
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == ',')
            line.emplace_back();
        else if (!quoted && c == '\r' && content.substr(i + 1, 1) == "\n")
            continue;
        else if (!quoted && c == '\n')
            lines.push_back(std::exchange(line, {""}));
        else
            line.back() += c;
    }
    if (quoted) throw std::runtime_error{"a quote is not closed"};
    if (line.size() > 1 || !line.front().empty()) throw std::runtime_error{"the last line is not ended"};
    return lines;
}

bool fits(const std::map<std::string, std::string>& row, const std::map<std::string, std::string>& where)
{
    return std::ranges::all_of(where, [&](const auto& pair) {
        const auto found = row.find(pair.first);
        return found != row.end() && found->second == pair.second;
    });
}

CsvTable table_of(const std::string& content, const std::filesystem::path& path)
{
    const auto lines = cells_of(content);
    CsvTable table{.columns = lines.at(0), .rows = {}};
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (lines[i].size() != table.columns.size())
            throw std::runtime_error{path.string() + ": line " + std::to_string(i + 1) +
                                     " has another number of cells"};
        auto& row = table.rows.emplace_back();
        for (std::size_t c = 0; c < table.columns.size(); ++c) row[table.columns[c]] = lines[i][c];
    }
    return table;
}

} // namespace

std::string CsvTable::at(const std::map<std::string, std::string>& where, const std::string& column) const
{
    std::vector<std::string> found;
    for (const auto& row : rows)
        if (fits(row, where)) found.push_back(row.at(column));
    if (found.size() != 1) throw std::runtime_error{std::to_string(found.size()) + " rows fit instead of one"};
    return found.front();
}

CsvTable read_csv(const std::filesystem::path& path)
{
    const auto content = read_file(path);
    if (!content.starts_with("\xEF\xBB\xBF")) throw std::runtime_error{path.string() + " has no BOM"};
    return table_of(content.substr(3), path);
}

CsvTable read_foreign_csv(const std::filesystem::path& path) { return table_of(read_file(path), path); }

} // namespace peaksite
