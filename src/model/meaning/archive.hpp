#pragma once

#include "model/meaning/meaning.hpp"

#include <string>
#include <string_view>

namespace peaksite {

/// What a run hands on with its tally.
struct Archive {
    Meaning meaning;
    Tables tables;
};

/// As bytes: a sign of the types it is made of, then every field of every value (model/meaning/fields.hpp).
std::string archived(const Meaning& meaning, const Tables& tables);

/// Reads what archived() wrote. Throws InputError where another version of the program, whose values have other fields,
/// wrote it, and where it is damaged.
Archive unarchived(std::string_view bytes);

/// Throws InputError unless the tally holds what the meaning speaks of, and tables and zones fit each other: what was
/// read from a file is not taken as it comes.
void require_fit(const Archive& archive, const StudyTally& tally);

} // namespace peaksite
