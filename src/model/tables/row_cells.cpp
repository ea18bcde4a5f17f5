#include "model/tables/row_cells.hpp"

#include <algorithm>
#include <limits>
#include <new>

namespace peaksite {

RowCells::RowCells(std::shared_ptr<const CellBlock> block, std::size_t first, std::size_t count)
    : m_block(std::move(block)), m_first(static_cast<std::uint32_t>(first)), m_count(static_cast<std::uint32_t>(count))
{}

RowCells::RowCells(const std::vector<std::string>& cells)
{
    CellBlocks blocks;
    for (const auto& cell : cells) blocks.add(cell);
    *this = blocks.end_row();
}

RowCells::RowCells(std::initializer_list<std::string_view> cells)
{
    CellBlocks blocks;
    for (const auto cell : cells) blocks.add(cell);
    *this = blocks.end_row();
}

bool RowCells::operator==(const RowCells& other) const
{
    return size() == other.size() && std::equal(begin(), end(), other.begin());
}

std::strong_ordering RowCells::operator<=>(const RowCells& other) const
{
    const auto common = std::min(size(), other.size());
    for (std::size_t i = 0; i < common; ++i)
        if (const auto order = (*this)[i] <=> other[i]; order != 0) return order;
    return size() <=> other.size();
}

void CellBlocks::add(std::string_view cell, bool quoted)
{
    m_block->text += cell;
    end_cell(quoted);
}

void CellBlocks::end_cell(bool quoted)
{
    if (m_block->text.size() > std::numeric_limits<std::uint32_t>::max()) throw std::bad_alloc{};
    m_begin = m_block->text.size();
    m_block->ends.push_back(static_cast<std::uint32_t>(m_begin));
    m_block->quoted.push_back(quoted);
}

RowCells CellBlocks::end_row()
{
    constexpr std::size_t full = std::size_t{1} << 18U; // large enough to go back to the system
    const RowCells out{m_block, m_first, count()};
    m_first = m_block->ends.size();
    if (m_begin + m_first * sizeof(std::uint32_t) < full) return out;
    m_block = std::make_shared<CellBlock>();
    m_first = m_begin = 0;
    return out;
}

} // namespace peaksite
