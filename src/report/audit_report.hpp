#pragma once

#include "model/audit.hpp"

#include <filesystem>

namespace peaksite {

/// What an identity says, for people.
Bilingual identity_words(Identity identity);

/// Writes audit.csv: identity, left, right, difference, tolerance, holds, then where: zones, key, subject, unit; how
/// many places were looked at and failed; why it could not be looked at. `holds` is true, false or blank. Throws
/// InputError.
void write_audit(const std::vector<AuditRow>& rows, const std::filesystem::path& path);

} // namespace peaksite
