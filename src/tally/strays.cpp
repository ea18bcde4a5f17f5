#include "tally/strays.hpp"

#include <algorithm>

namespace peaksite {

void Strays::merge(const Strays& other)
{
    any = any || other.any;
    infinite = infinite || other.infinite;
    low = std::min(low, other.low);
    high = std::max(high, other.high);
}

void Strays::write(ByteWriter& out) const
{
    out.put(static_cast<std::uint8_t>(any ? 1 : 0));
    out.put(static_cast<std::uint8_t>(infinite ? 1 : 0));
    out.put(low);
    out.put(high);
}

Strays Strays::read(ByteReader& in)
{
    Strays out;
    out.any = in.get<std::uint8_t>() != 0;
    out.infinite = in.get<std::uint8_t>() != 0;
    out.low = in.get<double>();
    out.high = in.get<double>();
    return out;
}

} // namespace peaksite
