#pragma once

#include "peaksite/errors.hpp"

#include <cstdint>

namespace peaksite {

/// How much a finding matters.
enum class Severity : std::uint8_t {
    error,   ///< 错误: a run ends with it
    warning, ///< 警告: a run goes on, and its results need care
    note     ///< 提示: good to know
};

/// One thing that a look at a request and its files found: where, what, and what to do.
struct Finding {
    Severity severity = Severity::error;
    bool of_request = false; ///< the plan is at fault, not the data or the machine
    Fault fault;

    bool operator==(const Finding&) const = default;
};

} // namespace peaksite
