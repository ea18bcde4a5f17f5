#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace peaksite {

/// Texts of many cells, one behind the other.
struct CellBlock {
    std::string text;
    std::vector<std::uint32_t> ends; ///< by cell
    std::vector<bool> quoted;        ///< by cell

    std::string_view cell(std::size_t at) const
    {
        const std::size_t begin = at == 0 ? 0 : ends[at - 1];
        return std::string_view{text}.substr(begin, ends[at] - begin);
    }
};

/// The cells of a row. Rows that follow each other share a block, so that a long table takes little more memory than
/// its file, and gives it back as its rows go. Copies are cheap; what a row holds never changes.
class RowCells {
public:
    class Iterator {
    public:
        using value_type = std::string_view;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::input_iterator_tag;
        using reference = std::string_view;
        using pointer = void;
        Iterator() = default;
        Iterator(const RowCells* row, std::size_t at) : m_row(row), m_at(at) {}
        std::string_view operator*() const { return (*m_row)[m_at]; }
        Iterator& operator++() { return ++m_at, *this; }
        Iterator operator++(int) { return {m_row, m_at++}; }
        bool operator==(const Iterator&) const = default;

    private:
        const RowCells* m_row = nullptr;
        std::size_t m_at = 0;
    };
    using value_type = std::string_view;
    using const_iterator = Iterator;

    RowCells() = default;
    RowCells(const std::vector<std::string>& cells);
    RowCells(std::initializer_list<std::string_view> cells);

    std::size_t size() const { return m_count; }
    bool empty() const { return m_count == 0; }
    /// Of a cell that is there; lives as long as a row of its block.
    std::string_view operator[](std::size_t column) const { return m_block->cell(m_first + column); }
    /// Whether it stood in quotation marks; false where the file has none.
    bool quoted(std::size_t column) const { return m_block->quoted[m_first + column]; }
    Iterator begin() const { return {this, 0}; }
    Iterator end() const { return {this, m_count}; }

    bool operator==(const RowCells& other) const;
    std::strong_ordering operator<=>(const RowCells& other) const;

private:
    friend class CellBlocks;
    RowCells(std::shared_ptr<const CellBlock> block, std::size_t first, std::size_t count);

    std::shared_ptr<const CellBlock> m_block; // shared by rows that go one by one
    std::uint32_t m_first = 0, m_count = 0;
};

/// Makes rows, cell by cell.
class CellBlocks {
public:
    /// Throws std::bad_alloc where a row is longer than 4 GB.
    void add(std::string_view cell, bool quoted = false);
    /// Adds to a cell that is not ended.
    void add(char c) { m_block->text += c; }
    /// The cell that is not ended.
    std::string_view open_cell() const { return std::string_view{m_block->text}.substr(m_begin); }
    void clear_cell() { m_block->text.resize(m_begin); }
    void end_cell(bool quoted = false);
    /// Cells of the row so far.
    std::size_t count() const { return m_block->ends.size() - m_first; }
    RowCells end_row();

private:
    std::shared_ptr<CellBlock> m_block = std::make_shared<CellBlock>();
    std::size_t m_first = 0; // cell of the block where the row begins
    std::size_t m_begin = 0; // of the open cell
};

} // namespace peaksite
