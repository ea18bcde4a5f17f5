#include "plan/read/stated_once.hpp"

#include "base/text.hpp"

namespace peaksite {

bool StatedOnce::first(const std::string& name, const Position& position)
{
    if (name.empty()) return true;
    const auto [earlier, fresh] = m_stated.emplace(name, position);
    if (!fresh)
        m_faults.add(position,
                     text("'{}' is stated a second time in this list; the first is {}", name, earlier->second.text()),
                     text("keep one of them"));
    return fresh;
}

} // namespace peaksite
