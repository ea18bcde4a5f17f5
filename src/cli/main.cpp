#include "base/suggest.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/print.hpp"
#include "io/files/closed_doors.hpp"
#include "job/version.hpp"
#include "plan/catalogue/catalogue.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <new>

namespace peaksite::cli {

namespace {

void say_error(const std::string& what) { say(told(text("error: {}", told(what)))); }

// What an interrupted or failed run leaves to go on with.
void say_unfinished(const Session& session)
{
    if (const auto folder = session.unfinished())
        say(told(text(
            "what was counted is kept in '{}'; go on with --resume, run without it to begin anew, or remove the folder",
            folder->string())));
}

ExitCode guarded(const std::function<ExitCode()>& work)
{
    try {
        return work();
    } catch (const UsageError& error) {
        say_faults(error.faults());
        return ExitCode::wrong;
    } catch (const InputError& error) {
        say(told(text("error: {}", told(error))));
        return ExitCode::failed;
    } catch (const Stopped&) {
        say(told(text("stopped")));
        return ExitCode::failed;
    } catch (const std::bad_alloc&) {
        say_error("not enough memory; try fewer threads or a smaller [grid] tile, and see 'peaksite explain'");
        return ExitCode::failed;
    } catch (const std::exception& error) {
        say_error(error.what());
        return ExitCode::failed;
    }
}

// The parser only says that a command is required.
void say_unknown_command(const std::vector<std::string>& left)
{
    if (left.empty() || left.front().starts_with('-')) return;
    std::vector<std::string> known;
    for (const auto& command : commands()) known.emplace_back(command.name);
    const auto near = closest(left.front(), known);
    say("there is no command '" + left.front() + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

int main(int argc, char** argv)
{
    forget_settings();
    CLI::App app{"peaksite: siting of carbon-peak pilots"};
    app.set_version_flag("--version", std::string{"peaksite "} + program_version);
    app.require_subcommand(1);
    Session session;
    app.add_option("--catalogue", session.catalogue, "A folder of catalogue entries that come before ours");
    std::function<ExitCode()> chosen;
    for (const auto& command : commands()) {
        auto* sub = app.add_subcommand(command.name, command.description);
        sub->add_option("--lang", session.lang, "Language of messages, sheets and workbooks: zh, en or both")
            ->check(CLI::IsMember({"zh", "en", "both"}));
        Arguments arguments{*sub};
        auto work = command.setup(arguments, session);
        sub->callback([&chosen, work = std::move(work)] { chosen = work; });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (app.get_subcommands().empty()) say_unknown_command(app.remaining());
        const int code = app.exit(error);
        return code == 0 ? static_cast<int>(ExitCode::done) : static_cast<int>(ExitCode::wrong);
    }
    auto code = guarded([&] {
        if (session.lang == "zh") speak(catalogue_of(session).messages("zh"));
        return chosen();
    });
    if (code != ExitCode::done) say_unfinished(session);
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        say_error("the results cannot be written to the standard output");
        code = std::max(code, ExitCode::failed);
    }
    return static_cast<int>(code);
}

} // namespace

} // namespace peaksite::cli

int main(int argc, char** argv) { return peaksite::cli::main(argc, argv); }
