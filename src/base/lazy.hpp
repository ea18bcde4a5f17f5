#pragma once

#include <mutex>
#include <optional>

namespace peaksite {

/// A value that is made when somebody first asks for it, once for all threads. What making it throws goes to who asked;
/// the next who asks makes it anew.
template <class Value>
class Lazy {
public:
    /// Lives as long as this does.
    template <class Make>
    const Value& get(Make make) const
    {
        const std::scoped_lock lock{m_mutex};
        if (!m_value) m_value.emplace(make());
        return *m_value;
    }

private:
    mutable std::mutex m_mutex;
    mutable std::optional<Value> m_value;
};

} // namespace peaksite
