#pragma once

#include "report/audit/audit_line.hpp"

#include <filesystem>
#include <vector>

namespace peaksite {

/// What an identity says, for people.
Bilingual identity_words(Identity identity);

/// Writes audit.csv: identity, left, right, difference, tolerance, holds, then where: zones, key, subject, unit; how
/// many places were looked at and failed; why it could not be looked at; the identity in words. `holds` is true, false
/// or blank. Throws InputError.
void write_audit(const std::vector<AuditLine>& lines, const std::filesystem::path& path);

} // namespace peaksite
