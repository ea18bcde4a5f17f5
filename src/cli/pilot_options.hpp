#pragma once

#include "cli/options.hpp"
#include "job/pilots/pilot_run.hpp"

namespace peaksite::cli {

/// Options that rank and select share.
struct PilotOptions {
    std::string run, plan, out;
    std::vector<std::string> set;
    bool overwrite = false;
    int threads = 0;
};

/// Declares RUN, --plan, --set, -o, --overwrite, -j.
void add_pilots_options(Arguments& arguments, PilotOptions& options);

/// The run compared as the options ask.
PilotAnswer answer_of(const PilotOptions& options, const Session& session);

/// "zh" or "en": the language that lists are printed in.
std::string list_language(const Session& session);

/// The text that every ranking carries.
void print_ranking_text(const PilotAnswer& answer, const std::string& lang);

} // namespace peaksite::cli
