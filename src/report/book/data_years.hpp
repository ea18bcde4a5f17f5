#pragma once

#include "model/results.hpp"

#include <optional>

namespace peaksite {

/// The years of the data behind an indicator: "2024", "2020→2024" where values compare a year with an earlier one or
/// follow a series, "2022, 2024" where zones or layers differ; or why none is known.
struct DataYears {
    std::string years;
    Bilingual why{};     ///< where there are none
    Bilingual undated{}; ///< layers among others that state no year; may be empty
};

/// Of all zones with a value, and of the layers, which are of one year each.
DataYears data_years(const Results& results, std::size_t indicator);

/// Of the zones of one set, for the head of its page: "2024"; where they differ, which zones, or how many, are of which
/// year; and years of layers that no zone is of. Empty where none is known.
Bilingual years_of_set(const Results& results, std::size_t set, std::size_t indicator);

/// "2020→2024": of a value that stands on more than one year; else empty.
std::string year_span(const IndicatorResult& result);
/// Such years where all values of the set that have any stand on the same; else empty.
std::string common_span(const SetResults& results, std::size_t indicator);

} // namespace peaksite
