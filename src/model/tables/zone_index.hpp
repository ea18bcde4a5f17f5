#pragma once

#include "model/zone.hpp"
#include "plan/catalogue/catalogue.hpp"

namespace peaksite {

/// The zones that a label of a table names.
struct ZoneMatch {
    enum class How : std::uint8_t { none, key, code, name } how = How::none;
    std::vector<std::optional<std::size_t>> zones; ///< by set
    std::vector<std::string>
        ambiguous; ///< zones of one set that the label may mean; then nothing is matched in that set
};

/// Finds zones by key, by GB/T 2260 or credit code (key, or an attribute whose role holds "code"), or by name: in full;
/// at the end of the names of larger units (银川市西夏区); without what the unit is (沙坡头 for 沙坡头区, 宁夏 for
/// 宁夏回族自治区), as long as the two do not contradict each other (石嘴山市 is not 石嘴山区).
class ZoneIndex {
public:
    /// `used`: sets to look in, by set; empty: all.
    ZoneIndex(const std::vector<ZoneSet>& sets, std::vector<Region> regions, const std::vector<bool>& used = {});

    ZoneMatch match(const std::string& label) const;

private:
    struct Named {
        std::string full, brief;
        std::size_t zone = 0;
    };
    struct One {
        bool used = true;
        std::map<std::string, std::size_t, std::less<>> by_exact_key, by_key, by_code;
        std::vector<Named> names;
    };
    void add_set(const ZoneSet& set, bool used);
    std::string code_of(const std::string& label) const;
    void match_names(std::size_t set, const std::string& label, ZoneMatch& out) const;

    const std::vector<ZoneSet>& m_sets;
    std::vector<Region> m_regions;
    std::vector<One> m_index;
};

} // namespace peaksite
