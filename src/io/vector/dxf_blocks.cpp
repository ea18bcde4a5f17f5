#include "io/vector/dxf_blocks.hpp"

#include "base/parse_number.hpp"

#include <algorithm>
#include <array>

namespace peaksite {

namespace {

// Marks of parts of the file, insertions, and what belongs to the entity before are none.
bool is_drawn(std::string_view entity)
{
    constexpr std::array<std::string_view, 10> others{"SECTION", "ENDSEC", "EOF",    "BLOCK",  "ENDBLK",
                                                      "INSERT",  "VERTEX", "SEQEND", "ATTRIB", "DIMENSION"};
    return std::ranges::find(others, entity) == others.end();
}

} // namespace

void DxfBlocks::take(std::string_view code, std::string_view value)
{
    auto& content = m_contents[m_block];
    if (code == "0") {
        m_begins_block = value == "BLOCK";
        m_inserts = value == "INSERT" || value == "DIMENSION";
        if (value == "BLOCK" || value == "ENDBLK") m_block.clear();
        if (m_inserts) content.insertions.emplace_back();
        if (is_drawn(value)) ++content.own;
    } else if (code == "2" && m_begins_block) {
        m_block = value;
        m_begins_block = false;
    } else if (code == "2" && m_inserts)
        content.insertions.back().block = value;
    else if ((code == "70" || code == "71") && m_inserts) {
        auto& count = code == "70" ? content.insertions.back().columns : content.insertions.back().rows;
        count = std::max(1.0, parse_number(value).value_or(1));
    }
}

double DxfBlocks::entities() const
{
    std::map<std::string, double> known;
    return entities("", known);
}

double DxfBlocks::entities(const std::string& block, std::map<std::string, double>& known) const
{
    const auto content = m_contents.find(block);
    if (content == m_contents.end()) return 0;
    const auto [at, fresh] = known.emplace(block, 0); // a block within itself is none
    if (!fresh) return at->second;
    double sum = content->second.own;
    for (const auto& one : content->second.insertions)
        if (!one.block.empty()) sum += one.columns * one.rows * entities(one.block, known);
    return known[block] = sum;
}

} // namespace peaksite
