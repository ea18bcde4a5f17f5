#pragma once

#include "io/vector/vector_file.hpp"
#include "job/open/open_plan.hpp"

#include <map>

namespace peaksite {

/// Gathers the polygons of a vector layer with classes or values (see Layer::class_column, value_column).
class SurveyBuilder {
public:
    /// `threads`: 0 takes as many as the machine has.
    SurveyBuilder(const Layer& layer, int threads) : m_layer(layer), m_threads(threads) {}

    /// A feature with valid polygons. Throws InputError when the column is not there, or holds what is no number.
    void add(const FeatureTable& table, const std::string& file, const Feature& feature,
             const std::vector<Polygon>& polygons);
    /// Gives every parcel its class, the words of the file being the classes where the layer has none, and warns of
    /// words that are none, and of polygons that claim the same land. Throws InputError for more classes than a layer
    /// may have.
    void finish(OpenVector& out, std::vector<Sentence>& warnings);

private:
    void classify(OpenVector& out, std::vector<Sentence>& warnings);
    void warn_of_unknown(OpenVector& out, std::vector<Sentence>& warnings) const;
    void warn_of_collisions(std::vector<Sentence>& warnings) const;

    const Layer& m_layer;
    int m_threads;
    Survey m_survey;
    std::vector<std::string> m_words;     // by parcel
    std::vector<std::int64_t> m_features; // by parcel: what the file calls it
    std::size_t m_without_polygons = 0, m_without_value = 0;
};

} // namespace peaksite
