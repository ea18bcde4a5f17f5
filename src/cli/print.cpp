#include "cli/print.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <map>

namespace peaksite::cli {

namespace {

// What everything is printed with; the one state of the messages, set by main before anything works.
Translation& spoken()
{
    static Translation translation;
    return translation;
}

// Names come from files: what steers a terminal is shown as what it is, "\\x1b", not obeyed. Lines and tabs stay.
std::string harmless(const std::string& line)
{
    std::string out;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto byte = static_cast<unsigned char>(line[i]);
        const auto next = i + 1 < line.size() ? static_cast<unsigned char>(line[i + 1]) : 0U;
        constexpr unsigned char escape_range = 0x20, last_of_ascii = 0x7f, lead = 0xc2, first_c1 = 0x80, last_c1 = 0x9f;
        if ((byte < escape_range && byte != '\n' && byte != '\t') || byte == last_of_ascii)
            out += fmt::format("\\x{:02x}", byte);
        else if (byte == lead && next >= first_c1 && next <= last_c1)
            out += fmt::format("\\x{:02x}", static_cast<unsigned>(line[++i]) & 0xffU);
        else
            out += line[i];
    }
    return out;
}

} // namespace

void speak(Translation translation) { spoken() = std::move(translation); }
std::string told(const Sentence& sentence) { return spoken().of(sentence); }
std::string told(const std::string& english) { return spoken().of(english); }
std::string told(const Fault& fault) { return spoken().of(fault); }
std::string told(const InputError& error) { return spoken().of(error); }
bool speaks_chinese() { return !spoken().empty(); }

void print(const std::string& line) { std::fputs((harmless(line) + "\n").c_str(), stdout); }
void say(const std::string& line) { std::fputs((harmless(line) + "\n").c_str(), stderr); }

void say_warnings(const std::vector<Sentence>& warnings)
{
    for (const auto& warning : warnings) say(told(text("warning: {}", warning)));
}

void say_faults(const std::vector<Fault>& faults)
{
    for (const auto& fault : faults) say(told(fault));
}

void say_unchecked(const std::vector<UncheckedRule>& rules)
{
    std::map<std::pair<std::string, std::string>, std::string> by_rule; // title, reason: technologies
    for (const auto& rule : rules) {
        auto& technologies =
            by_rule[{speaks_chinese() ? rule.rule.in("zh") : rule.rule.zh + " (" + rule.rule.en + ")", rule.reason}];
        technologies += (technologies.empty() ? "" : ", ") + rule.technology;
    }
    for (const auto& [about, technologies] : by_rule)
        say(told(
            text("unchecked: {}：未提供、未扣除，结果为上限 [{}; {}]", about.first, technologies, told(about.second))));
}

std::string in_bytes(double bytes)
{
    constexpr double step = 1000;
    const char* units[] = {"B", "kB", "MB", "GB", "TB"};
    int at = 0;
    for (; bytes >= step && at < 4; ++at) bytes /= step;
    return fmt::format("{:.{}f} {}", bytes, bytes < 10 && at > 0 ? 1 : 0, units[at]);
}

std::string in_time(double seconds)
{
    if (seconds < 60) return fmt::format("{:.1f} s", seconds);
    const int minutes = static_cast<int>(seconds / 60);
    if (minutes < 60) return fmt::format("{} min {} s", minutes, static_cast<int>(seconds) % 60);
    return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

} // namespace peaksite::cli
