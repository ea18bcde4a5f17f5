// What `--help` says against the manual pages: every command has a page, and both know the same options.
#include "support/program.hpp"
#include "support/source_folders.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>
#include <sstream>

namespace peaksite {
namespace {

using testing::HasSubstr;

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> out;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
}

// "-o" and "--output" of a line.
std::set<std::string> options_in(const std::string& line)
{
    static const std::regex option{"(^|[\\s,])(--?[a-z][a-z-]*)"};
    std::set<std::string> out;
    for (std::sregex_iterator at{line.begin(), line.end(), option}, end; at != end; ++at) out.insert((*at)[2]);
    return out;
}

std::string help(const std::vector<std::string>& command)
{
    auto arguments = command;
    arguments.emplace_back("--help");
    const auto outcome = run_program(arguments);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    return outcome.out;
}

// The rows of a section of the help: two blanks, a word, what it means.
std::vector<std::string> rows_under(const std::string& help, const std::string& section)
{
    std::vector<std::string> out;
    bool inside = false;
    for (const auto& line : lines_of(help)) {
        if (!line.starts_with(' ')) inside = line.starts_with(section);
        if (inside && line.starts_with("  ") && line[2] != ' ') out.push_back(line.substr(2, line.find(' ', 2) - 2));
    }
    return out;
}

std::set<std::string> options_of_help(const std::string& help)
{
    std::set<std::string> out;
    for (const auto& row : rows_under(help, "Options")) out.merge(options_in(row));
    for (const char* every : {"-h", "--help"}) out.erase(every);
    return out;
}

std::string page(const std::string& name)
{
    return read_file(std::filesystem::path{source_folder()} / "src/cli/man" / (name + ".1"));
}

// A line of a page without the marks of its type.
std::string plain(std::string line)
{
    line = std::regex_replace(line, std::regex{R"(\\f.)"}, "");
    line = std::regex_replace(line, std::regex{R"(\\([- ]))"}, "$1");
    return std::regex_replace(line, std::regex{R"(["])"}, " ");
}

// Those that have an entry under OPTIONS.
std::set<std::string> options_of_page(const std::string& page)
{
    std::set<std::string> out;
    bool inside = false, head = false;
    for (const auto& line : lines_of(page)) {
        if (line.starts_with(".SH")) inside = line == ".SH OPTIONS";
        if (inside && head) out.merge(options_in(plain(line)));
        head = line == ".TP";
    }
    return out;
}

TEST(ManPages, HaveTheCommandsAndOptionsOfTheHelp)
{
    const auto all = help({});
    const auto commands = rows_under(all, "Subcommands");
    ASSERT_GT(commands.size(), 10U);
    EXPECT_EQ(options_of_page(page("peaksite")), options_of_help(all));
    for (const auto& command : commands) {
        const auto name = "peaksite-" + command;
        EXPECT_THAT(page("peaksite"), HasSubstr(".BR " + name + " (1)"));
        EXPECT_EQ(options_of_page(page(name)), options_of_help(help({command}))) << name;
    }
    std::set<std::string> pages{"peaksite.1"}, written;
    for (const auto& command : commands) pages.insert("peaksite-" + command + ".1");
    for (const auto& one : std::filesystem::directory_iterator{std::filesystem::path{source_folder()} / "src/cli/man"})
        written.insert(one.path().filename().string());
    EXPECT_EQ(written, pages);
}

} // namespace
} // namespace peaksite
