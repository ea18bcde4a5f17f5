#include "cli/commands.hpp"
#include "cli/print.hpp"
#include "job/version.hpp"

#include <csignal>
#include <new>
#include <thread>

namespace peaksite::cli {

namespace {

volatile std::sig_atomic_t interrupted = 0;

void on_interrupt(int)
{
    // The first asks for an orderly end, the second ends at once.
    if (interrupted != 0) std::_Exit(130);
    interrupted = 1;
}

// Turns the signal into a stop request, outside the signal handler.
class InterruptWatch {
public:
    InterruptWatch()
    {
        std::signal(SIGINT, on_interrupt);
        std::signal(SIGTERM, on_interrupt);
        // A write beyond a file-size limit becomes an error that is told, not the end of the process.
        std::signal(SIGXFSZ, SIG_IGN);
        std::signal(SIGPIPE, SIG_IGN);
        m_watch = std::jthread{[this](const std::stop_token& end) {
            while (!end.stop_requested()) {
                if (interrupted != 0) {
                    m_source.request_stop();
                    return;
                }
                std::this_thread::sleep_for(std::chrono::milliseconds{50});
            }
        }};
    }
    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::jthread m_watch;
};

ExitCode guarded(const std::function<ExitCode()>& work)
{
    try {
        return work();
    } catch (const UsageError& error) {
        say_faults(error.faults());
        return ExitCode::wrong;
    } catch (const InputError& error) {
        say("error: " + error.sentence().english());
        return ExitCode::failed;
    } catch (const Stopped&) {
        say("stopped; what was counted is kept, go on with --resume");
        return ExitCode::failed;
    } catch (const std::bad_alloc&) {
        say("error: not enough memory; try fewer threads or a smaller [grid] tile");
        return ExitCode::failed;
    } catch (const std::exception& error) {
        say(std::string{"error: "} + error.what());
        return ExitCode::failed;
    }
}

int main(int argc, char** argv)
{
    CLI::App app{"peaksite: siting of carbon-peak pilots"};
    app.set_version_flag("--version", std::string{"peaksite "} + program_version);
    app.require_subcommand(1);
    Session session;
    app.add_option("--catalogue", session.catalogue, "A folder of catalogue entries that come before ours");
    const InterruptWatch watch;
    session.stop = watch.token();
    std::function<ExitCode()> chosen;
    for (const auto& command : commands()) {
        auto* sub = app.add_subcommand(command.name, command.description);
        sub->add_option("--lang", session.lang, "Language of sheets: zh, en or both")->check(CLI::IsMember({"zh", "en", "both"}));
        auto work = command.setup(*sub, session);
        sub->callback([&chosen, work = std::move(work)] { chosen = work; });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? static_cast<int>(ExitCode::done) : static_cast<int>(ExitCode::wrong);
    }
    return static_cast<int>(guarded(chosen));
}

} // namespace

} // namespace peaksite::cli

int main(int argc, char** argv) { return peaksite::cli::main(argc, argv); }
