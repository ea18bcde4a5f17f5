#pragma once

#include "cli/options.hpp"
#include "job/siting_run.hpp"

namespace peaksite::cli {

/// Options that rank and select share.
struct SitingOptions {
    std::string run, plan, out;
    std::vector<std::string> set;
    bool overwrite = false;
    int threads = 0;
};

/// Declares RUN, --plan, --set, -o, --overwrite, -j.
void add_siting_options(Arguments& arguments, SitingOptions& options);

/// The run compared as the options ask.
SitingAnswer answer_of(const SitingOptions& options, const Session& session);

/// "zh" or "en": the language that lists are printed in.
std::string list_language(const Session& session);

/// The text that every ranking carries.
void print_ranking_text(const SitingAnswer& answer, const std::string& lang);

} // namespace peaksite::cli
