#pragma once

#include "job/init/draft.hpp"
#include "job/init/guess_statistics.hpp"
#include "job/init/guess_table.hpp"
#include "job/init/init.hpp"

#include <optional>
#include <set>

namespace peaksite {

/// A plan that grows table by table, as `init` understands files.
class InitDraft {
public:
    explicit InitDraft(const Catalogue& catalogue) : m_catalogue(catalogue) {}

    void add_zones(const std::string& name, const TableGuess& guess, const std::vector<DraftKey>& place);
    void add_vector(const std::string& name, const TableGuess& guess, const std::vector<DraftKey>& place);
    void add_facilities(const std::string& name, const TableGuess& guess, const std::vector<DraftKey>& place);

    /// Statistics of zones; false when another file is that table already.
    bool add_table(const StatisticsGuess& guess, const std::vector<DraftKey>& place);

    /// All tables with what goes with them: grid, slope, official layers that rules ask for, technologies, carbon, a
    /// sheet.
    std::vector<DraftTable> tables(const InitRequest& request);

    std::vector<DraftTable> layers, statistics;
    std::set<std::string> layer_ids, provided; ///< ids in use, and what layers provide for indicators
    std::vector<std::string> unread;           ///< files of which nothing was made, and why
    std::optional<double> finest;              ///< cell of the finest raster, metres
    std::string dem, landcover, pools;         ///< layers and the file of carbon densities; empty: none

private:
    DraftTable head(const InitRequest& request) const;
    DraftTable grid(const InitRequest& request) const;
    void add_slope(std::vector<DraftTable>& all);
    void add_rules(std::vector<DraftTable>& all);
    std::vector<std::string> technologies() const;
    void add_technologies(std::vector<DraftTable>& all) const;
    void add_carbon(std::vector<DraftTable>& all) const;
    void add_outputs(std::vector<DraftTable>& all) const;

    const Catalogue& m_catalogue;
    std::vector<DraftTable> m_zones, m_facilities, m_tables;
    std::set<std::string> m_zone_ids, m_list_ids, m_table_ids;
    std::string m_slope;
};

/// What was made of a file, as the comment above its table.
std::string remark_of(const Sentence& says, Confidence confidence);

/// A usual cell size near the one given, not finer: 10, 25, 30, 50, 100, 250, 500 m …
double round_cell(double metres);

} // namespace peaksite
