#include "support/program.hpp"

#include <fcntl.h>
#include <pty.h>
#include <sys/mman.h>
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

constexpr std::chrono::seconds longest{60};
constexpr std::chrono::milliseconds pause{2};

void limit(int resource, const std::optional<std::uint64_t>& bytes)
{
    if (!bytes) return;
    const rlimit both{.rlim_cur = *bytes, .rlim_max = *bytes};
    setrlimit(resource, &both);
}

// In the child: never returns.
[[noreturn]] void become(const std::vector<std::string>& arguments, const Surroundings& surroundings)
{
    if (!surroundings.folder.empty() && chdir(surroundings.folder.c_str()) != 0) _exit(126);
    for (const auto& [name, value] : surroundings.environment) setenv(name.c_str(), value.c_str(), 1);
    if (surroundings.largest_file) std::signal(SIGXFSZ, SIG_IGN);
    limit(RLIMIT_FSIZE, surroundings.largest_file);
    limit(RLIMIT_AS, surroundings.most_memory);
    std::vector<char*> list;
    for (const auto& argument : arguments) list.push_back(const_cast<char*>(argument.c_str()));
    list.push_back(nullptr);
    execv(list.front(), list.data());
    _exit(127);
}

} // namespace

Program::Program(const std::vector<std::string>& arguments, const Surroundings& surroundings)
{
    std::vector<std::string> all{PEAKSITE_PROGRAM};
    all.insert(all.end(), arguments.begin(), arguments.end());
    m_out = memfd_create("stdout", MFD_CLOEXEC);
    int err = m_err = memfd_create("stderr", MFD_CLOEXEC);
    if (surroundings.terminal && openpty(&m_terminal, &err, nullptr, nullptr, nullptr) != 0) throw std::runtime_error{"no terminal can be made"};
    // A file-size limit would count for the files that catch the output too; they are small.
    m_child = fork();
    if (m_child < 0) throw std::runtime_error{"no process can be started"};
    if (m_child == 0) {
        dup2(m_out, STDOUT_FILENO);
        dup2(err, STDERR_FILENO);
        become(all, surroundings);
    }
    if (surroundings.terminal) {
        close(err);
        fcntl(m_terminal, F_SETFL, O_NONBLOCK);
    }
}

Program::~Program()
{
    if (!m_ended) {
        send(SIGKILL);
        waitpid(m_child, &m_status, 0);
    }
    for (const int file : {m_out, m_err, m_terminal})
        if (file >= 0) close(file);
}

void Program::send(int signal) const { kill(m_child, signal); }

bool Program::ended()
{
    read_terminal();
    if (!m_ended) m_ended = waitpid(m_child, &m_status, WNOHANG) == m_child;
    return m_ended;
}

void Program::read_terminal()
{
    if (m_terminal < 0) return;
    std::array<char, 4096> buffer{};
    for (;;) {
        const auto count = read(m_terminal, buffer.data(), buffer.size());
        if (count <= 0) return;
        m_seen_on_terminal.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

std::string Program::said(int file) const
{
    std::string out;
    std::array<char, 4096> buffer{};
    for (;;) {
        const auto count = pread(file, buffer.data(), buffer.size(), static_cast<off_t>(out.size()));
        if (count <= 0) return out;
        out.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

bool Program::says(const std::string& text)
{
    const auto end = std::chrono::steady_clock::now() + longest;
    while (std::chrono::steady_clock::now() < end) {
        const bool over = ended();
        if ((said(m_err) + m_seen_on_terminal).find(text) != std::string::npos) return true;
        if (over) return false;
        std::this_thread::sleep_for(pause);
    }
    return false;
}

Outcome Program::wait()
{
    const auto end = std::chrono::steady_clock::now() + longest;
    while (!ended()) {
        if (std::chrono::steady_clock::now() > end) throw std::runtime_error{"the program does not end"};
        std::this_thread::sleep_for(pause);
    }
    read_terminal();
    Outcome outcome{.code = -1, .signal = 0, .out = said(m_out), .err = said(m_err) + m_seen_on_terminal};
    if (WIFEXITED(m_status)) outcome.code = WEXITSTATUS(m_status);
    else outcome.signal = WTERMSIG(m_status);
    return outcome;
}

Outcome run_program(const std::vector<std::string>& arguments, const Surroundings& surroundings) { return Program{arguments, surroundings}.wait(); }

} // namespace peaksite
