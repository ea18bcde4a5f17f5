#include "cli/progress.hpp"

#include "cli/print.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace peaksite::cli {

namespace {

std::string name_of(const Stage& stage)
{
    switch (stage.name) {
    case Stage::Name::reading:
        return "reading plan and files";
    case Stage::Name::counting:
        return stage.detail == "grid" ? "counting" : "counting " + stage.detail + " on its own cells";
    case Stage::Name::computing:
        return "computing";
    case Stage::Name::writing:
        return "writing";
    case Stage::Name::drawing:
        return "drawing maps";
    }
    return "";
}

} // namespace

ProgressDisplay::ProgressDisplay(bool quiet) : m_quiet(quiet), m_terminal(isatty(STDERR_FILENO) != 0) {}

ProgressDisplay::~ProgressDisplay() { clear_line(); }

void ProgressDisplay::clear_line()
{
    if (m_line_open) std::fputs("\r\033[K", stderr);
    m_line_open = false;
}

void ProgressDisplay::show(const Stage& stage)
{
    if (m_quiet) return;
    const auto name = told(name_of(stage));
    if (name != m_last) {
        m_last = name;
        m_last_tenth = -1;
        m_began = std::chrono::steady_clock::now();
        m_drawn = {};
        if (!m_terminal) say(name + " …");
    }
    if (m_terminal)
        show_bar(stage);
    else
        show_lines(stage);
}

void ProgressDisplay::show_bar(const Stage& stage)
{
    const auto now = std::chrono::steady_clock::now();
    const bool last = stage.progress.done == stage.progress.tiles;
    if (!last && now - m_drawn < std::chrono::milliseconds{100}) return;
    m_drawn = now;
    clear_line();
    if (stage.progress.tiles == 0) {
        std::fputs((m_last + " …").c_str(), stderr);
    } else {
        const double share = static_cast<double>(stage.progress.done) / stage.progress.tiles;
        const double seconds = std::chrono::duration<double>(now - m_began).count();
        constexpr int width = 30;
        const int full = static_cast<int>(share * width);
        const double rate = seconds > 0 ? stage.progress.done / seconds : 0;
        const double left = rate > 0 ? (stage.progress.tiles - stage.progress.done) / rate : 0;
        std::fputs(fmt::format("{} [{}{}] {:3.0f} %  {:.0f} tiles/s  {} left", m_last,
                               std::string(static_cast<std::size_t>(full), '#'),
                               std::string(static_cast<std::size_t>(width - full), '.'), 100 * share, rate,
                               in_time(left))
                       .c_str(),
                   stderr);
    }
    m_line_open = true;
    std::fflush(stderr);
}

void ProgressDisplay::show_lines(const Stage& stage)
{
    if (stage.progress.tiles == 0) return;
    constexpr int few = 20;
    const int tenth = 10 * stage.progress.done / stage.progress.tiles;
    if (stage.progress.tiles < few || tenth == m_last_tenth) return;
    m_last_tenth = tenth;
    say(told(text("  {} of {} tiles", stage.progress.done, stage.progress.tiles)));
}

} // namespace peaksite::cli
