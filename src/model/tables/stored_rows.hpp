#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// The rows of a table as formulas look them up, column by column: a long list takes a few bytes a cell.
class StoredRows {
public:
    explicit StoredRows(std::size_t fields = 0) : m_columns(fields) {}

    /// Begins a row; its cells are missing until they are set. `twice`: other rows say
    /// what it says.
    void add(std::int64_t line, std::optional<int> year, bool twice = false);
    void set_number(std::size_t field, double value);
    /// `canonical` puts a word that is met for the first time into that which formulas use.
    void set_word(std::size_t field, const std::string& word,
                  const std::function<std::string(const std::string&)>& canonical);

    std::size_t size() const { return m_lines.size(); }
    std::int64_t line(std::size_t row) const { return m_lines[row]; }
    std::optional<int> year(std::size_t row) const;
    bool twice(std::size_t row) const { return row < m_twice.size() && m_twice[row]; }
    std::optional<double> number(std::size_t field, std::size_t row) const;
    const std::string& word(std::size_t field, std::size_t row) const;
    bool missing(std::size_t field, std::size_t row) const { return !number(field, row) && word(field, row).empty(); }

private:
    // Each is as long as it needs to be: columns without numbers have none.
    struct Column {
        std::vector<double> numbers;      // NaN: none
        std::vector<std::uint32_t> words; // by place in `texts`
        std::vector<std::string> texts{""};
        std::map<std::string, std::uint32_t> known; // by what the table writes
    };

    std::vector<std::int64_t> m_lines;
    std::vector<std::optional<int>> m_years;
    std::vector<bool> m_twice; // as long as it needs to be
    std::vector<Column> m_columns;
};

} // namespace peaksite
