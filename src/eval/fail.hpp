#pragma once

#include "base/error.hpp"
#include "eval/syntax.hpp"

namespace peaksite {

/// Throws UsageError that quotes the expression.
[[noreturn]] void fail(const Syntax& where, const Sentence& what, Sentence hint = {});

/// What `work` returns; a UsageError of it is thrown again with the expression quoted.
template <class Work>
auto quoting(const Syntax& where, Work work)
{
    try {
        return work();
    } catch (const UsageError& error) {
        fail(where, error.faults().front().what, error.faults().front().hint);
    }
}

} // namespace peaksite
