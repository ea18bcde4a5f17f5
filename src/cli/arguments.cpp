#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>

namespace peaksite::cli {

Argument Argument::required() const
{
    m_option->required();
    return *this;
}

Argument Argument::one_of(std::initializer_list<const char*> words) const
{
    m_option->check(CLI::IsMember(std::vector<std::string>{words.begin(), words.end()}));
    return *this;
}

Argument Argument::within(int low, int high) const
{
    m_option->check(CLI::Range(low, high));
    return *this;
}

Argument Argument::show_default() const
{
    m_option->capture_default_str();
    return *this;
}

Argument Argument::value_name(const std::string& name) const
{
    m_option->type_name(name);
    return *this;
}

Argument Argument::excludes(const Argument& other) const
{
    m_option->excludes(other.m_option);
    return *this;
}

Argument Arguments::option(const std::string& names, std::string& target, const std::string& help)
{
    return Argument{*m_app->add_option(names, target, help)};
}

Argument Arguments::option(const std::string& names, std::optional<std::string>& target, const std::string& help)
{
    return Argument{*m_app->add_option(names, target, help)};
}

Argument Arguments::option(const std::string& names, std::filesystem::path& target, const std::string& help)
{
    return Argument{*m_app->add_option(names, target, help)};
}

Argument Arguments::option(const std::string& names, int& target, const std::string& help)
{
    return Argument{*m_app->add_option(names, target, help)};
}

Argument Arguments::option(const std::string& names, std::vector<std::string>& target, const std::string& help)
{
    return Argument{*m_app->add_option(names, target, help)};
}

Argument Arguments::option(const std::string& names, std::vector<std::filesystem::path>& target,
                           const std::string& help)
{
    return Argument{*m_app->add_option(names, target, help)};
}

Argument Arguments::flag(const std::string& names, bool& target, const std::string& help)
{
    return Argument{*m_app->add_flag(names, target, help)};
}

} // namespace peaksite::cli
