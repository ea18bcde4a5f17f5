#pragma once

#include "model/results.hpp"
#include "plan/plan.hpp"
#include "report/audit/audit_line.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// Where a layer, list or table comes from.
struct SourceFacts {
    Bilingual name;
    Bilingual role; ///< 图层, 排放源名录 …
    std::string id;
    std::string source, citation, licence, certainty;
    std::optional<int> year;
    std::string files;
    Bilingual secrecy;
    std::vector<Bilingual> warnings;
};

/// What the workbook says beside the results.
struct IndicatorBookFacts {
    Bilingual title;
    std::string lang = "zh";
    OfficeUnits units = OfficeUnits::si;
    Secrecy secrecy = Secrecy::internal;
    double least_valid_share = 0.8;
    std::string date;                            ///< of the newest input
    std::string program;                         ///< "peaksite 0.1.0"
    std::map<std::string, Bilingual> texts;      ///< texts that outputs carry, by id
    std::map<std::string, Bilingual> indicators; ///< names of all of the catalogue
    std::map<std::string, Bilingual> technologies;
    std::map<std::string, Bilingual> layers;
    std::map<std::string, Bilingual>
        columns; ///< of joined tables, by the name of formulas: "stats.gdp"; of tables by their id
    std::map<std::pair<std::string, std::string>, std::string>
        words;                                                      ///< of such columns: "coal" of "fuel.kind", Chinese
    std::map<std::pair<std::string, std::string>, Bilingual> rules; ///< by technology and rule
    std::map<std::pair<std::string, std::string>, Bilingual> classes; ///< by layer and class code
    std::vector<SourceFacts> sources;
    std::vector<std::pair<Bilingual, std::string>> run;        ///< grid, CRS, versions …
    std::vector<AuditLine> audit{};                            ///< the results checked by themselves
    std::function<std::string(const std::string&)> translated; ///< an English reason in the language of the output
    std::function<std::string(const Sentence&)> told;          ///< a sentence in it
};

/// Writes indicators.xlsx: a sheet for each set of zones, what the indicators are, land and its rules, emissions,
/// statistics, joined tables, and 说明 with texts, sources and the facts of the run. Throws InputError.
void write_indicator_book(const Results& results, const IndicatorBookFacts& facts, const std::filesystem::path& path);

} // namespace peaksite
