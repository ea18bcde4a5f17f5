#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace peaksite::cli {

/// An argument as it was declared, to say more about it.
class Argument {
public:
    explicit Argument(CLI::Option& option) : m_option(&option) {}

    Argument required() const;
    Argument one_of(std::initializer_list<const char*> words) const;
    Argument within(int low, int high) const;
    Argument show_default() const;
    Argument value_name(const std::string& name) const; ///< how the help calls its value
    Argument excludes(const Argument& other) const;

private:
    CLI::Option* m_option;
};

/// The arguments of one command: where their values go, and what the help says. CLI11, which takes seconds to compile,
/// is known to arguments.cpp and main.cpp only.
class Arguments {
public:
    explicit Arguments(CLI::App& app) : m_app(&app) {}

    /// `names`: "-o,--output", or "plan" for one by position. `target` holds the default and lives until parsing.
    Argument option(const std::string& names, std::string& target, const std::string& help);
    Argument option(const std::string& names, std::optional<std::string>& target, const std::string& help);
    Argument option(const std::string& names, std::filesystem::path& target, const std::string& help);
    Argument option(const std::string& names, int& target, const std::string& help);
    Argument option(const std::string& names, std::vector<std::string>& target, const std::string& help);
    Argument option(const std::string& names, std::vector<std::filesystem::path>& target, const std::string& help);
    Argument flag(const std::string& names, bool& target, const std::string& help);

private:
    CLI::App* m_app;
};

} // namespace peaksite::cli
