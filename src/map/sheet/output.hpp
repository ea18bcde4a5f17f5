#pragma once

#include "map/sheet/composition.hpp"

#include <string>

namespace peaksite {

inline constexpr double dots_per_inch = 300;

/// The composition as a PDF. Carries title, subject, program and the date of the sheet (or of SOURCE_DATE_EPOCH), never
/// the time of the run, so that the same sheet gives the same bytes.
std::string pdf_of(const Composition& composition, const Typesetter& type);

/// The composition as a PNG of 300 dots per inch.
std::string png_of(const Composition& composition, const Typesetter& type);

/// "2026-11-20T00:00:00Z": SOURCE_DATE_EPOCH if it is set, else a date as on the sheet, else the beginning of 1970.
std::string creation_time(const std::string& date);

} // namespace peaksite
