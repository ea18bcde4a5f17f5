#include "job/open/open_survey.hpp"

#include "base/crew.hpp"
#include "geo/collisions.hpp"
#include "geo/true_area.hpp"
#include "job/open/number_classes.hpp"
#include "model/tables/amounts.hpp"
#include "plan/check/class_match.hpp"
#include "plan/row_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

namespace peaksite {

namespace {

double value_of(const Layer& layer, const std::string& word, const std::string& file, std::int64_t id)
{
    const auto [raw, strange] = Amounts{}.read(word);
    if (strange)
        throw InputError{text("file '{}', feature {}: '{}' in column '{}' is no number; correct it, or leave it empty "
                              "where there is none",
                              file, id, word, layer.value_column)};
    if (!raw) return std::numeric_limits<double>::quiet_NaN();
    if (layer.nodata && *raw == *layer.nodata) return std::numeric_limits<double>::quiet_NaN();
    const double value = *raw * layer.scale.value_or(1) + layer.offset.value_or(0);
    const bool outside = layer.range && (value < (*layer.range)[0] || value > (*layer.range)[1]);
    return outside ? std::numeric_limits<double>::quiet_NaN() : value;
}

} // namespace

void SurveyBuilder::add(const FeatureTable& table, const std::string& file, const Feature& feature,
                        const std::vector<Polygon>& polygons)
{
    const bool classes = !m_layer.class_column.empty();
    const auto column = table.column(classes ? m_layer.class_column : m_layer.value_column, file);
    if (polygons.empty()) {
        ++m_without_polygons;
        return;
    }
    m_features.push_back(feature.id);
    m_survey.parcels.push_back({.polygons = polygons, .lines = {}, .points = {}});
    const std::string word{trimmed(feature.values[column].value_or(""))};
    if (classes) {
        m_words.push_back(word);
        return;
    }
    const double value = value_of(m_layer, word, file, feature.id);
    m_without_value += value != value ? 1U : 0U;
    m_survey.values.push_back(value);
}

void SurveyBuilder::classify(OpenVector& out, std::vector<Sentence>& warnings)
{
    out.classes = m_layer.classes;
    if (out.classes.empty()) {
        const std::set<std::string> words{m_words.begin(), m_words.end()};
        for (const auto& word : words)
            if (!word.empty() && !is_class_row(word)) // else of no class, and told
                out.classes.push_back({.code = static_cast<int>(out.classes.size()),
                                       .key = word,
                                       .name = {.zh = word, .en = word},
                                       .color = {},
                                       .text_code = word});
    }
    if (out.classes.size() > most_classes)
        throw InputError{text("layer '{}': {} classes are more than the {} a layer may have; choose another column, or "
                              "name the classes: use = \"…\" or [[layers.classes]]",
                              m_layer.id, out.classes.size(), most_classes)};
    const int unknown = static_cast<int>(out.classes.size());
    std::map<std::string, int> known; // few words stand for many parcels
    for (const auto& word : m_words) {
        const auto [found, added] = known.try_emplace(word, unknown);
        if (added)
            if (const auto one = class_of(out.classes, word)) found->second = static_cast<int>(*one);
        m_survey.class_of.push_back(found->second);
    }
    m_survey.classes = unknown + 1;
    warn_of_unknown(out, warnings);
}

void SurveyBuilder::warn_of_unknown(OpenVector& out, std::vector<Sentence>& warnings) const
{
    const auto box = bounds_of(m_survey.parcels);
    if (!box || std::ranges::find(m_survey.class_of, m_survey.classes - 1) == m_survey.class_of.end()) return;
    const TrueAreas areas{out.crs, *box};
    std::map<std::string, std::pair<std::size_t, double>> unknown;
    std::size_t count = 0;
    double whole = 0;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        if (m_survey.class_of[i] != m_survey.classes - 1) continue;
        const double km2 = areas.of(m_survey.parcels[i]) / 1e6;
        auto& [parcels, area] = unknown[m_words[i]];
        ++parcels;
        area += km2;
        ++count;
        whole += km2;
    }
    constexpr std::size_t shown = 12;
    std::vector<std::string> list;
    for (const auto& [word, facts] : unknown) {
        if (list.size() == shown) {
            list.push_back("…");
            break;
        }
        list.push_back(
            fmt::format("{} ({}, {:.6g} km²)", word.empty() ? "empty" : "'" + word + "'", facts.first, facts.second));
    }
    out.unknown_words = list;
    warnings.push_back(text("layer '{}': {} polygons of {:.6g} km² have in column '{}' what is no class of the layer; "
                            "they count as unclassified: {}",
                            m_layer.id, count, whole, m_layer.class_column, joined(list, ", ")));
}

void SurveyBuilder::warn_of_collisions(std::vector<Sentence>& warnings) const
{
    constexpr double least_square_metres = 1; // two drawings of one line lie no nearer
    auto found = collisions(m_survey.parcels, m_survey.crs, least_square_metres, crew_size(m_threads));
    if (found.empty()) return;
    double whole = 0;
    for (const auto& one : found) whole += one.square_metres;
    std::ranges::stable_sort(found, std::ranges::greater{}, &Collision::square_metres);
    constexpr std::size_t shown = 20;
    std::vector<std::string> list;
    for (const auto& one : found) {
        if (list.size() == shown) {
            list.push_back("…");
            break;
        }
        list.push_back(
            fmt::format("{}/{} ({:.6g} m²)", m_features[one.first], m_features[one.second], one.square_metres));
    }
    warnings.push_back(text("layer '{}': {} pairs of polygons overlap, by {:.6g} km² in all; both are counted. Correct "
                            "the file; the largest, as numbers of features: {}",
                            m_layer.id, found.size(), whole / 1e6, joined(list, ", ")));
}

void SurveyBuilder::finish(OpenVector& out, std::vector<Sentence>& warnings)
{
    m_survey.crs = out.crs;
    m_survey.amounts = m_layer.quantity == Quantity::extensive;
    if (m_without_polygons > 0)
        warnings.push_back(
            text("layer '{}': {} features without polygons are left out", m_layer.id, m_without_polygons));
    if (m_without_value > 0)
        warnings.push_back(
            text("layer '{}': {} polygons have no value in column '{}', or one out of range; they count as no data",
                 m_layer.id, m_without_value, m_layer.value_column));
    if (!m_layer.class_column.empty()) classify(out, warnings);
    warn_of_collisions(warnings);
    out.survey = std::make_shared<const Survey>(std::move(m_survey));
}

} // namespace peaksite
