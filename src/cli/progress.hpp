#pragma once

#include "job/options.hpp"

#include <chrono>
#include <mutex>
#include <string>

namespace peaksite::cli {

/// Shows how far a run is: one moving line with rate and time left on a terminal, a plain line per stage and tenth
/// otherwise. Called from any worker, one at a time.
class ProgressDisplay {
public:
    explicit ProgressDisplay(bool quiet);
    ~ProgressDisplay();
    ProgressDisplay(const ProgressDisplay&) = delete;
    ProgressDisplay& operator=(const ProgressDisplay&) = delete;

    void show(const Stage& stage);

private:
    void show_bar(const Stage& stage);
    void show_lines(const Stage& stage);
    void clear_line();

    bool m_quiet;
    bool m_terminal;
    bool m_line_open = false;
    std::string m_last;
    int m_last_tenth = -1;
    std::chrono::steady_clock::time_point m_began, m_drawn;
};

} // namespace peaksite::cli
