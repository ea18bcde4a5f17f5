#pragma once

#include <stop_token>
#include <thread>

namespace peaksite::cli {

/// While it lives, an interrupt (Ctrl-C, SIGTERM) asks for an orderly end; a second one ends the process at once.
/// Writing beyond a file-size limit or to a closed pipe is an error that is told, not the end of the process.
class InterruptWatch {
public:
    InterruptWatch();
    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::jthread m_watch;
};

} // namespace peaksite::cli
