#pragma once

#include "base/translation.hpp"
#include "model/results.hpp"

#include <string>
#include <vector>

namespace peaksite::cli {

/// One line on stdout: a result.
void print(const std::string& line);
/// One line on stderr: a message.
void say(const std::string& line);

/// From here on messages are in the language of the translation; called once, before a command works.
void speak(Translation translation);
/// Sentences and texts in that language.
std::string told(const Sentence& sentence);
std::string told(const std::string& english);
std::string told(const Fault& fault);
std::string told(const InputError& error);
/// Whether messages are in Chinese.
bool speaks_chinese();

void say_warnings(const std::vector<Sentence>& warnings);
void say_faults(const std::vector<Fault>& faults);
/// Rules that were not tested, once each, with the words that outputs carry.
void say_unchecked(const std::vector<UncheckedRule>& rules);

/// "1.2 GB", "340 MB".
std::string in_bytes(double bytes);
/// "1 h 12 min", "3.4 s".
std::string in_time(double seconds);

} // namespace peaksite::cli
