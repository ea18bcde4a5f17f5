#include "support/program.hpp"

#include <fcntl.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace peaksite {

namespace {

constexpr std::chrono::seconds longest{PEAKSITE_PATIENCE};
constexpr std::chrono::milliseconds pause{2};

void limit(int resource, const std::optional<std::uint64_t>& bytes)
{
    if (!bytes) return;
    const rlimit both{.rlim_cur = *bytes, .rlim_max = *bytes};
    setrlimit(resource, &both);
}

// A pipe, or a terminal, that `ear` listens to; returns the end to write to.
int pipe_to(RunningProgram::Ear& ear)
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error{"no pipe can be made"};
    ear.file = ends[0];
    fcntl(ear.file, F_SETFL, O_NONBLOCK);
    return ends[1];
}

int terminal_to(RunningProgram::Ear& ear)
{
    int end = -1;
    if (openpty(&ear.file, &end, nullptr, nullptr, nullptr) != 0) throw std::runtime_error{"no terminal can be made"};
    fcntl(ear.file, F_SETFL, O_NONBLOCK);
    return end;
}

// In the child: never returns.
[[noreturn]] void become(const std::vector<std::string>& arguments, const Surroundings& surroundings)
{
    if (!surroundings.folder.empty() && chdir(surroundings.folder.c_str()) != 0) _exit(126);
    for (const auto& [name, value] : surroundings.environment) setenv(name.c_str(), value.c_str(), 1);
    if (surroundings.largest_file) std::signal(SIGXFSZ, SIG_IGN);
    limit(RLIMIT_FSIZE, surroundings.largest_file);
    if (!PEAKSITE_SANITIZED) limit(RLIMIT_AS, surroundings.most_memory); // sanitizers map terabytes
    std::vector<char*> list;
    for (const auto& argument : arguments) list.push_back(const_cast<char*>(argument.c_str()));
    list.push_back(nullptr);
    execv(list.front(), list.data());
    _exit(127);
}

} // namespace

RunningProgram::RunningProgram(const std::vector<std::string>& arguments, const Surroundings& surroundings)
{
    std::vector<std::string> all{PEAKSITE_PROGRAM};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const auto out = pipe_to(m_out);
    const auto err = surroundings.terminal ? terminal_to(m_err) : pipe_to(m_err);
    m_child = fork();
    if (m_child < 0) throw std::runtime_error{"no process can be started"};
    if (m_child == 0) {
        dup2(out, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        become(all, surroundings);
    }
    close(out);
    close(err);
}

RunningProgram::~RunningProgram()
{
    if (!m_ended) {
        send(SIGKILL);
        waitpid(m_child, &m_status, 0);
    }
    close(m_out.file);
    close(m_err.file);
}

void RunningProgram::send(int signal) const { kill(m_child, signal); }

bool RunningProgram::ended()
{
    if (!m_ended) m_ended = waitpid(m_child, &m_status, WNOHANG) == m_child;
    m_out.listen();
    m_err.listen();
    return m_ended;
}

void RunningProgram::Ear::listen()
{
    std::array<char, 4096> buffer{};
    for (;;) {
        const auto count = read(file, buffer.data(), buffer.size());
        if (count <= 0) return;
        heard.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

bool RunningProgram::says(const std::string& text)
{
    const auto end = std::chrono::steady_clock::now() + longest;
    while (std::chrono::steady_clock::now() < end) {
        const bool over = ended();
        if (m_err.heard.find(text) != std::string::npos) return true;
        if (over) return false;
        std::this_thread::sleep_for(pause);
    }
    return false;
}

Outcome RunningProgram::wait()
{
    const auto end = std::chrono::steady_clock::now() + longest;
    while (!ended()) {
        if (std::chrono::steady_clock::now() > end) throw std::runtime_error{"the program does not end"};
        std::this_thread::sleep_for(pause);
    }
    Outcome outcome{.code = -1, .signal = 0, .out = m_out.heard, .err = m_err.heard};
    if (WIFEXITED(m_status))
        outcome.code = WEXITSTATUS(m_status);
    else
        outcome.signal = WTERMSIG(m_status);
    return outcome;
}

bool terminals_can_be_made()
{
    int ours = -1, theirs = -1;
    if (openpty(&ours, &theirs, nullptr, nullptr, nullptr) != 0) return false;
    close(ours);
    close(theirs);
    return true;
}

Outcome run_program(const std::vector<std::string>& arguments, const Surroundings& surroundings)
{
    return RunningProgram{arguments, surroundings}.wait();
}

} // namespace peaksite
