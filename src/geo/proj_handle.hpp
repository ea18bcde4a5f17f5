#pragma once

#include <memory>

#include <proj.h>

namespace peaksite {

/// Destroyed with its last owner.
inline std::shared_ptr<PJ> owned(PJ* handle)
{
    return {handle, [](PJ* pj) { proj_destroy(pj); }};
}

} // namespace peaksite
