#pragma once

#include "support/column_kinds.hpp"
#include "support/output_tables.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace peaksite {

/// Of what a number is: the zone, what else tells it from others (indicator, layer, stat, class, technology …), and the
/// column it stands in.
struct NumberOf {
    std::string zones, key;
    std::map<std::string, std::string> of;
    std::string column;

    auto operator<=>(const NumberOf&) const = default;
    std::string words() const;
    std::string at(const std::string& name) const
    {
        const auto found = of.find(name);
        return found == of.end() ? "" : found->second;
    }
};

/// What must stand there: a number that is not 0, a 0 that somebody measured or stated, nothing; or it is not known
/// beforehand.
enum class ToldNumber { number, zero, blank, open };

/// What must stand where, by what a test knows of its inputs.
using Bookkeeping = std::function<ToldNumber(const NumberOf&)>;

/// Walks every table of a result. Faults, each naming file, row and column: a 0 that nobody measured or stated, also
/// one that only rounding makes; a number where there is none, none where there is one; a blank without reason in a
/// table that has reasons; one number that differs between two places; a column with numbers that nobody has
/// classified.
struct OutputWalk {
    std::vector<std::string> faults;
    std::size_t amounts = 0;         ///< cells that hold a measured or stated number
    std::size_t blanks = 0;          ///< cells that might
    std::size_t zeros = 0;           ///< of amounts
    std::size_t compared = 0;        ///< numbers found in two places
    std::size_t by_stated_units = 0; ///< columns of sheets whose scale follows from the units that both places state
};
OutputWalk walk_result(const std::filesystem::path& folder, const Bookkeeping& truth);

} // namespace peaksite
