#include "model/tables/stored_rows.hpp"

#include <cmath>
#include <limits>
#include <type_traits>

namespace peaksite {

namespace {

// Fills up with nothing to the row that is set.
template <class T>
void put(std::vector<T>& column, std::size_t row, std::type_identity_t<T> value, std::type_identity_t<T> nothing)
{
    column.resize(row, nothing);
    column.push_back(value);
}

} // namespace

void StoredRows::add(std::int64_t line, std::optional<int> year, bool twice)
{
    m_lines.push_back(line);
    if (year) put(m_years, m_lines.size() - 1, year, {});
    if (twice) put(m_twice, m_lines.size() - 1, true, false);
}

void StoredRows::set_number(std::size_t field, double value)
{
    put(m_columns[field].numbers, size() - 1, value, std::numeric_limits<double>::quiet_NaN());
}

void StoredRows::set_word(std::size_t field, const std::string& word,
                          const std::function<std::string(const std::string&)>& canonical)
{
    if (word.empty()) return;
    auto& column = m_columns[field];
    const auto [known, fresh] = column.known.emplace(word, static_cast<std::uint32_t>(column.texts.size()));
    if (fresh) column.texts.push_back(canonical(word));
    put(column.words, size() - 1, known->second, 0);
}

std::optional<int> StoredRows::year(std::size_t row) const
{
    return row < m_years.size() ? m_years[row] : std::nullopt;
}

std::optional<double> StoredRows::number(std::size_t field, std::size_t row) const
{
    const auto& numbers = m_columns[field].numbers;
    return row < numbers.size() && !std::isnan(numbers[row]) ? std::optional{numbers[row]} : std::nullopt;
}

const std::string& StoredRows::word(std::size_t field, std::size_t row) const
{
    const auto& column = m_columns[field];
    return column.texts[row < column.words.size() ? column.words[row] : 0];
}

} // namespace peaksite
