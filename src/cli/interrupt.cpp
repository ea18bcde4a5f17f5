#include "cli/interrupt.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>

namespace peaksite::cli {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void on_interrupt(int)
{
    constexpr int by_interrupt = 130;
    if (interrupted != 0) std::_Exit(by_interrupt);
    interrupted = 1;
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
        if (interrupted != 0) m_source.request_stop();
    }};
}

} // namespace peaksite::cli
