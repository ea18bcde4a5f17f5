#include "cli/interrupt.hpp"

#include "cli/commands.hpp"
#include "cli/print.hpp"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>

namespace peaksite::cli {

namespace {

std::atomic<int> interrupted{0}; // written by the handler, read by the thread that watches
static_assert(std::atomic<int>::is_always_lock_free);

void on_interrupt(int)
{
    constexpr int by_interrupt = 130;
    if (interrupted != 0) std::_Exit(by_interrupt);
    interrupted = 1;
}

// Nothing is lost by it: results appear under their name only when they are whole, and what was counted is on the disk.
void end_by_force()
{
    say(told(text("stopped; a file that does not end was left in the middle")));
    std::_Exit(static_cast<int>(ExitCode::failed));
}

} // namespace

InterruptWatch::InterruptWatch()
{
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    // A signal handler may do next to nothing: a thread turns the signal into a stop request.
    m_watch = std::jthread{[this](const std::stop_token& end) {
        constexpr std::chrono::milliseconds pause{20};
        while (!end.stop_requested() && interrupted == 0) std::this_thread::sleep_for(pause);
        if (interrupted == 0) return;
        m_source.request_stop();
        // A library that reads a pipe or an endless file asks nobody whether to go on.
        constexpr std::chrono::seconds patience{5};
        const auto late = std::chrono::steady_clock::now() + patience;
        while (!end.stop_requested() && std::chrono::steady_clock::now() < late) std::this_thread::sleep_for(pause);
        if (!end.stop_requested()) end_by_force();
    }};
}

} // namespace peaksite::cli
