#pragma once

#include "plan/read/keys.hpp"

#include <map>
#include <string>

namespace peaksite {

/// What one list of a file has stated so far. An entry may take the place of what a catalogue or a policy says of the
/// same thing, never that of an entry of its own list: which of the two is meant nobody knows.
class StatedOnce {
public:
    explicit StatedOnce(Faults& faults) : m_faults(faults) {}

    /// Whether the list says nothing of `name` yet; else a fault at the position, which names the first. Entries
    /// without a name are a fault already and pass.
    bool first(const std::string& name, const Position& position);

private:
    Faults& m_faults;
    std::map<std::string, Position, std::less<>> m_stated;
};

} // namespace peaksite
