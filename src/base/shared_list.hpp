#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace peaksite {

/// A list that never changes, and whose copies are the same list: long ones go from the files to the results without
/// being there twice.
template <class T>
class SharedList {
public:
    using value_type = T;
    SharedList() = default;
    SharedList(std::vector<T> items) : m_items(std::make_shared<const std::vector<T>>(std::move(items))) {}
    SharedList(std::initializer_list<T> items) : SharedList(std::vector<T>{items}) {}

    std::size_t size() const { return m_items == nullptr ? 0 : m_items->size(); }
    bool empty() const { return size() == 0; }
    const T* begin() const { return m_items == nullptr ? nullptr : m_items->data(); }
    const T* end() const { return begin() + size(); }
    const T& operator[](std::size_t at) const { return (*m_items)[at]; }

private:
    std::shared_ptr<const std::vector<T>> m_items; // whoever holds it last
};

} // namespace peaksite
