#pragma once

#include "base/column_head.hpp"

#include <map>
#include <string>
#include <vector>

namespace peaksite {

/// What heads are compared by: the whole text, and the text without its unit.
struct PlainHead {
    std::string text, name;
    explicit PlainHead(const ColumnHead& head) : text(plain_name(head.text)), name(plain_name(head.name)) {}
};

/// Finds columns of many heads at once, as HeadedSheet::columns does one by one.
class HeadIndex {
public:
    explicit HeadIndex(const std::vector<ColumnHead>& heads);
    const std::vector<std::size_t>& columns(const std::string& head) const;

private:
    std::map<std::string, std::vector<std::size_t>> m_whole, m_named;
};

} // namespace peaksite
