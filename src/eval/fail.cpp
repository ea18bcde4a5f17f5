#include "eval/fail.hpp"

namespace peaksite {

void fail(const Syntax& where, const Sentence& what, Sentence hint)
{
    throw UsageError{std::vector<Fault>{
        {.place = {}, .key = {}, .what = text("in '{}': {}", written(where), what), .hint = std::move(hint)}}};
}

} // namespace peaksite
