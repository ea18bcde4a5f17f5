#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <vector>

namespace peaksite {

/// Numbers of candidates (rows) by criterion or item (columns); NaN where a number is missing.
class CandidateTable {
public:
    CandidateTable() = default;
    /// All missing.
    CandidateTable(std::size_t rows, std::size_t columns);
    /// Every row as long as the first.
    CandidateTable(std::initializer_list<std::initializer_list<double>> rows);

    std::size_t rows() const { return m_rows; }
    std::size_t columns() const { return m_columns; }
    double at(std::size_t row, std::size_t column) const { return m_values[row * m_columns + column]; }
    double& at(std::size_t row, std::size_t column) { return m_values[row * m_columns + column]; }
    std::span<const double> row(std::size_t row) const { return {m_values.data() + row * m_columns, m_columns}; }
    std::vector<double> column(std::size_t column) const;

    bool operator==(const CandidateTable&) const = default;

private:
    std::size_t m_rows = 0;
    std::size_t m_columns = 0;
    std::vector<double> m_values;
};

/// The given rows, in the given order.
CandidateTable rows_of(const CandidateTable& table, std::span<const std::size_t> rows);

/// The given columns, in the given order.
CandidateTable columns_of(const CandidateTable& table, std::span<const std::size_t> columns);

/// The rows that have a number in every column of weight above 0. Without weights: in every column.
std::vector<std::size_t> complete_rows(const CandidateTable& table, std::span<const double> weights = {});

/// `values` of some rows brought back to their places among `count`; NaN elsewhere.
std::vector<double> scattered(std::span<const double> values, std::span<const std::size_t> rows, std::size_t count);

} // namespace peaksite
