#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace peaksite {

/// A name of a formula that a technology defines: m_pv is the eligible land of the technology whose symbol is "pv",
/// f_pv the share of it that can be used, d_pv its density in MW/km², y_pv its full-load hours in h/a, st_pv the state
/// of land.
struct TechnologyName {
    enum class Part : std::uint8_t { land, share, density, yield, state } part = Part::land;
    std::string_view symbol; ///< part of the name it is read from
    /// It stands for every technology in turn: m_t.
    bool every() const { return symbol == "t"; }
};

/// Nothing where the name has another form. Layers and columns of the user may have this form too: d_road.
std::optional<TechnologyName> technology_name(std::string_view name);

} // namespace peaksite
