#pragma once

#include "base/text.hpp"

#include <string>
#include <vector>

namespace peaksite {

/// At most a few of many, for a message: "1, 2, 3, 4, 5, …".
std::string some_of(const std::vector<std::string>& all);

/// Collects what is wrong with rows of a table, one warning for all rows with the same trouble.
class RowWarnings {
public:
    /// A sentence with the id of the table, the number of rows and some of them.
    using Pattern = fmt::format_string<std::string, std::size_t, std::string>;

    RowWarnings(std::string table, std::vector<Sentence>& warnings) : m_table(std::move(table)), m_warnings(warnings) {}
    void add(const std::vector<std::string>& rows, Pattern pattern)
    {
        if (!rows.empty())
            m_warnings.push_back(
                text<std::string, std::size_t, std::string>(pattern, m_table, rows.size(), some_of(rows)));
    }

private:
    std::string m_table;
    std::vector<Sentence>& m_warnings;
};

} // namespace peaksite
