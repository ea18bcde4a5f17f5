#pragma once

#include "plan/catalogue/catalogue.hpp"

#include <map>
#include <string>
#include <vector>

namespace peaksite {

/// What the catalogue says that results must agree with (entry = "audit"): which numbers of the parts of a zone make
/// that of the zone, and which numbers are the same, or bound each other, wherever they stand.
struct AuditRules {
    std::vector<std::string> computed;  ///< indicators that add up, counted from layers and lists
    std::vector<std::string> stated;    ///< indicators that add up, from tables of statistics
    std::vector<std::string> published; ///< columns of tables that add up: "stats.gdp"
    double stated_tolerance = 0; ///< share by which what is stated for a zone may differ from the sum of its parts

    struct AtMost {
        std::string part, whole; ///< indicators
        double tolerance = 0;    ///< share
    };
    std::vector<AtMost> at_most;

    struct Sum {
        std::string total; ///< indicator
        std::vector<std::string> plus, minus;
    };
    std::vector<Sum> sums;

    std::vector<std::string> shares; ///< indicators that are shares of a whole

    struct Same {
        std::string indicator, technology;
        std::string column; ///< of technologies.csv: eligible, effective, capacity, generation
        double scale = 1;   ///< the column times it is the indicator
    };
    std::vector<Same> same;

    struct Near {
        std::string unit;   ///< of the sums of a gridded layer in statistics.csv
        std::string column; ///< of a table, in that unit: "stats.pop"
        double tolerance = 0;
        double least = 0; ///< where grid and published number are both smaller, they are not compared: a few cells of a
                          ///< grid tell little
    };
    std::vector<Near> near;

    /// Installed capacity by technology, as a table of plants and as lists of facilities have it.
    struct Capacity {
        std::string table, amount, technology, status; ///< the table and its columns; no table: nothing is compared
        std::vector<std::string> counts;               ///< statuses that count
        double tolerance = 0;
        std::map<std::string, std::vector<std::string>> technologies; ///< what tables and lists call them
        std::map<std::string, std::vector<std::string>> statuses;
    };
    Capacity capacity{};
};

/// The rules of the catalogue; none where it has no such entry. Throws UsageError as its other readers do.
AuditRules read_audit_rules(const Catalogue& catalogue);

} // namespace peaksite
