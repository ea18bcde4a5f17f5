#include "base/spare_memory.hpp"

#include <cstdlib>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace peaksite {

void give_back_spare_memory()
{
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}

} // namespace peaksite
