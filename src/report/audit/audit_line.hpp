#pragma once

#include "model/audit/audit.hpp"

#include <string>

namespace peaksite {

/// A row of the audit and what it says, in the language of the outputs.
struct AuditLine {
    AuditRow row;
    std::string identity; ///< what must hold
    std::string subject;
    std::string reason; ///< why it could not be looked at
};

} // namespace peaksite
