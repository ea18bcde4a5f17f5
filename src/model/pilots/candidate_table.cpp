#include "model/pilots/candidate_table.hpp"

#include <cassert>
#include <cmath>
#include <limits>

namespace peaksite {

CandidateTable::CandidateTable(std::size_t rows, std::size_t columns)
    : m_rows(rows), m_columns(columns), m_values(rows * columns, std::numeric_limits<double>::quiet_NaN())
{}

CandidateTable::CandidateTable(std::initializer_list<std::initializer_list<double>> rows)
    : m_rows(rows.size()), m_columns(rows.size() == 0 ? 0 : rows.begin()->size())
{
    for (const auto& row : rows) {
        assert(row.size() == m_columns);
        m_values.insert(m_values.end(), row);
    }
}

std::vector<double> CandidateTable::column(std::size_t column) const
{
    std::vector<double> out;
    for (std::size_t i = 0; i < m_rows; ++i) out.push_back(at(i, column));
    return out;
}

CandidateTable rows_of(const CandidateTable& table, std::span<const std::size_t> rows)
{
    CandidateTable out{rows.size(), table.columns()};
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < table.columns(); ++j) out.at(i, j) = table.at(rows[i], j);
    return out;
}

CandidateTable columns_of(const CandidateTable& table, std::span<const std::size_t> columns)
{
    CandidateTable out{table.rows(), columns.size()};
    for (std::size_t i = 0; i < table.rows(); ++i)
        for (std::size_t j = 0; j < columns.size(); ++j) out.at(i, j) = table.at(i, columns[j]);
    return out;
}

std::vector<std::size_t> complete_rows(const CandidateTable& table, std::span<const double> weights)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < table.rows(); ++i) {
        bool complete = true;
        for (std::size_t j = 0; j < table.columns(); ++j)
            complete = complete && ((!weights.empty() && weights[j] == 0) || !std::isnan(table.at(i, j)));
        if (complete) out.push_back(i);
    }
    return out;
}

std::vector<double> scattered(std::span<const double> values, std::span<const std::size_t> rows, std::size_t count)
{
    std::vector<double> out(count, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < rows.size(); ++i) out[rows[i]] = values[i];
    return out;
}

} // namespace peaksite
