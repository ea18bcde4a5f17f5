// Opens a plan that is not there through the installed library: the fault must come as the documented error.
#include "base/error.hpp"
#include "job/run/run.hpp"

#include <cstdio>

int main()
{
    peaksite::RunOptions options;
    options.plan = {.file = "no-such-plan.toml", .catalogue = peaksite::Catalogue{{CATALOGUE}}, .settings = {}};
    options.out = "out";
    try {
        peaksite::run(options);
    } catch (const peaksite::UsageError& error) {
        std::puts(error.faults().front().what.english().c_str());
        return 0;
    }
    return 1;
}
