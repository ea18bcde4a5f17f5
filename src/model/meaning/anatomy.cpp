#include "model/meaning/anatomy.hpp"

namespace peaksite {

std::uint64_t sign_of_types()
{
    static const auto sign = [] {
        Anatomy anatomy;
        anatomy.add<Meaning>();
        anatomy.add<Tables>();
        return anatomy.sign(edition);
    }();
    return sign;
}

} // namespace peaksite
