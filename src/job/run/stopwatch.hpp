#pragma once

#include <chrono>

namespace peaksite {

/// Tells how long the parts of some work took.
class Stopwatch {
public:
    /// Seconds since the last call, or since the watch was made.
    double lap()
    {
        const auto now = std::chrono::steady_clock::now();
        const double seconds = std::chrono::duration<double>(now - m_last).count();
        m_last = now;
        return seconds;
    }

private:
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

} // namespace peaksite
