#pragma once

#include "base/lazy.hpp"
#include "cli/arguments.hpp"
#include "plan/catalogue/catalogue.hpp"

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
    std::string catalogue;  ///< --catalogue
    std::string lang;       ///< --lang, empty: of the plan, English for messages
    Lazy<Catalogue> read{}; ///< what catalogue_of() gives
    /// Folder of what a run that did not end leaves to go on with, if any; set by the command.
    std::function<std::optional<std::filesystem::path>()> unfinished = [] { return std::nullopt; };
};

/// A command: `setup` declares its arguments and returns the work to do when it is chosen.
struct Command {
    const char* name;
    const char* description;
    std::function<std::function<ExitCode()>(Arguments&, Session&)> setup;
};

/// All commands of the program, one line each.
const std::vector<Command>& commands();

std::function<ExitCode()> setup_run(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_check(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_init(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_explain(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_layers(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_convert(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_overlap(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_policies(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_whatif(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_rank(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_select(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_compare(Arguments& arguments, Session& session);
std::function<ExitCode()> setup_indicators(Arguments& arguments, Session& session);

} // namespace peaksite::cli
