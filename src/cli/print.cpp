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

} // namespace

void speak(Translation translation) { spoken() = std::move(translation); }
std::string told(const Sentence& sentence) { return spoken().of(sentence); }
std::string told(const std::string& english) { return spoken().of(english); }
std::string told(const Fault& fault) { return spoken().of(fault); }
std::string told(const InputError& error) { return spoken().of(error); }
bool speaks_chinese() { return !spoken().empty(); }

void print(const std::string& line) { std::fputs((line + "\n").c_str(), stdout); }
void say(const std::string& line) { std::fputs((line + "\n").c_str(), stderr); }

void say_warnings(const std::vector<Sentence>& warnings)
{
    for (const auto& warning : warnings) say(told(text("warning: {}", told(warning))));
}

void say_faults(const std::vector<Fault>& faults)
{
    for (const auto& fault : faults) say(told(fault));
}

void say_unchecked(const std::vector<UncheckedRule>& rules)
{
    std::map<std::string, std::pair<std::string, std::string>> by_rule; // title: technologies, reason
    for (const auto& rule : rules) {
        auto& [technologies, reason] = by_rule[speaks_chinese() ? rule.rule.in("zh") : rule.rule.zh + " (" + rule.rule.en + ")"];
        technologies += (technologies.empty() ? "" : ", ") + rule.technology;
        reason = rule.reason;
    }
    for (const auto& [title, about] : by_rule) say(told(text("unchecked: {}：未提供、未扣除，结果为上限 [{}; {}]", title, about.first, told(about.second))));
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
