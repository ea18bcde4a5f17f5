#pragma once

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace peaksite::cli {

/// What the program returns; a promise to scripts.
enum class ExitCode : int {
    done = 0,
    failed = 1, ///< the data or the machine
    wrong = 2   ///< the request
};

/// What every command gets beside its own options.
struct Session {
    std::string catalogue; ///< --catalogue
    std::string lang;      ///< --lang, empty: of the plan, English for messages
    /// Folder of what a run that did not end leaves to go on with, if any; set by the command.
    std::function<std::optional<std::filesystem::path>()> unfinished = [] { return std::nullopt; };
};

/// A command: `setup` declares its options on a subcommand and returns the work to do when it is chosen.
struct Command {
    const char* name;
    const char* description;
    std::function<std::function<ExitCode()>(CLI::App&, Session&)> setup;
};

/// All commands of the program, one line each.
const std::vector<Command>& commands();

std::function<ExitCode()> setup_run(CLI::App& app, Session& session);
std::function<ExitCode()> setup_check(CLI::App& app, Session& session);
std::function<ExitCode()> setup_init(CLI::App& app, Session& session);
std::function<ExitCode()> setup_explain(CLI::App& app, Session& session);
std::function<ExitCode()> setup_layers(CLI::App& app, Session& session);
std::function<ExitCode()> setup_convert(CLI::App& app, Session& session);
std::function<ExitCode()> setup_overlap(CLI::App& app, Session& session);
std::function<ExitCode()> setup_policies(CLI::App& app, Session& session);
std::function<ExitCode()> setup_rank(CLI::App& app, Session& session);
std::function<ExitCode()> setup_select(CLI::App& app, Session& session);
std::function<ExitCode()> setup_compare(CLI::App& app, Session& session);
std::function<ExitCode()> setup_indicators(CLI::App& app, Session& session);

} // namespace peaksite::cli
