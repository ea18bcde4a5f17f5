#pragma once

#include "base/bytes.hpp"

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace peaksite {

/// A cell for which two files of a mosaic hold different numbers.
struct Disagreement {
    std::string earlier, later; ///< paths; the later file counts
    int row = 0, col = 0;       ///< of the mosaic
    double before = 0, after = 0;
};

/// What readers of a mosaic met where its files overlap: of every two files the first cell, by rows. Readers of several
/// threads may note at once.
class Disagreements {
public:
    void note(int earlier, int later, const Disagreement& met);
    /// In the order of the files.
    std::vector<Disagreement> all() const;

    void write(ByteWriter& out) const;
    /// Adds what another reader of the same files wrote. Throws InputError where bytes are missing.
    void add(ByteReader& in);

private:
    mutable std::mutex m_mutex;
    std::map<std::pair<int, int>, Disagreement> m_met; // by numbers of the files
};

} // namespace peaksite
