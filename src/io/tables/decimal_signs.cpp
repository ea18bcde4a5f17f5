#include "io/tables/decimal_signs.hpp"

#include "base/excerpt.hpp"
#include "base/row_warnings.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace peaksite {

namespace {

// What the comma in a number like "10,25" is.
enum class Comma : std::uint8_t { none, decimal, thousands, either };

Comma comma_of(std::string_view cell)
{
    const auto plain = half_width(trimmed(cell));
    const auto comma = plain.find(',');
    const auto sign = plain.find_first_not_of("+-");
    if (comma == std::string::npos || sign == std::string::npos || comma == sign) return Comma::none;
    if (plain.find_first_not_of("0123456789,. %", sign) != std::string::npos) return Comma::none;
    if (plain.find(',', comma + 1) != std::string::npos || plain.find('.') != std::string::npos)
        return Comma::thousands;
    constexpr std::size_t group = 3;
    const auto before = comma - sign, behind = plain.find_last_of("0123456789") - comma;
    if (behind > plain.size() || behind == 0) return Comma::none;
    const bool grouped = behind == group && before <= group && plain[sign] != '0';
    return grouped ? Comma::either : Comma::decimal;
}

// What the points in a number are: "1.234" may be a thousand and more, "1.234,5" and "1.234.567" are.
enum class Points : std::uint8_t { none, decimal, thousands, either };

// Whether digits stand in groups of three behind a first of one to three, with points between; how many there are.
std::size_t pointed_groups(std::string_view whole)
{
    constexpr std::size_t group = 3;
    std::size_t groups = 0;
    for (std::size_t begin = 0; begin <= whole.size(); ++groups) {
        const auto end = std::min(whole.find('.', begin), whole.size());
        const auto size = end - begin;
        if (groups == 0 ? size == 0 || size > group || whole.front() == '0' : size != group) return 0;
        begin = end + 1;
    }
    return groups;
}

Points points_of(std::string_view cell)
{
    if (cell.find('.') == std::string_view::npos) return Points::none;
    const auto plain = half_width(trimmed(cell));
    std::string_view rest{plain};
    if (rest.starts_with('-') || rest.starts_with('+')) rest.remove_prefix(1);
    const auto comma = std::min(rest.find(','), rest.size());
    const auto whole = rest.substr(0, comma), behind = rest.substr(comma);
    constexpr std::string_view digits = "0123456789";
    if (whole.find_first_not_of("0123456789.") != std::string_view::npos) return Points::none;
    if (behind.size() == 1 || behind.find_first_not_of(digits, 1) != std::string_view::npos) return Points::none;
    const auto groups = pointed_groups(whole);
    if (groups < 2) return behind.empty() ? Points::decimal : Points::none;
    return groups > 2 || !behind.empty() ? Points::thousands : Points::either;
}

class Decimals {
public:
    Decimals(SheetCells& cells, const std::string& file) : m_cells(cells), m_file(file) {}

    void settle()
    {
        look();
        std::set<std::size_t> decimals, unclear;
        for (auto& [column, counts] : m_commas) {
            // Between commas a comma seldom stands before decimals: one "12,34" among "1,234" is a slip, and no number.
            const bool mixed = counts[Comma::either] > 0 && m_cells.separator == ',';
            if (counts[Comma::decimal] > 0 && counts[Comma::thousands] == 0 && !mixed)
                decimals.insert(column);
            else if (counts[Comma::either] > 0 && counts[Comma::thousands] == 0)
                unclear.insert(column);
        }
        tell_commas(decimals, unclear);
        tell_points(!decimals.empty());
        if (!decimals.empty()) put_points(decimals);
    }

private:
    void look()
    {
        for (const auto& row : m_cells.rows)
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                const auto cell = row.cells[i];
                if (cell.find(',') != std::string_view::npos)
                    if (const auto what = comma_of(cell); what != Comma::none) ++m_commas[i][what];
                if (const auto what = points_of(cell); what != Points::none) m_points[i].insert(what);
            }
    }

    void tell_commas(const std::set<std::size_t>& decimals, const std::set<std::size_t>& unclear)
    {
        if (!decimals.empty())
            m_cells.warnings.push_back(
                text("file '{}': columns whose decimals stand behind a comma were read so: {}", m_file,
                     firsts(decimals, [](std::string_view cell) { return comma_of(cell) != Comma::none; })));
        if (!unclear.empty() && (m_cells.separator == ';' || !decimals.empty()))
            m_cells.warnings.push_back(
                text("file '{}': numbers with a comma that may stand before decimals were taken "
                     "as thousands: {}; write them with a point, or without the comma",
                     m_file, firsts(unclear, [](std::string_view cell) { return comma_of(cell) == Comma::either; })));
    }

    // Points that are read as those of decimals, in a file that writes thousands with points, or decimals with commas.
    void tell_points(bool decimal_commas)
    {
        const bool doubtful = decimal_commas || std::ranges::any_of(m_points, [](const auto& column) {
                                  return column.second.contains(Points::thousands);
                              });
        std::set<std::size_t> unclear;
        for (const auto& [column, found] : m_points)
            if (doubtful && found.contains(Points::either) && !found.contains(Points::decimal)) unclear.insert(column);
        if (!unclear.empty())
            m_cells.warnings.push_back(
                text("file '{}': numbers with a point that may stand between thousands, as the rest of the file "
                     "suggests, were taken as decimals: {}; write them without the point",
                     m_file, firsts(unclear, [](std::string_view cell) { return points_of(cell) == Points::either; })));
    }

    void put_points(const std::set<std::size_t>& columns)
    {
        CellBlocks blocks;
        for (auto& row : m_cells.rows) {
            for (std::size_t column = 0; column < row.cells.size(); ++column) {
                const auto cell = row.cells[column];
                const bool comma = columns.contains(column) && comma_of(cell) != Comma::none;
                blocks.add(comma ? with_point(cell) : std::string{cell}, row.cells.quoted(column));
            }
            row.cells = blocks.end_row();
        }
    }
    static std::string with_point(std::string_view cell)
    {
        auto plain = half_width(cell);
        plain[plain.find(',')] = '.';
        return plain;
    }

    // The first such cell of each of these columns.
    template <class Is>
    std::string firsts(const std::set<std::size_t>& columns, Is is) const
    {
        std::vector<std::string> out;
        for (const auto column : columns)
            for (const auto& row : m_cells.rows) {
                if (column >= row.cells.size() || !is(row.cells[column])) continue;
                out.push_back("'" + excerpt(row.cells[column]) + "' (row " + std::to_string(row.line) + ")");
                break;
            }
        return some_of(out);
    }

    SheetCells& m_cells;
    const std::string& m_file;
    std::map<std::size_t, std::map<Comma, std::size_t>> m_commas; // by column
    std::map<std::size_t, std::set<Points>> m_points;             // by column
};

} // namespace

void settle_decimals(SheetCells& cells, const std::string& file) { Decimals{cells, file}.settle(); }

} // namespace peaksite
