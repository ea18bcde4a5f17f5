#include "job/check/overlapping_files.hpp"

namespace peaksite {

std::vector<Sentence> warnings_of_overlapping_files(const OpenPlan& open)
{
    std::vector<Sentence> out;
    for (const auto& [id, raster] : open.rasters) {
        const auto met = raster.file.disagreements ? raster.file.disagreements->all() : std::vector<Disagreement>{};
        if (met.empty()) continue;
        constexpr double middle = 0.5;
        const auto& first = met.front();
        const auto at = raster.file.raster.info.position.at(first.col + middle, first.row + middle);
        out.push_back(text(
            "layer '{}': files state different values where they overlap, and the later one counts: {} "
            "pairs of files in what was read, first '{}' and '{}' at {}, {}: {} and {}; leave one of them out, or put "
            "the one to trust last",
            id, met.size(), first.earlier, first.later, number(at.x), number(at.y), number(first.before),
            number(first.after)));
    }
    return out;
}

} // namespace peaksite
