#pragma once

#include "job/study/blueprint.hpp"

namespace peaksite {

/// Makes the inputs of the first pass: one for every layer of the plan that is at hand, and those for buffers.
class StudyInputs {
public:
    StudyInputs(const OpenPlan& open, Pass& pass, Blueprint& blueprint);

    const Symbols& symbols() const { return m_symbols; }
    /// A condition with a buffer as a name of its own.
    std::string buffered(const Syntax& where, Length buffer);
    /// The input that reads the classes of a layer.
    int class_input(const std::string& layer) const;
    /// What is to be said of layers whose cells span more than four of the grid, if one of these inputs reads them.
    std::vector<Sentence> coarse_layers(const std::vector<int>& inputs) const;
    /// Lays the vector layers that these inputs read on the grid; the others are never drawn.
    void draw_vectors(const std::vector<int>& inputs);
    /// Whether a raster layer's cells are those of the grid.
    bool on_the_grid(const std::string& layer) const;

private:
    void add(const Layer& layer);
    void add_raster(const Layer& layer);
    void add_survey(const Layer& layer);
    void add_condition(const Layer& layer);
    void add_derived(const Layer& layer);
    void note_transform(const std::string& layer, const Crs& from);
    void add_slope(const Layer& layer, const std::string& elevation);
    int raster_number(const std::string& layer);
    int field_number(const std::string& layer);
    std::shared_ptr<const VectorField> vector_field(const std::string& layer);
    std::shared_ptr<const SurveyField> survey_field(const std::string& layer);
    double tolerance() const;
    Placement placement(const std::string& layer) const;
    void check_overlap(const Layer& layer, const Raster& raster) const;
    void note_coarse(const Layer& layer, const Placement& place, Resampling resampling);
    void name(const Layer& layer, Symbol symbol);

    const OpenPlan& m_open;
    Pass& m_pass;
    Blueprint& m_blueprint;
    Symbols m_symbols;
    std::map<std::string, int> m_raster_of; // by layer
    std::map<std::string, int> m_field_of;
    std::map<std::string, int> m_class_input_of;
    std::map<int, std::string> m_survey_of; // by input
    std::map<std::string, bool> m_on_the_grid;
    std::multimap<int, Sentence> m_coarse; // by input
    int m_halo = 0;
};

/// Cells around the grid that buffers of mixed conditions can reach, by the size of cells on the ground.
int halo_cells(const Plan& plan, const Grid& grid, const Crs& crs);

} // namespace peaksite
