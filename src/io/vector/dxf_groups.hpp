#pragma once

#include "base/text.hpp"

#include <algorithm>
#include <string_view>

namespace peaksite {

/// A drawing is pairs of lines: a group code and its value. Reads them one after the other.
class DxfGroups {
public:
    explicit DxfGroups(std::string_view content) : m_content(content) {}

    /// The next pair; false at the end.
    bool next()
    {
        if (m_at >= m_content.size()) return false;
        code = trimmed(line());
        value = line();
        return true;
    }
    /// The number of the line of the code, from 1.
    std::size_t place() const { return m_lines - 1; }

    std::string_view code, value;

private:
    std::string_view line()
    {
        ++m_lines;
        if (m_at >= m_content.size()) return {};
        const auto end = std::min(m_content.find('\n', m_at), m_content.size());
        auto out = m_content.substr(m_at, end - m_at);
        m_at = end + 1;
        if (out.ends_with('\r')) out.remove_suffix(1);
        return out;
    }
    std::string_view m_content;
    std::size_t m_at = 0, m_lines = 0;
};

} // namespace peaksite
