#include "model/tables/head_index.hpp"

namespace peaksite {

HeadIndex::HeadIndex(const std::vector<ColumnHead>& heads)
{
    for (std::size_t i = 0; i < heads.size(); ++i) {
        if (heads[i].text.empty()) continue;
        const PlainHead plain{heads[i]};
        m_whole[plain.text].push_back(i);
        m_named[plain.name].push_back(i);
    }
}

const std::vector<std::size_t>& HeadIndex::columns(const std::string& head) const
{
    static const std::vector<std::size_t> none;
    const PlainHead plain{column_head(head)};
    if (const auto whole = m_whole.find(plain.text); whole != m_whole.end()) return whole->second;
    const auto named = m_named.find(plain.name);
    return named == m_named.end() ? none : named->second;
}

} // namespace peaksite
