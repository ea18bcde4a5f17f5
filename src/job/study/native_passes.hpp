#pragma once

#include "eval/compiler.hpp"
#include "job/study/blueprint.hpp"

namespace peaksite {

/// The zones of a set in another plane, edges cut to `tolerance_metres`: straight from their file where they lie inside
/// the grid, else through the grid's plane, cut at its edge.
std::vector<Shape> zones_on(const OpenPlan& open, Blueprint& blueprint, std::size_t set, const Crs& crs,
                            double tolerance_metres);

/// What is counted on the cells of the layers themselves, whatever the grid: numbers, so that means are those of the
/// layer; amounts, so that mass is kept; classes, so that areas are exact. One pass per lattice, shared by all layers
/// on it, with the zones brought into its plane; zones end where the grid ends. Rasters must be upright.
class NativePasses {
public:
    NativePasses(const OpenPlan& open, Blueprint& blueprint) : m_open(open), m_blueprint(blueprint) {}

    /// The moments of an expression of one layer, in `wanted` if given; what is asked of them is added to what was
    /// asked before.
    Slot moment(std::size_t set, const Layer& layer, const Syntax& value, const std::optional<Unit>& wanted,
                const MomentNeeds& needs);
    /// Quantiles of a layer's values.
    Slot distribution(std::size_t set, const Layer& layer, Buckets kind);
    /// Areas by class of a categorical layer; the same place for all sets.
    Slot classes(const Layer& layer);
    /// Makes the programs of the passes; nothing is added afterwards.
    void finish();

private:
    // A pass and what its expressions may name.
    struct Lattice {
        int pass = 0;
        Grid whole; // of the raster
        Symbols symbols;
        std::unique_ptr<Compiler> compiler;
        std::map<std::string, int> inputs; // by layer
    };

    Pass& pass_of(const Lattice& lattice) { return m_blueprint.study.passes[static_cast<std::size_t>(lattice.pass)]; }
    Lattice& lattice_of(const Layer& layer);
    Lattice& add_lattice(const Layer& layer, const Grid& whole);
    int raster_number(Pass& pass, const Layer& layer) const;
    int input(Lattice& lattice, const Layer& layer);
    /// By zone: share of its area that lies on the raster.
    std::vector<double> lay_zones(Pass& pass, const Grid& whole, int tile);

    const OpenPlan& m_open;
    Blueprint& m_blueprint;
    std::deque<Lattice> m_lattices; // compilers refer to symbols
};

} // namespace peaksite
