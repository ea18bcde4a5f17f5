#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace peaksite {

/// How the program ended and what it said.
struct Outcome {
    int code = -1;  ///< exit code; -1 when a signal ended it
    int signal = 0; ///< that signal
    std::string out;
    std::string err;
};

/// What the program is started in.
struct Surroundings {
    std::filesystem::path folder = {}; ///< where it is called; empty: here
    std::map<std::string, std::string> environment = {};
    std::optional<std::uint64_t> largest_file = {}; ///< bytes: a disk that is full
    std::optional<std::uint64_t> most_memory = {};  ///< bytes of address space
    bool terminal = false;                          ///< stderr is a terminal
};

/// The built program, running; ended by force when this object goes first.
class RunningProgram {
public:
    explicit RunningProgram(const std::vector<std::string>& arguments, const Surroundings& surroundings = {});
    ~RunningProgram();
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;

    void send(int signal) const;
    /// Waits until stderr holds `text`; false when the program ended, or a minute passed, without it.
    bool says(const std::string& text);
    /// Waits for the end, at most a minute.
    Outcome wait();

    /// What the program says on one of its outputs.
    struct Ear {
        int file = -1;
        std::string heard;
        void listen();
    };

private:
    bool ended();

    pid_t m_child = -1;
    int m_status = 0;
    bool m_ended = false;
    Ear m_out, m_err;
};

/// Whether a terminal can be made here; a bare change of root has none.
bool terminals_can_be_made();

/// Runs the program to its end.
Outcome run_program(const std::vector<std::string>& arguments, const Surroundings& surroundings = {});

} // namespace peaksite
