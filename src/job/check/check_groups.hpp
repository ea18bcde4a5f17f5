#pragma once

#include "job/check/check.hpp"
#include "job/open/open_plan.hpp"
#include "peaksite/finding.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <vector>

namespace peaksite {

struct Explanation;

/// What every group of checks looks at, and where it puts what it finds.
struct Checkup {
    const OpenPlan& open;
    const CheckRequest& request;
    std::optional<Box> zones; ///< longitudes and latitudes of all zones that could be read
    std::vector<Finding>& findings;

    void error(const Position& position, Sentence what, Sentence hint = {})
    {
        add(Severity::error, position, std::move(what), std::move(hint));
    }
    void warning(const Position& position, Sentence what, Sentence hint = {})
    {
        add(Severity::warning, position, std::move(what), std::move(hint));
    }
    void note(const Position& position, Sentence what, Sentence hint = {})
    {
        add(Severity::note, position, std::move(what), std::move(hint));
    }

private:
    void add(Severity severity, const Position& position, Sentence what, Sentence hint)
    {
        findings.push_back(
            {.severity = severity, .of_request = false, .fault = position.fault(std::move(what), std::move(hint))});
    }
};

/// Values of a few blocks of every raster: outside the range or in another unit, "no data" that is not declared,
/// classes that have no entry, a value everywhere.
void check_values(Checkup& checkup);

/// Whether layers and lists meet the zones, and how their cells compare with those of the grid.
void check_extents(Checkup& checkup);

/// Zone sets and their tables beyond the first fault: keys, names, kinds, mojibake; positions of facilities.
void check_zone_files(Checkup& checkup);
void check_zones(Checkup& checkup);

/// How the rows of statistics found their zones.
void check_joins(Checkup& checkup);

/// Secrecy, licences and map numbers that contradict each other.
void check_secrecy(Checkup& checkup);

/// Rules that will not be tested, once each.
void check_rules(Checkup& checkup, const std::vector<UncheckedRule>& unchecked);

/// The folder of the results.
void check_output(Checkup& checkup);

/// Names that no installed font can write on the plan's sheets.
void check_sheet_texts(Checkup& checkup);

/// Memory, disk and time that a run needs against what the machine has.
void check_machine(Checkup& checkup, const Explanation& facts);

} // namespace peaksite
